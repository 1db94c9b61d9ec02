import io
import struct
import tracemalloc

import numpy as np
import pytest
import soundfile

from speechwright.audio.read import Limits, read_audio, read_speech
from speechwright.errors import BadAudio, BadRecipe
from speechwright.types import Audio
from tests.audio.sounds import CODINGS, file_bytes, loudest_hz, noise, pause, tone

LOSSLESS = ("wav", "wav-24", "wav-float", "flac")


def rates_of(coding: str) -> tuple[int, ...]:
    return (8_000, 16_000, 48_000) if coding == "opus" else (8_000, 22_050, 44_100)


@pytest.mark.parametrize("num_channels", [1, 2])
@pytest.mark.parametrize("coding", CODINGS)
def test_every_format_rate_and_channel_count_is_read(coding, num_channels):
    for rate_hz in rates_of(coding):
        sound = tone(hz=440, rate_hz=rate_hz)
        audio = read_audio(file_bytes(coding, [sound] * num_channels))
        assert audio.rate_hz == rate_hz
        assert abs(audio.length_s - sound.length_s) < 0.1  # ADPCM is padded to whole blocks
        assert loudest_hz(audio) == pytest.approx(440, abs=3)


@pytest.mark.parametrize("coding", LOSSLESS)
def test_channels_are_mixed_down_by_their_mean(coding):
    channels = [tone(hz=hz, amplitude=0.2) for hz in (200, 300, 500)]
    expected = np.mean([channel.samples for channel in channels], axis=0)
    np.testing.assert_allclose(read_audio(file_bytes(coding, channels)).samples, expected, atol=1e-4)


def test_opposite_channels_cancel_out():
    left = noise()
    assert not read_audio(file_bytes("wav-float", [left, Audio(-left.samples, left.rate_hz)])).samples.any()


def test_bytes_paths_and_streams_give_the_same_sound(tmp_path):
    data = file_bytes("flac", [noise()])
    path = tmp_path / "noise.flac"
    path.write_bytes(data)
    with path.open("rb") as stream:
        sounds = [read_audio(source) for source in (data, path, str(path), stream, io.BytesIO(data))]
    assert all(sound == sounds[0] for sound in sounds)


@pytest.mark.parametrize("coding", ["flac", "ogg", "mp3"])
def test_reading_by_blocks_equals_reading_at_once(coding):
    data = file_bytes(coding, [noise(length_s=17.0)])  # more than one block
    with soundfile.SoundFile(io.BytesIO(data)) as sound:
        whole = sound.read(dtype="float32")
    assert np.array_equal(read_audio(data).samples, whole)


def test_read_speech_brings_to_the_rate():
    audio = read_speech(file_bytes("wav", [tone(hz=440, rate_hz=44_100)]), 16_000)
    assert audio.rate_hz == 16_000 and loudest_hz(audio) == pytest.approx(440, abs=3)


def test_silence_is_a_sound():
    assert read_audio(file_bytes("wav", [pause()])) == pause()


def test_an_error_names_file_and_remedy(tmp_path):
    path = tmp_path / "notes.wav"
    path.write_text("these are words, not sound")
    with pytest.raises(BadAudio, match="ffmpeg") as caught:
        read_audio(path)
    assert str(path) in caught.value.found and "wav" in caught.value.wanted


@pytest.mark.parametrize("name", ["missing.wav", ".", "bad\0name.wav", "x" * 5000])
def test_what_can_not_be_opened_is_refused(tmp_path, name):
    with pytest.raises(BadAudio, match="check the path"):
        read_audio(f"{tmp_path}/{name}")


@pytest.mark.parametrize(
    "data",
    [b"", b"\0", b"\xff", b"RIFF", b"fLaC", b"OggS", b"ID3", b"RIFF\0\0\0\0WAVE", b"\x00" * 5000, b"\xff\xfb" * 500],
)
def test_what_is_no_sound_is_refused(data):
    with pytest.raises(BadAudio):
        read_audio(data)


@pytest.mark.parametrize("coding", ["wav", "wav-float", "wav-adpcm", "flac"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.9, 0.999])
def test_a_cut_file_whose_format_states_its_length_is_refused(coding, share):
    data = file_bytes(coding, [noise()])
    with pytest.raises(BadAudio):
        read_audio(data[: int(len(data) * share)])


def test_a_cut_is_noticed_behind_a_chunk_of_odd_size():
    data = file_bytes("wav", [noise()])
    at = data.index(b"data")
    longer = data[:at] + struct.pack("<4sI", b"note", 5) + b"hello\0" + data[at:]
    assert read_audio(longer) == read_audio(data)
    with pytest.raises(BadAudio, match="ends before"):
        read_audio(longer[:-2])


@pytest.mark.parametrize("coding", ["ogg", "opus", "mp3"])
def test_a_cut_stream_is_read_as_far_as_it_goes(coding):
    data = file_bytes(coding, [noise(length_s=8.0)])
    assert 3 < read_audio(data[: int(len(data) * 0.7)]).length_s < 7
    with pytest.raises(BadAudio):
        read_audio(data[:200])


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_samples_that_are_no_numbers_are_refused(value):
    samples = noise().samples.copy()
    samples[1234] = value
    stream = io.BytesIO()
    soundfile.write(stream, samples, 16_000, format="WAV", subtype="FLOAT")
    with pytest.raises(BadAudio, match="bytes with samples that are not finite"):
        read_audio(stream.getvalue())


def test_a_sound_without_samples_is_refused():
    stream = io.BytesIO()
    soundfile.write(stream, np.zeros(0), 16_000, format="WAV")
    with pytest.raises(BadAudio, match="no samples"):
        read_audio(stream.getvalue())


