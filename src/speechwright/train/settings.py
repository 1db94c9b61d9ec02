"""Settings of a language-model stage: checked when made, saved beside what they produced."""

from __future__ import annotations

from typing import Literal

import torch
from pydantic import (
    BaseModel,
    ConfigDict,
    NonNegativeFloat,
    NonNegativeInt,
    PositiveFloat,
    PositiveInt,
    model_validator,
)

from speechwright.errors import BadRecipe
from speechwright.lm.adapter import LoraSettings
from speechwright.masks import Mask

Device = Literal["auto", "cpu", "cuda"]


class LanguageSettings(BaseModel):
    """How a language model is trained.

    Args:
        steps: number of updates.
        batch_tokens: positions of a batch, padding included; also the longest sequence that can be.
        piece_tokens: positions that go through the model at a time; less needs less memory and changes no result but
            by rounding. A whole batch if None: on a CPU smaller pieces are no faster.
        lr: peak learning rate; after the warm-up it falls along half a cosine.
        warmup_steps: updates until the peak.
        weight_decay: of matrices; vectors (norms, biases) have none.
        clip: largest norm of the gradient.
        betas: of AdamW.
        optimiser: "muon" moves the matrices inside the layers by Muon, all else by AdamW (see `weights.optimisers`).
        precision: "bf16" computes in bfloat16 by autocast and keeps weights and optimiser in float32. On a CPU it is
            three times as fast as "fp32" if that has bfloat16 instructions, and slower if not.
        seed: of order, adapters and dropout.
        weights: which move, all of them or an adapter (`lora`) and the rows that speech brought in.
        lora: shape of the adapter.
        mask: which tokens are loss targets (see `Renderer.render`); heeded where sequences are rendered.
        unit_weight: what a unit counts in the loss, against 1 of a piece of text; heeded where sequences are rendered.
            A spoken answer has far more units than words, and none of them teaches reading.
        eval_every: updates between held-out losses; the last update has one too.
        save_every: updates between checkpoints; the last update has one too.
        device: "auto" is CUDA where there is one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    steps: PositiveInt
    batch_tokens: PositiveInt
    piece_tokens: PositiveInt | None = None
    lr: PositiveFloat
    warmup_steps: NonNegativeInt
    weight_decay: NonNegativeFloat = 0.1
    clip: PositiveFloat = 1.0
    betas: tuple[float, float] = (0.9, 0.95)
    optimiser: Literal["adamw", "muon"] = "adamw"
    precision: Literal["bf16", "fp32"] = "bf16"
    seed: NonNegativeInt = 0
    weights: Literal["full", "lora"] = "full"
    lora: LoraSettings = LoraSettings()
    mask: Mask = "assistant"
    unit_weight: PositiveFloat = 1.0
    eval_every: PositiveInt = 250
    save_every: PositiveInt = 250
    device: Device = "auto"

    @model_validator(mode="after")
    def _check(self) -> LanguageSettings:
        if self.warmup_steps >= self.steps:
            raise ValueError(f"{self.warmup_steps} steps of warm-up in a run of {self.steps}: give fewer")
        return self


def chosen_device(device: Device) -> torch.device:
    """Where to train: "auto" is CUDA where there is one.

    Raises:
        BadRecipe: CUDA is asked for and not there.
    """
    if device == "auto":
        return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    if device == "cuda" and not torch.cuda.is_available():
        raise BadRecipe("device: cuda on a machine without one", "cpu or auto", "change the recipe or the machine")
    return torch.device(device)
