"""Goes over from one place of a recording to another, so that it sounds as if nothing had been between them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.pcm import PcmFile
from speechwright.audio.resample import resample
from speechwright.editing.cuts import ALIGN_S, FADE_S, MARGIN_S, Cut, Gap, Shore, best_cut, in_phase, seam
from speechwright.metrics.joins import MEL, JoinMeter, Jump
from speechwright.types import Audio

Floats = NDArray[np.float64]
AROUND_S = 0.5  # of sound on either side of a gap that is listened to
LONGEST_S = 0.3  # of a gap that is searched for a cut
MADE_EDGE_S = 0.06  # of new sound that is no word yet
RUN_ON_S = 0.03  # words closer than this run into each other


@dataclass(frozen=True)
class Join:
    """Sound up to sample `left` of the input goes on from `right`; within `half` samples about both the one is faded
    into the other (2 · half, num_channels). `worst` as in `Cut`."""

    left: int
    right: int
    half: int
    faded: Floats
    worst: float


def meet(
    file: PcmFile, before: Gap, after: Gap, natural: Jump, margin_s: float = MARGIN_S, pause_s: float | None = None
) -> Join:
    """The join that is heard least between sound that ends in one gap and sound that begins in another.

    Args:
        file: the recording.
        before, after: the gaps, in seconds of it.
        natural: the bounds of natural jumps.
        margin_s: how far the words beside the gaps may be cut into.
        pause_s: as for `best_cut`.
    """
    before, after = _searched(before, after)
    # Where the one comes before the other, neither is cut beyond the middle between them.
    middle_s = (before.end_s + after.begin_s) / 2 if before.end_s <= after.begin_s else None
    left, right = replace(_shore(file, before), high_s=middle_s), replace(_shore(file, after), low_s=middle_s or 0.0)
    return _joined(file, best_cut(left, right, natural, margin_s, pause_s))


def lead_in(file: PcmFile, gap: Gap, made_NC: Floats, natural: Jump) -> tuple[int, int]:
    """Where the sound of a recording is best left for new sound: its last sample, and the first of the new one."""
    gap = gap.last(LONGEST_S)
    after = _end(made_NC, file.coding.rate_hz, 0.0, _edge_s(gap))
    cut = best_cut(_shore(file, gap), after, natural, pause_s=gap.length_s)
    return _samples(file, cut.left_s), _samples(file, cut.right_s)


def lead_out(file: PcmFile, made_NC: Floats, gap: Gap, natural: Jump) -> tuple[int, int]:
    """The same from new sound back to the recording: the last sample of the new one, and the recording's next."""
    rate_hz = file.coding.rate_hz
    gap = gap.first(LONGEST_S)
    before = _end(made_NC, rate_hz, len(made_NC) / rate_hz, _edge_s(gap))
    cut = best_cut(before, _shore(file, gap), natural, pause_s=gap.length_s)
    return _samples(file, cut.left_s), _samples(file, cut.right_s)


def _samples(file: PcmFile, at_s: float) -> int:
    return round(at_s * file.coding.rate_hz)


def _edge_s(gap: Gap) -> float:
    """How much of the room about new sound may be heard for nothing: where words run into each other, next to none."""
    return MADE_EDGE_S if gap.length_s > RUN_ON_S else RUN_ON_S / 2


def _end(made_NC: Floats, rate_hz: int, at_s: float, edge_s: float) -> Shore:
    """An end of new sound: what is no word there may be cut off."""
    length_s = len(made_NC) / rate_hz
    if at_s == 0:
        gap = Gap(MADE_EDGE_S - edge_s, MADE_EDGE_S)
    else:
        gap = Gap(length_s - MADE_EDGE_S, length_s - MADE_EDGE_S + edge_s)
    mean = Audio(made_NC.mean(axis=1).astype(np.float32), rate_hz)
    low_s, high_s = (0.0, length_s / 4) if at_s == 0 else (3 * length_s / 4, length_s)
    return Shore(gap, JoinMeter(resample(mean, MEL.rate_hz)), 0.0, low_s, high_s)


def _searched(before: Gap, after: Gap) -> tuple[Gap, Gap]:
    """The parts of two gaps that are searched: a long pause is kept on the side of the longer one."""
    if before.length_s >= after.length_s:
        return before.last(LONGEST_S), after.last(LONGEST_S)
    return before.first(LONGEST_S), after.first(LONGEST_S)


def _shore(file: PcmFile, gap: Gap) -> Shore:
    rate_hz = file.coding.rate_hz
    begin = max(0, round((gap.begin_s - AROUND_S) * rate_hz))
    end = max(begin + 1, min(file.num_samples, round((gap.end_s + AROUND_S) * rate_hz)))
    mean = Audio(file.floats(min(begin, end - 1), end).mean(axis=1).astype(np.float32), rate_hz)
    return Shore(gap, JoinMeter(resample(mean, MEL.rate_hz)), begin / rate_hz)


def _joined(file: PcmFile, cut: Cut) -> Join:
    rate_hz, num_samples = file.coding.rate_hz, file.num_samples
    left, right = (min(num_samples, round(at_s * rate_hz)) for at_s in (cut.left_s, cut.right_s))
    half = min(round(FADE_S / 2 * rate_hz), left, right, num_samples - left, num_samples - right)
    if left <= right:
        half = min(half, (right - left) // 2)
    if half < 1:  # at an end of the recording nothing is there to fade
        return Join(left, right, 0, np.zeros((0, file.coding.num_channels)), cut.worst)
    right += _shift(file, left, right, half)
    faded = seam(file.floats(left - half, left + half), file.floats(right - half, right + half))
    return Join(left, right, half, faded, cut.worst)


def _shift(file: PcmFile, left: int, right: int, half: int) -> int:
    """By how much the right side is shifted so that the waves meet."""
    most = min(round(ALIGN_S * file.coding.rate_hz), right - half, file.num_samples - right - half)
    if left <= right:
        most = min(most, right - half - left - half)
    most = max(0, most)
    fading = file.floats(left - half, left + half)
    rising = file.floats(right - half - most, right + half + most)
    return in_phase(fading.mean(axis=1), rising.mean(axis=1), most)
