"""A voice tries the words that a person said, so that the two can be held against each other word for word.

Because both say the same, what differs is the voice, its manner and the microphone, not the words. From that come the
rate and the pitch that the engine is asked for, and what is left to be done to its sound.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.resample import resample
from speechwright.dsp.noise_profile import NoiseProfile
from speechwright.editing import hearing
from speechwright.editing.carrier import context_of, phones_of
from speechwright.editing.surroundings import Surroundings
from speechwright.tts.voice import Engine, Spoken, Voice, speak

Floats = NDArray[np.float64]

RATES, TEMPOS = (0.5, 2.0), (0.67, 1.5)  # of engines, and of what is changed afterwards
MOST_SEMITONES = 12.0


@dataclass(frozen=True, eq=False)
class Rehearsal:
    """A voice, set as near to the person as its engine can, and what it then sounds like.

    Args:
        voice: rate and pitch as the engine is asked for them.
        tempo: how many times as fast as the engine speaks it has to be.
        phone_s: how long the recording's phones last on average.
        f0_hz, spread_semitones: of its F0, as in `Surroundings`.
        power_F: its long-term spectrum at the recording's rate.
        noise: its background at the recording's rate, in one channel.
    """

    voice: Voice
    tempo: float
    phone_s: float
    f0_hz: float
    spread_semitones: float
    power_F: Floats
    noise: NoiseProfile


def rehearse(engine: Engine, voice: Voice, like: Surroundings) -> Rehearsal:
    """Set a voice by what it makes of the words around the place."""
    text = context_of(like.said)
    first = speak(engine, text, voice)
    rate = voice.rate * within(_length_s(first) / like.said_s, RATES)
    semitones = semitones_between(_f0_hz(first)[0], like.f0_hz)
    pitch = within(voice.pitch + semitones, (-MOST_SEMITONES, MOST_SEMITONES))
    nearer = replace(voice, rate=within(rate, RATES), pitch=pitch)
    spoken = speak(engine, text, nearer)
    sound_N = resample(spoken.audio, like.rate_hz).samples.astype(np.float64)
    return Rehearsal(
        nearer,
        within(_length_s(spoken) / like.said_s, TEMPOS),
        like.said_s / len(phones_of(spoken)),
        *_f0_hz(spoken),
        hearing.long_term_power(sound_N, like.rate_hz),
        hearing.background(sound_N[:, None], like.rate_hz),
    )


def _length_s(spoken: Spoken) -> float:
    """How long all phones take."""
    return sum(span.end_s - span.start_s for span in phones_of(spoken))


def _f0_hz(spoken: Spoken) -> tuple[float, float]:
    """Median in Hz and spread in semitones."""
    hz_T = hearing.f0_hz(spoken.audio.samples.astype(np.float64), spoken.audio.rate_hz)
    return hearing.middle_hz(hz_T, np.ones(len(hz_T))), hearing.spread_semitones(hz_T)


def semitones_between(from_hz: float, to_hz: float) -> float:
    """From one frequency to the other; 0 where one is unknown."""
    return 12 * math.log2(to_hz / from_hz) if from_hz and to_hz else 0.0


def within(value: float, bounds: tuple[float, float]) -> float:
    return min(max(value, bounds[0]), bounds[1])
