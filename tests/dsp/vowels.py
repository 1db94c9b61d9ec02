"""Vowels, noise and talk for the tests of pitch and tempo: float64 (samples, channels)."""

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

from speechwright.audio.pitch import track_f0
from speechwright.types import Audio

Floats = NDArray[np.float64]

FORMANTS_HZ, WIDTHS_HZ = (600.0, 1400.0, 2600.0), (80.0, 90.0, 120.0)


def vowel(f0_hz=120.0, rate_hz=16_000, length_s=0.6) -> Floats:
    """Pulses of a voice, softened as a glottis does, through three formants. `f0_hz` may be an array, one a sample."""
    hz = np.broadcast_to(f0_hz, round(length_s * rate_hz))
    phase = 2 * np.pi * np.cumsum(hz) / rate_hz
    numbers = np.arange(1, int(min(5_000, 0.45 * rate_hz) / hz.max()))
    source = sum(np.cos(number * phase) / number for number in numbers)
    for formant_hz, width_hz in zip(FORMANTS_HZ, WIDTHS_HZ, strict=True):
        radius, angle = np.exp(-np.pi * width_hz / rate_hz), 2 * np.pi * formant_hz / rate_hz
        source = lfilter([1 - radius], [1, -2 * radius * np.cos(angle), radius**2], source)
    return (0.5 * source / np.abs(source).max())[:, None]


def noise(rate_hz=16_000, length_s=0.5, seed=0, amplitude=0.1) -> Floats:
    return amplitude * np.random.default_rng(seed).standard_normal((round(length_s * rate_hz), 1))


def pause(rate_hz=16_000, length_s=0.3) -> Floats:
    return np.zeros((round(length_s * rate_hz), 1))


def talk(rate_hz=16_000, f0_hz=120.0) -> Floats:
    """Vowels, noise and pauses in turn, with soft edges."""
    parts = [pause(rate_hz), vowel(f0_hz, rate_hz, 0.4), noise(rate_hz, 0.15), vowel(1.1 * f0_hz, rate_hz, 0.3)]
    ramp = round(0.01 * rate_hz)
    for part in parts:
        part[:ramp] *= np.linspace(0, 1, ramp)[:, None]
        part[-ramp:] *= np.linspace(1, 0, ramp)[:, None]
    return np.concatenate([*parts, pause(rate_hz, 0.2)])


def f0_hz(sound_NC: Floats, rate_hz: int, min_hz=50.0, max_hz=500.0) -> Floats:
    """F0 of the voiced frames of 10 ms."""
    hz, voiced = track_f0(Audio(sound_NC[:, 0], rate_hz), rate_hz // 100, min_hz, max_hz)
    return hz[voiced].astype(np.float64)


def formant_scale(before_NC: Floats, after_NC: Floats, rate_hz: int) -> float:
    """The factor of frequency by which the mean spectral envelopes of two sounds agree best, 300 Hz to 3.6 kHz."""
    steps = np.exp(np.arange(np.log(300), np.log(3_600), 0.002))
    before, after = (np.interp(steps, *_envelope(sound, rate_hz)) for sound in (before_NC, after_NC))
    lags = np.arange(-200, 201)
    likeness = [np.corrcoef(before[200:-200], after[200 + lag : len(after) - 200 + lag])[0, 1] for lag in lags]
    return float(np.exp(0.002 * lags[int(np.argmax(likeness))]))


def _envelope(sound_NC: Floats, rate_hz: int) -> tuple[Floats, Floats]:
    """Frequencies, and the log of the mean power of frames of 40 ms, smoothed over 80 Hz."""
    size = round(0.04 * rate_hz)
    frames = np.lib.stride_tricks.sliding_window_view(sound_NC[:, 0], size)[:: size // 8] * np.hanning(size)
    powers = np.abs(np.fft.rfft(frames, 4 * size)) ** 2
    hz = np.fft.rfftfreq(4 * size, 1 / rate_hz)
    mean = (powers / (powers.sum(1, keepdims=True) + 1e-12)).mean(0)
    return hz, np.log(np.convolve(mean, np.exp(-0.5 * (np.arange(-300, 301, hz[1]) / 80) ** 2), "same") + 1e-9)


def level_db(sound_NC: Floats) -> float:
    return 10 * float(np.log10(np.square(sound_NC).mean()))
