"""Pauses that are there: shorter, longer, gone; and silence at the ends."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from speechwright.editing.cuts import Gap, seam
from speechwright.editing.joining import Join, meet
from speechwright.editing.recording import Recording
from speechwright.editing.timeline import Piece
from speechwright.tasks.edits.plan import Operation

SHORTEST_S = 0.12  # of what counts as a pause where none is named
LEFT_S = 0.05  # of a pause that goes: words that never met need some room
EDGE_S = 0.06  # of silence that stays before the first and after the last sound


def shorten_pauses(recording: Recording, operation: Operation) -> None:
    """Make pauses shorter or longer; the background goes on in what is added."""
    for gap in _pauses(recording, operation, SHORTEST_S):
        resize(recording, gap, _wanted_s(operation, gap.length_s))


def remove_pauses(recording: Recording, operation: Operation) -> None:
    """Make pauses as short as if nobody had paused."""
    for gap in _pauses(recording, operation, max(LEFT_S, float(operation.amounts["longer_than_s"]))):
        resize(recording, gap, LEFT_S)


def _pauses(recording: Recording, operation: Operation, longer_than_s: float) -> list[Gap]:
    gaps = recording.pauses(operation.begin, operation.end, longer_than_s)
    if not gaps:
        recording.skip(operation, f"no pause is longer than {longer_than_s:g} s there")
    return [gap for gap in gaps if _is_whole(recording, gap)]


def _is_whole(recording: Recording, gap: Gap) -> bool:
    """Whether nothing was cut there or put in by the same plan."""
    begin, end = (round(at_s * recording.rate_hz) for at_s in (gap.begin_s, gap.end_s))
    runs = recording.timeline.runs(begin, end)
    return (
        len(runs) == 1
        and all(piece.is_kept for piece in runs[0])
        and sum(p.num_samples for p in runs[0]) == end - begin
    )


def _wanted_s(operation: Operation, length_s: float) -> float:
    amounts = operation.amounts
    if "factor" in amounts:
        return length_s * float(amounts["factor"])
    return (
        float(amounts["to_seconds"]) if "to_seconds" in amounts else max(0.0, length_s + float(amounts["by_seconds"]))
    )


def resize(recording: Recording, gap: Gap, wanted_s: float) -> None:
    """Give a pause another length."""
    if wanted_s < gap.length_s:
        _put(recording, _shorter(recording, gap, wanted_s))
    elif wanted_s > gap.length_s:
        _lengthen(recording, gap, round((wanted_s - gap.length_s) * recording.rate_hz))


def _shorter(recording: Recording, gap: Gap, wanted_s: float) -> Join:
    """What is in the middle goes; where next to nothing stays, it is cut as words are."""
    half = recording.fade_samples // 2
    begin, end = (round(at_s * recording.rate_hz) for at_s in (gap.begin_s, gap.end_s))
    kept = round(wanted_s * recording.rate_hz)
    if kept < 4 * half:
        return meet(recording.file, gap.first(wanted_s / 2), gap.last(wanted_s / 2), recording.natural, 0.01)
    left, right = begin + kept // 2, end - (kept - kept // 2)
    half = min(half, (right - left) // 2)
    floats = recording.file.floats
    return Join(left, right, half, seam(floats(left - half, left + half), floats(right - half, right + half)), 0.0)


def _put(recording: Recording, join: Join) -> None:
    begin, end = join.left - join.half, join.right + join.half
    made = recording.timeline.made(begin, end, [join.faded], "")
    # In the middle of a pause nothing meets that is heard.
    recording.timeline.replace(begin, end, [replace(made, is_join=join.worst > 0)])


def _lengthen(recording: Recording, gap: Gap, more: int) -> None:
    at, half = recording.quiet(gap), recording.fade_samples // 2
    half = min(half, at, recording.file.num_samples - at, max(1, more // 2))
    sound = recording.tone(at, more + 2 * half)
    floats = recording.file.floats(at - half, at + half)
    sound[: 2 * half] = seam(floats, sound[: 2 * half])
    sound[len(sound) - 2 * half :] = seam(sound[len(sound) - 2 * half :], floats)
    recording.timeline.replace(at - half, at + half, [recording.timeline.made(at - half, at + half, [sound], "")])


def trim(recording: Recording, operation: Operation) -> None:
    """Take silence off the ends; what remains of it is short."""
    segments, num_samples = recording.segments, recording.file.num_samples
    edge, words = round(EDGE_S * recording.rate_hz), recording.transcript.words
    if operation.amounts["ends"] in ("start", "both"):
        first = min(segments.leading[1], words[0].begin if words else num_samples)
        _cut(recording, operation, 0, max(0, first - edge))
    if operation.amounts["ends"] in ("end", "both"):
        last = max(segments.trailing[0], words[-1].end if words else 0)
        _cut(recording, operation, min(num_samples, last + edge), num_samples)


def _cut(recording: Recording, operation: Operation, begin: int, end: int) -> None:
    """Take a stretch off an end of the recording; what is next to it is faded."""
    fade, timeline = recording.fade_samples // 2, recording.timeline
    if end - begin < 1:
        recording.skip(operation, "there is no silence to take off")
        return
    low, high = (begin, end + fade) if begin == 0 else (begin - fade, end)
    edge = (end, end + fade) if begin == 0 else (begin - fade, begin)
    rise = (np.arange(fade) + 0.5)[:, None] / fade
    sound = recording.file.floats(*edge) * (rise if begin == 0 else rise[::-1])
    timeline.replace(low, high, [_ending(recording, low, high, sound)])


def _ending(recording: Recording, begin: int, end: int, sound: np.ndarray) -> Piece:
    return recording.timeline.made(begin, end, [sound], "")
