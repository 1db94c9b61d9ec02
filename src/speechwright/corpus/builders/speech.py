"""Recordings: texts spoken by a bank of voices, with the times of words and phonemes, and recordings that there are."""

from __future__ import annotations

import pyarrow as pa
from pydantic import Field

from speechwright.audio.write import encode_flac
from speechwright.corpus.bank import VoicesSettings
from speechwright.corpus.builders.builder import Builder
from speechwright.corpus.sources.source import Record
from speechwright.corpus.studio import Studio, shifted
from speechwright.rows import SPEECH_SCHEMA, Provenance
from speechwright.types import Conversation, Row, Span, UnitSpec


class SpokenTexts(Builder):
    """What tokenizer, judge and decoder are trained on. A record with a recording keeps it.

    Args:
        voices: who speaks the others.
    """

    kind: str = "speech"
    voices: tuple[VoicesSettings, ...] = Field(default=())
    margin_s: float = Field(default=0.25, ge=0, le=2)

    @property
    def schema(self) -> pa.Schema:
        return SPEECH_SCHEMA

    @property
    def has_speech(self) -> bool:
        return False  # sound, not units

    def conversation(self, record: Record, studio: Studio) -> Conversation:
        raise AssertionError("recordings are no conversations")

    def row(self, record: Record, studio: Studio, about: Provenance, item_id: str, spec: UnitSpec | None) -> Row:
        words, phonemes = record.words, None
        if record.audio is not None:
            audio, voice, words = record.audio, record.voice, record.words
        else:
            spoken, audio, start_s = studio.spoken(record.text, self.voices)
            voice, words = spoken.voice.label, shifted(spoken.words, start_s)
            phonemes = _rows(shifted(spoken.phonemes, start_s))
        studio.voices.append(voice)
        studio.length_s += audio.length_s
        return {
            "id": item_id,
            "text": studio.text(record.text) if record.text else "",
            "voice": voice,
            "seed": about.seed,
            "source": about.source,
            "licence": about.licence,
            "audio": {"bytes": encode_flac(audio), "path": f"{item_id}.flac"},
            "words": _rows(words) if words else None,
            "phonemes": phonemes,
        }


def _rows(spans: tuple[Span, ...]) -> list[Row]:
    return [span.to_row() for span in spans]
