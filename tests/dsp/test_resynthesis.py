import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechwright.dsp.marks import find_marks
from speechwright.dsp.psola import change_pitch
from speechwright.dsp.resynthesis import resynthesize
from speechwright.dsp.time_map import TimeMap
from tests.dsp.vowels import noise, talk, vowel


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 44_100])
@pytest.mark.parametrize("make", [talk, lambda rate: vowel(180.0, rate), noise])
def test_marks_and_resynthesis_alone_change_nothing(make, rate_hz):
    sound = make(rate_hz)
    marks = find_marks(sound, rate_hz)
    same = TimeMap.through((0, 0), (len(sound), len(sound)))
    made = resynthesize(sound, rate_hz, marks, same, np.ones(len(marks.positions_K)))
    np.testing.assert_allclose(made, sound, atol=1e-9)


def test_a_pause_that_is_mapped_longer_leaves_the_voices_as_they_are():
    sound = np.concatenate([vowel(length_s=0.4), np.zeros((3_200, 1)), vowel(150, length_s=0.4)])
    marks, later = find_marks(sound, 16_000), 1_600
    time_map = TimeMap.through((0, 0), (7_200, 7_200), (8_800, 8_800 + later), (len(sound), len(sound) + later))
    made = resynthesize(sound, 16_000, marks, time_map, np.ones(len(marks.positions_K)))
    np.testing.assert_allclose(made[:6_400], sound[:6_400], atol=1e-9)
    np.testing.assert_allclose(made[-6_400:], sound[-6_400:], atol=1e-9)


@pytest.mark.parametrize("semitones", [-5.0, 3.0])
def test_a_voice_is_untouched_before_and_after_a_change_of_pitch_within_it(semitones):
    sound = vowel(123, 16_000, 1.5)
    curve = np.zeros(len(sound))
    curve[10_000:14_000] = semitones
    changed = change_pitch(sound, 16_000, curve)
    np.testing.assert_allclose(changed[:9_000], sound[:9_000], atol=1e-6)
    np.testing.assert_allclose(changed[15_000:], sound[15_000:], atol=1e-6)


@pytest.mark.parametrize("weaker", [0.3, 0.7, 1.0])
def test_a_creaking_voice_comes_back_at_the_level_it_had(weaker):
    """Every second pulse weaker, and none quite where it is expected."""
    rng, sound = np.random.default_rng(0), np.zeros((16_000, 1))
    for number, place in enumerate(np.cumsum(rng.normal(200, 15, 75)).astype(int)):
        sound[place : place + 100, 0] += (weaker if number % 2 else 1) * np.hanning(100)
    changed = change_pitch(sound, 16_000, 2.0)
    assert np.square(changed).mean() == pytest.approx(np.square(sound).mean(), rel=0.1)


@given(st.lists(st.tuples(st.floats(1, 1e5), st.floats(1, 1e5)), min_size=1, max_size=6), st.floats(0, 1))
def test_a_time_map_and_its_inverse_cancel(steps, share):
    source, output = np.cumsum(np.array([(0.0, 0.0), *steps]), axis=0).T
    time_map = TimeMap(source, output)
    moment = np.array([share * source[-1]])
    np.testing.assert_allclose(time_map.to_source(time_map.to_output(moment)), moment, rtol=1e-6, atol=1e-6)
    assert time_map.num_samples == round(output[-1])
