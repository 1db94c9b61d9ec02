"""Data sets on disk: numbered Parquet shards, and `card.json` when all of them are there.

A shard is written under a temporary name and renamed, and never written again; the card comes last, so that its
presence means that the data set is whole. Every shard carries the UnitSpec of its units in the metadata of its schema.
"""

from __future__ import annotations

import bisect
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from speechwright.errors import BadData, CannotWrite
from speechwright.rows import FEATURES_KEY, SPEC_KEY
from speechwright.types import Row, UnitSpec

CARD = "card.json"
TALLY_KEY = "speechwright.tally"
REJECTED_KEY = "speechwright.rejected"
_NOT_COMPARED = (TALLY_KEY, REJECTED_KEY, FEATURES_KEY)
# Row groups are what a reader holds in memory, and the least that it reads to get at one row.
ROW_GROUP_ROWS = 64
GROUPS_IN_MEMORY = 8


def write_json(path: Path, value: Any) -> None:
    """Write JSON under a temporary name and rename it, so that `path` holds all of it or what it held before.

    Raises:
        CannotWrite: the disk is full, or forbids it.
    """
    partial = path.with_name(f".{path.name}.partial")
    with _writing(path):
        partial.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        os.replace(partial, path)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        remedy = "make room or mend the rights, and run it again: a build goes on where it stood"
        raise CannotWrite(f"{path}: {error.strerror or error}", "a disk with room", remedy) from error


class ShardWriter:
    """Writes a data set; made anew on the same folder, it goes on where a killed build stood.

    Each item of a build is either written or rejected. A new writer knows those up to the last finished shard, so a
    build that goes on from `items_done`, and makes the same rows of the same items, ends with the same bytes.

    Args:
        folder: made if absent.
        schema: columns of the rows.
        rows_per_shard: how many rows a finished shard holds; the last may hold fewer.
        metadata: written into every shard, and the same in all: the UnitSpec (`spec_metadata`), hashes of the recipe.

    Raises:
        BadData: the folder holds shards with other columns or metadata, or with one missing or broken.
        CannotWrite: now or later: the disk is full, or forbids it.
    """

    def __init__(
        self, folder: Path, schema: pa.Schema, rows_per_shard: int, metadata: Mapping[str, str] | None = None
    ) -> None:
        assert rows_per_shard > 0, "a shard holds at least one row"
        with _writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.rows_per_shard = folder, rows_per_shard
        self.schema = schema.with_metadata({**_decoded(schema), **(metadata or {})})
        self.rejects: dict[str, int] = {}
        self.by_voice: dict[str, dict[str, dict[str, int]]] = {}
        self.totals: dict[str, float] = {}
        self._buffer: list[Row] = []
        self._rejected: list[Row] = []  # since the last finished shard
        self._file: pq.ParquetWriter | None = None
        self._num_shards, self.rows_done = self._resume()

    @property
    def items_done(self) -> int:
        """Rows written and items rejected: the number of the item to go on with."""
        return self.rows_done + sum(self.rejects.values())

    @property
    def complete(self) -> bool:
        """Whether the card is there: nothing can be added any more."""
        return (self.folder / CARD).exists()

    def write(self, row: Row) -> None:
        """Add a row.

        Raises:
            BadData: its keys are not the schema's columns or a value has another type; the data set is complete.
        """
        self._require_room()
        if row.keys() != set(self.schema.names):
            raise BadData(f"a row with {sorted(row)}", f"the columns {sorted(self.schema.names)}", "give just these")
        self._buffer.append(row)
        self.rows_done += 1
        if len(self._buffer) == ROW_GROUP_ROWS or self.rows_done % self.rows_per_shard == 0:
            self._flush()
        if self.rows_done % self.rows_per_shard == 0:
            self._close_shard()

    def reject(self, reason: str, about: Row | None = None) -> None:
        """An item that gives no row. The card tells how many and why; what is given `about` it is kept in its place,
        see `Shards.rejected`."""
        self._rejected.append({"item": self.items_done, "reason": reason, **(about or {})})
        self.rejects[reason] = self.rejects.get(reason, 0) + 1

    def count(self, what: str, reason: str, voice: str) -> None:
        """Add one to what the card counts by reason and voice, before the row is written that it belongs to."""
        voices = self.by_voice.setdefault(what, {}).setdefault(reason, {})
        voices[voice] = voices.get(voice, 0) + 1

    def add(self, name: str, amount: float) -> None:
        """Add to a total that the card will hold ("hours"), before the row is written that it belongs to."""
        self.totals[name] = self.totals.get(name, 0) + amount

    def finish(self, card: Row) -> None:
        """Close the last shard and write the card: what is given, and the counts, rejects, totals and UnitSpec."""
        if self._buffer:
            self._flush()
        if self._file is not None:
            self._close_shard()
        metadata = self.schema.metadata or {}
        spec = json.loads(metadata[SPEC_KEY.encode()]) if SPEC_KEY.encode() in metadata else None
        counts = {"rows": self.rows_done, "shards": self._num_shards, **self._tally()}
        own = {**counts, "unit_spec": spec, "rejected": self._rejected}
        assert not own.keys() & card.keys(), f"the writer fills in {sorted(own.keys() & card.keys())} itself"
        write_json(self.folder / CARD, {**card, **own})

    def _require_room(self) -> None:
        if self.complete:
            raise BadData(f"{self.folder}, which has its card", "an unfinished data set", "write to another folder")
        if self._num_shards * self.rows_per_shard > self.rows_done:
            found = f"{self.folder} with a last shard of fewer than {self.rows_per_shard} rows"
            raise BadData(found, "full shards before further ones", "build into an empty folder")

    def _resume(self) -> tuple[int, int]:
        """Number of finished shards and of the rows in them; rejects and totals as they were then."""
        paths = _shard_paths(self.folder)
        files = [_open(path) for path in paths]
        for path, file in zip(paths, files, strict=True):
            _require_same(file.schema_arrow, self.schema, path)
        if self.complete:
            tally = _read_card(self.folder)
        else:
            tally = json.loads(files[-1].metadata.metadata[TALLY_KEY.encode()]) if files else self._tally()
        self.rejects, self.totals = dict(tally["rejects"]), dict(tally["totals"])
        self.by_voice = dict(tally["by_voice"])
        return len(files), sum(file.metadata.num_rows for file in files)

    def _flush(self) -> None:
        table = _table(self._buffer, self.schema, self.rows_done - len(self._buffer))
        with _writing(self._partial()):
            if self._file is None:
                self._file = pq.ParquetWriter(
                    self._partial(), self.schema, compression="zstd", write_page_checksum=True
                )
            self._file.write_table(table)
        self._buffer.clear()

    def _close_shard(self) -> None:
        assert self._file is not None, "a shard that is closed was opened"
        rejected = json.dumps(self._rejected, ensure_ascii=False)
        self._file.add_key_value_metadata({TALLY_KEY: json.dumps(self._tally()), REJECTED_KEY: rejected})
        self._rejected = []
        with _writing(self._partial()):
            self._file.close()
            os.replace(self._partial(), self.folder / f"part-{self._num_shards:05d}.parquet")
        self._file = None
        self._num_shards += 1

    def _tally(self) -> Row:
        return {"rejects": self.rejects, "totals": self.totals, "by_voice": self.by_voice}

    def _partial(self) -> Path:
        return self.folder / f".part-{self._num_shards:05d}.parquet.partial"


