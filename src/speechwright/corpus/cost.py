"""What a data set will cost: a few of its items are made, and the rest are taken to be like them."""

from __future__ import annotations

import io
import time
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from speechwright.corpus.build import Made, Run, make
from speechwright.corpus.builders.builder import Builder
from speechwright.corpus.rejected import Rejected
from speechwright.types import Row

ITEMS_MADE = 16
TOKENS_A_WORD = 1.3  # of an English text in pieces of words; of a text in characters it is about five


@dataclass(frozen=True)
class Cost:
    """Of a whole data set, estimated.

    Args:
        items: rows and rejects.
        rejected: share of the items.
        words: written in the rows.
        hours: of speech.
        units: of speech.
        positions: units, and tokens for the words.
        disk_bytes: of the shards.
        work_s: of one process.
    """

    items: int
    rejected: float
    words: int
    hours: float
    units: int
    positions: int
    disk_bytes: int
    work_s: float

    def to_row(self) -> Row:
        return asdict(self)

    def told(self, workers: int) -> str:
        """A line for people."""
        return (
            f"about {self.items:,} items, {100 * self.rejected:.0f} % of them rejected: {self.words:,} words, "
            f"{self.hours:.1f} hours, {self.positions:,} positions, {self.disk_bytes / 1e6:.0f} MB, "
            f"{self.work_s / 60 / workers:.0f} minutes with {workers} {'worker' if workers == 1 else 'workers'}"
        )


def estimate(builder: Builder, run: Run, made: int = ITEMS_MADE) -> Cost:
    """The cost of a build, from `made` of its items, evenly spread.

    Raises:
        SpeechwrightError: what ends the build would end this.
    """
    count = builder.count()
    indices = np.unique(np.linspace(0, count - 1, min(made, count)).astype(int))
    make(builder, run, int(indices[0]))  # opens voices and tokenizer, which a build does once
    start_s = time.monotonic()
    items = [make(builder, run, int(index)) for index in indices]
    a_process_s = time.monotonic() - start_s
    return _scaled(items, builder.schema, count, a_process_s)


def _scaled(items: list[Made], schema: pa.Schema, count: int, work_s: float) -> Cost:
    rows = [item.row for item in items if not isinstance(item.row, Rejected)]
    factor = count / len(items)
    words, units = (sum(amount(row) for row in rows) for amount in (_words, _units))
    return Cost(
        items=count,
        rejected=1 - len(rows) / len(items),
        words=round(factor * words),
        hours=factor * sum(item.length_s for item in items) / 3600,
        units=round(factor * units),
        positions=round(factor * (units + TOKENS_A_WORD * words)),
        disk_bytes=round(factor * _stored(rows, schema)),
        work_s=factor * work_s,
    )


def _parts(row: Row) -> list[Any]:
    return [part for turn in row.get("turns", ()) for part in turn["parts"]]


def _words(row: Row) -> int:
    texts = [row[name] for name in ("text", "instruction", "text_before", "text_after") if name in row]
    texts += [part["text"] for part in _parts(row)]
    return sum(len(text.split()) for text in texts if text)


def _units(row: Row) -> int:
    return sum(len(part["units"]) for part in _parts(row) if part["units"])


def _stored(rows: list[Row], schema: pa.Schema) -> int:
    """Bytes of a Parquet file of these rows alone, without what every file has."""
    if not rows:
        return 0
    sizes = []
    for kept in (rows, []):
        file = io.BytesIO()
        pq.write_table(pa.Table.from_pylist(kept, schema=schema), file, compression="zstd")
        sizes.append(len(file.getvalue()))
    return sizes[0] - sizes[1]
