import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.dsp.average_speech import LongTerm, speech_density_db
from speechwright.dsp.bandwidth import bandwidth_hz, is_muffled, is_narrow, treble_lack_db, unmuffle, widen
from speechwright.dsp.channel import Clip, mu_law, muffle, telephone
from speechwright.dsp.noise_profile import NoiseProfiler
from speechwright.dsp.spectra import Frames
from tests.dsp.sounds import RATE_HZ, hiss, level_db, metered, si_sdr, sine, through, voice

CLEAN = voice(num_syllables=24) + hiss(length_s=len(voice(num_syllables=24)) / RATE_HZ, rms=2e-5)


def long_term(sound, rate_hz=RATE_HZ):
    return metered(LongTerm(rate_hz), sound)


def profile(sound):
    return metered(NoiseProfiler(RATE_HZ, 1), sound)


def spectral_distance(one, other, low_hz=0.0, high_hz=8_000.0):
    """Mean distance in dB of frames in which the first sounds; 50 dB below the loudest bin all is alike."""
    powers = [
        np.abs(np.concatenate((f := Frames(RATE_HZ)).push(sound) + f.finish())[:, 0]) ** 2 for sound in (one, other)
    ]
    bins = slice(*(int(hz / 8_000 * (powers[0].shape[1] - 1)) for hz in (low_hz, high_hz)))
    floor = powers[0].max() * 1e-5
    heard = powers[0].sum(axis=1) > 1e-3 * powers[0].sum(axis=1).max()
    levels = [10 * np.log10(power + floor)[heard, bins] for power in powers]
    return float(np.sqrt(np.mean((levels[0] - levels[1]) ** 2, axis=1)).mean())


def gain_db(stream, hz, rate_hz):
    tone = sine(hz, rate_hz, 1.0)
    return level_db(through(stream, tone)[rate_hz // 4 : -rate_hz // 4]) - level_db(tone)


# ITU-T G.711, tables 2a and 2b: ends of the segments, in units of 1/8192, and what they are decoded to.
@pytest.mark.parametrize(
    "given_value, decoded", [(0, 0), (1, 2), (31, 33), (95, 99), (223, 231), (4063, 4191), (8158, 8031)]
)
def test_mu_law_decodes_to_the_values_of_its_table(given_value, decoded):
    for sign in (1, -1):
        assert mu_law(np.array([sign * (given_value + 0.5) / 8_192]))[0] * 8_192 == pytest.approx(sign * decoded, abs=1)


@settings(max_examples=50)
@given(st.lists(st.floats(-1.5, 1.5), min_size=1, max_size=50))
def test_mu_law_is_odd_idempotent_and_close(values):
    samples = np.array(values)
    made = mu_law(samples)
    np.testing.assert_array_equal(mu_law(made), made)
    np.testing.assert_array_equal(mu_law(-samples), -made)
    assert (np.abs(made - samples.clip(-8_031 / 8_192, 8_031 / 8_192)) <= 0.04 * np.abs(samples) + 4 / 8_192).all()
    assert len(np.unique(mu_law(np.linspace(-1, 1, 70_001)))) == 255


@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 16_000, 44_100, 48_000])
def test_a_telephone_passes_its_band_alone_and_nothing_moves(rate_hz):
    for hz in (450, 1_000, 3_200):
        assert gain_db(telephone(rate_hz), hz, rate_hz) == pytest.approx(0, abs=0.3)
        tone = sine(hz, rate_hz)
        assert si_sdr(tone, through(telephone(rate_hz), tone)) > 25
    for hz in (60, 150, 3_700, 6_000):
        assert hz > rate_hz / 2.1 or gain_db(telephone(rate_hz), hz, rate_hz) < -30


