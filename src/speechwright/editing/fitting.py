"""Fits what a voice said to a recording: tempo, melody and pitch, spectrum, level, channels and background.

Each step gives its figures too, so that a user can be told what was done. Limits are our choice.

Shapes: N samples, C channels, F bins, B bands.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.resample import resample
from speechwright.dsp.background import room_tone
from speechwright.dsp.channel import filtered
from speechwright.dsp.noise_profile import NoiseProfile
from speechwright.dsp.psola import change_intonation, change_pitch, change_tempo
from speechwright.dsp.stream import pass_through
from speechwright.editing import hearing
from speechwright.editing.carrier import Take
from speechwright.editing.cuts import FADE_S
from speechwright.editing.rehearsal import Rehearsal, semitones_between, within
from speechwright.editing.surroundings import Surroundings
from speechwright.types import Audio, Span

Floats = NDArray[np.float64]
Figures = dict[str, float]

LEAST_TEMPO_CHANGE = 0.02  # below it the sound is left as it is
# Phones of the new words, in those of the recording on average. People draw out what comes before a pause.
SHORTEST, LONGEST, LONGEST_AT_END = 0.9, 1.15, 1.4
SPREADS, SPREAD_FACTORS = (0.6, 1.67), (0.5, 2.0)  # a melody within these is left alone; how far it is changed
OWN_SEMITONES = 0.5  # by which words may lie above or below their sentence
MOST_SEMITONES = 12.0
LIFT_DB, CUT_DB = 12.0, 60.0  # what a voice lacks is lifted a little; what a recording lacks is cut away
LEVEL_HZ = (300.0, 3_000.0)  # where the spectra are held level
SILENT_DB = 40.0  # below the loudest 10 ms: silence at an end
EDGE_S = FADE_S  # of the sound on either side, so that seams lie outside of the words
LOUDEST = 0.99


def paced(spoken: Take, rehearsal: Rehearsal) -> tuple[Take, Figures]:
    """As fast as the recording, where the engine could not; and no word as hurried as only engines say it."""
    tempo = rehearsal.tempo * _haste(spoken, rehearsal)
    figures = {"tempo_factor": rehearsal.voice.rate * tempo}
    if abs(tempo - 1) < LEAST_TEMPO_CHANGE:
        return spoken, figures
    length = round(len(spoken.sound_N) / tempo)
    sound_N = change_tempo(spoken.sound_N[:, None], spoken.rate_hz, length)[:, 0]
    return replace(spoken, sound_N=sound_N, words=_moved(spoken.words, 0.0, length / len(spoken.sound_N))), figures


def _haste(spoken: Take, rehearsal: Rehearsal) -> float:
    """The tempo that brings the phones to lengths near those of the recording: below 1 where they are too short."""
    own_s = sum(word.end_s - word.start_s for word in spoken.words) / spoken.num_phones / rehearsal.tempo
    longest = LONGEST if spoken.is_followed else LONGEST_AT_END
    ratio = own_s / rehearsal.phone_s
    return ratio / within(ratio, (SHORTEST, longest))


def pitched(spoken: Take, rehearsal: Rehearsal, like: Surroundings) -> tuple[Take, Figures]:
    """As high as the recording there, and about as lively; a little of what sets the words off from the rest of their
    sentence stays."""
    melody = _melody_factor(rehearsal.spread_semitones, like.spread_semitones)
    sound_N1 = change_intonation(spoken.sound_N[:, None], spoken.rate_hz, melody)
    own_hz = _median_hz(sound_N1[spoken.inside, 0], spoken.rate_hz)
    offset = within(semitones_between(rehearsal.f0_hz, own_hz), (-OWN_SEMITONES, OWN_SEMITONES))
    target_hz = like.f0_hz * 2 ** (offset / 12) if own_hz else 0.0
    semitones = within(semitones_between(own_hz, target_hz), (-MOST_SEMITONES, MOST_SEMITONES))
    figures = {"f0_from_hz": own_hz, "f0_to_hz": target_hz, "melody_factor": melody}
    figures["semitones"] = rehearsal.voice.pitch + semitones
    return replace(spoken, sound_N=change_pitch(sound_N1, spoken.rate_hz, semitones)[:, 0]), figures


def _melody_factor(own_semitones: float, wanted_semitones: float) -> float:
    """1 unless the one is far off from the other."""
    ratio = wanted_semitones / own_semitones if own_semitones and wanted_semitones else 1.0
    return 1.0 if SPREADS[0] <= ratio <= SPREADS[1] else within(ratio, SPREAD_FACTORS)


def _median_hz(sound_N: Floats, rate_hz: int) -> float:
    hz_T = hearing.f0_hz(sound_N, rate_hz)
    return hearing.middle_hz(hz_T, np.ones(len(hz_T)))


def coloured(spoken: Take, rehearsal: Rehearsal, like: Surroundings) -> tuple[Take, Figures]:
    """At the recording's rate, with its spectrum."""
    gains_B = _gains_db(rehearsal, like)
    sound_N = resample(Audio(spoken.sound_N.astype(np.float32), spoken.rate_hz), like.rate_hz).samples
    hz, gains = _curve(gains_B, like.rate_hz)
    sound_N1 = pass_through(filtered(like.rate_hz, hz, gains), [sound_N[:, None].astype(np.float64)])
    figures = {"lift_db": max(0.0, float(gains_B.max())), "cut_db": max(0.0, float(-gains_B.min()))}
    return replace(spoken, sound_N=sound_N1[:, 0], rate_hz=like.rate_hz), figures


