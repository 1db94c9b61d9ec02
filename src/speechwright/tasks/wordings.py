"""The ways to say one thing, some of them held out for tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from speechwright.errors import BadData

Split = Literal["train", "test"]
SPLITS: tuple[Split, ...] = ("train", "test")


@dataclass(frozen=True)
class Wordings:
    """Wordings for training, and others that only tests use. May hold `{slots}`.

    Raises:
        BadData: a side is empty, a wording is blank or stands there twice.
    """

    train: tuple[str, ...]
    test: tuple[str, ...]

    def __post_init__(self) -> None:
        everything = self.train + self.test
        blank = not self.train or not self.test or not all(wording.strip() for wording in everything)
        twice = sorted({wording for wording in everything if everything.count(wording) > 1})
        if blank or twice:
            found = f"the same wording twice: {twice[0]!r}" if twice else "a side without wordings, or a blank one"
            raise BadData(found, "different wordings for training and for tests", "mend the list of wordings")

    def draw(self, rng: np.random.Generator, split: Split) -> str:
        """One wording of that split, each as likely as the next."""
        assert split in SPLITS, f"split {split!r}, wanted one of {SPLITS}"
        options = self.train if split == "train" else self.test
        return options[int(rng.integers(len(options)))]
