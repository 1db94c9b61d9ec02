import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.audio.pitch import track_f0
from speechwright.errors import BadAudio
from speechwright.types import Audio
from tests.audio.sounds import joined, noise, pause, tone

F0_HZ = st.floats(70, 350)
RATES = st.sampled_from([8_000, 16_000, 24_000])
HOP_S = 0.01


def pulses(f0_hz: float, rate_hz: int) -> Audio:
    """All harmonics below half the rate, equally strong and in step: pulses that may fall between two samples."""
    times = np.arange(round(0.6 * rate_hz)) / rate_hz
    samples = np.sum([np.cos(2 * np.pi * n * f0_hz * times) for n in range(1, int(rate_hz / 2 / f0_hz))], axis=0)
    return Audio(0.8 * samples / np.abs(samples).max(), rate_hz)


def harmonics(f0_hz: float, rate_hz: int, numbers: range, seed: int) -> Audio:
    """Overtones of the given numbers, falling by 6 dB an octave, in random phase."""
    rng, times = np.random.default_rng(seed), np.arange(round(0.6 * rate_hz)) / rate_hz
    within = [number for number in numbers if number * f0_hz < rate_hz / 2]
    parts = [np.sin(2 * np.pi * f0_hz * n * times + rng.uniform(0, 2 * np.pi)) / n for n in within]
    samples = np.sum(parts, axis=0)
    return Audio(0.8 * samples / np.abs(samples).max(), rate_hz)


def assert_f0(audio: Audio, f0_hz: float) -> None:
    """All frames voiced and within 0.3 %, but for the three at either end, which see the sound reflected."""
    found_hz, voiced = (track[3:-3] for track in track_f0(audio, round(HOP_S * audio.rate_hz)))
    assert voiced.all()
    np.testing.assert_allclose(found_hz, f0_hz, rtol=0.003)


@settings(max_examples=40)
@given(F0_HZ, RATES)
def test_pulse_trains(f0_hz, rate_hz):
    assert_f0(pulses(f0_hz, rate_hz), f0_hz)


@settings(max_examples=40)
@given(F0_HZ, RATES, st.integers(1, 20), st.integers(0, 100))
def test_harmonic_tones(f0_hz, rate_hz, num_harmonics, seed):
    assert_f0(harmonics(f0_hz, rate_hz, range(1, num_harmonics + 1), seed), f0_hz)


@pytest.mark.parametrize("f0_hz", [80.0, 130.0, 210.0, 340.0])
def test_a_voice_without_its_fundamental_keeps_its_pitch(f0_hz):
    assert_f0(harmonics(f0_hz, 16_000, range(2, 7), seed=0), f0_hz)


@pytest.mark.parametrize("f0_hz", [80.0, 130.0, 210.0, 340.0])
def test_noise_around_a_voice_does_not_move_its_pitch(f0_hz):
    voice = harmonics(f0_hz, 16_000, range(1, 11), seed=0)
    noisy = Audio(voice.samples + noise(length_s=0.6, amplitude=0.05).samples, 16_000)
    found_hz, voiced = (track[3:-3] for track in track_f0(noisy, 160))
    assert voiced.all()
    np.testing.assert_allclose(found_hz, f0_hz, rtol=0.01)


