"""Whether a synthesised text can be used: heard again, measured, and let through or rejected with a reason."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from speechwright.asr import RECOGNIZERS
from speechwright.audio.level import frame_levels_dbfs
from speechwright.corpus.write_out import written_out
from speechwright.metrics.text import edit_counts, words
from speechwright.types import Audio

REASONS = ("too short", "too long", "clipped", "silent", "misheard")
CLIPPED = 0.999  # of full scale
SILENT_DBFS = -55.0


class GateSettings(BaseModel):
    """What a spoken text has to keep.

    Args:
        recognizer: of the RECOGNIZERS table, to hear it again; None does not listen.
        measure: what is compared: words, or characters for languages that don't part them.
        most_errors: errors over the length of the text.
        least_s, most_s: of a character of the text, spaces aside. Slow and fast speech both lie well inside; what is
            outside broke off, ran on, or spoke something else.
        most_clipped: share of samples at full scale.
        most_silence: share of the sound below −55 dBFS.
        otherwise: what becomes of a text that is rejected: it is written where it would have been spoken, or its item
            is dropped. Where there is nothing to write instead, it is dropped.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    recognizer: str | None = None
    measure: Literal["words", "characters"] = "words"
    most_errors: float = Field(default=0.3, ge=0)
    least_s: float = Field(default=0.02, ge=0)
    most_s: float = Field(default=0.4, gt=0)
    most_clipped: float = Field(default=0.001, ge=0, le=1)
    most_silence: float = Field(default=0.7, ge=0, le=1)
    otherwise: Literal["write", "drop"] = "drop"


def why_rejected(audio: Audio, text: str, settings: GateSettings) -> str | None:
    """The first of `REASONS` for which this sound can't stand for the text; None where it can.

    Args:
        audio: as a voice spoke it.
        text: what the voice was given.
        settings: of the gate.
    """
    characters = max(1, len("".join(text.split())))
    a_character_s = audio.length_s / characters
    if not settings.least_s <= a_character_s <= settings.most_s:
        return "too short" if a_character_s < settings.least_s else "too long"
    if np.mean(np.abs(audio.samples) >= CLIPPED) > settings.most_clipped:
        return "clipped"
    if np.mean(frame_levels_dbfs(audio) < SILENT_DBFS) > settings.most_silence:
        return "silent"
    if settings.recognizer is None:
        return None
    return "misheard" if misheard(audio, text, settings) > settings.most_errors else None


def misheard(audio: Audio, text: str, settings: GateSettings) -> float:
    """Errors of what is heard in a sound, over the length of its text."""
    assert settings.recognizer is not None, "somebody listens"
    heard = _recognizer(settings.recognizer).recognize(audio).text
    return _errors(text, heard, settings.measure)


def _errors(text: str, heard: str, measure: str) -> float:
    """Errors over the length of the text, in words or characters."""
    wanted, came = (words(written_out(said)) for said in (text, heard))
    if measure == "characters":
        wanted, came = (tuple("".join(said)) for said in (wanted, came))
    return edit_counts(wanted, came).errors / max(1, len(wanted))


@cache
def _recognizer(name: str) -> Any:
    """Opened once a process."""
    return RECOGNIZERS[name]()
