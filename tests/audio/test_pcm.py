"""Sound files to the bit: read and written again, whole or by spans, in every coding."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from speechwright.audio.pcm import Coding, PcmFile, PcmWriter
from speechwright.errors import BadAudio, CannotWrite

SUBTYPES = {
    ".wav": ("PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE"),
    ".flac": ("PCM_S8", "PCM_16", "PCM_24"),
}
CASES = [(suffix, subtype) for suffix, subtypes in SUBTYPES.items() for subtype in subtypes]
RATES = (8000, 11_025, 44_100, 48_000, 192_000)


def sound(coding: Coding, seed: int, num_samples: int) -> np.ndarray:
    """Samples of that coding, full scale among them."""
    floats = np.random.default_rng(seed).uniform(-1, 1, (num_samples, coding.num_channels))
    floats[: min(2, num_samples), 0] = (-1, 1)[: min(2, num_samples)]
    return coding.raw(floats)


def written(path: Path, coding: Coding, raw: np.ndarray) -> Path:
    with PcmWriter(path, coding) as out:
        out.write(raw)
    return path


@pytest.mark.parametrize(("suffix", "subtype"), CASES)
@given(seed=st.integers(0, 99), channels=st.integers(1, 3), rate=st.sampled_from(RATES), length=st.integers(1, 3000))
def test_what_was_written_is_read_to_the_bit(
    tmp_path_factory: pytest.TempPathFactory,
    suffix: str,
    subtype: str,
    seed: int,
    channels: int,
    rate: int,
    length: int,
) -> None:
    folder = tmp_path_factory.mktemp("pcm")
    coding = Coding(rate, channels, subtype)
    raw = sound(coding, seed, length)
    with PcmFile(written(folder / f"a{suffix}", coding, raw)) as file:
        assert (file.coding.rate_hz, file.coding.num_channels, file.num_samples) == (rate, channels, length)
        begin, end = sorted(np.random.default_rng(seed).integers(0, length + 1, 2).tolist())
        assert np.array_equal(file.read(begin, end), raw[begin:end])
        again = written(folder / f"b{suffix}", file.coding, np.concatenate(list(file.blocks())))
    with PcmFile(again) as copy:
        assert copy.coding.subtype == subtype and np.array_equal(copy.read(0, length), raw)


@pytest.mark.parametrize(("suffix", "subtype"), CASES)
def test_floats_and_back_change_nothing(suffix: str, subtype: str) -> None:
    coding = Coding(16_000, 2, subtype)
    raw = sound(coding, 1, 500)
    assert np.array_equal(coding.raw(coding.floats(raw)), raw)
    assert np.abs(coding.floats(raw)).max() <= 1


@pytest.mark.parametrize("suffix", [".mp3", ".ogg"])
def test_what_is_lossy_is_decoded_once(tmp_path: Path, suffix: str) -> None:
    tone = 0.5 * np.sin(np.arange(32_000) / 9)
    soundfile.write(tmp_path / f"a{suffix}", tone, 16_000)
    with PcmFile(tmp_path / f"a{suffix}") as file:
        whole = file.read(0, file.num_samples)
        assert file.coding.subtype == "PCM_24" and np.array_equal(file.read(5000, 9000), whole[5000:9000])
        written(tmp_path / "b.wav", file.coding, whole)
    with PcmFile(tmp_path / "b.wav") as copy:
        assert np.array_equal(copy.read(0, copy.num_samples), whole)


@pytest.mark.parametrize(("subtype", "suffix"), [("PCM_S8", ".wav"), ("PCM_U8", ".flac"), ("PCM_24", ".wav")])
def test_another_container_holds_the_same_samples(tmp_path: Path, subtype: str, suffix: str) -> None:
    coding = Coding(8000, 1, subtype, "AIFF")
    raw = sound(coding, 1, 99)
    with PcmFile(written(tmp_path / f"a{suffix}", coding, raw)) as file:
        assert np.array_equal(file.read(0, 99), raw)


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    coding = Coding(8000, 1, "PCM_16")
    path = written(tmp_path / "a.wav", coding, sound(coding, 1, 10))
    before = path.read_bytes()
    with pytest.raises(RuntimeError), PcmWriter(path, coding) as out:
        out.write(sound(coding, 2, 10))
        raise RuntimeError
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]


def test_what_can_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "text.wav").write_text("no sound")
    soundfile.write(tmp_path / "empty.wav", np.zeros((0, 1)), 8000)
    for name in ("text.wav", "empty.wav", "nowhere.wav"):
        with pytest.raises(BadAudio):
            PcmFile(tmp_path / name)


def test_what_can_not_be_written(tmp_path: Path) -> None:
    with pytest.raises(BadAudio, match="suffix"):
        PcmWriter(tmp_path / "a.mp3", Coding(8000, 1, "PCM_16"))
    with pytest.raises(BadAudio, match="holds"), PcmWriter(tmp_path / "a.flac", Coding(8000, 1, "FLOAT")):
        pass
    with pytest.raises(CannotWrite, match="folder"), PcmWriter(tmp_path / "no" / "a.wav", Coding(8000, 1, "PCM_16")):
        pass
