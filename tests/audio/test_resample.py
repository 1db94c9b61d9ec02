import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.audio.resample import resample
from speechwright.errors import BadAudio
from speechwright.types import Audio
from tests.audio.sounds import joined, loudest_hz, noise, tone

RATES = st.sampled_from([8_000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000, 96_000])


@settings(max_examples=30)
@given(RATES, RATES, st.floats(100, 3_000))
def test_a_tone_keeps_frequency_level_and_length(old_hz, new_hz, hz):
    sound = tone(hz=hz, rate_hz=old_hz)
    changed = resample(sound, new_hz)
    assert changed.rate_hz == new_hz
    assert abs(len(changed.samples) - len(sound.samples) * new_hz / old_hz) <= 1
    assert loudest_hz(changed) == pytest.approx(hz, abs=2.1)
    assert np.std(changed.samples) == pytest.approx(np.std(sound.samples), rel=0.02)


def test_what_the_new_rate_can_not_hold_is_gone():
    changed = resample(tone(hz=6_000, rate_hz=48_000), 8_000)
    assert np.abs(changed.samples[400:-400]).max() < 1e-3


def test_up_and_down_again_is_nearly_nothing():
    sound = joined(tone(hz=300), tone(hz=900))
    again = resample(resample(sound, 48_000), 16_000)
    np.testing.assert_allclose(again.samples[200:-200], sound.samples[200:-200], atol=2e-3)


def test_the_same_rate_gives_the_same_object():
    sound = noise()
    assert resample(sound, sound.rate_hz) is sound


@pytest.mark.parametrize("rate_hz", [0, -16_000])
def test_a_rate_that_is_none_is_refused(rate_hz):
    with pytest.raises(BadAudio, match="positive rate"):
        resample(noise(), rate_hz)


def test_a_sound_shorter_than_one_new_sample_is_refused_rather_than_emptied():
    with pytest.raises(BadAudio, match="longer sound"):
        resample(Audio(np.ones(1), 48_000), 8_000)
