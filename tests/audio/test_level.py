import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.audio.level import is_silent, normalize_rms, peak, rms_dbfs, trim_silence
from speechwright.errors import BadAudio
from speechwright.types import Audio
from tests.audio.sounds import joined, noise, pause, tone

EMPTY = Audio(np.zeros(0), 16_000)


def test_a_full_sine_has_peak_one_and_three_decibels_less():
    sound = tone(amplitude=1.0)
    assert peak(sound) == pytest.approx(1, abs=1e-3)
    assert rms_dbfs(sound) == pytest.approx(-3.01, abs=0.01)


def test_silence_and_nothing_have_no_level():
    for sound in (pause(), EMPTY):
        assert rms_dbfs(sound) == -math.inf and peak(sound) == 0


@settings(max_examples=30)
@given(st.floats(-70, 0), st.floats(1e-4, 1))
def test_normalizing_reaches_the_level_unless_the_peak_forbids_it(dbfs, amplitude):
    changed = normalize_rms(noise(amplitude=amplitude), dbfs)
    assert peak(changed) <= 0.99 + 1e-6
    assert rms_dbfs(changed) <= dbfs + 1e-3
    assert rms_dbfs(changed) == pytest.approx(dbfs, abs=1e-3) or peak(changed) == pytest.approx(0.99)


def test_normalizing_changes_nothing_but_the_gain():
    sound = noise()
    changed = normalize_rms(sound, -30)
    gain = changed.samples[0] / sound.samples[0]
    np.testing.assert_allclose(changed.samples, gain * sound.samples, rtol=1e-5)


def test_no_gain_makes_silence_louder():
    with pytest.raises(BadAudio, match="digital silence"):
        normalize_rms(pause(), -20)


def test_silence_is_told_from_one_short_word_in_a_long_pause():
    assert is_silent(pause()) and is_silent(EMPTY)
    assert not is_silent(joined(pause(length_s=20), tone(length_s=0.1, amplitude=0.02), pause(length_s=20)))


@pytest.mark.parametrize("threshold_dbfs", [-70.0, -60.0, -30.0])
def test_the_threshold_of_silence_is_where_it_says(threshold_dbfs):
    level = 10 ** (threshold_dbfs / 20)
    assert is_silent(Audio(np.full(800, level * 0.99), 16_000), threshold_dbfs)
    assert not is_silent(Audio(np.full(800, level * 1.01), 16_000), threshold_dbfs)


@settings(max_examples=30)
@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 0.3), st.sampled_from([8_000, 16_000, 44_100]))
def test_trimming_keeps_the_sound_and_the_margins(before_s, after_s, margin_s, rate_hz):
    quiet = {"rate_hz": rate_hz, "amplitude": 1e-4}
    loud = tone(rate_hz=rate_hz, length_s=0.4)
    sound = joined(noise(length_s=before_s, **quiet), loud, noise(length_s=after_s, **quiet))
    kept = trim_silence(sound, margin_s=margin_s).samples
    assert 0.4 + min(before_s, margin_s) + min(after_s, margin_s) == pytest.approx(len(kept) / rate_hz, abs=0.021)
    frame = rate_hz // 100  # a frame that holds only the first samples of a tone may count as quiet
    assert loud.samples[frame:-frame].tobytes() in kept.tobytes()


def test_trimming_is_exact_where_the_sound_fills_its_frames():
    loud = Audio(np.full(1_600, 0.5), 16_000)
    sound = joined(pause(), loud, pause())
    assert trim_silence(sound, margin_s=0) == loud
    assert trim_silence(sound, margin_s=0.1) == joined(pause(length_s=0.1), loud, pause(length_s=0.1))


def test_trimming_leaves_the_pause_within():
    sound = joined(tone(), pause(length_s=2.0), tone())
    assert trim_silence(sound) == sound


def test_silence_can_not_be_trimmed():
    for sound in (pause(), EMPTY):
        with pytest.raises(BadAudio, match="digital silence"):
            trim_silence(sound)
