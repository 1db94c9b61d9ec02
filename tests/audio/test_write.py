import resource

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from speechwright.audio.read import Limits, read_audio
from speechwright.audio.write import FORMATS, decode_flac, encode_flac, write_audio
from speechwright.errors import BadAudio
from speechwright.types import Audio
from tests.audio.sounds import file_bytes, joined, noise, tone

LOSSLESS = (".wav", ".flac")
STEP = 2**-15
SIXTEEN_BITS = arrays(np.int16, st.integers(1, 300))


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 24_000, 48_000])
def test_written_is_read_again(tmp_path, suffix, rate_hz):
    sound = joined(tone(hz=300, rate_hz=rate_hz), tone(hz=1_000, rate_hz=rate_hz))
    path = tmp_path / f"tone{suffix}"
    write_audio(path, sound)
    again = read_audio(path)
    assert again.rate_hz == rate_hz and len(again.samples) == len(sound.samples)
    if suffix in LOSSLESS:
        assert np.abs(again.samples - sound.samples).max() <= STEP / 2
    else:
        assert np.corrcoef(again.samples, sound.samples)[0, 1] > 0.98


@pytest.mark.parametrize("suffix", LOSSLESS)
@pytest.mark.parametrize("rate_hz", [1_000, 11_025, 22_050, 44_100, 96_000])
def test_odd_rates_are_held_by_wav_and_flac(tmp_path, suffix, rate_hz):
    write_audio(tmp_path / f"odd{suffix}", noise(rate_hz=rate_hz))
    assert read_audio(tmp_path / f"odd{suffix}").rate_hz == rate_hz


@settings(max_examples=40)
@given(SIXTEEN_BITS, st.sampled_from([8_000, 16_000, 44_100]))
def test_sixteen_bit_sound_goes_through_flac_unchanged(values, rate_hz):
    sound = Audio(values.astype(np.float32) / 32768, rate_hz)
    assert decode_flac(encode_flac(sound)) == sound


def test_flac_of_the_same_sound_has_the_same_bytes():
    assert encode_flac(noise()) == encode_flac(noise())


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_sound_beyond_full_scale_is_scaled_and_not_clipped(tmp_path, suffix):
    sound = tone(amplitude=3.0)
    write_audio(tmp_path / f"loud{suffix}", sound)
    again = read_audio(tmp_path / f"loud{suffix}").samples
    assert np.abs(again).max() == pytest.approx(1, abs=0.15 if suffix not in LOSSLESS else 2 * STEP)
    assert np.corrcoef(again, sound.samples)[0, 1] > 0.999


def test_a_sound_within_full_scale_keeps_its_level(tmp_path):
    write_audio(tmp_path / "quiet.wav", tone(amplitude=0.1))
    assert np.abs(read_audio(tmp_path / "quiet.wav").samples).max() == pytest.approx(0.1, abs=1e-3)


def test_a_long_ogg_is_written(tmp_path):
    sound = noise(rate_hz=48_000, length_s=50.0)  # libvorbis crashes the process where these come in one block
    write_audio(tmp_path / "long.ogg", sound)
    assert read_audio(tmp_path / "long.ogg").length_s == pytest.approx(50.0)


@pytest.mark.parametrize("name", ["sound.aiff", "sound", "sound.wav.txt", ".wav"])
def test_an_unknown_suffix_is_refused(tmp_path, name):
    with pytest.raises(BadAudio, match=r"\.flac"):
        write_audio(tmp_path / name, noise())
    assert not list(tmp_path.iterdir())


def test_a_suffix_may_be_in_capitals(tmp_path):
    write_audio(tmp_path / "SOUND.WAV", noise())
    assert read_audio(tmp_path / "SOUND.WAV").length_s == noise().length_s


@pytest.mark.parametrize("name, rate_hz", [("a.opus", 22_050), ("a.mp3", 96_000), ("a.ogg", 200_001), ("a.wav", 900)])
def test_a_rate_that_the_format_can_not_hold_is_refused_and_the_old_file_stays(tmp_path, name, rate_hz):
    path = tmp_path / name
    path.write_bytes(b"the old file")
    with pytest.raises(BadAudio, match="resample"):
        write_audio(path, Audio(np.zeros(100), rate_hz))
    assert path.read_bytes() == b"the old file" and list(tmp_path.iterdir()) == [path]


def test_an_empty_sound_is_refused(tmp_path):
    empty = Audio(np.zeros(0), 16_000)
    with pytest.raises(BadAudio, match="no samples"):
        write_audio(tmp_path / "empty.wav", empty)
    with pytest.raises(BadAudio, match="no samples"):
        encode_flac(empty)
    assert not list(tmp_path.iterdir())


def test_a_write_that_fails_half_way_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "a.wav"
    write_audio(path, tone(length_s=0.1))
    old = path.read_bytes()
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, usual[1]))
    try:
        with pytest.raises(BadAudio, match="can be written"):
            write_audio(path, noise(length_s=2.0))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert path.read_bytes() == old and list(tmp_path.iterdir()) == [path]


def test_a_name_that_is_a_folder_is_refused_and_nothing_left_behind(tmp_path):
    (tmp_path / "taken.wav").mkdir()
    with pytest.raises(BadAudio, match=r"taken\.wav"):
        write_audio(tmp_path / "taken.wav", noise())
    assert [path.name for path in tmp_path.iterdir()] == ["taken.wav"]
    assert not list((tmp_path / "taken.wav").iterdir())


def test_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(BadAudio, match="make the folder"):
        write_audio(tmp_path / "nowhere" / "a.wav", noise())


def test_a_new_sound_replaces_the_old_one_and_nothing_else_is_left(tmp_path):
    path = tmp_path / "a.flac"
    for seed in (1, 2):
        write_audio(path, noise(seed=seed))
    assert read_audio(path) == decode_flac(encode_flac(noise(seed=2)))
    assert list(tmp_path.iterdir()) == [path]


def test_who_reads_the_old_file_while_it_is_replaced_reads_all_of_it(tmp_path):
    path = tmp_path / "a.wav"
    write_audio(path, noise(seed=1))
    old = path.read_bytes()
    with path.open("rb") as stream:
        write_audio(path, noise(seed=2))
        assert stream.read() == old
    assert path.read_bytes() != old


@pytest.mark.parametrize("data", [b"", b"fLaC", file_bytes("wav", [noise()])])
def test_what_is_not_flac_is_not_decoded_as_flac(data):
    with pytest.raises(BadAudio):
        decode_flac(data)


def test_limits_hold_for_flac_bytes():
    with pytest.raises(BadAudio, match="longer"):
        decode_flac(encode_flac(noise()), Limits(max_seconds=0.1))
