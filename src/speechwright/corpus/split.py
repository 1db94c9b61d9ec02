"""What belongs to training and what to tests, and draws by share."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")
Split = Literal["train", "test"]
HELD_OUT_PERCENT = 3


def is_held_out(text: str, percent: int = HELD_OUT_PERCENT) -> bool:
    """Whether a text belongs to the tests: by its hash, the same on every machine and in every order."""
    digest = hashlib.sha256(text.strip().encode()).digest()
    return int.from_bytes(digest[:4], "big") % 100 < percent


def members(texts: Iterable[str], split: Split, percent: int) -> NDArray[np.int64]:
    """Places of the texts that belong to a split; blank ones belong to training."""
    held = np.fromiter((is_held_out(text, percent) for text in texts), bool)
    return np.flatnonzero(held == (split == "test"))


def choose(rng: np.random.Generator, options: Sequence[T], shares: Sequence[float]) -> T:
    """One of the options, each as often as its share of all."""
    cumulated = np.cumsum(shares)
    return options[int(np.searchsorted(cumulated, rng.random() * cumulated[-1], side="right"))]
