"""Plain text files, one sentence a line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from speechwright.corpus.sources.lines import open_lines
from speechwright.corpus.sources.source import Record, Source, some
from speechwright.corpus.split import Split

LICENCE = "as the file's"


class Sentences(Source):
    """Each line a record."""

    kind: str = "sentences"
    path: Path
    licence: str = LICENCE

    def size(self, split: Split) -> int | None:
        count = open_lines(self.path, self.held_out_percent).count(split)
        return some(count, split, f"lines of {self.path}", "give a longer file")

    def line(self, index: int, split: Split) -> str:
        return open_lines(self.path, self.held_out_percent)[split, index]

    def lines(self, split: Split) -> Iterator[str]:
        """All lines of a split."""
        size = self.size(split)
        assert size is not None, "a file has an end"
        return (self.line(index, split) for index in range(size))

    def record(self, index: int, split: Split, rng: np.random.Generator) -> Record:
        return Record(f"{self.path.stem}-{split}-{index}", self.line(index, split))


class Snippets(Sentences):
    """One to five neighbouring words of a line: short clips teach a small model to align sound and text (see
    docs/log)."""

    kind: str = "snippets"

    def record(self, index: int, split: Split, rng: np.random.Generator) -> Record:
        words = self.line(index, split).split()
        start = int(rng.integers(len(words)))
        text = " ".join(words[start : start + int(rng.integers(1, 6))])
        return Record(f"{self.path.stem}-{split}-{index}-{start}", text)


class Documents(Sentences):
    """Neighbouring lines of a split together, until they have `words` words: long text, to interleave. The last
    document may be shorter."""

    kind: str = "documents"
    words: int = Field(default=150, ge=1)

    def size(self, split: Split) -> int | None:
        super().size(split)
        return len(_documents(self, split)) - 1

    def record(self, index: int, split: Split, rng: np.random.Generator) -> Record:
        first, last = _documents(self, split)[index : index + 2]
        text = " ".join(self.line(int(at), split) for at in range(int(first), int(last)))
        return Record(f"{self.path.stem}-{split}-{first}-{last}", text)


@cache
def _documents(source: Documents, split: Split) -> NDArray[np.int64]:
    """The line with which each document begins, and the number of lines last."""
    lines = open_lines(source.path, source.held_out_percent)
    starts, words = [0], 0
    for at in range(lines.count(split)):
        if words >= source.words:
            starts.append(at)
            words = 0
        words += len(lines[split, at].split())
    return np.array([*starts, lines.count(split)])
