"""speechwright info MODEL"""

from __future__ import annotations

from typing import Annotated

import typer

from speechwright.cli.output import Debug, Json, put

Name = Annotated[str, typer.Argument(metavar="MODEL", help="A packaged model, or a model folder.")]


def info(model: Name = "mini", json: Json = False, debug: Debug = False) -> None:
    """Say what a model is: its sizes, its units, its voices, its measured figures."""
    from speechwright.infer.about import about_model

    row = about_model(model)
    put(row, [f"{name}: {value}" for name, value in row.items()], json)
