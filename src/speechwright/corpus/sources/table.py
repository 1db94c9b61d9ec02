"""Tables in files: JSON lines and Parquet."""

from __future__ import annotations

import bisect
import json
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from speechwright.corpus.sources.columns import Columns, named_row
from speechwright.corpus.sources.lines import open_lines
from speechwright.corpus.sources.source import Record, Source, some
from speechwright.corpus.split import Split, members
from speechwright.errors import BadData
from speechwright.types import Row

GROUPS_IN_MEMORY = 4


class Jsonl(Source):
    """A file of JSON objects, one a line; a recording's path is taken from the file's folder."""

    kind: str = "jsonl"
    path: Path
    columns: Columns = Columns(text="text")

    def size(self, split: Split) -> int | None:
        count = open_lines(self.path, self.held_out_percent).count(split)
        some(count, split, f"lines of {self.path}", "give a longer file")
        self.columns.require(list(self._row(0, split)), str(self.path))
        return count

    def record(self, index: int, split: Split, rng: np.random.Generator) -> Record:
        row, where = self._row(index, split), f"{self.path.stem}-{split}-{index}"
        self.columns.require(list(row), where)
        return self.columns.record(row, where, self.path.parent)

    def _row(self, index: int, split: Split) -> Row:
        line = open_lines(self.path, self.held_out_percent)[split, index]
        try:
            return named_row(json.loads(line), f"{split} line {index} of {self.path}")
        except ValueError as error:
            raise BadData(f"{self.path}: {error}", "a JSON object a line", "mend that line") from error


class Parquet(Source):
    """A Parquet file, or all of a folder in the order of their names."""

    kind: str = "parquet"
    path: Path
    columns: Columns = Columns(text="text")

    def size(self, split: Split) -> int | None:
        table = _open_table(self.path, self.columns)
        count = len(table.members(split, self.held_out_percent))
        return some(count, split, f"rows of {self.path}", "give more rows")

    def record(self, index: int, split: Split, rng: np.random.Generator) -> Record:
        table = _open_table(self.path, self.columns)
        row = int(table.members(split, self.held_out_percent)[index])
        folder = self.path if self.path.is_dir() else self.path.parent
        return self.columns.record(table[row], f"{self.path.stem}-{row}", folder)


class _Table:
    """Parquet files as one table, a row group at a time in memory."""

    def __init__(self, path: Path, columns: Columns) -> None:
        self.paths = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
        self.columns = columns
        if not self.paths:
            raise BadData(f"{path} without a Parquet file", "at least one", "give another folder")
        files = [self._open(each) for each in self.paths]
        for each, file in zip(self.paths, files, strict=True):
            columns.require(file.schema_arrow.names, str(each))
        self._groups = [(number, group) for number, file in enumerate(files) for group in range(file.num_row_groups)]
        sizes = [file.metadata.row_group(group).num_rows for file in files for group in range(file.num_row_groups)]
        self._starts = np.cumsum([0, *sizes]).tolist()
        self._read = lru_cache(GROUPS_IN_MEMORY)(self._read_group)
        self._members: dict[tuple[Split, int], NDArray[np.int64]] = {}

    def members(self, split: Split, percent: int) -> NDArray[np.int64]:
        if (split, percent) not in self._members:
            keys = (self.columns.key(row) for group in range(len(self._groups)) for row in self._keys(group))
            self._members[split, percent] = members(keys, split, percent)
        return self._members[split, percent]

    def __getitem__(self, row: int) -> Row:
        group = bisect.bisect_right(self._starts, row) - 1
        [found] = self._read(group).slice(row - self._starts[group], 1).to_pylist()
        return dict(found)

    def _keys(self, group: int) -> list[Row]:
        return list(self._read_group(group, self.columns.deciding).to_pylist())

    def _read_group(self, group: int, names: list[str] | None = None) -> pa.Table:
        number, within = self._groups[group]
        wanted = names or [name for name in self.columns.model_dump().values() if name is not None]
        return self._open(self.paths[number]).read_row_group(within, columns=wanted)

    def _open(self, path: Path) -> pq.ParquetFile:
        try:
            return pq.ParquetFile(path)
        except (OSError, pa.ArrowException) as error:
            raise BadData(f"{path}: {str(error).splitlines()[0]}", "a Parquet file", "give another path") from error


@cache
def _open_table(path: Path, columns: Columns) -> _Table:
    return _Table(path, columns)
