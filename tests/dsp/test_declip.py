import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.dsp.channel import telephone
from speechwright.dsp.declip import ClipMeter, declip
from tests.dsp.sounds import RATE_HZ, hiss, metered, si_sdr, sine, through, voice

CLEAN = voice(num_syllables=6) / np.abs(voice(num_syllables=6)).max()


def found(sound, rate_hz=RATE_HZ):
    return metered(ClipMeter(rate_hz), sound)


def restored(sound, rate_hz=RATE_HZ):
    return through(declip(rate_hz, found(sound, rate_hz)), sound)


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 48_000])
@pytest.mark.parametrize("hz", [60, 220, 500])
def test_a_clipped_sine_is_found_and_restored(rate_hz, hz):
    whole = sine(hz, rate_hz, 0.5)
    cut = whole.clip(-0.4, 0.4)
    clipping = found(cut, rate_hz)
    assert clipping.above == pytest.approx(0.4, abs=1e-4) and clipping.below == pytest.approx(0.4, abs=1e-4)
    assert clipping.share == pytest.approx(np.mean(np.abs(whole) >= 0.4), abs=0.1)
    assert si_sdr(whole, restored(cut, rate_hz)) > si_sdr(whole, cut) + 3


@settings(max_examples=15, deadline=None)
@given(st.floats(40, 3_000), st.sampled_from([8_000, 48_000, 192_000]), st.floats(0.01, 1), st.booleans())
def test_whole_waves_are_not_taken_for_clipped(hz, rate_hz, amplitude, rounded):
    tone = sine(hz, rate_hz, 0.3, amplitude)
    assert not found(np.round(tone * 32_767) / 32_767 if rounded and hz > 100 else tone, rate_hz).is_clipped


@pytest.mark.parametrize("sound", [CLEAN, hiss(), 0 * CLEAN, CLEAN[:1], np.round(CLEAN * 32_767) / 32_767])
def test_whole_sounds_are_not_taken_for_clipped_and_stay_as_they_are(sound):
    assert not found(sound).is_clipped and np.array_equal(restored(sound), sound)


def test_a_telephones_steps_are_not_taken_for_clipping():
    assert not found(through(telephone(RATE_HZ), CLEAN)).is_clipped


@settings(max_examples=8, deadline=None)
@given(st.floats(0.15, 0.7), st.floats(0.05, 1.0), st.sampled_from([np.float64, np.float32, np.int16]))
def test_a_clipped_voice_is_restored_at_any_gain_and_from_any_file(level, gain, kind):
    scale = 32_767 if kind is np.int16 else 1
    cut = (CLEAN.clip(-level, level) * gain / level * scale).astype(kind).astype(np.float64) / scale
    assert found(cut).is_clipped
    assert si_sdr(CLEAN, restored(cut)) > si_sdr(CLEAN, cut) + 2


@pytest.mark.parametrize("side", [(-0.3, 1.0), (-1.0, 0.3)])
def test_one_side_alone_is_told(side):
    clipping = found(CLEAN.clip(*side))
    assert (np.isfinite(clipping.below), np.isfinite(clipping.above)) == (side[0] > -1, side[1] < 1)


def test_unclipped_samples_stay_and_clipped_ones_go_outwards():
    cut = CLEAN.clip(-0.3, 0.3)
    made, lost = restored(cut), np.abs(cut) >= 0.3 * 0.999
    assert np.array_equal(made[~lost], cut[~lost])
    assert (np.abs(made[lost]) >= np.abs(cut[lost]) - 1e-12).all() and (made[lost] * cut[lost] > 0).all()
