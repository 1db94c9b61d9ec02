"""Whether an edit was done: what it is to change has moved, the right way and far enough.

The thresholds for speed, pitch and stress are those of SpeechEditBench; the others are our choice, well below what each
edit does where it works.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from speechwright.corpus.edits.inverses import Done, word_at
from speechwright.corpus.edits.measures import (
    clipped_share,
    f0_range_octaves,
    floor_dbfs,
    level_db,
    lufs_of,
    median_f0_hz,
    pace_of,
    share_above_db,
    volume_of,
    warp_octaves,
)
from speechwright.tasks.edits.plan import Operation
from speechwright.types import Audio

SPEED_SHARE, PITCH_SEMITONES = 0.05, 0.3
LEVEL_DB, LUFS, F0_SHARE, LENGTH_S = 0.5, 0.5, 0.1, 0.05
FLOOR_DB, BAND_DB, FADE_DB, FORMANT_OCTAVES = 3.0, 6.0, 6.0, 0.02
GENDER_SEMITONES = 1.0
TREBLE_HZ, LINE_HZ = 3_000.0, 4_000.0
Parts = tuple[Audio, Audio]
"""The place of an operation before and after."""


def is_done(done: Done) -> bool:
    """Whether each operation of an edit has had its effect."""
    return all(_is_done(operation, done) for operation in done.operations)


def _is_done(operation: Operation, done: Done) -> bool:
    if operation.edit == "pause":
        return _paused(operation, done)
    if operation.edit in LENGTHS:  # of several edits, others may have changed the length too
        return len(done.operations) > 1 or _changed_length(done, LENGTHS[operation.edit])
    if operation.edit == "move":
        return done.order != tuple(range(len(done.order)))
    place = done.place_after(operation)
    if place is None:
        return False
    parts = done.before.part(operation.begin, operation.end), done.after.part(*place)
    return all(len(part.samples) for part in parts) and EFFECTS[operation.edit](operation, parts, done)


LENGTHS: Mapping[str, int] = {
    "delete": -1,
    "fillers": -1,
    "remove_pauses": -1,
    "repeat": 1,
    "shorten_pauses": 0,
    "trim": -1,
}
"""Edits that are seen from the length of the recording, and whether it grows."""


def _changed_length(done: Done, way: int) -> bool:
    grown_s = done.after.audio.length_s - done.before.audio.length_s
    return grown_s * way >= LENGTH_S if way else abs(grown_s) >= LENGTH_S


def _paused(operation: Operation, done: Done) -> bool:
    """Whether the words around a point have come apart."""
    at = word_at(operation.begin, done.before.transcript)
    places = [done.order.index(each) for each in (at - 1, at) if each in done.order]
    if len(places) < 2 or places[1] != places[0] + 1:
        return False
    was, now = (
        words[right].begin - words[left].end
        for words, (left, right) in (
            (done.before.transcript.words, (at - 1, at)),
            (done.after.transcript.words, tuple(places)),
        )
    )
    return now - was >= LENGTH_S * done.before.rate_hz


def _way(value: float, least: float, wanted: float) -> bool:
    """Whether a value is at least so large, to the side of the wanted one."""
    return abs(value) >= least and value * wanted > 0


def _speed(operation: Operation, parts: Parts, done: Done) -> bool:
    faster = parts[0].length_s / parts[1].length_s - 1
    if "factor" in operation.amounts:
        return _way(faster, SPEED_SHARE, float(operation.amounts["factor"]) - 1)
    begin, end = done.place_after(operation) or (0, 0)
    return abs(faster) >= SPEED_SHARE and pace_of(done.after, begin, end) == operation.amounts["pace"]


def _volume(operation: Operation, parts: Parts, done: Done) -> bool:
    louder_db = level_db(parts[1]) - level_db(parts[0])
    if "level" in operation.amounts:
        return volume_of(parts[1]) == operation.amounts["level"]
    return abs(louder_db - float(operation.amounts["gain_db"])) <= LEVEL_DB


def _higher(parts: Parts) -> float:
    """Semitones; NaN without a voice."""
    return 12 * math.log2(median_f0_hz(parts[1]) / median_f0_hz(parts[0]))


def _pitch(operation: Operation, parts: Parts, done: Done) -> bool:
    amounts, higher = operation.amounts, _higher(parts)
    if "semitones" in amounts:
        return _way(higher, PITCH_SEMITONES, float(amounts["semitones"]))
    return abs(12 * math.log2(median_f0_hz(parts[1]) / float(amounts["to_hz"]))) <= PITCH_SEMITONES


def _gender(operation: Operation, parts: Parts, done: Done) -> bool:
    wanted = {"female": 1, "male": -1}.get(str(operation.amounts["to"]))
    higher = _higher(parts)
    return abs(higher) >= GENDER_SEMITONES if wanted is None else _way(higher, GENDER_SEMITONES, wanted)


def _formants(operation: Operation, parts: Parts, done: Done) -> bool:
    return _way(warp_octaves(*parts), FORMANT_OCTAVES, math.log2(float(operation.amounts["ratio"])))


def _intonation(operation: Operation, parts: Parts, done: Done) -> bool:
    before, after = (f0_range_octaves(part) for part in parts)
    return before > 0 and _way(after / before - 1, F0_SHARE, float(operation.amounts["factor"]) - 1)


def _stress(operation: Operation, parts: Parts, done: Done) -> bool:
    """Half of the gain in dB, three tenths of that in semitones, a fifth of that in length, in tenths."""
    louder_db = level_db(parts[1]) - level_db(parts[0])
    higher = _higher(parts)
    longer = 10 * (parts[1].length_s / parts[0].length_s - 1)
    gained = 0.5 * louder_db + 0.3 * (0.0 if math.isnan(higher) else higher) + 0.2 * longer
    return gained * float(operation.amounts["strength"]) > 0


def _noise(operation: Operation, parts: Parts, done: Done) -> bool:
    return floor_dbfs(parts[1]) - floor_dbfs(parts[0]) >= FLOOR_DB


def _darker(hz: float) -> Callable[[Operation, Parts, Done], bool]:
    def effect(operation: Operation, parts: Parts, done: Done) -> bool:
        return share_above_db(parts[0], hz) - share_above_db(parts[1], hz) >= BAND_DB

    return effect


def _clipping(operation: Operation, parts: Parts, done: Done) -> bool:
    return clipped_share(parts[1]) > clipped_share(parts[0])


def _loudness(operation: Operation, parts: Parts, done: Done) -> bool:
    is_there = abs(lufs_of(parts[1]) - float(operation.amounts["lufs"])) <= LUFS
    return is_there and abs(lufs_of(parts[0]) - lufs_of(parts[1])) >= LUFS


def _fade(operation: Operation, parts: Parts, done: Done) -> bool:
    size = max(1, round(float(operation.amounts["seconds"]) * parts[0].rate_hz) // 3)
    size = min(size, len(parts[0].samples))
    begin = 0 if operation.amounts["kind"] == "in" else len(parts[0].samples) - size
    before, after = (level_db(Audio(part.samples[begin : begin + size], part.rate_hz)) for part in parts)
    return before - after >= FADE_DB


EFFECTS: Mapping[str, Callable[[Operation, Parts, Done], bool]] = {
    "clipping": _clipping,
    "fade": _fade,
    "formants": _formants,
    "gender": _gender,
    "intonation": _intonation,
    "loudness": _loudness,
    "muffled": _darker(TREBLE_HZ),
    "noise": _noise,
    "pitch": _pitch,
    "room": _noise,
    "speed": _speed,
    "stress": _stress,
    "telephone": _darker(LINE_HZ),
    "volume": _volume,
}
