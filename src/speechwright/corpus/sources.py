"""Where texts come from. Each source draws one text for a generator and a split; train and test never share a text.

Texts are in spoken form (`tasks.spoken_form`).
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Literal, Protocol, TypeVar

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from speechwright.errors import BadData, BadText
from speechwright.tasks.spoken_form import spoken_form
from speechwright.tasks.world.numbers import number_words
from speechwright.tasks.world.request import draw_request
from speechwright.tasks.world.words import WORDS

T = TypeVar("T")
Split = Literal["train", "test"]
HELD_OUT_PERCENT = 3


class Source(Protocol):
    """Draws texts."""

    licence: str

    def draw(self, rng: np.random.Generator, split: Split) -> str: ...


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    share: float = Field(gt=0)


class Requests(_Settings):
    """Requests of the mini world."""

    kind: Literal["requests"] = "requests"
    licence: str = "Apache-2.0"

    def draw(self, rng: np.random.Generator, split: Split) -> str:
        return draw_request(rng, split).text


class Answers(_Settings):
    """Right answers to requests of the mini world."""

    kind: Literal["answers"] = "answers"
    licence: str = "Apache-2.0"

    def draw(self, rng: np.random.Generator, split: Split) -> str:
        return draw_request(rng, split).answer


class Sentences(_Settings):
    """Lines of a text file, one sentence each; three in a hundred, chosen by hash, are held out for tests."""

    kind: Literal["sentences"] = "sentences"
    path: Path
    licence: str = "as the file's"

    def draw(self, rng: np.random.Generator, split: Split) -> str:
        lines = read_lines(self.path, split)
        return lines[int(rng.integers(len(lines)))]


class Snippets(_Settings):
    """One to five neighbouring words of a line: short clips teach a small model to align sound and text (see
    docs/log)."""

    kind: Literal["snippets"] = "snippets"
    path: Path
    licence: str = "as the file's"

    def draw(self, rng: np.random.Generator, split: Split) -> str:
        lines = read_lines(self.path, split)
        words = lines[int(rng.integers(len(lines)))].split()
        start = int(rng.integers(len(words)))
        return spoken_form(" ".join(words[start : start + int(rng.integers(1, 6))]))


class Words(_Settings):
    """One to three words on their own: number words half of the time, everyday words otherwise."""

    kind: Literal["words"] = "words"
    licence: str = "Apache-2.0"

    def draw(self, rng: np.random.Generator, split: Split) -> str:
        count = int(rng.integers(1, 4))
        if rng.random() < 0.5:
            below = (10, 21, 100)[int(rng.integers(3))]
            return spoken_form(" ".join(number_words(int(value)) for value in rng.integers(below, size=count)))
        return spoken_form(" ".join(str(word) for word in rng.choice(np.array(WORDS), size=count)))


class Digits(_Settings):
    """One digit on its own: the shortest thing that people ask a recognizer to tell apart."""

    kind: Literal["digits"] = "digits"
    licence: str = "Apache-2.0"

    def draw(self, rng: np.random.Generator, split: Split) -> str:
        return spoken_form(number_words(int(rng.integers(10))))


@cache
def read_lines(path: Path, split: Split) -> tuple[str, ...]:
    """The speakable lines of a UTF-8 file in spoken form that belong to a split.

    Raises:
        BadText: the file is missing, is not UTF-8, or holds a line without anything speakable (blank lines aside).
        BadData: no line is left.
    """
    try:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise BadText(f"{path}: {error}", "a UTF-8 text file, one sentence a line", "give another path") from error
    kept = tuple(spoken_form(line) for line in lines if is_held_out(line) == (split == "test"))
    if not kept:
        raise BadData(f"{path} without a {split} line", "at least one", "give a longer file")
    return kept


def is_held_out(line: str) -> bool:
    """Whether a line belongs to the tests: by its hash, the same on every machine and in every order."""
    digest = hashlib.sha256(line.strip().encode()).digest()
    return int.from_bytes(digest[:4], "big") % 100 < HELD_OUT_PERCENT


def choose(rng: np.random.Generator, options: tuple[T, ...], shares: tuple[float, ...]) -> T:
    """One of the options, each as often as its share of all."""
    cumulated = np.cumsum(shares)
    return options[int(np.searchsorted(cumulated, rng.random() * cumulated[-1], side="right"))]
