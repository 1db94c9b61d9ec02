"""What a source gives, and what every source is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Annotated

import numpy as np
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SerializeAsAny

from speechwright.corpus.kinds import of_kind
from speechwright.corpus.sources import SOURCES
from speechwright.corpus.split import HELD_OUT_PERCENT, Split
from speechwright.errors import BadData
from speechwright.tasks.world.request import Request
from speechwright.types import Audio, Span


@dataclass(frozen=True)
class Record:
    """One thing to make data of. What a builder needs and a record lacks, the builder makes or rejects.

    Args:
        id: the same in every build.
        text: what is said or to be said; "" where nobody knows yet.
        turns: of a conversation in text, the user's first.
        request: of the mini world, whose rule can check an answer.
        audio: a recording of `text`, 16 kHz.
        voice: who speaks in it.
        words: of `text`, where they stand in `audio`.
    """

    id: str
    text: str = ""
    turns: tuple[str, ...] = ()
    request: Request | None = None
    audio: Audio | None = None
    voice: str = ""
    words: tuple[Span, ...] = ()


class Source(BaseModel, ABC):
    """Records by number, the same ones in every process.

    Args:
        share: of what is drawn, against the other sources of a build.
        licence: of its texts or recordings; it goes into every row made of them.
        held_out_percent: of its records, chosen by the hash of their text, belong to the split "test".
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: str
    share: float = Field(default=1, gt=0)
    licence: str = "as the source's"
    held_out_percent: int = Field(default=HELD_OUT_PERCENT, ge=0, le=100)

    @abstractmethod
    def size(self, split: Split) -> int | None:
        """How many records there are in a split; None where they are drawn without end.

        Raises:
            SpeechwrightError: it can't be opened, or is not what its settings say.
        """

    @abstractmethod
    def record(self, index: int, split: Split, rng: np.random.Generator) -> Record:
        """Record `index` of a split; an endless source draws it from `rng` instead.

        Raises:
            SpeechwrightError: this one can't be read; the others may be.
        """


def draw(source: Source, split: Split, rng: np.random.Generator) -> Record:
    """Any record of the split."""
    size = source.size(split)
    return source.record(0 if size is None else int(rng.integers(size)), split, rng)


def some(count: int, split: Split, what: str, remedy: str) -> int:
    """The count.

    Raises:
        BadData: there is none of them in that split.
    """
    if not count:
        raise BadData(f"no {what} in the {split} split", "at least one", remedy)
    return count


SourceSettings = Annotated[SerializeAsAny[Source], BeforeValidator(of_kind(SOURCES))]
