"""Recordings: a sound, what is said in it, and their rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from speechwright.audio.write import encode_flac
from speechwright.rows import Provenance
from speechwright.types import Audio, Row, Span


@dataclass(frozen=True)
class Recording:
    """A sound with what is said in it, and by whom.

    Args:
        text: as a language model reads it; "" where nobody knows.
        audio: the sound.
        voice: who speaks.
        words, phonemes: where they lie in it; none where that is not known.
    """

    text: str
    audio: Audio
    voice: str
    words: tuple[Span, ...] = ()
    phonemes: tuple[Span, ...] = ()


def recording_to_row(recording: Recording, item_id: str, provenance: Provenance) -> Row:
    """A row of SPEECH_SCHEMA; the sound as FLAC."""
    return {
        "id": item_id,
        "text": recording.text,
        "voice": recording.voice,
        "seed": provenance.seed,
        "source": provenance.source,
        "licence": provenance.licence,
        "audio": {"bytes": encode_flac(recording.audio), "path": f"{item_id}.flac"},
        "words": _spans(recording.words),
        "phonemes": _spans(recording.phonemes),
    }


def _spans(spans: Sequence[Span]) -> list[Row] | None:
    return [span.to_row() for span in spans] or None
