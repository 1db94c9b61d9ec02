"""Makes background: more of a recording's own, to fill a gap with, and noise to make training pairs with.

Shapes: N samples, C channels, T frames, F bins.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
from scipy import fft

from speechwright.dsp.noise_profile import NoiseProfile
from speechwright.dsp.spectra import OVERLAP, hop_samples, window
from speechwright.dsp.stream import Sound
from speechwright.errors import BadAudio

NoiseKind = Literal["white", "pink", "brown", "hum", "babble", "clicks"]
LOWEST_HZ = 20.0  # coloured noise is level below this
MAINS_HZ, NUM_HARMONICS = (50.0, 60.0), 10
CLICKS_PER_S = 4.0
NUM_TALKERS = 6  # fewer can still be followed by ear


def room_tone(profile: NoiseProfile, num_samples: int, rng: np.random.Generator) -> Sound:
    """Background with the spectrum, the level and the likeness of channels of the profile, (num_samples, C).

    Noise all through: frames of complex Gaussian spectra, overlapped so that the power is even. It never repeats. A
    steady hum comes out as a narrow band of noise, which wavers. Digital silence gives digital silence.
    """
    assert num_samples >= 0, f"{num_samples} samples of background"
    hop = hop_samples(profile.rate_hz)
    length = OVERLAP * hop
    num_frames = -(-num_samples // hop) + OVERLAP - 1
    shape = (num_frames, *profile.power_CF.T.shape)
    white_TFC = (rng.standard_normal(shape) + 1j * rng.standard_normal(shape)) / np.sqrt(2)
    spectra_TCF = np.einsum("fcd,tfd->tcf", _roots(profile), white_TFC)
    spectra_TCF[..., [0, -1]] = np.sqrt(2) * spectra_TCF[..., [0, -1]].real
    shaped_TCN = fft.irfft(spectra_TCF, length, axis=2) * (window(length) * np.sqrt(length * 2 / OVERLAP))
    parts = shaped_TCN.reshape(num_frames, -1, OVERLAP, hop).transpose(2, 0, 3, 1)
    made = np.zeros((num_frames + OVERLAP - 1, hop, shape[2]))
    for place, part in enumerate(parts):
        made[place : place + num_frames] += part
    return made[OVERLAP - 1 :].reshape(-1, shape[2])[:num_samples]


def _roots(profile: NoiseProfile) -> Sound:
    """For each bin the matrix (F, C, C) that gives independent noises the profile's powers and correlation."""
    values_FC, vectors_FCC = np.linalg.eigh(profile.likeness_FCC)
    roots_FCC = vectors_FCC * np.sqrt(np.maximum(values_FC, 0))[:, None, :]
    return np.asarray(np.sqrt(profile.power_CF.T)[:, :, None] * roots_FCC)


def add_noise(
    sound_NC: Sound,
    rate_hz: int,
    snr_db: float,
    kind: NoiseKind,
    rng: np.random.Generator,
    talkers: Sequence[Sound] = (),
) -> Sound:
    """The sound with noise, alike in all channels, at this ratio of mean powers over the whole of it.

    Args:
        sound_NC: the sound, not digital silence.
        rate_hz: its rate.
        snr_db: level of the sound over that of the noise.
        kind: white, pink (3 dB less an octave), brown (6 dB less), hum (mains at 50 or 60 Hz with overtones), babble
            (six voices, put together from `talkers`, every second one backwards), clicks (four a second on average).
        rng: what chance is drawn from.
        talkers: sounds (N, C) at the same rate, of which babble is made.

    Raises:
        BadAudio: the sound is silent; or babble is wanted without talkers.
    """
    power = float(np.mean(np.square(sound_NC))) if sound_NC.size else 0.0
    if not power:
        raise BadAudio("digital silence", "a sound that noise can be measured against", "leave silent sounds out")
    noise_N = _babble(len(sound_NC), talkers, rng) if kind == "babble" else MAKERS[kind](len(sound_NC), rate_hz, rng)
    scale = np.sqrt(power / max(float(np.mean(np.square(noise_N))), 1e-30)) * 10 ** (-snr_db / 20)
    return np.asarray(sound_NC + scale * noise_N[:, None])


def _coloured(db_per_octave: float) -> Callable[[int, int, np.random.Generator], Sound]:
    def make(num_samples: int, rate_hz: int, rng: np.random.Generator) -> Sound:
        hz = np.maximum(fft.rfftfreq(num_samples, 1 / rate_hz), LOWEST_HZ)
        slope = hz ** (db_per_octave / (20 * np.log10(2)))
        return np.asarray(fft.irfft(fft.rfft(rng.standard_normal(num_samples)) * slope, num_samples))

    return make


def _hum(num_samples: int, rate_hz: int, rng: np.random.Generator) -> Sound:
    """Overtones that fall with their number, in random phase, below half the rate."""
    mains_hz = rng.choice(MAINS_HZ)
    numbers = np.arange(1, min(NUM_HARMONICS, int(rate_hz / 2 / mains_hz)) + 1)
    phases = rng.uniform(0, 2 * np.pi, len(numbers))
    times_s = np.arange(num_samples) / rate_hz
    tones = (np.sin(2 * np.pi * n * mains_hz * times_s + phase) / n for n, phase in zip(numbers, phases, strict=True))
    return np.asarray(sum(tones, np.zeros(num_samples)))


def _clicks(num_samples: int, rate_hz: int, rng: np.random.Generator) -> Sound:
    """Single samples of random sign and size; at least one."""
    number = max(1, rng.poisson(CLICKS_PER_S * num_samples / rate_hz))
    noise_N = np.zeros(num_samples)
    noise_N[rng.integers(0, num_samples, number)] = rng.choice([-1, 1], number) * rng.uniform(0.3, 1.0, number)
    return noise_N


def _babble(num_samples: int, talkers: Sequence[Sound], rng: np.random.Generator) -> Sound:
    """Voices from random places of random talkers, equally loud."""
    heard = [talker_NC.mean(axis=1) for talker_NC in talkers if talker_NC.any()]
    if not heard:
        raise BadAudio("babble without talkers", "sounds to make it of", "give some speech at the same rate")
    noise_N = np.zeros(num_samples)
    for number in range(NUM_TALKERS):
        voice_N = heard[rng.integers(len(heard))]
        turned_N = np.roll(voice_N, -int(rng.integers(len(voice_N))))[:: -1 if number % 2 else 1]
        noise_N += np.resize(turned_N, num_samples) / np.sqrt(np.mean(np.square(turned_N)))
    return noise_N


MAKERS: dict[str, Callable[[int, int, np.random.Generator], Sound]] = {
    "white": _coloured(0.0),
    "pink": _coloured(-10 * np.log10(2)),
    "brown": _coloured(-20 * np.log10(2)),
    "hum": _hum,
    "clicks": _clicks,
}