def with_wav_field(data: bytes, tag: bytes, offset: int, value: int) -> bytes:
    at = data.index(tag) + offset
    return data[:at] + struct.pack("<I", value) + data[at + 4 :]


def with_flac_rate_and_length(data: bytes, rate_hz: int, num_samples: int) -> bytes:
    """STREAMINFO packs 20 bits of rate, 8 of channels and depth and 36 of length into the eight bytes from 18 on."""
    middle = int.from_bytes(data[18:26], "big") >> 36 & 0xFF
    return data[:18] + (rate_hz << 44 | middle << 36 | num_samples).to_bytes(8, "big") + data[26:]


@pytest.mark.parametrize("length", [0x7FFFF000, 4_000_000_000, 0xFFFFFFFF])
def test_a_placeholder_for_the_length_is_read_to_the_end_without_setting_memory_aside(length):
    sound = noise(length_s=1.0)
    data = with_wav_field(file_bytes("wav", [sound]), b"data", 4, length)
    tracemalloc.start()
    try:
        assert len(read_audio(data).samples) == len(sound.samples)
        assert tracemalloc.get_traced_memory()[1] < 8 * 2**20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("rate_hz", [0, 1, 900, 800_000, 4_000_000_000])
def test_an_absurd_rate_in_a_wav_is_refused(rate_hz):
    with pytest.raises(BadAudio):
        read_audio(with_wav_field(file_bytes("wav", [noise()]), b"fmt ", 12, rate_hz))


@pytest.mark.parametrize("rate_hz", [0, 1, 2**20 - 1])
def test_an_absurd_rate_in_a_flac_is_refused(rate_hz):
    with pytest.raises(BadAudio):
        read_audio(with_flac_rate_and_length(file_bytes("flac", [noise()]), rate_hz, 8000))


def test_a_flac_that_claims_more_than_it_holds_is_refused():
    with pytest.raises(BadAudio, match="ends before"):
        read_audio(with_flac_rate_and_length(file_bytes("flac", [noise()]), 16_000, 2**36 - 1))


def test_a_flac_that_does_not_state_its_length_is_read():
    sound = noise()
    data = with_flac_rate_and_length(file_bytes("flac", [sound]), 16_000, 0)
    assert len(read_audio(data).samples) == len(sound.samples)


@pytest.mark.parametrize("coding", ["wav", "flac", "ogg", "opus", "mp3"])
def test_a_sound_over_a_limit_is_refused_and_one_at_the_limit_is_read(coding):
    data = file_bytes(coding, [noise(length_s=2.0)])
    num_samples = len(read_audio(data).samples)
    for at_limit in (Limits(max_seconds=num_samples / 16_000), Limits(max_bytes=4 * num_samples)):
        assert len(read_audio(data, at_limit).samples) == num_samples
    for too_low in (Limits(max_seconds=(num_samples - 1) / 16_000), Limits(max_bytes=4 * num_samples - 1)):
        with pytest.raises(BadAudio, match="longer"):
            read_audio(data, too_low)


def test_a_forged_rate_does_not_get_round_the_limits():
    data = with_wav_field(file_bytes("wav", [noise(length_s=30.0)]), b"fmt ", 12, 768_000)
    limits = Limits(max_seconds=1.0, max_bytes=1_000_000)
    assert len(read_audio(data, Limits(max_seconds=1.0)).samples) == 480_000  # shorter than a second by its header
    with pytest.raises(BadAudio, match="longer"):
        read_audio(data, limits)


def test_all_channels_count_towards_the_bytes():
    data = file_bytes("wav", [noise()] * 4)
    with pytest.raises(BadAudio, match="longer"):
        read_audio(data, Limits(max_bytes=4 * 8000 * 4 - 1))


def test_a_file_over_the_limit_is_refused_before_it_is_read_whole(tmp_path):
    class Endless(io.RawIOBase):
        taken = 0

        def read(self, size=-1):
            self.taken += size
            assert self.taken < 2**22, "the stream is read without end"
            return b"\0" * size

    stream = Endless()
    with pytest.raises(BadAudio, match="1000 bytes"):
        read_audio(stream, Limits(max_file_bytes=1000))
    assert stream.taken <= 2**20


@pytest.mark.parametrize("field", ["max_seconds", "max_bytes", "max_file_bytes"])
def test_limits_must_be_above_zero(field):
    with pytest.raises(BadRecipe):
        Limits(**{field: 0})


def damaged(data: bytes, rng: np.random.Generator) -> bytes:
    """A file after one to five accidents, half of them in its header."""
    hurt = bytearray(data)
    for _ in range(rng.integers(1, 6)):
        at = int(rng.integers(max(1, min(len(hurt), 200 if rng.random() < 0.5 else len(hurt)))))
        some = int(rng.integers(1, 40))
        match rng.integers(5):
            case 0 if hurt:
                hurt[at] ^= 1 << int(rng.integers(8))
            case 1:
                hurt[at : at + 4] = bytes(rng.choice([0, 127, 128, 255], 4).astype(np.uint8))
            case 2:
                hurt[at:at] = rng.bytes(some)
            case 3:
                del hurt[at : at + some]
            case _ if rng.random() < 0.3:
                del hurt[at:]
    return bytes(hurt)


@pytest.mark.parametrize("coding", CODINGS)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(coding):
    data = file_bytes(coding, [noise(length_s=0.3)] * (2 if coding == "flac" else 1))
    refused = 0
    for seed in range(60):
        try:
            audio = read_audio(damaged(data, np.random.default_rng([seed, 1])))
            assert len(audio.samples) and audio.rate_hz > 0
        except BadAudio:
            refused += 1
    assert refused, "no accident was bad enough to be noticed"
