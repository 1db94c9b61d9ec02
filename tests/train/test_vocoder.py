"""The decoder's training: it learns a language of three units, repeats itself exactly, and goes on after a kill."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from speechwright.audio.level import rms_dbfs
from speechwright.errors import BadData, BadRecipe, UnitMismatch
from speechwright.train import checkpoint, vocoder
from speechwright.train.runlog import read_log
from speechwright.train.vocoder import DecoderSettings, chosen_voices, train_decoder
from speechwright.train.vocoder_data import Item
from speechwright.types import Audio, Units
from speechwright.units.encoder import EncoderSettings, UnitEncoder
from speechwright.vocoder.features import LEVEL_DBFS
from speechwright.vocoder.mini import MiniDecoder
from tests.vocoder.makers import HISS, SILENCE, SPEC, VOWEL, some_units, spoken

TINY = DecoderSettings(
    steps=6, batch_frames=150, excerpts=4, excerpt_frames=24, lr=4e-3, warmup_steps=2, width=32, mel_width=32,
    wave_width=32, speaker_width=16, precision="fp32", save_every=2, device="cpu",
)  # fmt: skip


def items(num: int = 10, first: int = 0) -> list[Item]:
    voices = ("low", "high")
    sentences = [(some_units(8, seed), voices[seed % 2], seed) for seed in range(first, first + num)]
    return [(units, spoken(units, voice, seed), voice) for units, voice, seed in sentences]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[MiniDecoder, Path]:
    folder = tmp_path_factory.mktemp("decoder")
    return train_decoder(items(), TINY.model_copy(update={"steps": 60, "save_every": 60}), folder), folder


def test_the_loss_falls(trained: tuple[MiniDecoder, Path]) -> None:
    losses = [entry["loss"] for entry in read_log(trained[1])]
    assert len(losses) == 60 and np.mean(losses[-5:]) < 0.6 * np.mean(losses[:5])
    assert (trained[1] / "curves.png").exists()


@pytest.mark.parametrize("voice", ["low", "high"])
def test_silence_is_quiet_and_speech_is_not(trained: tuple[MiniDecoder, Path], voice: str) -> None:
    units = Units(np.array([VOWEL, SILENCE, HISS], np.int32), SPEC, np.array([12, 12, 12], np.int32))
    samples = trained[0].decode(units, trained[0].voices()[voice]).samples.reshape(3, -1)[:, 1600:-1600]
    vowel, silence, hiss = (rms_dbfs(Audio(part, 16_000)) for part in samples)
    assert silence < min(vowel, hiss) - 20 and abs(hiss - LEVEL_DBFS) < 12


def test_the_same_voice_is_closer_than_another(trained: tuple[MiniDecoder, Path]) -> None:
    new = {voice: [_vector(trained[0], voice, seed) for seed in (100, 101, 102)] for voice in ("low", "high")}
    apart = min(np.linalg.norm(one - other) for one in new["low"] for other in new["high"])
    together = max(
        np.linalg.norm(vectors[i] - vectors[j]) for vectors in new.values() for i in range(3) for j in range(i)
    )
    assert together < apart
    for voice, vectors in new.items():
        stored = trained[0].voices()
        assert min(stored, key=lambda name: float(np.linalg.norm(stored[name] - vectors[0]))) == voice


def test_a_voice_speaks_at_its_own_pitch(trained: tuple[MiniDecoder, Path]) -> None:
    decoder, units = trained[0], Units(np.array([VOWEL], np.int32), SPEC, np.array([20], np.int32))
    low, high = (decoder.speaker(decoder.decode(units, decoder.voices()[voice]))[0] for voice in ("low", "high"))
    assert abs(high - low - np.log(210 / 90)) < 0.15


def test_trained_is_what_is_saved(trained: tuple[MiniDecoder, Path], tmp_path: Path) -> None:
    trained[0].save(tmp_path)
    voice = trained[0].voices()["low"]
    assert MiniDecoder.load(tmp_path).decode(some_units(), voice) == trained[0].decode(some_units(), voice)


def test_the_voices_asked_for_go_with_the_model(trained: tuple[MiniDecoder, Path], tmp_path: Path) -> None:
    assert list(trained[0].voices()) == ["high", "low"]
    asked = TINY.model_copy(update={"steps": 3, "voices": ("absent", "l*")})
    train_decoder(items(), asked, tmp_path / "low").save(tmp_path / "decoder")
    assert list(MiniDecoder.load(tmp_path / "decoder").voices()) == ["low"]


def test_voices_come_in_the_order_of_their_patterns(tmp_path: Path) -> None:
    names = ["flite:awb", "espeak:b", "flite:slt", "espeak:a"]
    assert chosen_voices(names, ["flite:slt", "espeak:*", "*:slt"]) == ["flite:slt", "espeak:a", "espeak:b"]
    with pytest.raises(BadRecipe, match="gone"):
        train_decoder(items(), TINY.model_copy(update={"voices": ("gone",)}), tmp_path / "gone")
    assert not (tmp_path / "gone").exists()


def test_a_trained_decoder_goes_on_with_other_clips(trained: tuple[MiniDecoder, Path], tmp_path: Path) -> None:
    start, before = trained[0], trained[0].nets.wave.head.weight.clone()
    train_decoder(items(), TINY, tmp_path / "on", None, start)
    going_on, new = (read_log(folder)[0]["loss"] for folder in (tmp_path / "on", trained[1]))
    assert going_on < 0.7 * new
    assert torch.equal(start.nets.wave.head.weight, before)


def test_a_decoder_to_go_on_from_must_fit(trained: tuple[MiniDecoder, Path], tmp_path: Path) -> None:
    with pytest.raises(BadRecipe, match="shape"):
        train_decoder(items(), TINY.model_copy(update={"width": 24}), tmp_path / "shape", None, trained[0])
    others = MiniDecoder(trained[0].nets, replace(SPEC, sha256="f" * 64), {})
    with pytest.raises(UnitMismatch):
        train_decoder(items(), TINY, tmp_path / "units", None, others)


@pytest.mark.parametrize("precision", ["fp32", "bf16"])
def test_the_same_seed_gives_the_same_bits(tmp_path: Path, precision: str) -> None:
    chosen = TINY.model_copy(update={"precision": precision})
    one, two = (train_decoder(items(4), chosen, tmp_path / name) for name in "ab")
    _assert_same(one, two)
    other = train_decoder(items(4), chosen.model_copy(update={"seed": 1}), tmp_path / "c")
    assert not torch.equal(other.nets.wave.head.weight, one.nets.wave.head.weight)


def test_killed_and_resumed_is_unbroken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unbroken = train_decoder(items(4), TINY, tmp_path / "unbroken")
    update = vocoder._update

    def dies(nets: Any, optimiser: Any, lesson: Any, step: int, settings: Any) -> dict[str, float]:
        if step == 3:
            raise KeyboardInterrupt
        return update(nets, optimiser, lesson, step, settings)

    monkeypatch.setattr(vocoder, "_update", dies)
    with pytest.raises(KeyboardInterrupt):
        train_decoder(items(4), TINY, tmp_path / "killed")
    monkeypatch.undo()
    assert checkpoint.latest(tmp_path / "killed") == tmp_path / "killed" / "checkpoint-00000002"
    _assert_same(train_decoder(items(4), TINY, tmp_path / "killed"), unbroken)
    killed, whole = (
        [{**entry, "seconds": 0} for entry in read_log(tmp_path / name)] for name in ("killed", "unbroken")
    )
    assert killed == whole


def test_a_listener_has_its_part_in_the_loss_and_keeps_its_weights(tmp_path: Path) -> None:
    with torch.random.fork_rng():
        torch.manual_seed(1)
        encoder = UnitEncoder(EncoderSettings(size=3, channels=4, width=16, blocks=1))
    before = {name: tensor.clone() for name, tensor in encoder.state_dict().items()}
    one = train_decoder(items(4), TINY, tmp_path / "heard", encoder)
    assert all(entry["heard_loss"] > 0 for entry in read_log(tmp_path / "heard"))
    assert all(torch.equal(tensor, before[name]) for name, tensor in encoder.state_dict().items())
    other = train_decoder(items(4), TINY, tmp_path / "unheard")
    assert "heard_loss" not in read_log(tmp_path / "unheard")[0]
    assert not torch.equal(one.nets.acoustic.head.weight, other.nets.acoustic.head.weight)


def test_another_run_in_the_folder_is_refused(tmp_path: Path) -> None:
    short = TINY.model_copy(update={"steps": 3})
    train_decoder(items(3), short, tmp_path)
    with pytest.raises(BadRecipe, match="lr"):
        train_decoder(items(3), short.model_copy(update={"lr": 1e-3}), tmp_path)
    with pytest.raises(BadRecipe, match="data"):
        train_decoder(items(4), short, tmp_path)


def test_a_clip_longer_than_a_batch_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="at most 10"):
        train_decoder(items(2), TINY.model_copy(update={"batch_frames": 10}), tmp_path)


def _vector(decoder: MiniDecoder, voice: str, seed: int) -> NDArray[np.float32]:
    return decoder.speaker(Audio(spoken(some_units(8, seed), voice, seed), 16_000))


def _assert_same(one: MiniDecoder, other: MiniDecoder) -> None:
    for name, tensor in one.nets.state_dict().items():
        assert torch.equal(tensor, other.nets.state_dict()[name]), name
    for name, vector in one.voices().items():
        np.testing.assert_array_equal(vector, other.voices()[name])
