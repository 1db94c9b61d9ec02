import math

import numpy as np
import pytest
import torch

from speechwright.train import augment as changes
from speechwright.train.augment import MAX_TRIMMED, PAUSE_CLASS, augment, trim
from speechwright.train.clips import UNLABELLED, Clip

EACH = ("contrast", "wander", "mask", "reverberate", "equalize", "add_talkers", "add_noise", "limit_band")


def rng(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def batch(num: int = 6, frames: int = 120) -> torch.Tensor:
    return torch.randn(num, frames, 80, generator=rng(9)) - 2


@pytest.mark.parametrize("name", [name for name in EACH if name != "add_noise"])
def test_no_strength_changes_nothing(name: str) -> None:
    mel = batch()
    changed = getattr(changes, name)(mel, 0.0, rng())
    assert torch.allclose(changed, mel, atol=2e-2)  # other talkers stay 20 nepers below


@pytest.mark.parametrize("name", EACH)
def test_full_strength_changes_some_clips_and_stays_finite(name: str) -> None:
    mel = batch(24)
    changed = getattr(changes, name)(mel, 1.0, rng(1))
    moved = (changed - mel).abs().amax((1, 2)) > 0.05
    assert changed.shape == mel.shape and bool(changed.isfinite().all()) and bool(moved.any())


def test_time_is_stretched_with_the_lengths() -> None:
    ramp = torch.linspace(0, 1, 120)[None, :, None].expand(8, -1, 80)
    frames = torch.tensor([120] * 8)
    mel, lengths, source = changes.warp(ramp, frames, 1.0, rng())
    assert len(set(lengths.tolist())) > 3 and lengths.min() > 90 and lengths.max() < 160
    for clip, places, length in zip(mel[:, :, 40], source, lengths.tolist(), strict=True):
        assert clip[0] < 0.01 and clip[length - 1] > 0.98  # both ends stay ends
        assert bool((places[:length].diff() >= 0).all())  # time never runs backwards
        assert torch.allclose(clip[:length] * 119, places[:length].float(), atol=1.0)  # labels go with the sound


def test_a_talker_hurries_and_lingers() -> None:
    ramp = torch.linspace(0, 1, 120)[None, :, None].expand(8, -1, 80)
    mel, lengths, _ = changes.warp(ramp, torch.tensor([120] * 8), 1.0, rng())
    slopes = [clip[:length, 0].diff() * length for clip, length in zip(mel, lengths.tolist(), strict=True)]
    assert all(slope.max() > 1.1 and slope.min() < 0.9 for slope in slopes)


def test_frequency_moves_by_up_to_a_fifth() -> None:
    mel = torch.full((40, 10, 80), -5.0)
    mel[:, :, 40] = 5.0
    warped, _, _ = changes.warp(mel, torch.tensor([10] * 40), 1.0, rng())
    peaks = warped[:, 0].argmax(-1)
    step = 2595 * math.log10(1 + 7600 / 700) / 81
    hz = 700 * (10 ** (step * (peaks + 1) / 2595) - 1)
    centre = 700 * (10 ** (step * 41 / 2595) - 1)
    assert len(set(peaks.tolist())) > 5 and 0.78 < (hz / centre).min() and (hz / centre).max() < 1.28


def test_a_room_leaves_a_tail_after_a_click_and_nothing_before() -> None:
    mel = torch.full((30, 60, 80), -9.0)
    mel[:, 20] = 5.0
    wet = changes.reverberate(mel, 1.0, rng())
    assert (wet[:, :20] - mel[:, :20]).abs().max() < 0.5  # only what the steady floor echoes of itself
    tail = wet[:, 21:35, 0] - mel[:, 21:35, 0]
    echoing = tail[:, 0] > 1
    assert 5 < int(echoing.sum()) < 25
    assert bool((tail[echoing][:, 1:] <= tail[echoing][:, :-1] + 1e-4).all())


def test_the_same_generator_gives_the_same_batch() -> None:
    frames = torch.tensor([120, 100, 80, 60, 40, 20])
    one, other = (augment(batch(), frames, 0.8, rng(3)) for _ in range(2))
    assert all(torch.equal(a, b) for a, b in zip(one, other, strict=True))
    assert not torch.equal(one[1], augment(batch(), frames, 0.8, rng(4))[1])


def test_trimming_takes_silence_and_little_of_the_speech() -> None:
    phonemes = np.full(100, PAUSE_CLASS)
    phonemes[30:80] = 5
    mel = np.arange(100, dtype=np.float32)[:, None].repeat(80, 1)
    trimmed = [trim(Clip(mel, phonemes, "a", "b"), 1.0, rng(seed)) for seed in range(60)]
    cut = [clip for clip in trimmed if len(clip.mel_TM) < 100]
    assert 15 < len(cut) < 45
    for clip in cut:
        assert 30 - MAX_TRIMMED <= clip.mel_TM[0, 0] <= 30 + MAX_TRIMMED
        assert 79 - MAX_TRIMMED <= clip.mel_TM[-1, 0] <= 79 + MAX_TRIMMED
        assert np.array_equal(clip.phonemes_T, phonemes[int(clip.mel_TM[0, 0]) :][: len(clip.mel_TM)])
    assert min(clip.mel_TM[0, 0] for clip in cut) < 30 < max(clip.mel_TM[0, 0] for clip in cut)


def test_what_has_no_phoneme_times_is_not_trimmed() -> None:
    clip = Clip(np.zeros((100, 80), np.float32), np.full(100, UNLABELLED), "a", "b")
    assert all(trim(clip, 1.0, rng(seed)) is clip for seed in range(20))
