"""Each measure moves as what it measures does, whatever the blocks, the rate and the channels."""

import math
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from speechwright.audio.resample import resample
from speechwright.dsp import psola
from speechwright.dsp.channel import Clip, muffle, telephone
from speechwright.dsp.room import add_room, room_response
from speechwright.dsp.stream import Stream
from speechwright.editing.measuring import MEASURES, WHOLE, beginning
from speechwright.tasks.edits import EDITS
from speechwright.tasks.edits.score import UNITS, percent
from tests.asr.say import spoken

Floats = NDArray[np.float64]
RATE_HZ = 24_000
TEXT = "please tell me your very best way home from our station because we saw another very big dog over there"


@cache
def speech() -> Floats:
    """Speech in two channels, in a quiet room, with a pause at both ends and one inside."""
    said = resample(spoken(TEXT).audio, RATE_HZ).samples.astype(np.float64)
    half, pause = len(said) // 2, np.zeros(RATE_HZ // 2)
    mono = np.concatenate([pause, said[:half], pause, said[half:], pause])
    noise = np.random.default_rng(0).normal(scale=3e-4, size=(len(mono), 2))
    return 0.5 * mono[:, None] * [1.0, 0.6] + noise


def streamed(changer: Stream, sound_NC: Floats) -> Floats:
    return np.concatenate([changer.push(sound_NC), changer.finish()])


def voice(semitones: float, formants: float) -> Floats:
    return psola.change_voice(speech(), RATE_HZ, np.full(len(speech()), semitones), formants)


def roomy() -> Floats:
    response = room_response(RATE_HZ, 0.8, 2.0, np.random.default_rng(1))
    return streamed(add_room(RATE_HZ, response), speech())


def noisy(level: float) -> Floats:
    return speech() + np.random.default_rng(2).normal(scale=level, size=speech().shape)


def moved(measure: str, changed: Floats, unchanged: Floats | None = None) -> float:
    before = speech() if unchanged is None else unchanged
    return MEASURES[measure]([changed], RATE_HZ) - MEASURES[measure]([before], RATE_HZ)


def test_there_is_a_measure_for_every_unit_and_score() -> None:
    scores = [EDITS[name].score for name in EDITS]
    assert set(MEASURES) == set(UNITS) == {score.measure for score in scores if score is not None}
    assert set(MEASURES) >= WHOLE


@pytest.mark.parametrize("gain_db", [-12.0, 3.0, 6.0])
@pytest.mark.parametrize("measure", ["level", "loudness", "background"])
def test_a_gain_moves_levels_by_itself(measure: str, gain_db: float) -> None:
    tolerance = 0.5 if measure == "background" else 0.01
    assert moved(measure, speech() * 10 ** (gain_db / 20)) == pytest.approx(gain_db, abs=tolerance)


@pytest.mark.parametrize("measure", ["pitch", "pitch range", "treble", "width", "formants", "reverberation", "silence"])
def test_a_gain_moves_nothing_else(measure: str) -> None:
    assert moved(measure, 0.5 * speech()) == pytest.approx(0, abs=0.03)


@pytest.mark.parametrize("semitones", [-3.0, 2.0, 5.0])
def test_pitch_moves_by_semitones_and_the_rest_hardly(semitones: float) -> None:
    changed = voice(semitones, 1.0)
    assert moved("pitch", changed) == pytest.approx(semitones, abs=0.15)
    assert abs(moved("formants", changed)) < 4 and abs(moved("level", changed)) < 1.5


@pytest.mark.parametrize("ratio", [0.85, 1.15])
def test_formants_move_their_way_and_the_pitch_stays(ratio: float) -> None:
    changed = voice(0.0, ratio)
    assert moved("formants", changed) * math.copysign(1, ratio - 1) > 1.5
    assert abs(moved("pitch", changed)) < 0.15


@pytest.mark.parametrize("factor", [0.8, 1.0, 1.5])
def test_length_is_a_logarithm(factor: float) -> None:
    changed = psola.change_tempo(speech(), RATE_HZ, round(len(speech()) / factor))
    assert moved("length", changed) == pytest.approx(-percent(factor), abs=0.01)
    assert abs(moved("pitch", changed)) < 0.2


@pytest.mark.parametrize(("factor", "way"), [(0.3, -1), (1.8, 1)])
def test_the_melody_moves_its_range(factor: float, way: int) -> None:
    changed = psola.change_intonation(speech(), RATE_HZ, factor)
    assert way * moved("pitch range", changed) > 0.5 and abs(moved("pitch", changed)) < 0.5


def test_noise_a_room_a_blanket_and_clipping_are_told() -> None:
    assert moved("background", noisy(3e-3)) == pytest.approx(20, abs=1.5)
    assert moved("reverberation", roomy()) > 0.2
    assert moved("treble", streamed(muffle(RATE_HZ), speech())) < -6
    assert moved("width", streamed(telephone(RATE_HZ), speech())) < -10
    assert moved("clipped", streamed(Clip(0.3 * float(np.abs(speech()).max())), speech())) > 0.1


def test_stress_is_louder_higher_and_longer() -> None:
    begin, end = RATE_HZ, 2 * RATE_HZ
    for way in (1, -1):
        changed = psola.stress(speech(), RATE_HZ, begin, end, 4.0 * way, 2.0 * way, 1.2**way)
        assert way * moved("stress", changed[begin : len(changed) - len(speech()) + end], speech()[begin:end]) > 0.2


@pytest.mark.parametrize("seconds", [0.1, 0.4])
def test_silence_is_what_is_at_both_ends(seconds: float) -> None:
    less = round(seconds * RATE_HZ)
    assert moved("silence", speech()[less:-less]) == pytest.approx(-2 * seconds, abs=0.03)


@pytest.mark.parametrize("measure", MEASURES)
@settings(max_examples=2)
@given(cuts=st.lists(st.integers(0, 6 * RATE_HZ), max_size=4).map(sorted))
def test_blocks_do_not_matter(measure: str, cuts: list[int]) -> None:
    whole = MEASURES[measure]([speech()], RATE_HZ)
    assert MEASURES[measure](np.split(speech(), cuts), RATE_HZ) == pytest.approx(whole, abs=1e-6)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("length", [0, 1, RATE_HZ])
def test_of_silence_and_of_nothing_it_tells_something_or_that_it_can_not(measure: str, length: int) -> None:
    found = MEASURES[measure]([np.zeros((0, 2)), np.zeros((length, 2))], RATE_HZ)
    assert math.isfinite(found) or math.isnan(found)


@given(st.lists(st.integers(0, 50), max_size=5), st.integers(0, 120))
def test_a_beginning_is_a_beginning(sizes: list[int], most: int) -> None:
    sound_NC = np.arange(2 * sum(sizes), dtype=np.float64).reshape(-1, 2)
    found = list(beginning(np.split(sound_NC, np.cumsum(sizes)), 2, most))
    assert np.array_equal(np.concatenate(found), sound_NC[:most])
