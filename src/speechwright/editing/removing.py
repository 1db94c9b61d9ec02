"""Takes a stretch out of a recording, so that what was on either side of it goes on as if nothing had been there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.resample import resample
from speechwright.editing.cuts import ALIGN_S, FADE_S, Cut, Gap, best_cut, in_phase, seam
from speechwright.editing.timeline import Timeline
from speechwright.metrics.joins import MEL, JoinMeter, Jump
from speechwright.types import Audio

Floats = NDArray[np.float64]
AROUND_S = 1.0  # of sound on either side of a cut that is listened to


@dataclass(frozen=True)
class Seam:
    """Where sound was joined: samples [begin, end) of the input are gone or faded, `worst` as in `Cut`."""

    begin: int
    end: int
    worst: float


def remove(timeline: Timeline, before: Gap, after: Gap, natural: Jump) -> Seam:
    """Take out what lies between two gaps.

    Args:
        timeline: what is changed.
        before, after: the gaps on either side, in seconds of the input.
        natural: the bounds of natural jumps.
    """
    rate_hz, num_samples = timeline.coding.rate_hz, timeline.source.num_samples
    cut = _cut(timeline, before, after, natural)
    left, right = round(cut.left_s * rate_hz), min(num_samples, round(cut.right_s * rate_hz))
    half = min(round(FADE_S / 2 * rate_hz), left, num_samples - right, (right - left) // 2)
    if half < 1:  # at an end of the recording nothing is left to fade into
        timeline.replace(left, right, [])
        return Seam(left, right, cut.worst)
    right += _shift(timeline, left, right, half)
    begin, end = left - half, right + half
    timeline.replace(begin, end, [timeline.made(begin, end, [_joined(timeline, left, right, half)])])
    return Seam(begin, end, cut.worst)


def _joined(timeline: Timeline, left: int, right: int, half: int) -> Floats:
    """The sound of the seam, as the timeline stands: what was changed before stays changed."""
    nothing = np.zeros((0, timeline.coding.num_channels))
    fading, rising = (
        np.concatenate([*timeline.floats(timeline.inside(at - half, at + half)), nothing]) for at in (left, right)
    )
    size = min(len(fading), len(rising))
    return seam(fading[:size], rising[len(rising) - size :])


def _cut(timeline: Timeline, before: Gap, after: Gap, natural: Jump) -> Cut:
    """The best cut, in seconds of the input; only what is near is listened to."""
    rate_hz = timeline.coding.rate_hz
    (first, left), (second, right) = (_near(timeline, gap) for gap in (before, after))
    # Both sides in one row, so that one meter serves: moments after the first side are moved by what lies between.
    moved_s = second / rate_hz - len(left) / rate_hz - first / rate_hz
    if moved_s <= 0:
        whole = _sound(timeline, first, max(first + len(left), second + len(right)))
        meter, offset_s = _meter(whole, rate_hz), 0.0
    else:
        meter, offset_s = _meter(np.concatenate([left, right]), rate_hz), moved_s
    start_s = first / rate_hz
    cut = best_cut(
        meter,
        Gap(before.begin_s - start_s, before.end_s - start_s),
        Gap(after.begin_s - start_s - offset_s, after.end_s - start_s - offset_s),
        natural,
    )
    return Cut(cut.left_s + start_s, cut.right_s + start_s + offset_s, cut.worst)


def _near(timeline: Timeline, gap: Gap) -> tuple[int, Floats]:
    """The sound around a gap and where it begins."""
    rate_hz = timeline.coding.rate_hz
    first = max(0, round((gap.begin_s - AROUND_S) * rate_hz))
    last = min(timeline.source.num_samples, round((gap.end_s + AROUND_S) * rate_hz))
    return first, _sound(timeline, first, last)


def _meter(sound_NC: Floats, rate_hz: int) -> JoinMeter:
    return JoinMeter(resample(Audio(sound_NC.mean(axis=1).astype(np.float32), rate_hz), MEL.rate_hz))


def _shift(timeline: Timeline, left: int, right: int, half: int) -> int:
    """By how much the right side is shifted so that the waves meet."""
    most = min(round(ALIGN_S * timeline.coding.rate_hz), right - half, timeline.source.num_samples - right - half)
    most = max(0, min(most, right - half - left - half))
    fading = _sound(timeline, left - half, left + half)
    rising = _sound(timeline, right - half - most, right + half + most)
    return in_phase(fading.mean(axis=1), rising.mean(axis=1), most)


def _sound(timeline: Timeline, begin: int, end: int) -> Floats:
    return timeline.source.floats(begin, end)
