"""What a recording's background sounds like: its spectrum, from the recording alone.

A profile is taken in one pass and in bounded memory: each band keeps a histogram of its levels, averaged over some
100 ms. Between words, and in most bands during them, only the background is there, so the low end of each histogram is
the background's. As in the minimum statistics of R. Martin, "Noise power spectral density estimation based on optimal
smoothing and minimum statistics", IEEE Trans. Speech and Audio Processing 9 (2001), no pause has to be found, and what
is low by selection is raised to the mean by what is known about the power of noise. Ours: histograms over the whole
recording in place of a moving minimum, and the mean below a moving cut in place of the minimum itself.

Shapes: T frames, C channels, F bins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import ndimage, special

from speechwright.dsp.spectra import BATCH_FRAMES, HOP_S, OVERLAP, Frames, Spectra, hop_samples, window
from speechwright.dsp.stream import Sound
from speechwright.errors import BadAudio

SMOOTH_S = 0.1
LOWEST_DB, HIGHEST_DB, STEP_DB = -150.0, 60.0, 0.5
START_SHARE = 0.1  # the quantile from which the mean is sought
CUT_DB = 3.0  # levels further above the mean are taken for speech
NUM_ROUNDS = 12
LIKENESS_SHARE = 0.2  # the quietest part of the frames, from which the likeness of the channels is taken
TINY = 1e-30


@dataclass(frozen=True, eq=False)
class NoiseProfile:
    """The background of a recording.

    Args:
        rate_hz: the recording's rate.
        power_CF: mean power in each channel and bin, scaled as in `spectra`.
        likeness_FCC: the channels' correlation in each bin, Hermitian with ones on the diagonal.
    """

    rate_hz: int
    power_CF: Sound
    likeness_FCC: Spectra

    @property
    def rms_dbfs(self) -> Sound:
        """The background's level in each channel, (C,); minus infinity for digital silence."""
        twice = np.full(self.power_CF.shape[1], 2.0)
        twice[[0, -1]] = 1.0
        mean = self.power_CF @ twice / (OVERLAP * hop_samples(self.rate_hz))
        with np.errstate(divide="ignore"):
            return np.asarray(10 * np.log10(mean))


