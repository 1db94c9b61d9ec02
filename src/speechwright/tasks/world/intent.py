"""What one thing that a person can ask for is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from speechwright.tasks.wordings import Wordings

T = TypeVar("T")
Slots = dict[str, str]


@dataclass(frozen=True)
class Intent:
    """One thing that a person can ask for, with its answer and the rule that judges answers.

    Args:
        name: its name in the WORLD table.
        wordings: requests with `{slots}`; each wording has all slots, so a request determines its answer.
        draw: new values for the slots, as words.
        answer: the answer to these slots that training data use; ends in ".".
        check: the rule: whether any answer to these slots is right, by its content.
        combinations: how many different slots `draw` can give.
        core: the shortest right answer, without a mark; None where an answer takes no constraint.
    """

    name: str
    wordings: Wordings
    draw: Callable[[np.random.Generator], Slots]
    answer: Callable[[Slots], str]
    check: Callable[[Slots, str], bool]
    combinations: int
    core: Callable[[Slots], str] | None = None


def pick(rng: np.random.Generator, options: Sequence[T]) -> T:
    """One of the options, each as likely as the next."""
    return options[int(rng.integers(len(options)))]


def between(rng: np.random.Generator, first: int, last: int) -> int:
    """A whole number from first to last, both included."""
    return int(rng.integers(first, last + 1))


def sample(rng: np.random.Generator, options: Sequence[T], count: int) -> list[T]:
    """`count` different options in random order."""
    return [options[int(i)] for i in rng.permutation(len(options))[:count]]


def with_article(noun: str) -> str:
    """ "apple" → "an apple"."""
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
