"""Figures of a row of a report, each with its interval and how many items it rests on."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from speechwright.bench.edits.item import GROUPS
from speechwright.metrics.interval import Figure, ratio_figure, share_figure
from speechwright.metrics.joins import Jump, bounds, is_within
from speechwright.types import Row

Rows = Sequence[Row]


@dataclass(frozen=True)
class Line:
    """A figure of one way to edit.

    Args:
        name: its key: "joint/prosody", "pitch_error".
        title: what it says, for people.
        unit: "%" for a share, which is kept as 0 to 1; otherwise of the value.
        wanted: the bound that ours should keep; a share is to be at least, all else at most that.
        figure: None where no item has it.
    """

    name: str
    title: str
    unit: str
    figure: Figure | None
    wanted: float | None = None

    @property
    def met(self) -> bool | None:
        """Whether the value keeps its bound."""
        if self.figure is None or self.wanted is None:
            return None
        return self.figure.value >= self.wanted if self.unit == "%" else self.figure.value <= self.wanted


def run_rows(rows: Rows) -> list[Row]:
    """Those that could be run: failures stay, what is unfit does not."""
    return [row for row in rows if not row.get("unfit")]


def lines_of(rows: Rows, natural: Sequence[Jump], seed: int) -> list[Line]:
    """All figures of one way to edit.

    Args:
        rows: of all items, in order.
        natural: jumps where words meet by themselves, over the whole set.
        seed: of the resamples.
    """
    run = run_rows(rows)
    return [*_shares(run), *_errors(run, seed), *_kept(run, seed), *_joins(run, natural)]


def _shares(rows: Rows) -> list[Line]:
    """Edit, preservation and both, by group. An item that failed has not passed; one that no sound can tell of is left
    out of all three."""
    told = [row for row in rows if row.get("failed") or row["edit"] is not None]
    lines = []
    for name, title in (("joint", "edit and words right"), ("edit", "edit right"), ("preserved", "words right")):
        for group in ("", *GROUPS):
            passes = [bool(row.get(name)) for row in told if group in ("", row["group"])]
            key, shown = (f"{name}/{group}", f"— {group}") if group else (name, title)
            if passes:
                lines.append(Line(key, shown, "%", share_figure(passes), WANTED.get(key)))
    exact = [bool(row.get("exact")) for row in rows]
    return [*lines, Line("exact", "all words heard as wanted", "%", share_figure(exact) if exact else None)]


def _errors(rows: Rows, seed: int) -> list[Line]:
    """How far amounts are missed, over the items that have one and did not fail."""
    lines = []
    for edit, title, unit, wanted in (
        ("pitch", "pitch error", "semitones", 0.15),
        ("speed", "tempo error", "percent", 1.0),
        ("volume", "level error", "dB", 0.1),
        ("pause", "pause error", "s", None),
        ("loudness", "loudness error", "LU", None),
    ):
        errors = [
            check["error"]
            for row in rows
            for check in row.get("checks", ())
            if check["edit"] == edit and check["error"] is not None
        ]
        lines.append(Line(f"{edit}_error", title, unit, mean_figure(errors, seed, edit), wanted))
    return lines


def _kept(rows: Rows, seed: int) -> list[Line]:
    done = [row for row in rows if not row.get("failed")]
    deleted = [row for row in done if row["kind"] == "delete"]

    def mean(name: str, title: str, unit: str, wanted: float | None = None) -> Line:
        values = [row[name] for row in done if row[name] is not None]
        return Line(name, title, unit, mean_figure(values, seed, name), wanted)

    return [
        _heard("words_outside", "words outside the edit still heard", done, seed),
        _heard("words_outside/deletion", "— deletion", deleted, seed, 0.99),
        mean("duration_drift", "WDTW-Dur, other words' lengths", "percent"),
        mean("f0_drift", "WDTW-F0, other words' pitch", "semitones"),
        mean("kept", "samples unchanged", "%"),
        mean("kept_outside", "samples unchanged outside the edit", "%", 1.0),
    ]


def _heard(name: str, title: str, rows: Rows, seed: int, wanted: float | None = None) -> Line:
    pairs = [row["words_outside"] for row in rows if row["words_outside"][1]]
    figure = ratio_figure([a for a, _ in pairs], [b for _, b in pairs], _rng(seed, name)) if pairs else None
    return Line(name, title, "%", figure, wanted)


def _joins(rows: Rows, natural: Sequence[Jump]) -> list[Line]:
    """Joins that change no more than all but a twentieth of the natural ones do, measure by measure."""
    deleted = [row for row in rows if row["kind"] == "delete"]
    title = "joins within the natural ones' 95th percentile"
    return [
        Line("joins", title, "%", _smooth(rows, natural)),
        Line("joins/deletion", "— deletion", "%", _smooth(deleted, natural), 0.9),
    ]


def _smooth(rows: Rows, natural: Sequence[Jump]) -> Figure | None:
    jumps = [Jump(*jump) for row in rows for jump in row.get("jumps", ())]
    most = bounds(natural) if natural else None
    return share_figure([is_within(jump, most) for jump in jumps]) if jumps and most else None


def mean_figure(values: Sequence[float], seed: int, name: str) -> Figure | None:
    """The mean with its bootstrap interval; None of none."""
    return ratio_figure(values, np.ones(len(values)), _rng(seed, name)) if values else None


def _rng(seed: int, name: str) -> np.random.Generator:
    return np.random.default_rng([seed, zlib.crc32(name.encode())])


WANTED = {f"joint/{group}": 0.9 for group in ("prosody", "volume", "time", "deletion")}
