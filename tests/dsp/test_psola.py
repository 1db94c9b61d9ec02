import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.audio.pitch import track_f0
from speechwright.dsp.psola import change_intonation, change_pitch, change_tempo, change_voice
from speechwright.types import Audio
from tests.dsp.vowels import f0_hz, formant_scale, level_db, noise, pause, talk, vowel

RATES = st.sampled_from([8_000, 11_025, 16_000, 22_050, 44_100, 192_000])
SLIDE_HZ = np.geomspace(80, 160, 9_600)  # harmonics that pass over the formants show where these are
RATIOS = [0.25, 0.5, 0.8, 1.25, 2.0, 4.0]
CHANGES = {
    "faster": lambda x, rate: change_tempo(x, rate, round(0.7 * len(x))),
    "slower": lambda x, rate: change_tempo(x, rate, round(1.6 * len(x))),
    "higher": lambda x, rate: change_pitch(x, rate, 3.0),
    "lower": lambda x, rate: change_pitch(x, rate, -3.0),
    "curve": lambda x, rate: change_pitch(x, rate, np.linspace(0, 2, len(x))),
    "voice": lambda x, rate: change_voice(x, rate, 4.0, 1.15),
    "melody": lambda x, rate: change_intonation(x, rate, 2.0),
}
every_change = pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 3_000), st.floats(0.25, 4), RATES, st.integers(1, 3), st.integers(0, 9))
def test_tempo_gives_exactly_the_length_that_is_asked_for(num_samples, ratio, rate_hz, num_channels, seed):
    sound = np.random.default_rng(seed).uniform(-1, 1, (num_samples, num_channels))
    wanted = max(1, round(num_samples * ratio))
    changed = change_tempo(sound, rate_hz, wanted)
    assert changed.shape == (wanted, num_channels) and np.isfinite(changed).all()


@settings(max_examples=15, deadline=None)
@given(st.floats(0.01, 0.3), st.floats(-24, 24), st.floats(0.6, 1.7), RATES, st.integers(1, 3))
def test_pitch_voice_and_intonation_keep_the_length(length_s, semitones, formant_ratio, rate_hz, num_channels):
    sound = np.tile(vowel(150.0, rate_hz, length_s), (1, num_channels))
    for changed in (
        change_pitch(sound, rate_hz, semitones),
        change_voice(sound, rate_hz, semitones, formant_ratio),
        change_intonation(sound, rate_hz, 0.5),
    ):
        assert changed.shape == sound.shape and np.isfinite(changed).all()


def test_where_nothing_is_asked_the_sound_comes_back_and_is_a_copy():
    sound = talk()
    for same in (
        change_tempo(sound, 16_000, len(sound)),
        change_pitch(sound, 16_000, 0.0),
        change_pitch(sound, 16_000, np.zeros(len(sound))),
        change_voice(sound, 16_000, 0.0, 1.0),
        change_intonation(sound, 16_000, 1.0),
    ):
        assert np.array_equal(same, sound) and not np.shares_memory(same, sound)


@every_change
def test_no_change_touches_what_it_is_given_and_each_is_repeatable(change):
    sound = talk()
    first, second = change(sound, 16_000), change(sound, 16_000)
    assert np.array_equal(sound, talk()) and np.array_equal(first, second)


@every_change
def test_channels_are_treated_alike(change):
    mono = talk()
    stereo = change(np.tile(mono, (1, 2)), 16_000)
    np.testing.assert_allclose(stereo, np.tile(change(mono, 16_000), (1, 2)), atol=1e-9)


@every_change
@pytest.mark.parametrize("gain", [2.0**-8, -1.0, 2.0])
def test_scaling_the_sound_scales_what_becomes_of_it(change, gain):
    sound = talk()
    np.testing.assert_allclose(change(gain * sound, 16_000), gain * change(sound, 16_000), atol=1e-6 * abs(gain))


@every_change
def test_silence_stays_silence(change):
    assert not change(pause(), 16_000).any()


@every_change
def test_the_level_is_kept(change):
    assert level_db(change(talk(), 16_000)) == pytest.approx(level_db(talk()), abs=0.5)


@settings(max_examples=20, deadline=None)
@given(st.sampled_from([-7.0, -4.0, -1.0, 1.0, 4.0, 7.0]), st.floats(90, 220), st.sampled_from([8_000, 16_000, 44_100]))
def test_pitch_hits_the_request(semitones, hz, rate_hz):
    sound = vowel(hz, rate_hz)
    changed = change_pitch(sound, rate_hz, semitones)
    ratio = 2 ** (semitones / 12)
    assert np.median(f0_hz(changed, rate_hz, 40, 550)) == pytest.approx(hz * ratio, rel=0.005)


