"""The axis *which weights move*: all of them, or a low-rank adapter and the rows that speech brought in."""

from __future__ import annotations

from typing import Any, Literal, Protocol

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


class MoverSettings(Protocol):
    """What an optimiser is told."""

    @property
    def optimiser(self) -> Literal["adamw", "muon"]: ...
    @property
    def lr(self) -> float: ...
    @property
    def betas(self) -> tuple[float, float]: ...
    @property
    def weight_decay(self) -> float: ...


def optimisers(model: nn.Module, settings: MoverSettings) -> dict[str, torch.optim.Optimizer]:
    """What moves the training weights, by name.

    "muon" orthogonalises the momentum of the matrices inside the layers (Jordan et al. 2024; scaled to AdamW's step as
    in Moonlight, arXiv 2502.16982, so that one learning rate serves both); embeddings, heads and vectors stay with
    AdamW.
    """
    training = {name: weight for name, weight in model.named_parameters() if weight.requires_grad}
    inside = {name: weight for name, weight in training.items() if weight.ndim == 2 and _is_inside(name)}
    muon = inside if settings.optimiser == "muon" else {}
    rest = [weight for name, weight in training.items() if name not in muon]
    found: dict[str, torch.optim.Optimizer] = {
        "adamw": torch.optim.AdamW(_groups(rest, settings), lr=settings.lr, betas=settings.betas, fused=True)
    }
    if muon:
        found["muon"] = torch.optim.Muon(
            list(muon.values()), lr=settings.lr, weight_decay=settings.weight_decay, adjust_lr_fn="match_rms_adamw"
        )
    return found


def _is_inside(name: str) -> bool:
    return "embed" not in name and "head" not in name


def _groups(weights: list[nn.Parameter], settings: MoverSettings) -> list[dict[str, Any]]:
    """For AdamW: matrices with decay, vectors without."""
    matrices = [weight for weight in weights if weight.ndim >= 2]
    vectors = [weight for weight in weights if weight.ndim < 2]
    groups = [{"params": matrices, "weight_decay": settings.weight_decay}, {"params": vectors, "weight_decay": 0.0}]
    return [group for group in groups if group["params"]]
