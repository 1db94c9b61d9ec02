import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.dsp.level import RAMP_S, Rms, fade_in, fade_out, gain_on_span
from tests.dsp.sounds import RATE_HZ, hiss, level_db, sine, through

ONES = np.ones((RATE_HZ, 1))


def rms(sound):
    meter = Rms()
    meter.push(sound)
    return meter


@settings(max_examples=40)
@given(st.floats(-60, 40), st.integers(0, 8_000), st.integers(0, 8_000))
def test_a_gain_changes_its_span_and_nothing_else(gain_db, start, length):
    end, ramp = start + length, round(RAMP_S * RATE_HZ)
    sound = hiss(rms=0.1)
    made = through(gain_on_span(RATE_HZ, gain_db, start, end), sound)
    assert np.array_equal(made[:start], sound[:start]) and np.array_equal(made[end:], sound[end:])
    inner = slice(start + ramp, max(end - ramp, start + ramp))
    np.testing.assert_allclose(made[inner], sound[inner] * 10 ** (gain_db / 20))


@settings(max_examples=40)
@given(st.floats(-20, 20), st.integers(0, 8_000), st.integers(1, 8_000))
def test_a_gain_never_jumps(gain_db, start, length):
    """No step between two samples is more than the ramp allows: half a cosine is steepest in its middle."""
    gains_db = 20 * np.log10(through(gain_on_span(RATE_HZ, gain_db, start, start + length), ONES))
    ramp = min(RAMP_S * RATE_HZ, length / 2)
    first = 1 if start == 0 else 0  # at the start of the recording there is no ramp
    assert np.abs(np.diff(gains_db[first:], axis=0)).max() <= abs(gain_db) * min(1, np.pi / 2 / max(ramp, 1)) + 1e-9


def test_on_a_whole_recording_there_is_no_ramp():
    sound = hiss()
    np.testing.assert_allclose(through(gain_on_span(RATE_HZ, -6.0), sound), sound * 10**-0.3)


@given(st.integers(0, 4_000), st.integers(0, 8_000))
def test_fades_leave_one_side_and_silence_the_other(start, length):
    end = start + length
    risen, fallen = through(fade_in(start, end), ONES), through(fade_out(start, end), ONES)
    assert not risen[:start].any() and (risen[end:] == 1).all() and (np.diff(risen, axis=0) >= 0).all()
    assert not fallen[end:].any() and (fallen[:start] == 1).all() and (np.diff(fallen, axis=0) <= 0).all()


@given(st.integers(0, 4_000), st.integers(1, 8_000))
def test_crossfades_add_up_in_amplitude_or_in_power(start, length):
    for law, power in (("linear", 1), ("equal_power", 2)):
        pair = [through(fade(start, start + length, law), ONES) for fade in (fade_in, fade_out)]
        np.testing.assert_allclose(pair[0] ** power + pair[1] ** power, 1)


@settings(max_examples=30)
@given(st.floats(-60, 0), st.floats(1e-4, 1))
def test_the_wanted_level_is_reached(dbfs, amplitude):
    sound = sine(amplitude=amplitude)
    assert level_db(through(gain_on_span(RATE_HZ, rms(sound).gain_db_to(dbfs)), sound)) == pytest.approx(dbfs, abs=1e-6)


def test_silence_has_no_level_and_gets_no_gain():
    assert rms(np.zeros((100, 2))).dbfs() == -np.inf and rms(np.zeros((0, 2))).gain_db_to(-20) == 0
