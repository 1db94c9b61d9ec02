"""The axis *which weights move*: all of them, or a low-rank adapter and the rows that speech brought in."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn

from speechwright.errors import BadRecipe
from speechwright.lm.adapter import add_lora, merge_lora
from speechwright.lm.layout import TokenLayout
from speechwright.train.settings import LanguageSettings


def moving(model: Any, layout: TokenLayout | None, settings: LanguageSettings) -> Any:
    """The model with the weights that `settings.weights` names set to train, those in float32.

    Args:
        model: a Transformers causal language model, changed in place.
        layout: of its tokens; an adapter needs it, and None will do for all weights.
        settings: `weights`, `lora`, and the seed of a new adapter.

    Raises:
        BadRecipe: an adapter for a model that was not grown.
    """
    if settings.weights == "full":
        return model.requires_grad_(True).float()
    if layout is None:
        raise BadRecipe("weights: lora for a model without units", "a grown model", "train it with weights: full")
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(settings.seed)
        return add_lora(model, layout, settings.lora)


def merged(model: Any, settings: LanguageSettings) -> Any:
    """The plain model that comes of it, ready to be saved."""
    return model.eval() if settings.weights == "full" else merge_lora(model)


def optimiser_groups(model: nn.Module, weight_decay: float) -> list[dict[str, Any]]:
    """The weights that train, for AdamW: matrices with decay, vectors without."""
    training = [weight for weight in model.parameters() if weight.requires_grad]
    matrices = [weight for weight in training if weight.ndim >= 2]
    vectors = [weight for weight in training if weight.ndim < 2]
    groups = [{"params": matrices, "weight_decay": weight_decay}, {"params": vectors, "weight_decay": 0.0}]
    return [group for group in groups if group["params"]]