@pytest.mark.parametrize("semitones", [-4.0, -2.0, 2.0, 4.0])
def test_formants_stay_when_the_pitch_moves(semitones):
    sound = vowel(SLIDE_HZ, 8_000, 1.2)
    assert formant_scale(sound, change_pitch(sound, 8_000, semitones), 8_000) == pytest.approx(1, abs=0.02)


@pytest.mark.parametrize("ratio", [0.8, 0.9, 1.15, 1.3])
def test_formants_move_alone(ratio):
    sound = vowel(SLIDE_HZ, 8_000, 1.2)
    changed = change_voice(sound, 8_000, 0.0, ratio)
    assert formant_scale(sound, changed, 8_000) == pytest.approx(ratio, rel=0.03)
    assert np.median(f0_hz(changed, 8_000)) == pytest.approx(np.median(SLIDE_HZ), rel=0.01)


def test_a_curve_of_semitones_is_followed():
    sound = vowel(120, 16_000, 1.0)
    hz = f0_hz(change_pitch(sound, 16_000, np.linspace(-3, 3, len(sound))), 16_000)
    wanted = 120 * 2 ** (np.linspace(-3, 3, len(hz)) / 12)
    np.testing.assert_allclose(hz[8:-8], wanted[8:-8], rtol=0.01)


@pytest.mark.parametrize("ratio", RATIOS)
def test_tempo_keeps_pitch_and_moves_what_is_said(ratio):
    sound = talk()
    changed = change_tempo(sound, 16_000, round(len(sound) * ratio))
    assert np.median(f0_hz(changed, 16_000)) == pytest.approx(np.median(f0_hz(sound, 16_000)), rel=0.01)
    loud = np.flatnonzero(np.abs(changed[:, 0]) > 0.05) / (16_000 * ratio)
    wanted = np.flatnonzero(np.abs(sound[:, 0]) > 0.05) / 16_000
    np.testing.assert_allclose(loud[[0, -1]], wanted[[0, -1]], atol=0.012 / min(1, ratio))


def test_unvoiced_sound_stays_sample_for_sample_when_the_pitch_moves():
    sound = np.concatenate([noise(length_s=0.4), vowel(length_s=0.4), noise(length_s=0.4, seed=1)])
    changed = change_pitch(sound, 16_000, 5.0)
    assert np.array_equal(changed[:5_600], sound[:5_600]) and np.array_equal(changed[-5_600:], sound[-5_600:])
    assert np.array_equal(change_pitch(noise(), 16_000, 5.0), noise())


@pytest.mark.parametrize("ratio", RATIOS)
def test_noise_stays_noise(ratio):
    """No pitch, no repetition that lasts, the level of before and no pumping."""
    sound = noise(length_s=2.0)
    changed = change_tempo(sound, 16_000, round(len(sound) * ratio))[:, 0]
    assert not track_f0(Audio(changed, 16_000), 160)[1].any()
    spectrum = np.abs(np.fft.rfft(changed, 2 * len(changed))) ** 2
    correlation = np.fft.irfft(spectrum)[: len(changed)] / np.square(changed).sum()
    assert np.abs(correlation[20:1_600]).max() < 0.12
    assert level_db(changed[:, None]) == pytest.approx(level_db(sound), abs=0.5)
    levels = [np.square(part[: len(part) // 160 * 160].reshape(-1, 160)).mean(1) for part in (changed, sound[:, 0])]
    assert levels[0].std() / levels[0].mean() < 1.3 * levels[1].std() / levels[1].mean()


@pytest.mark.parametrize("factor", [0.0, 0.5, 2.0])
def test_intonation_scales_the_range_about_the_median(factor):
    sound = vowel(140 * 2 ** (0.2 * np.sin(np.arange(48_000) * 2 * np.pi / 24_000)), 16_000, 3.0)
    before, after = (np.log2(f0_hz(x, 16_000))[4:-4] for x in (sound, change_intonation(sound, 16_000, factor)))
    assert np.median(after) == pytest.approx(np.median(before), abs=0.015)
    assert np.ptp(after) == pytest.approx(factor * np.ptp(before), abs=0.03)


@every_change
def test_no_clicks(change):
    """No sample stands out from its neighbours more than in the sound itself."""

    def worst(sound):
        jumps = np.abs(np.diff(sound[:, 0], 3))
        around = np.sqrt(np.convolve(jumps**2, np.ones(801) / 801, "same")) + 1e-3 * jumps.max()
        return (jumps / around).max()

    assert worst(change(talk(), 16_000)) < 1.5 * worst(talk())