@pytest.mark.parametrize("rate_hz", [16_000, 48_000])
@pytest.mark.parametrize("fall_db", [6.0, 12.0, 24.0])
def test_muffling_falls_as_asked(rate_hz, fall_db):
    assert gain_db(muffle(rate_hz, 1_000, fall_db), 100, rate_hz) == pytest.approx(0, abs=0.3)
    assert gain_db(muffle(rate_hz, 1_000, fall_db), 1_000, rate_hz) == pytest.approx(-3, abs=0.3)
    assert gain_db(muffle(rate_hz, 1_000, fall_db), 4_000, rate_hz) == pytest.approx(-2 * fall_db, abs=1.5)


@given(st.floats(0.01, 1))
def test_clipping_keeps_what_is_within(level):
    sound = hiss(length_s=0.05, rms=0.3)
    made = through(Clip(level), sound)
    assert np.abs(made).max() <= level and np.array_equal(made[np.abs(sound) <= level], sound[np.abs(sound) <= level])


@pytest.mark.parametrize("cutoff_hz", [2_000, 3_500, 5_000])
def test_the_bandwidth_is_where_the_sound_ends(cutoff_hz):
    assert bandwidth_hz(RATE_HZ, long_term(through(muffle(RATE_HZ, cutoff_hz, 200.0), CLEAN))) == pytest.approx(
        cutoff_hz, rel=0.2
    )


def test_detectors_tell_whole_narrow_and_muffled_from_silence():
    assert bandwidth_hz(RATE_HZ, long_term(CLEAN)) > 7_000
    assert not is_narrow(RATE_HZ, long_term(CLEAN)) and not is_muffled(RATE_HZ, long_term(CLEAN))
    assert is_narrow(RATE_HZ, long_term(through(telephone(RATE_HZ), CLEAN)))
    assert is_muffled(RATE_HZ, long_term(through(muffle(RATE_HZ, 1_000), CLEAN)))
    silent = long_term(0 * CLEAN)
    assert bandwidth_hz(RATE_HZ, silent) == 0 and not is_narrow(RATE_HZ, silent) and not is_muffled(RATE_HZ, silent)


def test_at_the_telephones_own_rate_its_band_is_whole():
    assert not is_narrow(8_000, long_term(through(telephone(8_000), voice(8_000, num_syllables=24)), 8_000))


@settings(max_examples=10, deadline=None)
@given(st.floats(0.1, 10))
def test_detectors_do_not_depend_on_the_level(gain):
    power = long_term(CLEAN)
    assert bandwidth_hz(RATE_HZ, power) == bandwidth_hz(RATE_HZ, power * gain)
    assert treble_lack_db(RATE_HZ, power) == pytest.approx(treble_lack_db(RATE_HZ, power * gain), abs=1e-3)


@pytest.mark.parametrize("cutoff_hz", [1_000, 1_500])
def test_a_muffled_voice_comes_nearer_to_the_clear_one_and_its_background_stays(cutoff_hz):
    dull = through(muffle(RATE_HZ, cutoff_hz), CLEAN) + hiss(length_s=len(CLEAN) / RATE_HZ, rms=1e-4, seed=5)
    made = through(unmuffle(profile(dull), long_term(dull)), dull)
    assert spectral_distance(CLEAN, made) < spectral_distance(CLEAN, dull) - 0.2
    assert level_db(made[800:5_600]) < level_db(dull[800:5_600]) + 2


def test_a_telephone_voice_gets_something_above_its_band_and_keeps_what_was_in_it():
    thin = through(telephone(RATE_HZ), CLEAN)
    made = through(widen(profile(thin), long_term(thin)), thin)
    power, thin_power = long_term(made), long_term(thin)
    above = slice(int(4_500 / 8_000 * (len(power) - 1)), int(7_500 / 8_000 * (len(power) - 1)))
    assert power[above].mean() > 10 * thin_power[above].mean()
    assert bandwidth_hz(RATE_HZ, power) > bandwidth_hz(RATE_HZ, thin_power) + 1_000
    assert spectral_distance(thin, made, 400, 3_000) < 1.5


def test_average_speech_falls_above_500_hz():
    assert (np.diff(speech_density_db(np.geomspace(500, 16_000, 40))) < 0).all()
