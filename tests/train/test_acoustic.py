"""The loop of the listening networks: it learns, repeats itself bit for bit, and survives being killed."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from speechwright.asr.judge import JudgeSettings
from speechwright.errors import BadRecipe
from speechwright.train.acoustic import AcousticSettings, make_batch
from speechwright.train.clips import UNLABELLED, Clip
from speechwright.train.judge import JudgeTraining, train_judge
from speechwright.train.runlog import read_log
from speechwright.train.units import TokenizerSettings, train_tokenizer
from speechwright.units.encoder import EncoderSettings
from speechwright.units.mini import MiniTokenizer
from speechwright.units.normalize import normalize

TINY = EncoderSettings(size=8, code_channels=6, channels=4, width=24, blocks=1, context_blocks=1, kernel=3)
TRAINING = AcousticSettings(steps=12, batch_frames=600, warmup_steps=2, eval_every=4, save_every=4, precision="fp32")


def tones(num: int, num_mels: int = 80) -> list[Clip]:
    """Clips of two sounds, "a" in the low bands and "o" in the high ones."""
    rng = np.random.default_rng(0)
    clips = []
    for i in range(num):
        mel = rng.normal(-6, 0.3, (40 + i % 7, num_mels)).astype(np.float32)
        half = slice(0, num_mels // 2) if i % 2 else slice(num_mels // 2, num_mels)
        mel[10:30, half] += 5
        phonemes = np.zeros(len(mel), np.int64)
        phonemes[10:30] = 1 + i % 2
        clips.append(Clip(mel, phonemes, "ao"[i % 2], "nobody"))
    return clips


def tokenizer(folder: Path, steps: int = 12, **changed: object) -> MiniTokenizer:
    training = TRAINING.model_copy(update={"steps": steps, **changed})
    return train_tokenizer(tones(24), tones(4), TokenizerSettings(encoder=TINY, training=training), folder)


def without_seconds(folder: Path) -> list[dict[str, float]]:
    return [{key: value for key, value in row.items() if key != "seconds"} for row in read_log(folder)]


def test_two_runs_have_the_same_bits(tmp_path: Path) -> None:
    one, other = tokenizer(tmp_path / "one"), tokenizer(tmp_path / "other")
    assert one.spec == other.spec
    assert without_seconds(tmp_path / "one") == without_seconds(tmp_path / "other")


def test_killed_and_resumed_is_unbroken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = tokenizer(tmp_path / "whole")
    from speechwright.train import loop

    update = loop._update

    def dies(*arguments: object) -> dict[str, float]:
        if arguments[3] == 6:
            raise KeyboardInterrupt
        return update(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(loop, "_update", dies)
    with pytest.raises(KeyboardInterrupt):
        tokenizer(tmp_path / "killed")
    monkeypatch.undo()
    assert tokenizer(tmp_path / "killed").spec == whole.spec
    assert without_seconds(tmp_path / "killed") == without_seconds(tmp_path / "whole")


def test_the_tokenizer_learns_to_tell_sounds_apart(tmp_path: Path) -> None:
    mini = tokenizer(tmp_path, steps=150, lr=5e-3)
    log = read_log(tmp_path)
    assert log[-1]["held_out_phonemes"] < 0.5 * log[0]["phonemes"]
    units = [set(mini._frame_ids(clip.mel_TM)[4:6].tolist()) for clip in tones(8)]
    assert not units[0] & units[1]


def test_a_trained_encoder_goes_on_with_another_codebook(tmp_path: Path) -> None:
    start = tokenizer(tmp_path / "start", steps=60, soft_until=0.98, hard_from=1.0).encoder
    before = start.state_dict()["second.weight"].clone()
    training = TRAINING.model_copy(update={"steps": 3, "lr": 1e-6})
    wanted = TokenizerSettings(encoder=replace(TINY, size=12), training=training)
    mini = train_tokenizer(tones(24), tones(4), wanted, tmp_path / "on", start)
    assert mini.spec.size == 12 and mini.encoder.quantizer.started
    assert torch.allclose(mini.encoder.state_dict()["second.weight"], before, atol=1e-2)
    with pytest.raises(BadRecipe, match="another shape"):
        other = TokenizerSettings(encoder=replace(TINY, width=32), training=training)
        train_tokenizer(tones(24), tones(4), other, tmp_path / "other", start)


def test_the_judge_learns_and_goes_on(tmp_path: Path) -> None:
    settings = JudgeTraining(
        network=JudgeSettings(width=16, layers=1, heads=2, channels=4, kernel=5),
        training=TRAINING.model_copy(update={"steps": 120, "lr": 5e-3}),
    )
    judge = train_judge(tones(24, 64), tones(4, 64), settings, tmp_path / "first")
    log = read_log(tmp_path / "first")
    assert log[-1]["held_out_loss"] < 0.6 * log[0]["loss"]
    short = settings.model_copy(update={"training": TRAINING})
    train_judge(tones(24, 64), tones(4, 64), short, tmp_path / "on", judge.network)
    assert read_log(tmp_path / "on")[0]["loss"] < 0.7 * log[0]["loss"]
    other = short.model_copy(update={"network": JudgeSettings(width=16, layers=2, heads=2, channels=4, kernel=5)})
    with pytest.raises(BadRecipe, match="shape"):
        train_judge(tones(24, 64), tones(4, 64), other, tmp_path / "other", judge.network)


def test_phonemes_follow_the_sound_when_time_is_stretched() -> None:
    clips = tones(12)
    batch = make_batch(clips, lambda mel: mel, 11, TRAINING.model_copy(update={"clean_share": 0.0}))
    for i, clip in enumerate(clips):
        num = int(batch.frames_B[i])
        labelled = batch.phonemes_BT[i, :num] > 0
        energy = batch.mel_BTM[i, :num].exp().mean(1).log()
        assert 10 < labelled.sum() < 30, f"{clip.text}: twenty frames, stretched by a third at most"
        assert bool(labelled.all()) or energy[labelled].mean() > energy[~labelled].mean() + 0.5


def test_without_a_step_nothing_is_changed() -> None:
    clips = tones(3)
    batch = make_batch(clips, normalize, None, TRAINING)
    assert batch.frames_B.tolist() == [len(clip.mel_TM) for clip in clips]
    np.testing.assert_array_equal(batch.mel_BTM[1, : len(clips[1].mel_TM)].numpy(), normalize(clips[1].mel_TM))


def test_recordings_without_phonemes_train_by_letters_alone(tmp_path: Path) -> None:
    clips = [Clip(clip.mel_TM, np.full_like(clip.phonemes_T, UNLABELLED), clip.text, "") for clip in tones(6)]
    settings = TokenizerSettings(encoder=TINY, training=TRAINING)
    train_tokenizer(clips, [], settings, tmp_path)
    assert all(row["phonemes"] == 0 and torch.isfinite(torch.tensor(row["loss"])) for row in read_log(tmp_path))
