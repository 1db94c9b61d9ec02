"""Changes the tempo, the pitch, the voice, the intonation and the stress of a recording of a person.

All follow one road: marks, a time map, a ratio of pitch for each mark, and one resynthesis. Nothing here draws random
numbers, and no function changes what it is given.

Shapes: N samples, C channels, K marks. Sounds are float64 at their own rate, 8 kHz or more.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.resample import resample
from speechwright.dsp.marks import Marks, find_marks
from speechwright.dsp.resynthesis import resynthesize
from speechwright.dsp.time_map import TimeMap
from speechwright.types import Audio

Floats = NDArray[np.float64]

LOWEST_RATE_HZ = 8_000
# What is taken on; whoever asks a user for amounts tells them.
TEMPO_RANGE, MOST_SEMITONES, FORMANT_RANGE, MOST_GAIN_DB = (0.25, 4.0), 24.0, (0.6, 1.7), 24.0
FARTHEST_OCTAVES = 1.0  # F0 farther from the median counts as this far: it may be a mistake
SMOOTH_MARKS = 5  # of the F0 that an intonation is taken from
CONTEXT_S = 0.5  # around a stressed word, in which its marks are found
RAMP_S = 0.05  # of a stress, at either end; a third of the word where that is shorter
GUARD_S = 0.005  # of a stressed word at either end, within which it is only faded over; a sixteenth at most


def change_tempo(sound_NC: Floats, rate_hz: int, num_samples: int) -> Floats:
    """The sound faster or slower, exactly `num_samples` long (num_samples, C); pitch and formants stay."""
    _check(sound_NC, rate_hz)
    ratio = num_samples / len(sound_NC)
    assert _within(ratio, TEMPO_RANGE, 1 / len(sound_NC)), f"{ratio:g} times the length is outside {TEMPO_RANGE}"
    if num_samples == len(sound_NC):
        return sound_NC.copy()
    marks = find_marks(sound_NC, rate_hz)
    time_map = TimeMap.through((0, 0), (len(sound_NC), num_samples))
    return resynthesize(sound_NC, rate_hz, marks, time_map, np.ones(len(marks.positions_K)))


def change_pitch(sound_NC: Floats, rate_hz: int, semitones: float | Floats) -> Floats:
    """The sound higher or lower, of the same length; formants and unvoiced sound stay.

    Args:
        sound_NC: the sound.
        rate_hz: its rate.
        semitones: one number, or one for each sample (N,).
    """
    return change_voice(sound_NC, rate_hz, semitones, 1.0)


def change_voice(sound_NC: Floats, rate_hz: int, semitones: float | Floats, formant_ratio: float) -> Floats:
    """Another voice: pitch and formants moved independently, of the same length.

    The sound is played `formant_ratio` times as fast, which moves all; then tempo and pitch are put where they belong.
    A ratio above 1 loses what it moves beyond half the rate, one below 1 leaves the highest frequencies empty.

    Args:
        sound_NC: the sound.
        rate_hz: its rate.
        semitones: by how much the pitch rises; one number, or one for each sample (N,).
        formant_ratio: by how much the frequencies of the formants grow.
    """
    _check(sound_NC, rate_hz)
    semitones_N = np.broadcast_to(np.asarray(semitones, np.float64), len(sound_NC))
    assert np.abs(semitones_N).max() <= MOST_SEMITONES, f"more than {MOST_SEMITONES:g} semitones"
    assert _within(formant_ratio, FORMANT_RANGE, 0), f"formant ratio {formant_ratio:g} is outside {FORMANT_RANGE}"
    if formant_ratio == 1 and not semitones_N.any():
        return sound_NC.copy()
    marks = find_marks(sound_NC, rate_hz)
    ratio_K = 2 ** (_at_marks(marks, semitones_N) / 12) / formant_ratio
    played_NC = _played(sound_NC, rate_hz, formant_ratio)
    marks = marks.scaled(len(played_NC) / len(sound_NC))
    time_map = TimeMap.through((0, 0), (len(played_NC), len(sound_NC)))
    return resynthesize(played_NC, rate_hz, marks, time_map, ratio_K)


def change_intonation(sound_NC: Floats, rate_hz: int, factor: float) -> Floats:
    """The melody wider (factor above 1) or flatter (below 1), of the same length; the median F0 stays.

    The distance of F0 from its median, in octaves, is multiplied; distances beyond one octave count as one.
    """
    _check(sound_NC, rate_hz)
    if factor == 1:
        return sound_NC.copy()
    marks = find_marks(sound_NC, rate_hz)
    octaves_K = np.clip(_octaves_from_median(marks, rate_hz), -FARTHEST_OCTAVES, FARTHEST_OCTAVES)
    time_map = TimeMap.through((0, 0), (len(sound_NC), len(sound_NC)))
    return resynthesize(sound_NC, rate_hz, marks, time_map, 2 ** ((factor - 1) * octaves_K))


def stress(
    sound_NC: Floats, rate_hz: int, begin: int, end: int, gain_db: float, semitones: float, duration_ratio: float
) -> Floats:
    """A word made louder, higher and longer: (N + change, C), the word being duration_ratio times as long, rounded.

    Everything outside of the samples [begin, end) comes back sample for sample; gain and pitch rise and fall inside.

    Args:
        sound_NC: the sound.
        rate_hz: its rate.
        begin: first sample of the word.
        end: the sample behind its last one.
        gain_db: how much louder.
        semitones: how much higher.
        duration_ratio: how much longer.
    """
    _check(sound_NC, rate_hz)
    assert 0 <= begin < end <= len(sound_NC), f"samples {begin} to {end} of {len(sound_NC)}"
    assert abs(gain_db) <= MOST_GAIN_DB and abs(semitones) <= MOST_SEMITONES, f"{gain_db:g} dB, {semitones:g} semitones"
    assert _within(duration_ratio, TEMPO_RANGE, 0), f"{duration_ratio:g} times as long is outside {TEMPO_RANGE}"
    context = round(CONTEXT_S * rate_hz)
    first = max(0, begin - context)
    word = _stressed(sound_NC[first : end + context], rate_hz, (begin - first, end - first), semitones, duration_ratio)
    gain = 10 ** (gain_db / 20 * _bump(len(word), rate_hz))
    return np.concatenate([sound_NC[:begin], word * gain[:, None], sound_NC[end:]])


def _stressed(sound_NC: Floats, rate_hz: int, word: tuple[int, int], semitones: float, duration_ratio: float) -> Floats:
    """The word alone, higher and longer; it begins and ends as it did."""
    begin, end = word
    length, guard = max(1, round((end - begin) * duration_ratio)), min(round(GUARD_S * rate_hz), (end - begin) // 16)
    if length == end - begin and semitones == 0:
        return sound_NC[begin:end].copy()
    later = length - (end - begin)
    semitones_N = np.zeros(len(sound_NC))
    semitones_N[begin + guard : end - guard] = semitones * _bump(end - begin - 2 * guard, rate_hz)
    time_map = TimeMap.through(
        (0, 0),
        (begin + guard, begin + guard),
        (end - guard, end - guard + later),
        (len(sound_NC), len(sound_NC) + later),
    )
    marks = find_marks(sound_NC, rate_hz)
    changed = resynthesize(sound_NC, rate_hz, marks, time_map, 2 ** (_at_marks(marks, semitones_N) / 12))
    return _faded(sound_NC[begin:end], changed[begin : begin + length], guard)


def _faded(before: Floats, after: Floats, guard: int) -> Floats:
    """`after`, with the first and the last `guard` samples of `before` faded over into it."""
    rise = ((np.arange(guard) + 0.5) / max(1, guard))[:, None]
    head = before[:guard] * (1 - rise) + after[:guard] * rise
    tail = before[len(before) - guard :] * rise + after[len(after) - guard :] * (1 - rise)
    return np.concatenate([head, after[guard : len(after) - guard], tail])


def _bump(num_samples: int, rate_hz: int) -> Floats:
    """Rises from 0 to 1, stays, and falls to 0, by halves of cosines."""
    ramp = max(1, min(round(RAMP_S * rate_hz), num_samples // 3))
    places = np.arange(num_samples)
    nearest_end = np.minimum(places, num_samples - 1 - places)
    return 0.5 - 0.5 * np.cos(np.pi * np.minimum(nearest_end / ramp, 1))


def _octaves_from_median(marks: Marks, rate_hz: int) -> Floats:
    """How far F0 lies from its median over time at each voiced mark, smoothed; 0 at the others (K,)."""
    octaves_K = np.zeros(len(marks.positions_K))
    for stretch in marks.voiced_stretches():
        octaves_K[stretch] = np.log2(rate_hz / _smooth(marks.period_K[stretch]))
    voiced_K = marks.is_voiced_K
    if voiced_K.any():
        octaves_K[voiced_K] -= _weighted_median(octaves_K[voiced_K], marks.period_K[voiced_K])
    return octaves_K


def _smooth(values_K: Floats) -> Floats:
    """Medians over a few neighbours."""
    padded = np.pad(values_K, SMOOTH_MARKS // 2, mode="edge")
    return np.median(np.lib.stride_tricks.sliding_window_view(padded, SMOOTH_MARKS), axis=1)


def _weighted_median(values: Floats, weights: Floats) -> float:
    """The value that half of the weight lies below."""
    order = np.argsort(values)
    passed = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(passed, passed[-1] / 2)])


def _at_marks(marks: Marks, values_N: Floats) -> Floats:
    """The values of the samples that the marks lie on (K,)."""
    return np.asarray(values_N[np.clip(np.rint(marks.positions_K).astype(int), 0, len(values_N) - 1)])


def _played(sound_NC: Floats, rate_hz: int, speed: float) -> Floats:
    """The sound played faster by a factor: shorter, all its frequencies higher."""
    if speed == 1:
        return sound_NC
    channels = [resample(Audio(channel, rate_hz), round(rate_hz / speed)).samples for channel in sound_NC.T]
    return np.stack(channels, axis=1).astype(np.float64)


def _within(value: float, bounds: tuple[float, float], slack: float) -> bool:
    return bounds[0] - slack <= value <= bounds[1] + slack


def _check(sound_NC: Floats, rate_hz: int) -> None:
    assert sound_NC.ndim == 2 and sound_NC.dtype == np.float64 and sound_NC.size, "sound is float64 (samples, channels)"
    assert rate_hz >= LOWEST_RATE_HZ, f"{rate_hz} Hz is too low a rate"
