"""Pitch marks: one a period of the voice, at the same place of each period; evenly spaced where there is no voice.

The places are not searched peak by peak. The positive half of the sound, squared, has a fundamental of its own, whose
crest lies where the energy of each period is; the F0 track demodulates it, and averages over one period, twice, leave
nothing of the other harmonics. Marks stand at full turns of the phase that is left, all of a stretch moved alike to
where the slope of the sound has most of its power: grains cut there keep its spectrum best. So there is exactly one
mark a period, octaves are never confused within a stretch, and breath or jitter moves a mark little. The method is
ours; the marks serve the method of E. Moulines and F. Charpentier, "Pitch-synchronous waveform processing techniques
for text-to-speech synthesis using diphones", Speech Communication 9 (1990), 453–467.

Shapes: N samples, C channels, A samples at the rate of the analysis, T frames, K marks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.channels import mono
from speechwright.audio.pitch import track_f0
from speechwright.audio.resample import resample
from speechwright.types import Audio

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

ANALYSIS_RATE_HZ = 16_000  # or the sound's own, where that is lower
HOP_S = 0.01
MIN_HZ, MAX_HZ = 60.0, 500.0
SHORTEST_VOICE_S = 0.025  # voiced stretches below it are chance
SHORTEST_GAP_S = 0.015  # gaps below it, within a voice, are chance
UNVOICED_PERIOD_S = 0.005
TINY = 1e-12


@dataclass(frozen=True, eq=False)
class Marks:
    """Where grains are cut.

    Args:
        positions_K: in samples, rising, not whole numbers; inside the sound.
        is_voiced_K: whether a mark stands in a period of a voice. Voiced stretches never touch: an unvoiced mark
            lies between any two.
        period_K: in samples; the distance of the marks nearby.
    """

    positions_K: Floats
    is_voiced_K: Bools
    period_K: Floats

    def voiced_stretches(self) -> list[slice]:
        """Runs of voiced marks, as slices of the arrays."""
        return [slice(int(first), int(end)) for first, end in _runs(self.is_voiced_K)]

    def voice(self, stretch: slice) -> Marks:
        """The marks of one voiced stretch, and one more a period before it and a period behind it."""
        positions, period = self.positions_K[stretch], self.period_K[stretch]
        outer = [positions[:1] - period[:1], positions, positions[-1:] + period[-1:]]
        return Marks(np.concatenate(outer), np.ones(len(positions) + 2, np.bool_), np.pad(period, 1, mode="edge"))

    def scaled(self, factor: float) -> Marks:
        """The marks of the same sound at `factor` times the rate."""
        return Marks(self.positions_K * factor, self.is_voiced_K, self.period_K * factor)


def find_marks(sound_NC: Floats, rate_hz: int) -> Marks:
    """The marks of a sound (N, C), found on the mean of its channels."""
    if _is_too_short(sound_NC, rate_hz):
        return _filled([], len(sound_NC), rate_hz)
    audio = _for_analysis(sound_NC, rate_hz)
    f0_hz_T, voiced_T = _track(audio)
    bounds = _bounds(voiced_T, audio)
    stretches = _stretches(_turns(audio, f0_hz_T, bounds), audio, bounds) if bounds else []
    voiced = [_inside(marks * (rate_hz / audio.rate_hz), len(sound_NC)) for marks in stretches]
    return _filled([marks for marks in voiced if len(marks) > 2], len(sound_NC), rate_hz)


def median_f0_hz(sound_NC: Floats, rate_hz: int) -> float:
    """The median F0 of all voiced frames of 10 ms, in Hz; NaN for a sound without voice."""
    if _is_too_short(sound_NC, rate_hz):
        return float("nan")
    f0_hz_T, voiced_T = _track(_for_analysis(sound_NC, rate_hz))
    heard_hz = f0_hz_T[voiced_T & (f0_hz_T > 0)]
    return float(np.median(heard_hz)) if len(heard_hz) else float("nan")


def _is_too_short(sound_NC: Floats, rate_hz: int) -> bool:
    return len(sound_NC) < SHORTEST_VOICE_S * rate_hz


def _for_analysis(sound_NC: Floats, rate_hz: int) -> Audio:
    """The mean of the channels without its own mean, at a peak of 1."""
    mono_N = mono(sound_NC)
    mono_N = mono_N - mono_N.mean()
    audio = Audio(mono_N / max(float(np.abs(mono_N).max()), TINY), rate_hz)
    return resample(audio, min(rate_hz, ANALYSIS_RATE_HZ))


def _track(audio: Audio) -> tuple[Floats, Bools]:
    """F0 in Hz (T,) and whether voiced: without stretches too short to be a voice, nor gaps too short to be a pause.

    Within such gaps F0 is 0 as well.
    """
    f0_hz_T, voiced_T = track_f0(audio, _hop_samples(audio), MIN_HZ, MAX_HZ)
    voiced_T = voiced_T.copy()
    for length_s, is_voiced in ((SHORTEST_GAP_S, False), (SHORTEST_VOICE_S, True)):
        for first, end in _runs(voiced_T == is_voiced):
            if (end - first) * HOP_S < length_s and (is_voiced or 0 < first < end < len(voiced_T)):
                voiced_T[first:end] = not is_voiced
    return f0_hz_T.astype(np.float64), voiced_T


def _runs(flags: Bools) -> NDArray[np.intp]:
    """First and end of each run of true values (num_runs, 2)."""
    return np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]]))).reshape(-1, 2)


def _hop_samples(audio: Audio) -> int:
    return round(HOP_S * audio.rate_hz)


def _bounds(voiced_T: Bools, audio: Audio) -> list[tuple[int, int]]:
    """First and last sample of each voiced stretch: half a hop around its frames, within the sound."""
    hop, last = _hop_samples(audio), len(audio.samples) - 1
    bounds = np.clip(_runs(voiced_T) * hop - hop // 2, 0, last)
    return [(int(first), int(end)) for first, end in bounds]


def _turns(audio: Audio, f0_hz_T: Floats, bounds: list[tuple[int, int]]) -> Floats:
    """How many periods of the voice have passed at each sample (A,), whole where a period's energy is; rising within
    the bounds, and 0 far from them."""
    near = _near(bounds, audio)
    turns_A = np.zeros(len(audio.samples))
    known_T = f0_hz_T > 0
    f0_hz = np.exp(np.interp(near / _hop_samples(audio), np.flatnonzero(known_T), np.log(f0_hz_T[known_T])))
    turns_A[near] = _turns_of(_upright(audio.samples.astype(np.float64))[near], f0_hz / audio.rate_hz)
    return turns_A


def _near(bounds: list[tuple[int, int]], audio: Audio) -> NDArray[np.intp]:
    """The samples of all stretches, and those that means over a period, twice, take in on either side."""
    reach, flags_A = int(audio.rate_hz / MIN_HZ) + 2, np.zeros(len(audio.samples), np.bool_)
    for first, last in bounds:
        flags_A[max(0, first - reach) : last + reach + 1] = True
    return np.flatnonzero(flags_A)


def _upright(samples_A: Floats) -> Floats:
    """The sound with its crests upwards."""
    return samples_A if (samples_A * samples_A * samples_A).sum() >= 0 else -samples_A


def _turns_of(samples_A: Floats, cycles_A: Floats) -> Floats:
    """The turns of a voice that passes through so many periods from each sample to the next."""
    phase_A = 2 * np.pi * np.cumsum(cycles_A)
    demodulated_A = np.maximum(samples_A, 0) ** 2 * np.exp(-1j * phase_A)
    slow_A = _mean_of_periods(_mean_of_periods(demodulated_A, 1 / cycles_A), 1 / cycles_A)
    return np.maximum.accumulate(phase_A / (2 * np.pi) + _unwrapped(np.angle(slow_A) / (2 * np.pi)))


def _unwrapped(turns_A: Floats) -> Floats:
    """Turns without their jumps from half a turn to minus half a turn, as `np.unwrap`, in a third of its time."""
    return np.asarray(turns_A - np.cumsum(np.rint(np.diff(turns_A, prepend=turns_A[0]))))


def _mean_of_periods(values_A: NDArray[np.complex128], period_A: Floats) -> NDArray[np.complex128]:
    """At each sample the mean over one period around it."""
    sums = np.concatenate([[0], np.cumsum(values_A)])
    middles, ends = np.arange(len(values_A)) + 0.5, np.arange(len(sums))
    after, before = (np.interp(middles + side * period_A / 2, ends, sums) for side in (1, -1))
    return np.asarray((after - before) / period_A)


def _stretches(turns_A: Floats, audio: Audio, bounds: list[tuple[int, int]]) -> list[Floats]:
    """The marks of each voiced stretch, in samples: where most of the power of the sound's slope is.

    Stretches in which that is hardly anywhere (hums) follow the others.
    """
    power_A = np.diff(audio.samples.astype(np.float64), prepend=0) ** 2
    parts = [slice(first, last + 1) for first, last in bounds]
    means = [_circular_mean(turns_A[part], power_A[part]) for part in parts]
    common = sum(means) / max(1, len(means))
    moves = [np.angle(mean + common / 2) / (2 * np.pi) for mean in means]
    return [_voiced_marks(turns_A[part] - move, part.start) for part, move in zip(parts, moves, strict=True)]


def _circular_mean(turns: Floats, weights: Floats) -> complex:
    """The weighted mean of points on the unit circle."""
    return complex((weights * np.exp(2j * np.pi * turns)).sum() / (weights.sum() + TINY))


def _voiced_marks(turns: Floats, first: int) -> Floats:
    """Where the turns of a stretch that begins at sample `first` are whole, in samples."""
    whole = np.arange(np.ceil(turns[0]), np.floor(turns[-1]) + 1)
    return first + np.interp(whole, turns, np.arange(len(turns)))


def _inside(marks: Floats, num_samples: int) -> Floats:
    """Those that leave room for another one at either end of the sound; resampling may add a sample to it."""
    return marks[(marks > 1) & (marks < num_samples - 1)]


def _filled(voiced: list[Floats], num_samples: int, rate_hz: int) -> Marks:
    """All marks of a sound: the voiced stretches, and evenly spaced ones before, between and after them."""
    parts, start = [], 0.0
    for marks in voiced:
        parts += [
            _unvoiced(start, float(marks[0]), rate_hz),
            (marks, np.ones(len(marks), np.bool_), np.gradient(marks)),
        ]
        start = float(marks[-1])
    parts.append(_unvoiced(start, float(num_samples), rate_hz))
    return Marks(*(np.concatenate(part) for part in zip(*parts, strict=True)))


def _unvoiced(start: float, end: float, rate_hz: int) -> tuple[Floats, Bools, Floats]:
    """Marks that divide the samples between two others evenly; one at least."""
    num_steps = max(2, round((end - start) / (UNVOICED_PERIOD_S * rate_hz)))
    step = (end - start) / num_steps
    marks = np.asarray(start + step * np.arange(1, num_steps), np.float64)
    return marks, np.zeros(len(marks), np.bool_), np.full(len(marks), step)