class NoiseProfiler:
    """Takes the profile of a recording that comes in blocks."""

    def __init__(self, rate_hz: int, num_channels: int) -> None:
        self._rate_hz = rate_hz
        self._frames = Frames(rate_hz)
        self._levels = _Histogram(num_channels, OVERLAP * hop_samples(rate_hz) // 2 + 1)
        self._likeness = _Likeness()
        self._num_smooth = max(1, round(SMOOTH_S / HOP_S))
        self._past: Sound | None = None

    def push(self, block_NC: Sound) -> None:
        self._take(self._frames.push(block_NC))

    def finish(self) -> NoiseProfile:
        """The profile of all that was pushed.

        Raises:
            BadAudio: less than a quarter of a second was pushed.
        """
        self._take(self._frames.finish())
        if self._past is None or self._levels.num_frames * HOP_S < 0.25:
            raise BadAudio("less than a quarter of a second", "a longer stretch to hear the background in", "give more")
        power_CF = self._levels.mean_of_noise(_shape_of_power(self._rate_hz, self._num_smooth))
        return NoiseProfile(self._rate_hz, power_CF, self._likeness.result(power_CF.shape))

    def _take(self, batches: list[Spectra]) -> None:
        for spectra_TCF in batches:
            power_TCF = np.square(spectra_TCF.real) + np.square(spectra_TCF.imag)
            self._likeness.add(spectra_TCF, power_TCF)
            # The frames at the very start see silence before the recording: they are left out.
            joined = power_TCF[OVERLAP - 1 :] if self._past is None else np.concatenate([self._past, power_TCF])
            self._past = joined[-self._num_smooth + 1 :]
            if len(joined) >= self._num_smooth:
                self._levels.add(_means(joined, self._num_smooth))


def profile_of(sound_NC: Sound, rate_hz: int) -> NoiseProfile:
    """The profile of a stretch in which there is nothing but background: its plain mean power.

    Raises:
        BadAudio: the stretch is shorter than a frame of 32 ms.
    """
    count, cross_FCC = 0, np.zeros((0, 0, 0), np.complex128)
    for spectra_TCF in _whole_frames(sound_NC, rate_hz):
        added_FCC = np.einsum("tcf,tdf->fcd", spectra_TCF, spectra_TCF.conj())
        count, cross_FCC = count + len(spectra_TCF), cross_FCC + added_FCC if count else added_FCC
    if not count:
        found = f"{len(sound_NC)} samples of background"
        raise BadAudio(found, f"{OVERLAP * hop_samples(rate_hz)} or more", "choose a longer pause")
    power_CF = np.einsum("fcc->cf", cross_FCC).real / count
    return NoiseProfile(rate_hz, power_CF, _correlation(cross_FCC / count))


def _whole_frames(sound_NC: Sound, rate_hz: int) -> Iterator[Spectra]:
    """Spectra (T, C, F) of the frames that lie within a sound, some at a time: all of them take far more memory."""
    outer, held_TCF = OVERLAP - 1, None
    for spectra_TCF in _frames(sound_NC, rate_hz):
        joined_TCF = spectra_TCF[outer:] if held_TCF is None else np.concatenate([held_TCF, spectra_TCF])
        yield joined_TCF[:-outer]
        held_TCF = joined_TCF[-outer:]


def _frames(sound_NC: Sound, rate_hz: int) -> Iterator[Spectra]:
    frames, step = Frames(rate_hz), BATCH_FRAMES * hop_samples(rate_hz)
    for at in range(0, len(sound_NC), step):
        yield from frames.push(sound_NC[at : at + step])
    yield from frames.finish()


def _means(power_TCF: Sound, num_frames: int) -> Sound:
    """The mean over each `num_frames` successive frames; by plain sums, so that silence beside sound stays silence."""
    weights = np.full(num_frames, 1 / num_frames)
    means_TCF = ndimage.correlate1d(power_TCF, weights, axis=0, mode="constant")
    return np.asarray(means_TCF[num_frames // 2 : len(power_TCF) - (num_frames - 1) // 2])


class _Histogram:
    """Counts levels in steps of half a decibel, for each channel and bin."""

    def __init__(self, num_channels: int, num_bins: int) -> None:
        self._num_steps = int((HIGHEST_DB - LOWEST_DB) / STEP_DB) + 1
        self._shape = (num_channels, num_bins)
        self._counts = np.zeros(num_channels * num_bins * self._num_steps, np.int64)
        self.num_frames = 0

    def add(self, power_TCF: Sound) -> None:
        level_TCF = 10 * np.log10(np.maximum(power_TCF, TINY))
        step_TCF = np.clip((level_TCF - LOWEST_DB) / STEP_DB, 0, self._num_steps - 1).astype(np.int64)
        place = step_TCF + self._num_steps * np.arange(np.prod(self._shape)).reshape(self._shape)
        np.add.at(self._counts, place.ravel(), 1)
        self.num_frames += len(power_TCF)

    def mean_of_noise(self, shape: float) -> Sound:
        """Mean power of the background (C, F), where its smoothed power is gamma-distributed with this shape."""
        counts = self._counts.reshape(*self._shape, self._num_steps)[..., 1:]  # the lowest step is digital silence
        power_S = 10 ** ((LOWEST_DB + STEP_DB * (np.arange(1, self._num_steps) + 0.5)) / 10)
        number, energy = np.cumsum(counts, axis=-1), np.cumsum(counts * power_S, axis=-1)
        first = np.argmax(number >= START_SHARE * number[..., -1:], axis=-1)
        mean_CF = power_S[first] / (special.gammaincinv(shape, START_SHARE) / shape)
        cut = 10 ** (CUT_DB / 10)
        share = special.gammainc(shape + 1, shape * cut) / special.gammainc(shape, shape * cut)
        for _ in range(NUM_ROUNDS):
            last = np.clip(np.searchsorted(power_S, mean_CF * cut) - 1, 0, len(power_S) - 1)[..., None]
            below, weight = (np.take_along_axis(part, last, axis=-1)[..., 0] for part in (energy, number))
            mean_CF = np.where(weight > 0, below / np.maximum(weight, 1) / share, mean_CF)
        return np.where(number[..., -1] > 0, mean_CF, 0.0)


class _Likeness:
    """The correlation between channels in those frames that are quiet for the recording so far."""

    def __init__(self) -> None:
        self._counts = np.zeros(400, np.int64)
        self._cross_FCC: Spectra | None = None

    def add(self, spectra_TCF: Spectra, power_TCF: Sound) -> None:
        if spectra_TCF.shape[1] == 1:
            return
        level_T = 10 * np.log10(np.maximum(power_TCF, TINY)).mean(axis=(1, 2))
        step_T = np.clip(level_T + 300, 0, len(self._counts) - 1).astype(np.int64)
        self._counts += np.bincount(step_T, minlength=len(self._counts))
        allowed = np.searchsorted(np.cumsum(self._counts), LIKENESS_SHARE * self._counts.sum())
        quiet_TCF = spectra_TCF[step_T <= allowed]
        cross_FCC = np.einsum("tcf,tdf->fcd", quiet_TCF, quiet_TCF.conj())
        self._cross_FCC = cross_FCC if self._cross_FCC is None else self._cross_FCC + cross_FCC

    def result(self, shape: tuple[int, ...]) -> Spectra:
        if self._cross_FCC is None:
            return np.ones((shape[1], shape[0], shape[0]), np.complex128)
        return _correlation(self._cross_FCC)


def _correlation(cross_FCC: Spectra) -> Spectra:
    """With ones on the diagonal; channels without any power are unlike all others."""
    spread_FC = np.sqrt(np.maximum(np.einsum("fcc->fc", cross_FCC).real, TINY))
    likeness_FCC = cross_FCC / (spread_FC[:, :, None] * spread_FC[:, None, :])
    diagonal = np.arange(cross_FCC.shape[1])
    likeness_FCC[:, diagonal, diagonal] = 1.0
    return np.asarray(likeness_FCC)


def _shape_of_power(rate_hz: int, num_smooth: int) -> float:
    """The shape of the gamma distribution of white noise's power in a bin, averaged over overlapping frames.

    One frame's power is exponential: shape 1. The mean of M frames has the variance of M frames less what they share,
    which is the square of the window's autocorrelation at their distance.
    """
    hop = hop_samples(rate_hz)
    window_N = window(OVERLAP * hop)
    shared = [float(window_N[lag * hop :] @ window_N[: len(window_N) - lag * hop]) for lag in range(OVERLAP)]
    squares = (np.array(shared) / shared[0]) ** 2
    weights = np.array([1.0 if lag == 0 else 2 * max(0, num_smooth - lag) / num_smooth for lag in range(OVERLAP)])
    return float(num_smooth / (weights @ squares))
