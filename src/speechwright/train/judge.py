"""Training the judge that hears the model's speech."""

from __future__ import annotations

from pathlib import Path

import torch
from pydantic import BaseModel, ConfigDict
from torch import Tensor

from speechwright.asr.judge import STRIDE, Judge, JudgeNetwork, JudgeSettings, normalize
from speechwright.errors import BadRecipe
from speechwright.train.acoustic import (
    AcousticBatch,
    AcousticSettings,
    Training,
    ctc,
    phoneme_loss,
    phonemes_at,
    train_acoustic,
)
from speechwright.train.batches import Indexed
from speechwright.train.clips import Clip


class JudgeTraining(BaseModel):
    """Shape and training of a judge."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    network: JudgeSettings = JudgeSettings()
    training: AcousticSettings


def train_judge(
    clips: Indexed[Clip],
    held_out: Indexed[Clip],
    settings: JudgeTraining,
    folder: Path,
    start: JudgeNetwork | None = None,
) -> Judge:
    """Train a judge on recordings whose features were taken with `asr.judge.MEL`, or go on with a trained one.

    Raises:
        BadRecipe: `start` has another shape than the settings give.
    """
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(settings.training.seed)
        network = JudgeNetwork(settings.network)
    if start is not None:
        if start.settings != settings.network:
            raise BadRecipe(f"a start of shape {start.settings}", f"{settings.network}", "mend `network`")
        network.load_state_dict(start.state_dict())

    def objective(batch: AcousticBatch) -> tuple[Tensor, dict[str, float]]:
        log_probs_BSC, lengths_B, scores_BSP = network(batch.mel_BTM, batch.frames_B)
        letters = ctc(log_probs_BSC, lengths_B, batch)
        phonemes = phoneme_loss(scores_BSP, phonemes_at(batch, STRIDE, scores_BSP.shape[1]))
        figures = {"letters": letters.item(), "phonemes": phonemes.item()}
        return letters + settings.training.phoneme_weight * phonemes, figures

    train_acoustic(Training(network, objective, normalize), clips, held_out, settings.training, folder)
    state = {name: value.to(torch.bfloat16).float() for name, value in network.state_dict().items()}
    network.load_state_dict(state)
    return Judge(network)
