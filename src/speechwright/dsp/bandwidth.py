"""Gives a muffled or narrow recording some of its treble back.

The long-term spectrum of a recording is held against that of average speech (`average_speech`). Where it lacks, a gain
lifts it, up to a cap, and only those frames and bins in which there is more than background. Above the band of a
telephone there is nothing to lift: there the upper half of the band is moved up, at the level that average speech has
there, less some decibels. That is a guess at what was lost, not the thing itself: J. Makhoul and M. Berouti,
"High-frequency regeneration in speech coding systems", ICASSP 1979 (spectral translation). Levels, caps and thresholds
are our choice, made on synthetic voices.

Shapes: T frames, C channels, F bins.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from speechwright.dsp.average_speech import speech_density_db
from speechwright.dsp.noise import Suppressor
from speechwright.dsp.noise_profile import TINY, NoiseProfile
from speechwright.dsp.spectra import OVERLAP, Respectral, Spectra, bin_hz
from speechwright.dsp.stream import Sound, Stream, Unchanged

MIDDLE_HZ = (300.0, 1_500.0)  # where a recording and average speech are held level
TREBLE_HZ = (2_500.0, 6_000.0)
GONE_DB, MUFFLED_DB = -20.0, 6.0
SPEECH_HZ = 7_000.0  # a recording that reaches this far is not narrow
SMOOTH_OCTAVES = 1 / 3
CLEAR_DB = (3.0, 12.0)  # speech over background in the long term: no gain below, all of it above
EXTENSION_DB = -9.0
FALLING_DB = -8.0  # what lies lower is the slope at the edge of the band, no source for more
HISS_POWER, MOST_HISS = 0.75, 4.0  # the more a frame hisses within the band, the more it did above
HIGHEST_HZ = 7_000.0
PRESENCE_DB = 30.0


def _against_speech_db(rate_hz: int, power_F: Sound) -> Sound:
    """How a long-term spectrum lies against average speech, (F,), 0 dB over the middle of the band."""
    hz = bin_hz(rate_hz)
    level_db = 10 * np.log10(np.maximum(_smooth(hz, power_F), TINY)) - speech_density_db(hz)
    middle = (hz >= MIDDLE_HZ[0]) & (hz <= MIDDLE_HZ[1])
    return np.asarray(level_db - level_db[middle].mean())


def _smooth(hz: Sound, power_F: Sound) -> Sound:
    """Means over third octaves around each bin, and over at least three bins."""
    total = np.concatenate([[0.0], np.cumsum(power_F)])
    low = np.searchsorted(hz, hz * 2 ** (-SMOOTH_OCTAVES / 2))
    high = np.searchsorted(hz, hz * 2 ** (SMOOTH_OCTAVES / 2), side="right")
    places = np.arange(len(hz))
    low, high = np.clip(np.minimum(low, places - 1), 0, None), np.minimum(np.maximum(high, places + 2), len(hz))
    return np.asarray((total[high] - total[low]) / (high - low))


def bandwidth_hz(rate_hz: int, power_F: Sound) -> float:
    """How far up a recording reaches: above this it lies more than 20 dB below average speech; 0 for silence.

    Args:
        rate_hz: the recording's rate.
        power_F: its long-term spectrum, as `LongTerm` gives it. Noise counts as sound: take it out first.
    """
    if not power_F.any():
        return 0.0
    there = np.flatnonzero(_against_speech_db(rate_hz, power_F) > GONE_DB)
    return float(bin_hz(rate_hz)[there[-1]])


def is_narrow(rate_hz: int, power_F: Sound) -> bool:
    """Whether a recording ends well below what its rate allows, as from a telephone."""
    limit_hz = min(SPEECH_HZ, 0.85 * rate_hz / 2)
    return bool(power_F.any()) and bandwidth_hz(rate_hz, power_F) < limit_hz


def treble_lack_db(rate_hz: int, power_F: Sound) -> float:
    """How much treble a recording lacks against average speech: mean over 2.5 to 6 kHz, below its bandwidth."""
    hz = bin_hz(rate_hz)
    if not power_F.any():
        return 0.0
    top_hz = min(TREBLE_HZ[1], max(0.9 * bandwidth_hz(rate_hz, power_F), TREBLE_HZ[0] + 500))
    treble = (hz >= TREBLE_HZ[0]) & (hz <= top_hz)
    return float(-_against_speech_db(rate_hz, power_F)[treble].mean())


def is_muffled(rate_hz: int, power_F: Sound) -> bool:
    """Whether there is treble to bring back: the recording lacks more than 6 dB of it."""
    return treble_lack_db(rate_hz, power_F) > MUFFLED_DB


def unmuffle(profile: NoiseProfile, power_F: Sound, cap_db: float = 18.0) -> Stream:
    """A stream that lifts the treble towards average speech; one that does nothing where none is lacking.

    Args:
        profile: the background, which is not lifted.
        power_F: the recording's long-term spectrum.
        cap_db: the most by which anything is lifted; 0 gives the stream that does nothing.
    """
    if not is_muffled(profile.rate_hz, power_F) or not cap_db:
        return Unchanged()
    gains_F = _lift(profile, power_F, cap_db)
    return Respectral(profile.rate_hz, _Lift(profile, gains_F))


def widen(profile: NoiseProfile, power_F: Sound, cap_db: float = 6.0) -> Stream:
    """A stream that makes a narrow recording fuller: what `unmuffle` does, and treble made of the band below it.

    It does nothing where the recording is not narrow, and adds nothing above 7 kHz or half the rate. What a telephone
    takes below 300 Hz stays lost.
    """
    if not is_narrow(profile.rate_hz, power_F) or not cap_db:
        return Unchanged()
    lift = _Lift(profile, _lift(profile, power_F, cap_db))
    extension = _Extension(profile, power_F)
    return Respectral(profile.rate_hz, lambda spectra_TCF: lift(spectra_TCF) + extension(spectra_TCF))


def _lift(profile: NoiseProfile, power_F: Sound, cap_db: float) -> Sound:
    """Gains (F,) towards average speech: none below the middle, none where background is most of what there is."""
    hz = bin_hz(profile.rate_hz)
    lack_db = np.clip(-_against_speech_db(profile.rate_hz, power_F), 0, cap_db)
    noise_F = profile.power_CF.mean(axis=0)
    over_noise_db = 10 * np.log10(np.maximum(_smooth(hz, power_F), TINY) / np.maximum(_smooth(hz, noise_F), TINY))
    clear = np.clip((over_noise_db - CLEAR_DB[0]) / (CLEAR_DB[1] - CLEAR_DB[0]), 0, 1)
    rise = np.clip(np.log2(np.maximum(hz, 1.0) / MIDDLE_HZ[1]) + 1, 0, 1)  # from half of 1.5 kHz on
    within = hz <= bandwidth_hz(profile.rate_hz, power_F)
    return np.asarray(10 ** (lack_db * clear * rise * within / 20))


class _Lift:
    """Gains on those frames and bins in which there is more than background."""

    def __init__(self, profile: NoiseProfile, gains_F: Sound) -> None:
        self._gains_F, self._noise_F = gains_F, profile.power_CF.mean(axis=0)
        self._presence = Suppressor(PRESENCE_DB)

    def __call__(self, spectra_TCF: Spectra) -> Spectra:
        power_TF = np.mean(np.square(spectra_TCF.real) + np.square(spectra_TCF.imag), axis=1)
        present_TF = self._presence.gains(power_TF, np.broadcast_to(self._noise_F, power_TF.shape))
        return np.asarray(spectra_TCF * (1 + (self._gains_F - 1) * present_TF)[:, None])


class _Extension:
    """The upper half of a band, moved up as often as it fits."""

    def __init__(self, profile: NoiseProfile, power_F: Sound) -> None:
        hz = bin_hz(profile.rate_hz)
        level_db = _against_speech_db(profile.rate_hz, power_F)
        self._to_F, self._from_F = _moves(hz, float(hz[np.flatnonzero(level_db > FALLING_DB)[-1]]))
        self._middle = middle = (hz >= MIDDLE_HZ[0]) & (hz <= MIDDLE_HZ[1])
        offset_db = 10 * np.log10(np.maximum(power_F, TINY)) - speech_density_db(hz)
        wanted_db = speech_density_db(hz) + offset_db[middle].mean() + EXTENSION_DB
        given_db = 10 * np.log10(np.maximum(_smooth(hz, power_F), TINY))
        self._gains_F = 10 ** (np.minimum(wanted_db[self._to_F] - given_db[self._from_F], 0) / 20)
        self._noise_F = profile.power_CF.mean(axis=0)[self._from_F]
        self._presence = Suppressor(PRESENCE_DB)

    def __call__(self, spectra_TCF: Spectra) -> Spectra:
        made_TCF = np.zeros_like(spectra_TCF)
        if not len(self._to_F):
            return made_TCF
        source_TCF = spectra_TCF[..., self._from_F]
        power_TF = np.mean(np.square(source_TCF.real) + np.square(source_TCF.imag), axis=1)
        present_TF = self._presence.gains(power_TF, np.broadcast_to(self._noise_F, power_TF.shape))
        middle_T = np.mean(np.abs(spectra_TCF[..., self._middle]) ** 2, axis=(1, 2))
        hiss_T = np.minimum(power_TF.mean(axis=1) / np.maximum(middle_T, TINY * TINY), MOST_HISS) ** HISS_POWER
        made_TCF[..., self._to_F] = source_TCF * (self._gains_F * present_TF * hiss_T[:, None])[:, None]
        return made_TCF


def _moves(hz: Sound, top_hz: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Bins above the band and, for each, the bin that it is filled from.

    A move by a multiple of OVERLAP bins keeps the phases of successive frames in step.
    """
    edge = int(np.searchsorted(hz, top_hz))
    step = max(OVERLAP, edge // 2 // OVERLAP * OVERLAP)
    to_F = np.arange(edge, np.searchsorted(hz, min(HIGHEST_HZ, hz[-1])))
    return to_F, to_F - step * ((to_F - edge) // step + 1)
