"""speechwright demo [FILE…]"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from speechwright.cli.output import Debug, Json, Model, put, with_progress

Files = Annotated[list[str] | None, typer.Argument(metavar="FILE…", help="Spoken requests; none: packaged examples.")]
Folder = Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where the page and the sounds are written.")]


def demo(
    files: Files = None,
    out: Folder = Path("demo"),
    model: Model = "mini",
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Hold spoken exchanges and write a page that shows them."""
    from speechwright.infer.demo import hold_demo

    shown = hold_demo(model, files or None, out, with_progress)
    put(shown.to_row(), [f"open {shown.page}"], json)
