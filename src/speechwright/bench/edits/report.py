"""What a measurement of editing found: figures of each way to edit, what failed and why, what could not be run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from speechwright.bench.edits.figures import Line, Rows, lines_of
from speechwright.bench.edits.item import EditItem
from speechwright.bench.edits.settings import EditsSettings
from speechwright.metrics.joins import Jump
from speechwright.types import Row


@dataclass(frozen=True)
class EditsReport:
    """A finished measurement.

    Args:
        settings: what was asked for.
        folder: of the rows and the edited sounds.
        items: of the set, also those that can't be run.
        rows: of each way to edit, one an item, in order.
    """

    settings: EditsSettings
    folder: Path
    items: Sequence[EditItem]
    rows: Mapping[str, Rows]

    @property
    def unfit(self) -> Counter[str]:
        """How many items can't be run, by reason."""
        return Counter(item.unfit for item in self.items if item.unfit)

    @property
    def num_run(self) -> int:
        return len(self.items) - self.unfit.total()

    @cached_property
    def lines(self) -> dict[str, list[Line]]:
        """All figures, by way to edit."""
        return {name: lines_of(rows, self._natural, self.settings.seed) for name, rows in self.rows.items()}

    def failures(self) -> dict[str, Counter[str]]:
        """How many items each way failed, by reason without the particulars."""
        reasons = {name: [row["failed"] for row in rows if row.get("failed")] for name, rows in self.rows.items()}
        return {name: Counter(map(_short, found)) for name, found in reasons.items()}

    def untold(self) -> dict[str, Counter[str]]:
        """How many goals no sound can tell of, by reason."""
        return {
            name: Counter(
                f"{check['edit']}: {check['why']}"
                for row in rows
                for check in row.get("checks", ())
                if check["passed"] is None
            )
            for name, rows in self.rows.items()
        }

    def to_row(self) -> Row:
        """The JSON object of the command line. An interval is of 95 %; shares are 0 to 1."""
        return {
            "set": self.settings.edit_set,
            "items": len(self.items),
            "run": self.num_run,
            "not_run": dict(self.unfit),
            "figures": {
                name: {line.name: line.figure.to_row() for line in lines if line.figure is not None}
                for name, lines in self.lines.items()
            },
            "failures": {name: dict(found) for name, found in self.failures().items()},
            "untold": {name: dict(found) for name, found in self.untold().items()},
            "folder": str(self.folder),
            "settings": self.settings.to_row(),
        }

    @cached_property
    def _natural(self) -> list[Jump]:
        """Where words meet by themselves, in each recording once."""
        seen: dict[int, list[Jump]] = {}
        for rows in self.rows.values():
            for row in rows:
                if "natural" in row:
                    seen.setdefault(row["index"], [Jump(*jump) for jump in row["natural"]])
        return [jump for jumps in seen.values() for jump in jumps]


def _short(reason: str) -> str:
    """Up to the quoted part, which differs from item to item."""
    for mark in ("“", " '", ' "', ";"):
        reason = reason.partition(mark)[0]
    return reason.strip()