class Shards:
    """A complete data set, open for reading: `len`, iteration in order, and rows by number.

    Attributes:
        card: what `card.json` holds.
        spec: whose units these are; None if there are none in it.
        metadata: all metadata of the shards.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.card = _read_card(folder)
        self._paths = _shard_paths(folder)
        files = [_open(path) for path in self._paths]
        self._require_whole(files)
        for path, file in zip(self._paths, files, strict=True):
            _require_same(file.schema_arrow, files[0].schema_arrow, path)
        self.metadata = _compared(files[0].schema_arrow) if files else {}
        self.columns: list[str] = files[0].schema_arrow.names if files else []
        self.spec = _read_spec(self.metadata, folder)
        sizes = [(i, g, f.metadata.row_group(g).num_rows) for i, f in enumerate(files) for g in range(f.num_row_groups)]
        self._groups = [(shard, group) for shard, group, _ in sizes]
        self._starts = np.cumsum([0, *(size for *_, size in sizes)]).tolist()
        self._file = lru_cache(GROUPS_IN_MEMORY)(lambda shard: _open(self._paths[shard]))
        self._table = lru_cache(GROUPS_IN_MEMORY)(self._read_group)

    def __len__(self) -> int:
        return int(self._starts[-1])

    def __getitem__(self, index: int) -> Row:
        """Row `index`, counted from the end where negative."""
        row = index + len(self) if index < 0 else index
        if not 0 <= row < len(self):
            raise IndexError(f"row {index} of {len(self)} in {self.folder}")
        group = bisect.bisect_right(self._starts, row) - 1
        [found] = self._table(group).slice(row - self._starts[group], 1).to_pylist()
        return dict(found)

    def __iter__(self) -> Iterator[Row]:
        return self.rows()

    def rows(self, columns: Sequence[str] | None = None) -> Iterator[Row]:
        """All rows in order, one row group in memory, with the named columns or all of them."""
        if unknown := sorted(set(columns or ()) - set(self.columns)):
            raise BadData(f"columns {unknown} asked of {self.folder}", f"some of {self.columns}", "correct the names")
        for group in range(len(self._groups)):
            yield from self._read_group(group, columns).to_pylist()

    def rejected(self) -> Iterator[Row]:
        """What is known of the items that gave no row: `item`, their number in the build, `reason`, and more."""
        for path in self._paths:
            metadata = _open(path).metadata.metadata
            yield from json.loads(metadata.get(REJECTED_KEY.encode(), b"[]"))
        yield from self.card.get("rejected", [])

    def _read_group(self, group: int, columns: Sequence[str] | None = None) -> pa.Table:
        shard, within = self._groups[group]
        with _naming(self._paths[shard]):
            return self._file(shard).read_row_group(within, columns=None if columns is None else list(columns))

    def _require_whole(self, files: list[pq.ParquetFile]) -> None:
        found = (len(files), sum(file.metadata.num_rows for file in files))
        wanted = (self.card["shards"], self.card["rows"])
        if found != wanted:
            told = f"{wanted[1]} rows in {wanted[0]} shards, as its card says"
            raise BadData(f"{found[1]} rows in {found[0]} shards in {self.folder}", told, "copy or build it again")


def open_shards(folder: Path) -> Shards:
    """Open a data set.

    Raises:
        BadData: there is no card (the build is not finished), or a shard is missing, broken or from another data set.
    """
    return Shards(folder)


def read_shards(folder: Path, columns: Sequence[str] | None = None) -> Iterator[Row]:
    """All rows of a data set in order, with the named columns or all (see `open_shards` for errors)."""
    return Shards(folder).rows(columns)


def _table(rows: list[Row], schema: pa.Schema, first: int) -> pa.Table:
    try:
        return pa.Table.from_pylist(rows, schema=schema)
    except (pa.ArrowException, TypeError, ValueError, OverflowError) as error:
        wanted, remedy = "values of the schema's types", "correct what makes the row"
        raise BadData(f"in rows {first}–{first + len(rows) - 1}: {error}", wanted, remedy) from error


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    try:
        yield
    except (pa.ArrowException, OSError) as error:
        reason = str(error).splitlines()[0]
        raise BadData(f"{path}: {reason}", "a whole Parquet shard", "copy or build the data set again") from error


def _open(path: Path) -> pq.ParquetFile:
    with _naming(path):
        return pq.ParquetFile(path, page_checksum_verification=True)


def _shard_paths(folder: Path) -> list[Path]:
    paths = sorted(folder.glob("part-*.parquet"))
    wanted = [f"part-{index:05d}.parquet" for index in range(len(paths))]
    if missing := sorted(set(wanted) - {path.name for path in paths}):
        raise BadData(f"{folder} without {missing[0]}", "shards numbered without gaps", "copy or build it again")
    return paths


def _read_card(folder: Path) -> Row:
    path = folder / CARD
    if not path.exists():
        raise BadData(f"{folder} without {CARD}", "a finished data set", "let its build go on to the end")
    try:
        card = dict(json.loads(path.read_text("utf-8")))
    except (ValueError, TypeError) as error:
        raise BadData(f"{path}: {error}", "a JSON object", "copy or build the data set again") from error
    if missing := {"rows", "shards", "rejects", "totals"} - card.keys():
        raise BadData(f"{path} without {sorted(missing)}", "a card of `ShardWriter`", "build the data set again")
    return card


def _decoded(schema: pa.Schema) -> dict[str, str]:
    return {key.decode(): value.decode() for key, value in (schema.metadata or {}).items()}


def _compared(schema: pa.Schema) -> dict[str, str]:
    return {key: value for key, value in _decoded(schema).items() if key not in _NOT_COMPARED}


def _require_same(found: pa.Schema, wanted: pa.Schema, path: Path) -> None:
    # Columns and metadata apart: with `check_metadata` the name of a list's elements counts, which Parquet changes.
    if not found.equals(wanted) or _compared(found) != _compared(wanted):
        remedy = "keep data sets in folders of their own, and build into an empty one after a change"
        raise BadData(f"{path} with other columns or metadata", "shards of one data set", remedy)


def _read_spec(metadata: Mapping[str, str], folder: Path) -> UnitSpec | None:
    if SPEC_KEY not in metadata:
        return None
    try:
        return UnitSpec.from_row(json.loads(metadata[SPEC_KEY]))
    except (ValueError, TypeError) as error:
        raise BadData(f"a UnitSpec in {folder}: {error}", "all its fields", "build the data set again") from error
