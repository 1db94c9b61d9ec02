import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import signal

from speechwright.dsp.loudness import HIGH_PASS, SHELF, Loudness, Peak, k_weighting
from tests.dsp.sounds import hiss, sine, voice

RATES = [8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000, 192_000]


def lufs(sound, rate_hz=48_000):
    meter = Loudness(rate_hz, sound.shape[1])
    meter.push(sound)
    return meter.lufs()


def tone(dbfs, length_s, num_channels=2, hz=1_000.0, rate_hz=48_000):
    return sine(hz, rate_hz, length_s, 10 ** (dbfs / 20), num_channels)


def tones(*parts):
    return np.concatenate([tone(dbfs, length_s, rate_hz=16_000) for dbfs, length_s in parts])


# EBU Tech 3341 (2016), table 1, cases 1 to 5: levels of the peaks of a stereo sine of 1 kHz, and lengths in seconds.
EBU = {
    "1": ([(-23, 20)], -23),
    "2": ([(-33, 20)], -33),
    "3": ([(-36, 10), (-23, 60), (-36, 10)], -23),
    "4": ([(-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)], -23),
    "5": ([(-26, 20), (-20, 20.1), (-26, 20)], -23),
}


@pytest.mark.parametrize("parts, wanted", EBU.values(), ids=EBU.keys())
def test_the_broadcasters_cases(parts, wanted):
    assert lufs(tones(*parts), 16_000) == pytest.approx(wanted, abs=0.1)


def test_the_broadcasters_case_of_five_channels():
    levels = [-28, -28, -24, -30, -30]
    assert lufs(np.concatenate([tone(dbfs, 5, 1) for dbfs in levels], axis=1)) == pytest.approx(-23, abs=0.1)


def test_the_low_frequency_channel_does_not_count():
    five = hiss(48_000, num_channels=5)
    assert lufs(np.insert(five, 3, 1.0, axis=1)) == pytest.approx(lufs(five))


@pytest.mark.parametrize("rate_hz", RATES)
def test_a_sine_of_997_hz_at_any_rate(rate_hz):
    assert lufs(tone(-23, 2, hz=997.0, rate_hz=rate_hz), rate_hz) == pytest.approx(-23, abs=0.05)
    assert lufs(tone(0, 2, 1, hz=997.0, rate_hz=rate_hz), rate_hz) == pytest.approx(-3.01, abs=0.05)


def test_at_48_khz_the_filters_are_the_standards():
    sections = k_weighting(48_000)
    np.testing.assert_allclose(sections, [[*SHELF[0], *SHELF[1]], [*HIGH_PASS[0], *HIGH_PASS[1]]], atol=1e-12)


@pytest.mark.parametrize("rate_hz", RATES)
def test_at_any_rate_the_filters_have_the_standards_gains(rate_hz):
    hz = np.geomspace(20, 0.49 * min(rate_hz, 40_000), 60)
    wanted = [np.abs(signal.sosfreqz(k_weighting(rate), hz, fs=rate)[1]) for rate in (48_000, rate_hz)]
    np.testing.assert_allclose(20 * np.log10(wanted[0] / wanted[1]), 0, atol=0.06)


@settings(max_examples=20, deadline=None)
@given(st.floats(-40, 20), st.floats(-60, -5))
def test_a_gain_moves_the_loudness_by_itself_and_the_asked_gain_reaches_the_wanted(gain_db, wanted):
    sound = voice(num_syllables=8) + hiss(length_s=len(voice(num_syllables=8)) / 16_000, rms=1e-4)
    meter = Loudness(16_000, 1)
    meter.push(sound)
    assert lufs(sound * 10 ** (gain_db / 20), 16_000) == pytest.approx(meter.lufs() + gain_db, abs=0.1)
    assert lufs(sound * 10 ** (meter.gain_db_to(wanted) / 20), 16_000) == pytest.approx(wanted, abs=0.1)


def test_silence_and_nothing_have_no_loudness_and_get_no_gain():
    for sound in (np.zeros((48_000, 2)), np.zeros((0, 2)), np.full((100, 2), 1e-6)):
        meter = Loudness(48_000, 2)
        meter.push(sound)
        assert meter.lufs() == -math.inf and meter.gain_db_to(-23) == 0


@pytest.mark.parametrize("length_s", [0.05, 0.1, 0.15, 0.35])
def test_what_is_shorter_than_a_block_is_one_block(length_s):
    sound = tone(-20, length_s)
    meter = Loudness(48_000, 2)
    meter.push(sound)
    assert meter.lufs() == meter.lufs() == pytest.approx(-20, abs=0.6)
    meter.push(tone(-20, 2))
    assert meter.lufs() == pytest.approx(-20, abs=0.2), "asking midway changes nothing"


@pytest.mark.parametrize("rate_hz", [16_000, 48_000, 96_000])
def test_the_true_peak_lies_between_the_samples(rate_hz):
    """Samples of a quarter of the rate, a half step off: all at 0.707 of the wave's top (EBU Tech 3341, case 16)."""
    samples = 0.5 * np.sin(np.pi / 2 * np.arange(rate_hz) + np.pi / 4) * np.hanning(rate_hz)
    peak = Peak(rate_hz)
    peak.push(samples[:, None])
    peak.finish()
    assert peak.sample_peak == pytest.approx(0.354, abs=0.001)
    assert 20 * math.log10(peak.true_peak / 0.5) == pytest.approx(0, abs=0.35 if rate_hz < 96_000 else 0.7)
    assert not peak.clips_at(5.0) and peak.clips_at(7.5)
