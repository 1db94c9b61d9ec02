"""Whether an edit did what was asked for: which measure tells, how far it was to move, and how near is near enough.

Measures are on scales that add up: levels in dB, pitch in semitones, lengths in percent (100 times the natural
logarithm), so that "by how much" is a difference whatever the start.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from speechwright.tasks.edits.plan import Value

Amounts = Mapping[str, Value]
Wanted = Callable[[Amounts, float], float | None]
"""Amounts, and the measure before → the measure wanted after; None where only the direction is known."""
Direction = Callable[[Amounts], int]
UNITS = {
    "length": "%",
    "level": "dB",
    "loudness": "LUFS",
    "pitch": "semitones",
    "pitch range": "semitones",
    "background": "dB",
    "reverberation": "s",
    "treble": "dB",
    "width": "dB",
    "formants": "%",
    "clipped": "%",
    "stress": "",
    "silence": "s",
}


@dataclass(frozen=True)
class Score:
    """How an edit is measured.

    Args:
        measure: one of UNITS, taken of the stretch before and after.
        wanted: where it should be afterwards.
        tolerance: how far from there it may be.
        direction: 1 or -1, the way it is to go where no amount is wanted; 0 where either will do, or none.
        least: how far it has to go, at the least, where only the direction is known; to stay is never enough.
    """

    measure: str
    wanted: Wanted = lambda amounts, before: None
    tolerance: float = 0.0
    direction: Direction = lambda amounts: 0
    least: float = 0.0

    def passes(self, amounts: Amounts, before: float, after: float, slack: float = 1.0) -> bool:
        """Whether the measure went where it was to go; the tolerance is multiplied by the slack."""
        wanted = self.wanted(amounts, before)
        if wanted is not None:
            return abs(after - wanted) <= self.tolerance * slack
        direction = self.direction(amounts)
        moved = direction * (after - before)
        return moved >= self.least and (moved > 0 or not direction)


def done(amounts: Amounts) -> int:
    """The way of what is added."""
    return 1 if amounts["do"] == "add" else -1


def undone(amounts: Amounts) -> int:
    """The way of what is lost where something is added, such as treble."""
    return -done(amounts)


def percent(ratio: float) -> float:
    """A ratio on the scale of lengths."""
    return 100 * math.log(ratio)


def semitones(hz: float) -> float:
    """A frequency on the scale of pitch, against 1 Hz."""
    return 12 * math.log2(hz)


def _pitch(amounts: Amounts, before: float) -> float:
    if "semitones" in amounts:
        return before + float(amounts["semitones"])
    if "to_hz" in amounts:
        return semitones(float(amounts["to_hz"]))
    return semitones(2 ** (before / 12) + float(amounts["by_hz"]))


def _level(amounts: Amounts, before: float) -> float:
    if "gain_db" in amounts:
        return before + float(amounts["gain_db"])
    return 20 * math.log10(LEVELS_RMS[str(amounts["level"])])


def _tempo(amounts: Amounts, before: float) -> float | None:
    return before - percent(float(amounts["factor"])) if "factor" in amounts else None


# InstructSpeech's classes of RMS are 0.02–0.04, 0.07–0.10 and 0.16–0.20 (section on data); these are their middles.
LEVELS_RMS = {"low": 0.03, "medium": 0.085, "high": 0.18}
SPEED = Score("length", _tempo, 1.0)
VOLUME = Score("level", _level, 0.1)
LOUDNESS = Score("loudness", lambda amounts, before: float(amounts["lufs"]), 0.1)
PITCH = Score("pitch", _pitch, 0.15)
GENDER = Score("pitch", direction=lambda amounts: {"female": 1, "male": -1}.get(str(amounts["to"]), 0))
INTONATION = Score("pitch range", direction=lambda amounts: 1 if float(amounts["factor"]) > 1 else -1, least=0.1)
STRESS = Score("stress", direction=lambda amounts: 1 if float(amounts["strength"]) > 0 else -1)
FORMANTS = Score("formants", direction=lambda amounts: 1 if float(amounts["ratio"]) > 1 else -1, least=0.5)
NOISE = Score("background", direction=done, least=1.0)
ROOM = Score("reverberation", direction=done, least=0.02)
TREBLE = Score("treble", direction=undone, least=1.0)
WIDTH = Score("width", direction=undone, least=0.3)
CLIPPING = Score("clipped", direction=done)
FADE = Score("level", direction=lambda amounts: -1)
SILENCE = Score("silence", direction=lambda amounts: -1)
