"""Small models, data and settings that the tests of the language-model loop share."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from speechwright.lm.grow import grow
from speechwright.lm.layout import TokenLayout
from speechwright.lm.mini import MiniSize, mini_model, mini_tokenizer
from speechwright.lm.render import Renderer
from speechwright.train.batches import Example
from speechwright.train.settings import LanguageSettings
from speechwright.types import UnitSpec

SPEC = UnitSpec("toy", 25.0, 20, 1, True, 16000, "0" * 64)
TINY = MiniSize(layers=2, width=32, heads=2, kv_heads=1, ffn=64)


class Killed(Exception):
    """Stands for the moment of a kill."""


def grown_model() -> tuple[Any, TokenLayout, Renderer]:
    """A tiny model with units, the same weights every time."""
    tokenizer, generator = mini_tokenizer(), torch.Generator().manual_seed(0)
    model = mini_model(len(tokenizer), TINY, generator)
    layout = grow(model, tokenizer, SPEC, generator)
    return model, layout, Renderer(tokenizer, layout)


def counting(num: int, seed: int = 0) -> list[Example]:
    """Sequences that count upwards from anywhere, of different lengths; the second half of each is learned."""
    rng = np.random.default_rng(seed)
    examples: list[Example] = []
    for length in rng.integers(4, 24, num).tolist():
        ids = (np.arange(length) + rng.integers(0, 30)).astype(np.int32)
        examples.append((ids, np.arange(length) >= length // 2))
    return examples


class KilledAt(list[Example]):
    """Sequences that stop the run at the n-th look at one of them."""

    def __init__(self, examples: list[Example], looks: int) -> None:
        super().__init__(examples)
        self.looks = looks

    def __getitem__(self, index: Any) -> Any:
        self.looks -= 1
        if self.looks < 0:
            raise Killed
        return super().__getitem__(index)


def tiny_settings(**changes: Any) -> LanguageSettings:
    base = {"steps": 14, "batch_tokens": 96, "lr": 3e-3, "warmup_steps": 2, "precision": "fp32", "device": "cpu"}
    return LanguageSettings(**{**base, "eval_every": 5, "save_every": 3, **changes})


def weights(model: Any) -> dict[str, torch.Tensor]:
    return {name: tensor.detach().clone() for name, tensor in model.state_dict().items()}


def same(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)
