"""One picture of an evaluation: each figure with its interval, against the bound that is wanted."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Sequence
from typing import Any

from speechwright.bench.report import Line
from speechwright.bench.suite import Kind
from speechwright.tables import missing_extra

WIDTH_INCHES, INCHES_A_LINE, INCHES_A_PANEL, DOTS_PER_INCH = 9.0, 0.3, 0.75, 110
PANELS: tuple[tuple[str, tuple[Kind, ...], float], ...] = (
    ("word errors, % (less is better)", ("errors",), 100.0),
    ("right answers, % (more is better)", ("share", "gap"), 100.0),
    ("seconds of work a second of sound (less is better)", ("factor",), 1.0),
)
INK, MET, MISSED = "#3f86d6", "#2e8b57", "#c0392b"


def require_matplotlib() -> None:
    """Raises MissingExtra where matplotlib is not installed."""
    if importlib.util.find_spec("matplotlib") is None:
        raise missing_extra("matplotlib", "bench")


def draw(lines: Sequence[Line]) -> bytes:
    """The picture as a PNG.

    A mark is a value, a cross where it misses its bound; the bar is the 95 % interval, the upright stroke the bound.
    """
    from matplotlib.figure import Figure

    panels = [(title, own, scale) for title, kinds, scale in PANELS if (own := _of_kinds(lines, kinds))]
    heights = [INCHES_A_PANEL + INCHES_A_LINE * len(own) for _, own, _ in panels] or [INCHES_A_PANEL]
    figure = Figure(figsize=(WIDTH_INCHES, sum(heights)), dpi=DOTS_PER_INCH, layout="constrained")
    grid = figure.add_gridspec(len(heights), 1, height_ratios=heights)
    for row, (title, own, scale) in enumerate(panels):
        axes = figure.add_subplot(grid[row, 0])
        _draw_panel(axes, own, scale)
        axes.set_xlabel(title, fontsize=9)
    data = io.BytesIO()
    figure.savefig(data, format="png")
    return data.getvalue()


def _of_kinds(lines: Sequence[Line], kinds: tuple[Kind, ...]) -> list[Line]:
    return [line for line in lines if line.measure.kind in kinds]


def _draw_panel(axes: Any, lines: Sequence[Line], scale: float) -> None:
    for place, line in enumerate(lines):
        figure = line.figure
        spread = [[scale * (figure.value - figure.low)], [scale * (figure.high - figure.value)]]
        colour = INK if line.met is None else MET if line.met else MISSED
        mark = "X" if line.met is False else "o"
        axes.errorbar(scale * figure.value, place, xerr=spread, fmt=mark, color=colour, capsize=3, markersize=5)
        if line.met is not None and line.measure.wanted is not None:
            axes.plot([scale * line.measure.wanted] * 2, [place - 0.35, place + 0.35], color="black", linewidth=1.5)
    names = [f"{line.voice} " if line.voice else line.measure.title for line in lines]
    axes.set_yticks(range(len(lines)), names, fontsize=8)
    axes.set_ylim(len(lines) - 0.5, -0.5)
    axes.tick_params(axis="x", labelsize=8)
    axes.grid(axis="x", alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)
