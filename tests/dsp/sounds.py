"""Sounds that the tests of this room share: float64 (num_samples, num_channels)."""

from functools import cache

import numpy as np

from speechwright.dsp.stream import Sound, Stream, pass_through

RATE_HZ = 16_000


def sine(hz=220.0, rate_hz=RATE_HZ, length_s=1.0, amplitude=0.5, num_channels=1) -> Sound:
    times = np.arange(round(length_s * rate_hz)) / rate_hz
    return np.repeat(amplitude * np.sin(2 * np.pi * hz * times)[:, None], num_channels, axis=1)


def hiss(rate_hz=RATE_HZ, length_s=1.0, rms=0.01, num_channels=1, seed=0) -> Sound:
    return rms * np.random.default_rng(seed).standard_normal((round(length_s * rate_hz), num_channels))


def rest(length_s=0.5, rate_hz=RATE_HZ, num_channels=1) -> Sound:
    return np.zeros((round(length_s * rate_hz), num_channels))


@cache
def _syllables(rate_hz: int, num_syllables: int, seed: int) -> Sound:
    """Harmonics under the hump of a vowel, or a burst of hiss, each of 180 ms, with a pause after every fourth."""
    rng, parts = np.random.default_rng(seed), [rest(0.4, rate_hz)]
    times = np.arange(round(0.18 * rate_hz)) / rate_hz
    shape = np.abs(np.sin(np.pi * times / times[-1])) ** 0.5
    for number in range(num_syllables):
        f0_hz, vowel_hz = rng.uniform(90, 220), rng.uniform(300, 2_500)
        overtones = np.arange(1, int(min(rate_hz / 2, 7_800) / f0_hz))
        strengths = overtones**-0.5 * (0.02 + np.exp(-(((overtones * f0_hz - vowel_hz) / 400) ** 2)))
        voice = strengths @ np.sin(
            2 * np.pi * f0_hz * overtones[:, None] * times + rng.uniform(0, 6, (len(overtones), 1))
        )
        voice = voice + 0.1 * np.diff(rng.standard_normal(len(times) + 1)) * (number % 3 == 0)
        parts.append((shape * voice)[:, None])
        if number % 4 == 3:
            parts.append(rest(0.35, rate_hz))
    sound = np.concatenate(parts)
    return 0.1 * sound / np.sqrt(np.mean(np.square(sound)))


def voice(rate_hz=RATE_HZ, num_syllables=16, seed=0, num_channels=1) -> Sound:
    """Something like speech at −20 dBFS, with 0.4 s of digital silence before it and pauses of 0.35 s."""
    return np.repeat(_syllables(rate_hz, num_syllables, seed), num_channels, axis=1)


def level_db(sound: Sound) -> float:
    return float(10 * np.log10(max(np.mean(np.square(sound)), 1e-30)))


def through(stream: Stream, *blocks: Sound) -> Sound:
    return pass_through(stream, blocks)


def cut(sound: Sound, places: list[int]) -> list[Sound]:
    """The sound in blocks that end at these places."""
    return np.split(sound, sorted(min(place, len(sound)) for place in places))


def si_sdr(truth: Sound, found: Sound) -> float:
    scaled = np.sum(truth * found) / np.sum(truth * truth) * truth
    return float(10 * np.log10(np.sum(scaled**2) / np.sum((found - scaled) ** 2)))


def metered(meter, sound: Sound):
    """What a first pass over the sound finds."""
    meter.push(sound)
    return meter.finish()