@settings(max_examples=10)
@given(st.integers(0, 1000), RATES)
def test_white_noise_is_unvoiced(seed, rate_hz):
    assert not track_f0(noise(rate_hz=rate_hz, length_s=2.0, seed=seed), rate_hz // 100)[1].any()


def test_noise_that_is_mostly_deep_is_unvoiced_but_for_a_frame_or_two():
    white = np.random.default_rng(0).standard_normal(160_000)
    slopes = np.maximum(np.fft.rfftfreq(len(white), 1 / 16_000), 20) ** -0.5
    pink = np.fft.irfft(np.fft.rfft(white) * slopes)
    _, voiced = track_f0(Audio(pink / np.abs(pink).max(), 16_000), 160)
    assert voiced.mean() < 0.02


def test_silence_is_unvoiced():
    f0_hz, voiced = track_f0(pause(), 160)
    assert not voiced.any() and not f0_hz.any()


@pytest.mark.parametrize("slide", [0.6, 1.6])
def test_a_slide_is_followed(slide):
    times = np.arange(16_000) / 16_000
    truth_hz = 180 * slide**times
    phase = 2 * np.pi * np.cumsum(truth_hz) / 16_000
    samples = sum(np.sin(number * phase) / number for number in range(1, 8))
    found_hz, voiced = track_f0(Audio(0.3 * samples, 16_000), 160)
    assert voiced[3:-3].all()
    np.testing.assert_allclose(found_hz[:-1][3:-3], truth_hz[::160][3:-3], rtol=0.01)


def test_voiced_frames_lie_where_the_voice_lies():
    _, voiced = track_f0(joined(pause(), tone(hz=150), pause()), 160)
    times = np.arange(len(voiced)) * HOP_S
    assert voiced[(times > 0.52) & (times < 0.98)].all()
    assert not voiced[(times < 0.47) | (times > 1.03)].any()


@settings(max_examples=30)
@given(st.integers(1, 3_000), st.integers(1, 400), st.integers(0, 9))
def test_shapes_and_agreement_of_the_two_tracks(num_samples, hop_samples, seed):
    sound = Audio(np.random.default_rng(seed).uniform(-1, 1, num_samples), 8_000)
    f0_hz, voiced = track_f0(sound, hop_samples)
    assert f0_hz.shape == voiced.shape == (num_samples // hop_samples + 1,)
    assert f0_hz.dtype == np.float32 and voiced.dtype == np.bool_
    assert np.isfinite(f0_hz).all() and np.array_equal(f0_hz > 0, voiced)


def test_a_creak_does_not_make_the_pitch_jump_back_and_forth():
    """Every second pulse now weaker, now as strong: half the pitch is now the better guess, now not."""
    times = np.arange(32_000) / 16_000
    weaker = 0.3 * np.sin(2 * np.pi * 3 * times)
    voice = sum(np.sin(2 * np.pi * 200 * n * times) / n for n in range(1, 8))
    creak = sum(np.sin(2 * np.pi * 100 * n * times) / n for n in range(1, 14, 2))
    found_hz, voiced = track_f0(Audio(0.2 * (voice + weaker * creak), 16_000), 160)
    octaves = np.log2(found_hz[3:-3])
    assert voiced[3:-3].all() and np.abs(np.diff(octaves)).max() < 0.1


def test_a_faint_hum_beside_a_loud_voice_is_unvoiced():
    _, voiced = track_f0(joined(tone(hz=150, amplitude=0.5), tone(hz=120, amplitude=0.001)), 160)
    times = np.arange(len(voiced)) * HOP_S
    assert voiced[3:45].all() and not voiced[times > 0.54].any()
    assert track_f0(tone(hz=120, amplitude=0.001), 160)[1][3:-3].all(), "by itself it is a voice"


def test_a_sound_too_short_to_tell_is_unvoiced():
    assert not track_f0(tone(hz=300, length_s=0.02), 160)[1].any()


def test_loudness_does_not_matter():
    voice = harmonics(120, 16_000, range(1, 8), seed=1)
    quiet = Audio(voice.samples * 1e-3, 16_000)
    np.testing.assert_allclose(track_f0(quiet, 160)[0], track_f0(voice, 160)[0], rtol=1e-3)


def test_the_range_is_kept():
    found_hz, voiced = track_f0(tone(hz=100), 160, min_hz=150, max_hz=500)
    assert not voiced.any() or found_hz[voiced].min() > 140


@pytest.mark.parametrize("sound", [Audio(np.zeros(0), 16_000), noise(rate_hz=1_000)])
def test_no_sound_and_too_low_a_rate_are_refused(sound):
    with pytest.raises(BadAudio, match="1600 Hz"):
        track_f0(sound, 10)