def _gains_db(rehearsal: Rehearsal, like: Surroundings) -> Floats:
    """What moves the voice's long-term spectrum to the recording's, in each band (B,)."""
    hz = hearing.bands_hz(like.rate_hz)
    own_B, wanted_B = (hearing.band_powers(power_F, like.rate_hz) for power_F in (rehearsal.power_F, like.power_F))
    missing_db_B = 10 * np.log10((wanted_B + hearing.TINY) / (own_B + hearing.TINY))
    level = (hz >= LEVEL_HZ[0]) & (hz <= LEVEL_HZ[1])
    return np.asarray(np.clip(missing_db_B - np.median(missing_db_B[level]), -CUT_DB, LIFT_DB))


def _curve(gains_B: Floats, rate_hz: int) -> tuple[Floats, Floats]:
    """Frequencies from 0 to half the rate, and linear gains."""
    hz = np.concatenate([[0.0], hearing.bands_hz(rate_hz), [rate_hz / 2]])
    gains = 10 ** (np.pad(gains_B, 1, mode="edge") / 20)
    is_new = np.append(np.diff(hz) > 0, True)
    return hz[is_new], gains[is_new]


def trimmed(spoken: Take) -> tuple[Floats, tuple[Span, ...]]:
    """The wanted words, and 12 ms on either side: of the word that runs into them or on from them, to be faded over;
    where none does, silence is cut away, and the sound faded."""
    rate_hz, edge = spoken.rate_hz, round(EDGE_S * spoken.rate_hz)
    begin, end = spoken.inside.start, spoken.inside.stop
    loud = _loud(spoken.sound_N[spoken.inside], rate_hz)
    first = begin if spoken.is_led else begin + loud[0]
    last = end if spoken.is_followed else begin + loud[1]
    sound_N = np.pad(spoken.sound_N, edge)[first : last + 2 * edge]
    rise_N = 0.5 - 0.5 * np.cos(np.pi * (np.arange(edge) + 0.5) / edge)
    sound_N[:edge] *= 1.0 if spoken.is_led else rise_N
    sound_N[len(sound_N) - edge :] *= 1.0 if spoken.is_followed else rise_N[::-1]
    words = _moved(spoken.words, (edge - first) / rate_hz, 1.0)
    return sound_N, _bounded(words, edge / rate_hz, (edge + last - first) / rate_hz)


def _loud(sound_N: Floats, rate_hz: int) -> tuple[int, int]:
    """The first sample that is not silence, and the one after the last."""
    powers_T, hop = hearing.frame_powers(sound_N, rate_hz), round(hearing.HOP_S * rate_hz)
    loud_T = np.flatnonzero(powers_T >= powers_T.max() * 10 ** (-SILENT_DB / 10))
    return int(loud_T[0]) * hop, min(len(sound_N), int(loud_T[-1] + 1) * hop)


def placed(
    sound_N: Floats, rehearsal: Rehearsal, like: Surroundings, rng: np.random.Generator
) -> tuple[Floats, Figures]:
    """As loud as the recording, in its channels, with its background (N, C)."""
    powers_T = hearing.frame_powers(sound_N, like.rate_hz)
    own_power = hearing.active_power(powers_T, np.ones(len(powers_T)))
    loudest = float(np.abs(sound_N).max()) * float(np.abs(like.balance_C).max())
    gain = min(math.sqrt(like.power / max(own_power, hearing.TINY)), LOUDEST / max(loudest, hearing.TINY))
    noise = _missing_noise(rehearsal, like, gain)
    noise_dbfs = 10 * math.log10(float(np.sum(10 ** (noise.rms_dbfs / 10))) + hearing.TINY)
    sound_NC = gain * sound_N[:, None] * like.balance_C + room_tone(noise, len(sound_N), rng)
    return sound_NC, {"gain_db": 20 * math.log10(gain), "noise_dbfs": noise_dbfs}


def _missing_noise(rehearsal: Rehearsal, like: Surroundings, gain: float) -> NoiseProfile:
    """The recording's background, less what the voice brings along."""
    own_F = rehearsal.noise.power_CF[0]
    hz, gains = _curve(_gains_db(rehearsal, like), like.rate_hz)
    brought_F = own_F * (gain * np.interp(np.linspace(0, like.rate_hz / 2, len(own_F)), hz, gains)) ** 2
    missing_CF = np.maximum(like.noise.power_CF - np.outer(like.balance_C**2, brought_F), 0.0)
    return replace(like.noise, power_CF=missing_CF)


def _moved(words: tuple[Span, ...], by_s: float, factor: float) -> tuple[Span, ...]:
    times = ((word.label, factor * word.start_s + by_s, factor * word.end_s + by_s) for word in words)
    return tuple(Span(label, max(0.0, start_s), max(0.0, end_s)) for label, start_s, end_s in times)


def _bounded(words: tuple[Span, ...], low_s: float, high_s: float) -> tuple[Span, ...]:
    clipped = ((word.label, *np.clip([word.start_s, word.end_s], low_s, high_s).tolist()) for word in words)
    return tuple(Span(*each) for each in clipped)
