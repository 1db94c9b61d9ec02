from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.dsp.marks import find_marks, median_f0_hz
from tests.dsp.vowels import noise, pause, talk, vowel

RATES = st.sampled_from([8_000, 11_025, 16_000, 44_100])


def between(marks, first, last):
    """The voiced marks between two samples."""
    return marks.positions_K[marks.is_voiced_K & (marks.positions_K >= first) & (marks.positions_K < last)]


@settings(max_examples=25, deadline=None)
@given(st.floats(70, 350), RATES)
def test_one_mark_a_period(f0_hz, rate_hz):
    positions = between(find_marks(vowel(f0_hz, rate_hz), rate_hz), 0.1 * rate_hz, 0.5 * rate_hz)
    np.testing.assert_allclose(np.diff(positions), rate_hz / f0_hz, rtol=0.02)


@pytest.mark.parametrize("end_hz", [90.0, 200.0])
def test_marks_follow_a_slide_at_the_same_place_of_each_period(end_hz):
    hz = np.geomspace(130, end_hz, 16_000)
    turns = np.cumsum(hz) / 16_000
    positions = between(find_marks(vowel(hz, 16_000, 1.0), 16_000), 1_600, 14_400)
    places = np.interp(positions, np.arange(16_000), turns)
    np.testing.assert_allclose(np.diff(places), 1, atol=0.05)


def test_marks_stand_where_the_energy_of_a_period_is():
    sound = vowel(100, 16_000)
    for position in between(find_marks(sound, 16_000), 1_600, 8_000):
        period = np.abs(sound[round(position) - 80 : round(position) + 80, 0])
        assert period[40:120].max() == period.max()


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 3_000), st.integers(0, 9), RATES)
def test_marks_rise_inside_the_sound_and_stretches_never_touch(num_samples, seed, rate_hz):
    marks = find_marks(np.random.default_rng(seed).uniform(-1, 1, (num_samples, 2)), rate_hz)
    assert (np.diff(marks.positions_K) > 0).all() and (marks.period_K > 0).all()
    assert marks.positions_K[0] > 0 and marks.positions_K[-1] < num_samples
    assert marks.positions_K.shape == marks.is_voiced_K.shape == marks.period_K.shape
    stretches = marks.voiced_stretches()
    assert all(one.stop < other.start for one, other in pairwise(stretches))


@pytest.mark.parametrize("sound", [noise(), pause(), np.zeros((1, 1)), np.ones((500, 1))])
def test_without_a_voice_there_are_even_marks(sound):
    marks = find_marks(sound, 16_000)
    assert not marks.is_voiced_K.any()
    assert np.ptp(np.diff(marks.positions_K, prepend=0, append=len(sound))) < 1e-6


def test_voiced_marks_lie_where_the_voice_lies():
    marks = find_marks(talk(), 16_000)
    seconds = marks.positions_K / 16_000
    voice = ((seconds > 0.33) & (seconds < 0.67)) | ((seconds > 0.88) & (seconds < 1.12))
    silence = (seconds < 0.25) | ((seconds > 0.74) & (seconds < 0.8)) | (seconds > 1.21)
    assert marks.is_voiced_K[voice].all() and not marks.is_voiced_K[silence].any()


def test_loudness_and_polarity_and_an_offset_move_no_mark():
    wanted = find_marks(talk(), 16_000).positions_K
    for changed in (talk() * 1e-3, -talk(), talk() + 0.2):
        np.testing.assert_allclose(find_marks(changed, 16_000).positions_K, wanted, atol=0.1)


@settings(max_examples=15, deadline=None)
@given(st.floats(80, 300), RATES)
def test_the_median_f0(f0_hz, rate_hz):
    assert median_f0_hz(vowel(f0_hz, rate_hz), rate_hz) == pytest.approx(f0_hz, rel=0.005)


def test_the_median_f0_of_noise_is_no_number():
    assert np.isnan(median_f0_hz(noise(), 16_000)) and np.isnan(median_f0_hz(pause(), 16_000))
