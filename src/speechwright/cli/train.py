"""speechwright train RECIPE"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from speechwright.cli.output import Debug, Json, put

Recipe = Annotated[Path, typer.Argument(metavar="RECIPE", help="A recipe file.")]
Folder = Annotated[Path | None, typer.Option("--out", metavar="FOLDER", help="Where the run is kept.")]


def train(recipe: Recipe, out: Folder = None, json: Json = False, debug: Debug = False) -> None:
    """Run a recipe, from data to a model folder; a run that was stopped goes on where it stood."""
    from speechwright.road.runner import run_recipe

    folder = run_recipe(recipe, out)
    put({"recipe": str(recipe), "folder": str(folder)}, [str(folder)], json)
