import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import signal

from speechwright.dsp.background import MAKERS, add_noise, room_tone
from speechwright.dsp.noise_profile import NoiseProfiler, profile_of
from speechwright.errors import BadAudio
from tests.dsp.sounds import RATE_HZ, hiss, level_db, metered, rest, voice

KINDS = (*MAKERS, "babble")
SOUND = voice(num_syllables=8, num_channels=2)


def rng(seed=0):
    return np.random.default_rng(seed)


def background(rate_hz=RATE_HZ, length_s=6.0):
    """Noise that is darker on the left, and partly the same on the right."""
    left = signal.lfilter([1], [1, -0.9], hiss(rate_hz, length_s, 0.005), axis=0)
    return np.concatenate([left, 0.3 * left + hiss(rate_hz, length_s, 0.001, seed=1)], axis=1)


@pytest.mark.parametrize("rate_hz", [8_000, 22_050])
def test_room_tone_has_level_spectrum_and_likeness_of_the_background(rate_hz):
    there = background(rate_hz)
    for profile in (profile_of(there, rate_hz), metered(NoiseProfiler(rate_hz, 2), there)):
        made = room_tone(profile, 5 * rate_hz, rng())
        assert made.shape == (5 * rate_hz, 2)
        for channel in range(2):
            assert level_db(made[:, channel]) == pytest.approx(level_db(there[:, channel]), abs=1.0)
        power = [profile_of(sound, rate_hz).power_CF for sound in (made, there)]
        assert np.abs(10 * np.log10(power[0] / power[1])).max() < 4
        likeness = [np.corrcoef(sound.T)[0, 1] for sound in (made, there)]
        assert likeness[0] == pytest.approx(likeness[1], abs=0.05)


def test_room_tone_beside_a_voice_has_the_level_of_the_background():
    sound = voice(num_syllables=24)
    there = signal.lfilter([1], [1, -0.9], hiss(length_s=len(sound) / RATE_HZ, rms=0.003), axis=0)
    made = room_tone(metered(NoiseProfiler(RATE_HZ, 1), sound + there), 3 * RATE_HZ, rng())
    assert level_db(made) == pytest.approx(level_db(there), abs=1.0)


def test_room_tone_has_no_period_and_no_gaps():
    made = room_tone(profile_of(background(), RATE_HZ), 8 * RATE_HZ, rng())[:, 0]
    whitened = signal.lfilter([1, -0.9], [1], made)
    spectrum = np.abs(np.fft.rfft(whitened, 2 * len(whitened))) ** 2
    likeness = np.fft.irfft(spectrum)[: len(whitened)]
    assert np.abs(likeness[200:]).max() < 0.03 * likeness[0]
    frames = level_frames(made)
    assert frames.min() > -6 and frames.max() < 6


def level_frames(samples):
    power = np.mean(samples[: len(samples) // 800 * 800].reshape(-1, 800) ** 2, axis=1)
    return 10 * np.log10(power / power.mean())


@given(st.integers(0, 2_000))
@settings(max_examples=20, deadline=None)
def test_room_tone_of_any_length_and_from_its_own_chance(num_samples):
    profile = profile_of(background(length_s=1.0), RATE_HZ)
    made = room_tone(profile, num_samples, rng(1))
    assert made.shape == (num_samples, 2) and np.array_equal(made, room_tone(profile, num_samples, rng(1)))
    assert not num_samples or not np.array_equal(made, room_tone(profile, num_samples, rng(2)))


def test_room_tone_of_silence_is_silence():
    assert not room_tone(profile_of(rest(num_channels=2), RATE_HZ), 1_000, rng()).any()


def test_like_channels_get_like_room_tone():
    profile = profile_of(hiss(num_channels=1).repeat(2, axis=1), RATE_HZ)
    made = room_tone(profile, 4_000, rng())
    np.testing.assert_allclose(made[:, 0], made[:, 1], atol=1e-6)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=5, deadline=None)
@given(snr_db=st.floats(-10, 40), seed=st.integers(0, 99))
def test_added_noise_has_the_wanted_ratio_and_comes_from_its_own_chance(kind, snr_db, seed):
    before = SOUND.copy()
    made = add_noise(SOUND, RATE_HZ, snr_db, kind, rng(seed), [voice(seed=1), voice(seed=2)])
    assert level_db(SOUND) - level_db(made - SOUND) == pytest.approx(snr_db, abs=1e-6)
    again = add_noise(SOUND, RATE_HZ, snr_db, kind, rng(seed), [voice(seed=1), voice(seed=2)])
    assert np.array_equal(made, again) and np.array_equal(SOUND, before)
    np.testing.assert_allclose(made[:, 0], made[:, 1])


@pytest.mark.parametrize("kind, slope_db", [("white", 0), ("pink", -3), ("brown", -6)])
def test_colours_fall_as_they_should(kind, slope_db):
    hz, power = signal.welch(MAKERS[kind](20 * RATE_HZ, RATE_HZ, rng()), RATE_HZ, nperseg=2_048)
    octaves = [power[(hz >= low) & (hz < 2 * low)].mean() for low in (125, 250, 500, 1_000, 2_000)]
    np.testing.assert_allclose(np.diff(10 * np.log10(octaves)), slope_db, atol=0.8)


def test_hum_lies_on_the_mains_and_clicks_are_few():
    spectrum = np.abs(np.fft.rfft(MAKERS["hum"](RATE_HZ, RATE_HZ, rng())))
    assert np.flatnonzero(spectrum > 0.1 * spectrum.max())[0] in (50, 60)
    assert 0 < np.count_nonzero(MAKERS["clicks"](RATE_HZ, RATE_HZ, rng())) < 20


def test_noise_needs_a_sound_and_babble_needs_talkers():
    with pytest.raises(BadAudio, match="silence"):
        add_noise(rest(), RATE_HZ, 10, "white", rng())
    with pytest.raises(BadAudio, match="talkers"):
        add_noise(SOUND, RATE_HZ, 10, "babble", rng())


def test_babble_is_made_of_its_talkers():
    talker = through_band(voice(seed=3))
    noise = add_noise(SOUND, RATE_HZ, 0, "babble", rng(), [talker])[:, :1] - SOUND[:, :1]
    power = profile_of(noise, RATE_HZ).power_CF[0]
    assert power[:20].mean() > 100 * power[-60:].mean()


def through_band(sound):
    return signal.sosfilt(signal.butter(8, 2_000, fs=RATE_HZ, output="sos"), sound, axis=0)
