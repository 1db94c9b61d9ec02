"""Data sets of the Hugging Face library: an id of the Hub, or a folder."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speechwright.corpus.sources.columns import Columns
from speechwright.corpus.sources.source import Record, Source, some
from speechwright.corpus.split import Split, members
from speechwright.errors import BadData
from speechwright.tables import missing_extra


class Dataset(Source):
    """A split of a data set that `datasets.load_dataset` knows: an id of the Hub, or a local folder.

    Sound is taken as the bytes of its files and decoded here, so no decoder of that library is needed.

    Args:
        path: id or folder.
        name: of the configuration, where there are several.
        part: its own split ("train", "validation", …); ours is drawn from it by hash.
        revision: commit or tag on the Hub, so that a build can be repeated.
    """

    kind: str = "dataset"
    path: str
    name: str | None = None
    part: str = "train"
    revision: str | None = None
    columns: Columns = Columns(text="text")

    def size(self, split: Split) -> int | None:
        return some(len(_members(self, split)), split, f"rows of {self.path}", "name another part")

    def record(self, index: int, split: Split, rng: np.random.Generator) -> Record:
        row = int(_members(self, split)[index])
        label = f"{Path(self.path).name}-{self.part}-{row}"
        return self.columns.record(_open(self)[row], label, Path())


@cache
def _members(source: Dataset, split: Split) -> NDArray[np.int64]:
    data = _open(source)
    keys = (source.columns.key(row) for row in data.select_columns(source.columns.deciding))
    return members(keys, split, source.held_out_percent)


@cache
def _open(source: Dataset) -> Any:
    try:
        from datasets import Audio, load_dataset
    except ModuleNotFoundError as error:
        raise missing_extra("datasets", "train") from error
    try:
        data = load_dataset(source.path, source.name, split=source.part, revision=source.revision)
    except (OSError, ValueError, KeyError) as error:
        found = f"data set {source.path!r}: {str(error).splitlines()[0]}"
        raise BadData(found, "one that `load_dataset` opens", "check id, name, part and the network") from error
    source.columns.require(data.column_names, source.path)
    if source.columns.audio is not None and isinstance(data.features[source.columns.audio], Audio):
        data = data.cast_column(source.columns.audio, Audio(decode=False))
    return data
