"""The laws of a tokenizer, on a small untrained encoder: they don't hang on training."""

from pathlib import Path

import numpy as np
import pytest
import torch

from speechwright.audio.features import MelSpec
from speechwright.errors import BadAudio, BadModel, UnitMismatch
from speechwright.types import Audio, Units
from speechwright.units.encoder import EncoderSettings, UnitEncoder
from speechwright.units.mini import SETTINGS, WEIGHTS, MiniTokenizer, rounded
from speechwright.units.tokenizer import collapse, expand

TINY = EncoderSettings(size=12, code_channels=4, channels=4, width=16, blocks=2, context_blocks=1, kernel=5)


def tokenizer(seed: int = 0, dedup: bool = True) -> MiniTokenizer:
    torch.manual_seed(seed)
    encoder = UnitEncoder(TINY)
    encoder.quantizer.follow(torch.randn(100, 4), torch.Generator().manual_seed(seed))
    return MiniTokenizer(rounded(encoder), MelSpec(), dedup)


def sounds() -> list[Audio]:
    rng = np.random.default_rng(1)
    lengths = (4000, 16_000, 9_999, 161)
    return [
        Audio(rng.normal(0, 0.1, n).astype(np.float32) * np.linspace(0, 1, n, dtype=np.float32), 16_000)
        for n in lengths
    ]


def test_alone_is_in_a_batch() -> None:
    mini = tokenizer()
    batch = mini.encode_batch(sounds())
    assert batch == [mini.encode(sound) for sound in sounds()] == mini.encode_batch(sounds()[::-1])[::-1]
    assert len({unit for units in batch for unit in units.ids.tolist()}) > 1


@pytest.mark.parametrize("dedup", [True, False])
def test_frames_cover_the_sound(dedup: bool) -> None:
    mini = tokenizer(dedup=dedup)
    for sound in sounds():
        units = mini.encode(sound)
        assert units.frames is not None
        assert abs(units.frames.sum() / mini.spec.rate_hz - sound.length_s) <= 1.5 / mini.spec.rate_hz
        assert not dedup or (units.ids[1:] != units.ids[:-1]).all()


def test_saved_is_reloaded(tmp_path: Path) -> None:
    mini = tokenizer()
    mini.save(tmp_path / "units")
    again = MiniTokenizer.load(tmp_path / "units")
    assert again.spec == mini.spec
    for sound in sounds():
        assert again.encode(sound) == mini.encode(sound)
        assert again.read(again.encode(sound)) == mini.read(mini.encode(sound))


def test_other_weights_are_other_units() -> None:
    mini, other = tokenizer(0), tokenizer(1)
    assert mini.spec.fingerprint != other.spec.fingerprint
    with pytest.raises(UnitMismatch, match="mini/12@25Hz"):
        mini.read(other.encode(sounds()[0]))


def test_what_reads_the_units_does_not_change_them() -> None:
    mini = tokenizer()
    with torch.no_grad():
        mini.encoder.letter_head.weight.add_(1)
    assert MiniTokenizer(mini.encoder, mini.mel, True).spec == mini.spec


@pytest.mark.parametrize("rate_hz", [8_000, 44_100])
def test_any_rate_is_taken(rate_hz: int) -> None:
    seconds = np.arange(rate_hz) / rate_hz
    units = tokenizer().encode(Audio(np.sin(2 * np.pi * 440 * seconds).astype(np.float32), rate_hz))
    assert units.frames is not None and abs(units.frames.sum() - 25) <= 2


def test_no_samples_are_refused() -> None:
    with pytest.raises(BadAudio):
        tokenizer().encode(Audio(np.zeros(0, np.float32), 16_000))


@pytest.mark.parametrize("name", [WEIGHTS, SETTINGS])
@pytest.mark.parametrize("damage", ["gone", "cut", "noise"])
def test_a_broken_folder_is_refused(tmp_path: Path, name: str, damage: str) -> None:
    tokenizer().save(tmp_path)
    path = tmp_path / name
    data = path.read_bytes()
    path.unlink() if damage == "gone" else path.write_bytes(data[: len(data) // 2] if damage == "cut" else b"\x93noise")
    with pytest.raises(BadModel):
        MiniTokenizer.load(tmp_path)


def test_collapse_and_expand_are_inverse() -> None:
    rng = np.random.default_rng(0)
    for length in (0, 1, 50):
        ids = rng.integers(0, 3, length).astype(np.int32)
        np.testing.assert_array_equal(expand(*collapse(ids)), ids)


def test_vectors_tell_units_apart() -> None:
    vectors = tokenizer().vectors()
    assert vectors.shape == (12, 4) and len(np.unique(vectors, axis=0)) == 12


def test_units_without_counts_cannot_be_read() -> None:
    mini = tokenizer()
    with pytest.raises(AssertionError, match="frame counts"):
        mini.read(Units(np.array([1, 2], np.int32), mini.spec))
