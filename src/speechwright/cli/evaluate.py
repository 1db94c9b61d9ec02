"""speechwright evaluate MODEL"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from speechwright.cli.output import Debug, Json, put, say

if TYPE_CHECKING:
    from speechwright.bench.report import Report

Name = Annotated[str, typer.Argument(metavar="MODEL", help="A packaged model, or a model folder.")]
Suites = Annotated[list[str] | None, typer.Option("--suite", metavar="NAME", help="A suite; may stand several times.")]
Items = Annotated[int, typer.Option("--items", metavar="N", help="Items a suite.")]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help="Draws the items.")]
People = Annotated[
    Path | None, typer.Option("--people", metavar="FOLDER", help="Recordings of digits: DIGIT_SPEAKER_TAKE.wav.")
]
Texts = Annotated[Path | None, typer.Option("--texts", metavar="FILE", help="Sentences, one a line.")]
Folder = Annotated[Path | None, typer.Option("--out", metavar="FOLDER", help="Where rows and report are kept.")]
Workers = Annotated[int, typer.Option("--workers", metavar="N", help="Processes side by side.")]


# A verb's options are its parameters: more than the seven that a function may have elsewhere.
def evaluate(  # noqa: PLR0913
    model: Name,
    suite: Suites = None,
    items: Items = 500,
    seed: Seed = 1,
    people: People = None,
    texts: Texts = None,
    out: Folder = None,
    workers: Workers = 1,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Measure how well a model hears, speaks and answers; each figure with its 95 % interval."""
    from speechwright.bench.runner import evaluate as measure
    from speechwright.bench.settings import EvaluateSettings

    settings = EvaluateSettings(tuple(suite or ()), items, seed, people, texts, out, workers)
    report = measure(model, settings)
    row = {"model": report.model, "figures": {name: figure.to_row() for name, figure in report.figures.items()}}
    put(row, _lines(report), json)
    for name, reason in report.not_run.items():
        say(f"note: {name} was not measured: {reason}")


def _lines(report: Report) -> list[str]:
    return [
        f"{name}: {figure.value:.4g} ({figure.low:.4g} to {figure.high:.4g}, n = {figure.n})"
        for name, figure in report.figures.items()
    ]
