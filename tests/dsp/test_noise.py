import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.dsp.noise import Suppressor, reduce_noise
from speechwright.dsp.noise_profile import NoiseProfiler, profile_of
from speechwright.errors import BadAudio
from tests.dsp.sounds import RATE_HZ, hiss, level_db, metered, si_sdr, through, voice

PAUSE = slice(800, 5_600)  # within the silence before the first syllable
CLEAN = voice(num_syllables=24)


def noisy(snr_db, rate_hz=RATE_HZ, seed=0):
    clean = voice(rate_hz, num_syllables=24)
    noise = hiss(rate_hz, len(clean) / rate_hz, 0.1 * 10 ** (-snr_db / 20), seed=seed)
    return clean, noise


def profile(sound, rate_hz=RATE_HZ):
    return metered(NoiseProfiler(rate_hz, sound.shape[1]), sound)


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 44_100])
def test_the_profile_of_noise_alone_is_its_power(rate_hz):
    sound = hiss(rate_hz, 8.0, 0.01, num_channels=2) * [1.0, 0.1]
    for found in (profile(sound, rate_hz), profile_of(sound, rate_hz)):
        np.testing.assert_allclose(found.rms_dbfs, [-40, -60], atol=0.2)
        level = 10 * np.log10(found.power_CF[0, 3:-3] / 1e-4)
        assert abs(level.mean()) < 0.2 and np.abs(level).max() < 2.5
        assert np.abs(found.likeness_FCC[:, 0, 1]).mean() < 0.2


@pytest.mark.parametrize("snr_db", [0, 10, 20, 40])
def test_a_voice_does_not_hide_the_level_of_the_noise(snr_db):
    clean, noise = noisy(snr_db)
    assert profile(clean + noise).rms_dbfs[0] == pytest.approx(level_db(noise), abs=1.0)


def test_no_pause_is_needed():
    """Syllable on syllable without a gap: the noise is heard between the harmonics."""
    clean, noise = noisy(10)
    gapless = np.concatenate([clean[s : s + 160] for s in range(0, len(clean) - 160, 160) if clean[s : s + 160].any()])
    found = profile(gapless + noise[: len(gapless)])
    level = 10 * np.log10(found.power_CF[0] / np.mean(noise**2))
    assert abs(np.median(level)) < 2


def test_the_profile_of_silence_is_silent_and_too_short_a_sound_has_none():
    assert not profile(np.zeros((RATE_HZ, 2))).power_CF.any()
    assert (profile(np.zeros((RATE_HZ, 2))).rms_dbfs == -np.inf).all()
    with pytest.raises(BadAudio, match="quarter"):
        profile(hiss(length_s=0.2))
    with pytest.raises(BadAudio, match="background"):
        profile_of(hiss(length_s=0.01), RATE_HZ)


@pytest.mark.parametrize("reduction_db", [6.0, 12.0, 20.0])
def test_pauses_fall_by_what_is_asked_and_the_voice_stays(reduction_db):
    clean, noise = noisy(15)
    made = through(reduce_noise(profile(clean + noise), reduction_db), clean + noise)
    assert level_db(made[PAUSE]) - level_db(noise[PAUSE]) == pytest.approx(-reduction_db, abs=1.0)
    assert 20 * np.log10(np.sum(made * clean) / np.sum(clean**2)) == pytest.approx(0, abs=1.0)


@pytest.mark.parametrize("snr_db", [0, 5, 10, 20])
@pytest.mark.parametrize("rate_hz", [8_000, 22_050])
def test_it_is_nearer_to_the_clean_voice_than_before(snr_db, rate_hz):
    clean, noise = noisy(snr_db, rate_hz)
    made = through(reduce_noise(profile(clean + noise, rate_hz)), clean + noise)
    assert si_sdr(clean, made) > si_sdr(clean, clean + noise) + 2


def test_a_clean_voice_stays_as_it_is():
    clean, noise = noisy(60)
    assert si_sdr(clean + noise, through(reduce_noise(profile(clean + noise)), clean + noise)) > 50


@settings(max_examples=30, deadline=None)
@given(st.floats(0, 40), st.integers(0, 99), st.floats(1e-12, 1e3))
def test_gains_lie_between_the_least_and_one(reduction_db, seed, unwanted):
    power = np.random.default_rng(seed).exponential(size=(20, 65)) * 10 ** np.random.default_rng(seed).uniform(-9, 9)
    gains = Suppressor(reduction_db).gains(power, np.full_like(power, unwanted))
    assert (gains >= 10 ** (-reduction_db / 20) - 1e-12).all() and (gains <= 1).all()


def test_what_is_left_of_the_noise_is_even():
    """Musical noise is bins that stand out; in the pause no bin stands out more than it did before."""
    clean, noise = noisy(10)
    made = through(reduce_noise(profile(clean + noise), 12.0), clean + noise)

    def kurtosis(sound):
        frames = np.lib.stride_tricks.sliding_window_view(sound[PAUSE, 0], 512)[::128] * np.hanning(512)
        power = np.abs(np.fft.rfft(frames)) ** 2
        return np.mean(power**2) / np.mean(power) ** 2

    assert kurtosis(made) < 1.3 * kurtosis(noise)
