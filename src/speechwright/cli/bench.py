"""speechwright bench edits"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from speechwright.cli.output import Debug, Json, put, say

if TYPE_CHECKING:
    from speechwright.bench.edits.report import EditsReport

Set = Annotated[str, typer.Option("--set", metavar="NAME", help="own, realedit, ming or speecheditbench.")]
Data = Annotated[Path | None, typer.Option("--data", metavar="FOLDER", help="Where a published set lies.")]
Rows = Annotated[list[str] | None, typer.Option("--row", metavar="NAME", help="A way to edit; several times.")]
Items = Annotated[int, typer.Option("--items", metavar="N", help="How many items.")]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help="Draws the items of the own set.")]
Out = Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where sounds, rows and report are kept.")]
Ear = Annotated[str, typer.Option("--recognizer", metavar="NAME", help="Who listens.")]
Told = Annotated[bool, typer.Option("--transcripts", help="Tell editors the transcript in every set.")]
Page = Annotated[Path | None, typer.Option("--report", metavar="PAGE.html", help="Write a page with pictures.")]

bench = typer.Typer(help="Measure against what others do.", no_args_is_help=True)


@bench.callback()
def _bench() -> None:
    """Measure against what others do."""


# A verb's options are its parameters: more than the seven that a function may have elsewhere.
@bench.command()
def edits(  # noqa: PLR0913
    set_name: Set = "own",
    data: Data = None,
    row: Rows = None,
    items: Items = 500,
    seed: Seed = 1,
    out: Out = Path("runs/bench-edits"),
    recognizer: Ear = "pocketsphinx",
    transcripts: Told = False,
    report: Page = None,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Edit recordings by instruction, in each way there is, and measure what came of it."""
    from speechwright.bench.edits.publish import check_page, publish
    from speechwright.bench.edits.runner import measure_edits
    from speechwright.bench.edits.settings import EditsSettings

    check_page(report)
    settings = EditsSettings(set_name, tuple(row or ()), items, seed, data, out, recognizer, transcripts)
    found = measure_edits(settings)
    publish(found, report)
    put(found.to_row(), _lines(found), json)
    say(f"note: {found.num_run} of {len(found.items)} items were run; the report lies in {found.folder}")


def _lines(found: EditsReport) -> list[str]:
    """The joint share and the wanted figures of each way."""
    return [
        f"{name} {line.name}: {line.figure.value:.4g} ({line.figure.low:.4g} to {line.figure.high:.4g}, "
        f"n = {line.figure.n})"
        for name, lines in found.lines.items()
        for line in lines
        if line.figure is not None and (line.wanted is not None or line.name == "joint")
    ]
