"""The step that takes the mean of language models: what a training gained and what its start knew, in one."""

from __future__ import annotations

from typing import Any

import torch
from pydantic import field_validator

from speechwright.errors import BadRecipe
from speechwright.lm.folder import SpeechLM, load_model, save_model
from speechwright.road.step import Place, Step


class Mean(Step):
    """Weights are averaged one by one (Wortsman et al., arXiv 2109.01903), which is good for models of which one went
    on from the other, and for no others.

    Args:
        models: language steps, or finished models, and the share of each.
    """

    models: dict[str, float]

    @field_validator("models")
    @classmethod
    def _shares(cls, models: dict[str, float]) -> dict[str, float]:
        if len(models) < 2 or min(models.values()) <= 0:
            raise ValueError(f"two models at least, with shares above 0, not {models}")
        return models

    def inputs(self) -> set[str]:
        return set(self.models)

    def walk(self, place: Place) -> None:
        opened = {name: load_model(place.of(name) / "model") for name in self.models}
        first = next(iter(opened.values()))
        for name, other in opened.items():
            _require_alike(first, other, name)
        whole = sum(self.models.values())
        weights: dict[str, Any] = {}
        for name, other in opened.items():
            for key, value in other.model.state_dict().items():
                weights[key] = weights.get(key, 0) + self.models[name] / whole * value.to(torch.float64)
        own = first.model.state_dict()
        first.model.load_state_dict({key: value.to(own[key].dtype) for key, value in weights.items()})
        save_model(place.folder / "model", first.model, first.tokenizer, first.spec)


def _require_alike(one: SpeechLM, other: SpeechLM, name: str) -> None:
    shapes = [{key: value.shape for key, value in each.model.state_dict().items()} for each in (one, other)]
    if one.layout != other.layout or shapes[0] != shapes[1]:
        raise BadRecipe(f"step {name!r} of another shape or vocabulary", "models of one line", "leave it out")
