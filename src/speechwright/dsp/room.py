"""Puts a recording into a room.

The response is made of chance, not of geometry: the direct sound, a dozen early reflections, and noise that dies away,
faster the higher it is (J. D. Polack's model: a room's tail is Gaussian noise under an exponential). How loud the
tail is follows from the distance by Sabine's diffuse field. Volume, the reflections' number and times, and how decay
falls with frequency are our choice: a living room.

Shapes: N samples, C channels, L samples of the response.
"""

from __future__ import annotations

import numpy as np
from scipy import fft, signal

from speechwright.dsp.average_speech import speech_density_db
from speechwright.dsp.stream import Pieces, Sound

VOLUME_M3 = 60.0
SOUND_M_PER_S = 343.0
DECAY_HZ, DECAY_FACTOR = (125.0, 250.0, 500.0, 1000.0, 2000.0, 4000.0, 8000.0), (1.15, 1.1, 1.05, 1.0, 0.9, 0.75, 0.55)
EARLY_S, TAIL_FROM_S = (0.002, 0.03), (0.01, 0.03)
NUM_EARLY = 12


def room_response(rate_hz: int, rt60_s: float, distance_m: float, rng: np.random.Generator) -> Sound:
    """Impulse response (L,): the direct sound at sample 0 with gain 1, then the room, for as long as rt60_s.

    Args:
        rate_hz: the rate.
        rt60_s: time in which sound at 1 kHz dies away by 60 dB, in [0.05, 10].
        distance_m: from the mouth to the microphone, in [0.1, 20]; the tail has the power of the direct sound where
            the distance is 0.057 · sqrt(volume / rt60).
        rng: what chance is drawn from.
    """
    assert 0.05 <= rt60_s <= 10 and 0.1 <= distance_m <= 20, f"a room of {rt60_s} s, {distance_m} m away"
    tail_L = _tail(rate_hz, rt60_s, rng)
    critical_m = 0.057 * np.sqrt(VOLUME_M3 / rt60_s)
    response_L = tail_L * (distance_m / critical_m) / np.sqrt(np.sum(np.square(tail_L)))
    times_s = rng.uniform(*EARLY_S, NUM_EARLY)
    nearer = distance_m / (distance_m + SOUND_M_PER_S * times_s)
    strengths = rng.choice([1, 1, 1, -1], NUM_EARLY) * rng.uniform(0.4, 0.9, NUM_EARLY) * nearer
    np.add.at(response_L, np.minimum((times_s * rate_hz).astype(int), len(response_L) - 1), strengths)
    response_L[0] = 1.0
    return np.asarray(response_L)


def _tail(rate_hz: int, rt60_s: float, rng: np.random.Generator) -> Sound:
    """Noise in octave bands that die away each at its own rate; it comes up between 10 and 30 ms."""
    times_s = np.arange(round(rt60_s * rate_hz)) / rate_hz
    white = fft.rfft(rng.standard_normal(len(times_s)))
    octave = np.log2(np.maximum(fft.rfftfreq(len(times_s), 1 / rate_hz), 1.0) / DECAY_HZ[0])
    octave = np.clip(octave, 0, len(DECAY_HZ) - 1)
    tail_L = np.zeros(len(times_s))
    for number, factor in enumerate(DECAY_FACTOR):
        share = np.maximum(1 - np.abs(octave - number), 0)
        tail_L += fft.irfft(white * share, len(times_s)) * 10 ** (-3 * times_s / (rt60_s * factor))
    return np.asarray(tail_L * np.clip((times_s - TAIL_FROM_S[0]) / (TAIL_FROM_S[1] - TAIL_FROM_S[0]), 0, 1))


def add_room(rate_hz: int, response_L: Sound) -> Pieces:
    """A stream that sounds as if recorded in the room: the direct sound stays where it was, all channels alike.

    The level is kept for sound with the spectrum of average speech; a recording's own may change by a decibel or two.
    What still rings at the end of the recording is cut.
    """
    density = 10 ** (speech_density_db(fft.rfftfreq(len(response_L), 1 / rate_hz)) / 10)
    gain = np.sum(density * np.abs(fft.rfft(response_L)) ** 2) / np.sum(density)
    kernel = (response_L / np.sqrt(gain))[:, None]

    def change(piece_NC: Sound) -> Sound:
        return np.asarray(signal.oaconvolve(piece_NC, kernel, axes=0)[: len(piece_NC)])

    return Pieces(change, piece_samples=4 * max(len(response_L), rate_hz), context_samples=len(response_L))
