"""speechwright evaluate MODEL"""

from __future__ import annotations

from typing import Annotated

import typer

from speechwright.cli.output import Debug, Json, put

Name = Annotated[str, typer.Argument(metavar="MODEL", help="A packaged model, or a model folder.")]


def evaluate(model: Name, json: Json = False, debug: Debug = False) -> None:
    """Measure how well a model hears, speaks and answers; each figure with its 95 % interval."""
    from speechwright.bench.runner import evaluate as measure

    row = measure(model).to_row()
    lines = [
        f"{name}: {figure['value']:.4g} ({figure['low']:.4g} to {figure['high']:.4g}, n = {figure['n']})"
        for name, figure in row["figures"].items()
    ]
    put(row, lines, json)
