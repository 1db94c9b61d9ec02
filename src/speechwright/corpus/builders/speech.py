"""Recordings: texts spoken by a bank of voices, with the times of words and phonemes, and recordings that there are."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
from pydantic import Field

from speechwright.corpus.bank import VoicesSettings
from speechwright.corpus.builders.builder import Builder
from speechwright.corpus.recording import Recording
from speechwright.corpus.sources.source import Record
from speechwright.corpus.studio import Studio
from speechwright.rows import SPEECH_SCHEMA


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

    def item(self, record: Record, studio: Studio) -> Recording:
        recording = studio.recording(record, self.voices)
        studio.keep(recording.audio, recording.voice)
        return replace(recording, text=studio.text(record.text) if record.text else "")
