"""One loop for the networks that listen, the tokenizer and the judge: recordings, augmented, to their letters by CTC.

Legend: B batch, T feature frames, S output frames, M mel bands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from pydantic import Field, NonNegativeFloat
from torch import Tensor, nn
from torch.nn import functional as F

from speechwright.alphabet import letters_of
from speechwright.train.augment import augment, trim
from speechwright.train.batches import Indexed
from speechwright.train.clips import UNLABELLED, Clip
from speechwright.train.loop import Lesson, LoopSettings, padded, train
from speechwright.train.schedule import linear_ramp

Normalize = Callable[[NDArray[np.float32]], NDArray[np.float32]]
SILENCE = -9.2  # log of the feature floor: what clips are padded with


class AcousticSettings(LoopSettings):
    """How to train a listening network; what is not named here, see `LoopSettings`.

    Args:
        gentle: share of the run with augmentation rising from 30 % to its full strength.
        clean_share: of the batches that are not augmented at all.
        soft_until, hard_from: shares of the run before which no item and after which every item is quantised
            (tokenizer only).
        phoneme_weight, smooth_weight: of the phoneme losses, and of the changes of code within a phoneme (tokenizer
            only).
    """

    gentle: float = Field(default=0.4, gt=0, le=1)
    clean_share: float = Field(default=0.1, ge=0, le=1)
    soft_until: float = Field(default=0.25, ge=0, lt=1)
    hard_from: float = Field(default=0.45, gt=0, le=1)
    phoneme_weight: NonNegativeFloat = 0.5
    smooth_weight: NonNegativeFloat = 0.3


@dataclass(frozen=True)
class AcousticBatch:
    """Normalised features (B, T, M), their lengths (B,), phoneme classes (B, T), letters of all clips in a row and
    their numbers (B,); how far the run is, in [0, 1]; and the generator of this step."""

    mel_BTM: Tensor
    frames_B: Tensor
    phonemes_BT: Tensor
    letters: Tensor
    num_letters_B: Tensor
    progress: float
    rng: torch.Generator

    def to(self, device: torch.device) -> AcousticBatch:
        """The batch on that device; its generator stays on the CPU."""
        tensors: dict[str, Any] = {n: value.to(device) for n, value in vars(self).items() if isinstance(value, Tensor)}
        return replace(self, **tensors)


Objective = Callable[[AcousticBatch], tuple[Tensor, dict[str, float]]]


@dataclass(frozen=True)
class Training:
    """What is trained: the network, its loss (a scalar, and figures to log), and how it wants its features."""

    network: nn.Module
    objective: Objective
    normalize: Normalize


def train_acoustic(
    training: Training, clips: Indexed[Clip], held_out: Indexed[Clip], settings: AcousticSettings, folder: Path
) -> None:
    """Train the network in place, or go on where a killed run in this folder stood; see `train.loop.train`.

    Args:
        training: what is trained.
        clips: recordings; a `Mixture` gives shares.
        held_out: recordings for the held-out loss, without augmentation.
        settings: how to train.
        folder: of this run alone: log, checkpoint, curves.
    """

    def loss(items: list[Clip], step: int | None) -> tuple[Tensor, dict[str, float]]:
        return _loss(training, items, step, settings)

    train(Lesson(training.network, loss, lambda clip: len(clip.mel_TM)), clips, held_out, settings, folder)


def _loss(
    training: Training, clips: list[Clip], step: int | None, settings: AcousticSettings
) -> tuple[Tensor, dict[str, float]]:
    device = next(training.network.parameters()).device
    batch = make_batch(clips, training.normalize, step, settings).to(device)
    with torch.autocast(device.type, torch.bfloat16, enabled=settings.precision == "bf16"):
        return training.objective(batch)


def make_batch(clips: list[Clip], normalize: Normalize, step: int | None, settings: AcousticSettings) -> AcousticBatch:
    """A padded batch, augmented as that step of the run asks; `step` None gives it as it is."""
    rng = torch.Generator().manual_seed(settings.seed * 1_000_003 + (step or 0))
    strength = 0.0 if step is None else _strength(step, settings, rng)
    clips = [trim(clip, strength, rng) for clip in clips]
    frames_B = torch.tensor([len(clip.mel_TM) for clip in clips])
    mel_BTM = padded([clip.mel_TM for clip in clips], SILENCE)
    phonemes_BT = padded([clip.phonemes_T for clip in clips], UNLABELLED)
    if step is not None:
        mel_BTM, frames_B, source_BT = augment(mel_BTM, frames_B, strength, rng)
        phonemes_BT = phonemes_BT.gather(1, source_BT)
    features = [normalize(mel[:num].numpy()) for mel, num in zip(mel_BTM, frames_B.tolist(), strict=True)]
    letters = [torch.from_numpy(letters_of(clip.text)) for clip in clips]
    counts_B = torch.tensor([len(each) for each in letters])
    progress = 1.0 if step is None else step / settings.steps
    return AcousticBatch(padded(features, 0.0), frames_B, phonemes_BT, torch.cat(letters), counts_B, progress, rng)


def _strength(step: int, settings: AcousticSettings, rng: torch.Generator) -> float:
    """How strongly a batch is changed: not always the worst, as half of what a small encoder hears should be near what
    it will mostly hear."""
    ramp = linear_ramp(step, 0, max(1, round(settings.gentle * settings.steps)))
    clean, drawn = torch.rand(2, generator=rng).tolist()
    return 0.0 if clean < settings.clean_share else (0.3 + 0.7 * ramp) * (0.3 + 0.7 * drawn)


def ctc(log_probs_BSC: Tensor, lengths_B: Tensor, batch: AcousticBatch) -> Tensor:
    """CTC loss in nats a letter. A clip with more letters than frames can carry adds nothing: it can't be read at
    all."""
    losses = F.ctc_loss(
        log_probs_BSC.transpose(0, 1),
        batch.letters,
        lengths_B,
        batch.num_letters_B,
        reduction="sum",
        zero_infinity=True,
    )
    return losses / batch.num_letters_B.sum()


def phoneme_loss(scores_BSP: Tensor, phonemes_BS: Tensor) -> Tensor:
    """Mean cross-entropy over the labelled frames, in nats; zero where there is none."""
    total = F.cross_entropy(scores_BSP.float().transpose(1, 2), phonemes_BS, ignore_index=UNLABELLED, reduction="sum")
    return total / (phonemes_BS != UNLABELLED).sum().clamp(min=1)


def phonemes_at(batch: AcousticBatch, stride: int, num_frames: int) -> Tensor:
    """Phoneme classes (B, S) of a network's frames, one in `stride` of the features'."""
    picked = batch.phonemes_BT[:, ::stride][:, :num_frames]
    return F.pad(picked, (0, num_frames - picked.shape[1]), value=UNLABELLED)
