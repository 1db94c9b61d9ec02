"""Whether each thing that was asked for has happened, and by how much it was missed.

The rules for speed, pitch, stress, words and rooms are SpeechEditBench's. It judges noise by DNSMOS, a network that is
not ours to ship: here the speech has to stand farther above the background, by the project's own meter. What it does
not have is our choice: volume by 1 dB or half of what was asked, intonation by a tenth, pauses by half of what was
asked, loudness to half a LU (EBU R 128), silent ends shorter than 0.2 s, fades by 6 dB.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

from speechwright.bench.edits.item import Goal
from speechwright.bench.edits.scene import Scene
from speechwright.bench.edits.take import Part, Take
from speechwright.metrics.prosody import (
    LEAST_CHANGE,
    LEAST_DB,
    LEAST_SEMITONES,
    moved,
    prominence,
    semitones,
)
from speechwright.tasks.edits.plan import Value
from speechwright.tasks.spoken_form import words_of
from speechwright.types import Row

LEAST_RANGE, LEAST_SNR_DB, LOUDNESS_LU, END_S, FADE_DB = 0.1, 3.0, 0.5, 0.2, -6.0
LEVELS_RMS = {"low": (0.02, 0.04), "medium": (0.07, 0.10), "high": (0.16, 0.20)}  # InstructSpeech's classes
MUTED_DB = -40.0  # gains below it are a matter of what the samples can still hold
PAUSE_S = 0.15  # shorter silences belong to sounds such as p, t and k
AROUND_S = 0.5  # of a point at which a pause comes in
RT60_LOW, RT60_HIGH = 0.8, 1.2
ENDS = {"start": (0,), "end": (1,), "both": (0, 1)}


@dataclass(frozen=True)
class Check:
    """What came of one goal.

    Args:
        edit: what was asked.
        passed: whether it happened; None where this sound can't tell.
        value: what was measured, in `unit`.
        error: how far it is from the amount that was asked for; None where there was none.
        why: why it can't be told.
    """

    edit: str
    passed: bool | None
    value: float | None = None
    unit: str = ""
    error: float | None = None
    why: str = ""

    def to_row(self) -> Row:
        return asdict(self)


def check(scene: Scene, goal: Goal) -> Check:
    """What came of a goal."""
    return CHECKS[goal.edit](scene, goal)


def _untold(goal: Goal, why: str) -> Check:
    return Check(goal.edit, None, why=why)


def _lost(goal: Goal) -> Check:
    """What was not found again has not been changed as it was asked."""
    return Check(goal.edit, False, why="the part is not found in what was made")


def _asked(goal: Goal, key: str) -> float | None:
    value = goal.amounts.get(key)
    return None if value is None else float(value)


def _speed(scene: Scene, goal: Goal) -> Check:
    old, new = scene.parts(goal)
    if not old:
        return _untold(goal, "the part is not found")
    if not new:
        return _lost(goal)
    factor, tempo = _asked(goal, "factor"), _length(old) / max(_length(new), 1e-3)
    direction = _asked(goal, "direction") or math.copysign(1, (factor or 1) - 1)
    asked = None if factor is None else 1 / factor - 1
    error = None if factor is None else 100 * abs(tempo / factor - 1)
    return Check("speed", moved(1 / tempo - 1, -direction, LEAST_CHANGE, asked), tempo, "times", error)


def _pitch(scene: Scene, goal: Goal) -> Check:
    (old, old_parts), (new, new_parts) = _sides(scene, goal)
    old_hz, new_hz = old.median_f0_hz(old_parts), new.median_f0_hz(new_parts)
    if not old_hz:
        return _untold(goal, "nothing is voiced there")
    if not new_hz:
        return _lost(goal)
    came = semitones(new_hz, old_hz)
    asked = _asked(goal, "semitones")
    to_hz = _asked(goal, "to_hz")
    if by_hz := _asked(goal, "by_hz"):
        to_hz = old_hz + by_hz
    if to_hz is not None:
        asked = semitones(to_hz, old_hz)
    direction = _asked(goal, "direction") or math.copysign(1, asked or 0.0)
    error = None if asked is None else abs(came - asked)
    return Check("pitch", moved(came, direction, LEAST_SEMITONES, asked), came, "semitones", error)


def _intonation(scene: Scene, goal: Goal) -> Check:
    old, new = (take.range_semitones(parts) for take, parts in _sides(scene, goal))
    if not old:
        return _untold(goal, "nothing is voiced there")
    factor = _asked(goal, "factor") or 0.0
    return Check("intonation", moved(new / old - 1, factor - 1, LEAST_RANGE, factor - 1), new / old, "times")


def _stress(scene: Scene, goal: Goal) -> Check:
    (old, old_parts), (new, new_parts) = _sides(scene, goal)
    if not old_parts:
        return _untold(goal, "the word is not found")
    if not new_parts:
        return _lost(goal)
    gain = _prominence(new, new_parts) - _prominence(old, old_parts)
    direction = _asked(goal, "direction") or _asked(goal, "strength") or 1.0
    return Check("stress", gain * direction > 0, gain, "")


def _prominence(take: Take, parts: list[Part]) -> float:
    whole = [(0.0, take.length_s)]
    rms, f0_hz = (take.rms(parts), take.rms(whole)), (take.median_f0_hz(parts), take.median_f0_hz(whole))
    return prominence(*rms, *f0_hz, _length(parts), take.length_s)


def _volume(scene: Scene, goal: Goal) -> Check:
    (old, old_parts), (new, new_parts) = _sides(scene, goal)
    if not old_parts:
        return _untold(goal, "the part is not found")
    if not new_parts:
        return _lost(goal)
    if (level := goal.amounts.get("level")) is not None:
        return _level(scene, goal, str(level))
    came, asked = new.level_dbfs(new_parts) - old.level_dbfs(old_parts), _asked(goal, "gain_db")
    direction = _asked(goal, "direction") or math.copysign(1, asked or 0.0)
    error = None if asked is None or asked < MUTED_DB else abs(came - asked)
    return Check("volume", moved(came, direction, LEAST_DB, asked), came, "dB", error)


def _level(scene: Scene, goal: Goal, level: str) -> Check:
    """Whether a part is in a class: all of it, since its ends count for its RMS."""
    span = scene.span(goal)
    pair = None if span is None else scene.pair(span)
    if pair is None:
        return _lost(goal)
    low, high = LEVELS_RMS[level]
    return Check("volume", low <= scene.after.rms([pair[1]]) <= high, scene.after.level_dbfs([pair[1]]), "dBFS")


def _pause(scene: Scene, goal: Goal) -> Check:
    asked, span = _asked(goal, "seconds") or 0.0, scene.span(goal)
    if span is None:
        return _untold(goal, "the point is not found")
    around = max(0.0, span[0] - AROUND_S), min(scene.before.length_s, span[1] + AROUND_S)
    pair = scene.pair(around)
    if pair is None:
        return _lost(goal)
    old, new = pair
    longer = _length([new]) - _length([old])
    quieter = scene.after.quiet_s(new) - scene.before.quiet_s(old)
    came = min(longer, quieter) >= 0.5 * asked and abs(longer - asked) <= max(0.1, asked / 4)
    return Check("pause", came, longer, "s", abs(longer - asked))


def _pauses(scene: Scene, goal: Goal) -> Check:
    span = scene.span(goal)
    if span is None:
        return _untold(goal, "the part is not found")
    pair, old_s = scene.pair(span), scene.before.pauses(span)
    asked = sum(wanted_pause_s(length, goal.amounts) - length for length in old_s if length >= PAUSE_S)
    if abs(asked) < 0.02:
        return _untold(goal, "there is no such pause")
    if pair is None:
        return _lost(goal)
    came = sum(scene.after.pauses(pair[1])) - sum(old_s)
    return Check(goal.edit, moved(came, asked, math.inf, asked), came, "s", abs(came - asked))


def wanted_pause_s(length_s: float, amounts: Mapping[str, Value]) -> float:
    """How long a pause is to be after `shorten_pauses` or `remove_pauses`."""
    if "longer_than_s" in amounts:
        return length_s if length_s <= float(amounts["longer_than_s"]) else 0.0
    if "to_seconds" in amounts:
        return float(amounts["to_seconds"])
    return max(0.0, length_s * float(amounts.get("factor", 1.0)) + float(amounts.get("by_seconds", 0.0)))


def _trim(scene: Scene, goal: Goal) -> Check:
    asked = ENDS[str(goal.amounts.get("ends", "both"))]
    old_s, new_s = scene.before.margins_s, scene.after.margins_s
    if max(old_s[end] for end in asked) < END_S:
        return _untold(goal, "the ends are not silent")
    stays = all(abs(new_s[end] - old_s[end]) < END_S / 2 for end in (0, 1) if end not in asked)
    left_s = max(new_s[end] for end in asked)
    return Check("trim", left_s <= END_S and stays, left_s, "s")


def _words(scene: Scene, goal: Goal) -> Check:
    """Each phrase is heard as often as in the wanted text."""
    heard, wanted = scene.after.heard, " ".join(words_of(scene.item.wanted))
    told = str(goal.amounts.get("words", "")).split(",") if goal.edit == "fillers" else ()
    phrases = [goal.words, str(goal.amounts.get("text", "")), *told]
    asked = [" ".join(words_of(phrase)) for phrase in phrases if words_of(phrase)]
    return Check(goal.edit, all(_count(phrase, heard) == _count(phrase, wanted) for phrase in asked))


def _count(phrase: str, text: str) -> int:
    return f" {text} ".replace(" ", "  ").count(f" {phrase.replace(' ', '  ')} ")


def _noise(scene: Scene, goal: Goal) -> Check:
    gain = scene.after.snr_db - scene.before.snr_db
    direction = 1.0 if goal.amounts["do"] == "remove" else -1.0
    return Check("noise", gain * direction >= LEAST_SNR_DB, gain, "dB")


def _room(scene: Scene, goal: Goal) -> Check:
    old_s, new_s = scene.before.rt60_s, scene.after.rt60_s
    if goal.amounts["do"] == "remove":
        return Check("room", new_s < 0.9 * old_s, new_s, "s") if old_s else _untold(goal, "no room is heard")
    told = _asked(goal, "rt60_s")
    low, high = _asked(goal, "rt60_low_s") or told, _asked(goal, "rt60_high_s") or told
    if low is None or high is None:
        return Check("room", new_s > max(1.1 * old_s, 0.1), new_s, "s")
    return Check("room", RT60_LOW * low <= new_s <= RT60_HIGH * high, new_s, "s", abs(new_s - told) if told else None)


def _loudness(scene: Scene, goal: Goal) -> Check:
    error = abs(scene.after.lufs - float(goal.amounts["lufs"]))
    return Check("loudness", error <= LOUDNESS_LU, scene.after.lufs, "LUFS", error)


def _fade(scene: Scene, goal: Goal) -> Check:
    span = scene.span(goal) or (0.0, scene.before.length_s)
    edge_s = min(float(goal.amounts.get("seconds", 1.0)), span[1] - span[0]) / 4
    old = (span[0], span[0] + edge_s) if goal.amounts["kind"] == "in" else (span[1] - edge_s, span[1])
    pair = scene.pair(old)
    if pair is None:
        return _lost(goal)
    fall = scene.after.level_dbfs([pair[1]]) - scene.before.level_dbfs([pair[0]])
    return Check("fade", fall <= FADE_DB, fall, "dB")


def _sides(scene: Scene, goal: Goal) -> tuple[tuple[Take, list[Part]], tuple[Take, list[Part]]]:
    old, new = scene.parts(goal)
    return (scene.before, old), (scene.after, new)


def _length(parts: list[Part]) -> float:
    return sum(end_s - begin_s for begin_s, end_s in parts)


CHECKS: Mapping[str, Callable[[Scene, Goal], Check]] = {
    "speed": _speed,
    "pitch": _pitch,
    "intonation": _intonation,
    "stress": _stress,
    "volume": _volume,
    "pause": _pause,
    "shorten_pauses": _pauses,
    "remove_pauses": _pauses,
    "trim": _trim,
    **dict.fromkeys(("delete", "insert", "replace", "fillers"), _words),
    "noise": _noise,
    "room": _room,
    "loudness": _loudness,
    "fade": _fade,
}
