"""One item under test, as a conversation between the suite and the runner.

A trial is a generator: it yields what the language model is to be asked and is sent the replies, so that a suite reads
as if there were one item, while the runner asks for many items at once. Any of our errors that a trial raises is the
end of that item alone.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from speechwright.lm.generate import Reply
from speechwright.lm.grammar import Section
from speechwright.lm.render import Ids
from speechwright.types import Row

Sections = tuple[Section, ...]


@dataclass(frozen=True)
class Ask:
    """A prompt, the sections that the reply must have, and what the tokenizer reads in a recording that is asked about:
    with it the first section is searched for (see `lm.search`)."""

    prompt: Ids
    sections: Sections
    letters: NDArray[np.float32] | None = None


class Case(Protocol):
    """What one item is: drawn from seed and index alone, before any model has seen it."""

    def to_row(self) -> Row:
        """Columns that a row has even if the trial fails: `asked`, `wanted`, `voice`, `intent`."""
        ...


@dataclass(frozen=True)
class Outcome:
    """What came of an item.

    Args:
        came: the words by each listener or way of answering; a suite names them in its `columns`.
        seconds: of the sound that was heard or made.
        stops: why each reply ended, by what was asked for.
        spent: seconds of work and of sound, by what was timed.
    """

    came: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    stops: Mapping[str, Sequence[str]] = field(default_factory=dict)
    spent: Mapping[str, tuple[float, float]] = field(default_factory=dict)


Asking = Generator[list[Ask], list[Reply], Outcome]
