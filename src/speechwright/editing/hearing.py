"""Measures of a voice that a recording and what is to fit into it are held against each other by.

Shapes: N samples, T frames of 10 ms, F bins, B bands.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.pitch import track_f0
from speechwright.audio.resample import resample
from speechwright.dsp.average_speech import LongTerm
from speechwright.dsp.noise_profile import NoiseProfile, NoiseProfiler
from speechwright.dsp.spectra import bin_hz
from speechwright.types import Audio

Floats = NDArray[np.float64]

HOP_S = 0.01
F0_RATE_HZ = 16_000
MIN_HZ, MAX_HZ = 60.0, 500.0
LOUD_SHARE = 0.95  # of frames: the level that is taken for a voice's loudest
ACTIVE_DB = 16.0  # frames within so much of it are active, as in ITU-T P.56 (03/1993), whose margin is 15.9 dB
LEAST_S = 0.6  # of sound in which a background can be heard; shorter sounds are repeated
QUIET_S = 0.02
MOST_NOISE = 2.0  # times the power of the quietest 20 ms: a profile above it is of speech, not of background
BANDS_AN_OCTAVE, LOWEST_BAND_HZ = 6, 50.0
TINY = 1e-20


def f0_hz(sound_N: Floats, rate_hz: int) -> Floats:
    """F0 of each frame in Hz (T,), 0 where there is no voice."""
    loudest = max(float(np.abs(sound_N).max(initial=0)), TINY)
    audio = resample(Audio((sound_N / loudest).astype(np.float32), rate_hz), min(rate_hz, F0_RATE_HZ))
    hz_T, _ = track_f0(audio, round(HOP_S * audio.rate_hz), MIN_HZ, MAX_HZ)
    return hz_T.astype(np.float64)


def middle_hz(hz_T: Floats, weights_T: Floats) -> float:
    """The weighted median of F0; 0 without voice."""
    heard_T = (hz_T > 0) & (weights_T > 0)
    if not heard_T.any():
        return 0.0
    order = np.argsort(hz_T[heard_T])
    passed = np.cumsum(weights_T[heard_T][order])
    return float(hz_T[heard_T][order][np.searchsorted(passed, passed[-1] / 2)])


def spread_semitones(hz_T: Floats) -> float:
    """Between the tenth and the ninetieth percentile of F0; 0 without voice."""
    heard_hz = hz_T[hz_T > 0]
    low, high = np.percentile(heard_hz, (10, 90)) if len(heard_hz) else (1.0, 1.0)
    return float(12 * np.log2(high / low))


def frame_powers(sound_N: Floats, rate_hz: int) -> Floats:
    """The mean square of each frame (T,)."""
    starts = np.arange(0, len(sound_N), round(HOP_S * rate_hz))
    return np.asarray(np.add.reduceat(np.square(sound_N), starts) / np.diff(np.append(starts, len(sound_N))))


def active_power(powers_T: Floats, weights_T: Floats) -> float:
    """The weighted mean over frames that are loud for this voice; 0 for silence."""
    counted_T = weights_T > 0
    least = np.quantile(powers_T[counted_T], LOUD_SHARE) * 10 ** (-ACTIVE_DB / 10) if counted_T.any() else 0.0
    active_T = counted_T & (powers_T >= max(float(least), TINY))
    return float(np.average(powers_T[active_T], weights=weights_T[active_T])) if active_T.any() else 0.0


def long_term_power(sound_N: Floats, rate_hz: int) -> Floats:
    """The mean power of each bin (F,) where something is said, scaled as in `dsp.spectra`."""
    meter = LongTerm(rate_hz)
    meter.push(sound_N[:, None])
    return meter.finish()


def background(sound_NC: Floats, rate_hz: int, most: float = 1.0) -> NoiseProfile:
    """The background behind speech of any length, at most this share of its power; digital silence where the quietest
    moments are."""
    times = -(-round(LEAST_S * rate_hz) // len(sound_NC))
    profiler = NoiseProfiler(rate_hz, sound_NC.shape[1])
    profiler.push(np.tile(sound_NC, (times, 1)))
    profile = profiler.finish()
    found_C = 10 ** (profile.rms_dbfs / 10)
    most_C = np.minimum(MOST_NOISE * _quietest(sound_NC, rate_hz), most * np.square(sound_NC).mean(axis=0))
    share_C = np.minimum(1.0, most_C / np.maximum(found_C, TINY))
    return NoiseProfile(rate_hz, profile.power_CF * share_C[:, None], profile.likeness_FCC)


def _quietest(sound_NC: Floats, rate_hz: int) -> Floats:
    """The power of each channel's quietest 20 ms (C,)."""
    size = min(round(QUIET_S * rate_hz), len(sound_NC))
    whole = np.square(sound_NC[: len(sound_NC) // size * size]).reshape(-1, size, sound_NC.shape[1])
    return np.asarray(whole.mean(axis=1).min(axis=0))


def bands_hz(rate_hz: int) -> Floats:
    """Frequencies (B,), six an octave from 50 Hz to half the rate."""
    num_bands = int(np.log2(rate_hz / 2 / LOWEST_BAND_HZ) * BANDS_AN_OCTAVE) + 1
    return np.asarray(LOWEST_BAND_HZ * 2 ** (np.arange(num_bands) / BANDS_AN_OCTAVE))


def band_powers(power_F: Floats, rate_hz: int) -> Floats:
    """The mean power of the bins of the third octave around each band (B,), of three bins at least."""
    hz, centres = bin_hz(rate_hz), bands_hz(rate_hz)
    total = np.concatenate([[0.0], np.cumsum(power_F)])
    nearest = np.rint(centres / hz[1]).astype(int)
    low, high = (np.searchsorted(hz, centres * 2 ** (side / BANDS_AN_OCTAVE)) for side in (-1, 1))
    low = np.clip(np.minimum(low, nearest - 1), 0, len(hz) - 3)
    high = np.clip(np.maximum(high, nearest + 2), low + 3, len(hz))
    return np.asarray((total[high] - total[low]) / (high - low))
