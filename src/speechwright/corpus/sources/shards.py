"""Recordings of a data set that was built before."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from pydantic import Field

from speechwright.audio.write import decode_flac
from speechwright.corpus.sources.source import Record, Source
from speechwright.corpus.split import Split
from speechwright.errors import BadData
from speechwright.rows import SPEECH_SCHEMA
from speechwright.shards import Shards, open_shards
from speechwright.types import Span


class SpeechShards(Source):
    """Its rows, whichever split is asked for: a data set is of one split already.

    Args:
        path: the folder; in a recipe, the name of the step that makes it.
        at: where a recipe's step is; no part of the settings, so that the same run elsewhere has the same bytes.
    """

    kind: str = "shards"
    path: Path
    at: Path | None = Field(default=None, exclude=True)
    held_out_percent: int = Field(default=0, ge=0, le=0)

    def size(self, split: Split) -> int | None:
        shards = _open(self.at or self.path)
        if missing := set(SPEECH_SCHEMA.names) - set(shards.columns):
            found = f"{self.path} without {', '.join(sorted(missing))}"
            raise BadData(found, "recordings, as the builder `speech` makes them", "name another data set")
        return len(shards)

    def record(self, index: int, split: Split, rng: np.random.Generator) -> Record:
        row = _open(self.at or self.path)[index]
        return Record(
            id=row["id"],
            text=row["text"],
            audio=decode_flac(row["audio"]["bytes"]),
            voice=row["voice"],
            words=tuple(Span.from_row(word) for word in row["words"] or ()),
        )


@cache
def _open(path: Path) -> Shards:
    return open_shards(path)
