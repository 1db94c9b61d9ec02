import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.dsp.psola import stress
from tests.dsp.vowels import f0_hz, level_db, noise, talk, vowel

RATES = st.sampled_from([8_000, 16_000])


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 3_000), st.integers(1, 3_000), st.floats(0.25, 4), st.floats(-12, 12), RATES)
def test_what_lies_outside_comes_back_bit_for_bit(begin, length, ratio, semitones, rate_hz):
    sound = np.tile(vowel(150, rate_hz, 0.4), (1, 2))
    begin = min(begin, len(sound) - 1)
    end = min(begin + length, len(sound))
    changed = stress(sound, rate_hz, begin, end, 6.0, semitones, ratio)
    word = max(1, round((end - begin) * ratio))
    assert len(changed) == len(sound) - (end - begin) + word and np.isfinite(changed).all()
    assert np.array_equal(changed[:begin], sound[:begin])
    assert np.array_equal(changed[begin + word :], sound[end:])


@pytest.mark.parametrize("sound", [talk(), noise(), vowel()])
def test_where_nothing_is_asked_the_sound_comes_back(sound):
    assert np.array_equal(stress(sound, 16_000, 2_000, 6_000, 0.0, 0.0, 1.0), sound)


def test_a_gain_alone_changes_nothing_but_loudness():
    sound = noise()
    changed = stress(sound, 16_000, 2_000, 6_000, 6.0, 0.0, 1.0)
    gain = changed[2_000:6_000] / sound[2_000:6_000]
    assert gain.max() == pytest.approx(10**0.3) and gain.min() >= 1
    assert np.abs(np.diff(gain[:, 0])).max() < 0.01, "it rises smoothly"


@pytest.mark.parametrize(("gain_db", "semitones", "ratio"), [(5.0, 3.0, 1.3), (-5.0, -3.0, 0.7)])
def test_the_word_becomes_louder_higher_and_longer(gain_db, semitones, ratio):
    sound = vowel(130, 16_000, 1.5)
    changed = stress(sound, 16_000, 8_000, 14_400, gain_db, semitones, ratio)
    middle = changed[8_000 + round(6_400 * ratio * 0.25) : 8_000 + round(6_400 * ratio * 0.75)]
    assert level_db(middle) == pytest.approx(level_db(sound[8_000:14_400]) + gain_db, abs=0.7)
    assert np.median(f0_hz(middle, 16_000)) == pytest.approx(130 * 2 ** (semitones / 12), rel=0.025)


@pytest.mark.parametrize("semitones", [-4.0, 0.0, 3.0])
@pytest.mark.parametrize("ratio", [0.8, 1.0, 1.37])
def test_the_voice_goes_on_in_step_behind_the_word(semitones, ratio):
    """At both ends of the word the samples go on as smoothly as those of a steady vowel do."""
    sound = vowel(117, 16_000, 1.5)
    changed = stress(sound, 16_000, 8_000, 12_000, 0.0, semitones, ratio)
    end = 8_000 + round(4_000 * ratio)
    usual = np.abs(np.diff(sound[:, 0], 2)).max()
    for edge in (8_000, end):
        assert np.abs(np.diff(changed[edge - 200 : edge + 200, 0], 2)).max() < 1.25 * usual
    period = 16_000 / 117
    before, after = changed[end - round(period) : end, 0], changed[end : end + round(period), 0]
    assert np.corrcoef(before, after)[0, 1] > 0.9
