"""speechwright corpus build|show|check|report"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from speechwright.cli.output import Debug, Json, put
from speechwright.errors import BadData

Recipe = Annotated[Path, typer.Argument(metavar="RECIPE", help="A recipe file.")]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a data set.")]
Out = Annotated[Path | None, typer.Option("--out", metavar="FOLDER", help="Where the run is kept.")]
EngineName = Annotated[str, typer.Option("--engine", metavar="local|ray", help="What makes the items.")]
Workers = Annotated[int | None, typer.Option("--workers", metavar="N", help="Processes, or tasks of a cluster.")]
Address = Annotated[str | None, typer.Option("--address", metavar="ADDRESS", help="Of a Ray cluster.")]
Rows = Annotated[int, typer.Option("--n", metavar="N", min=1, help="How many rows.")]
Page = Annotated[Path | None, typer.Option("--play-html", metavar="FILE", help="Write a page to hear them.")]
Other = Annotated[Path | None, typer.Option("--against", metavar="OTHER", help="A data set that may share nothing.")]
File = Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The page.")]

corpus = typer.Typer(help="Make data sets, look at them, and check them.", no_args_is_help=True)


@corpus.command()
def build(
    recipe: Recipe,
    engine: EngineName = "local",
    workers: Workers = None,
    address: Address = None,
    out: Out = None,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Build the data sets of a recipe; what each will cost is told first. A build that was stopped goes on."""
    from speechwright.road.runner import build_corpora

    cards = build_corpora(recipe, out, engine, workers, address)
    for name, card in cards.items():
        rejects = sum(card["rejects"].values())
        row = {"name": name, "folder": card["folder"], "rows": card["rows"], "rejects": card["rejects"]}
        put(row | {"totals": card["totals"]}, [f"{card['folder']}: {card['rows']} rows, {rejects} rejected"], json)


@corpus.command()
def show(folder: Folder, n: Rows = 5, play_html: Page = None, json: Json = False, debug: Debug = False) -> None:
    """Show what rows are: text, units, sound, and with a star what a model learns of them."""
    from speechwright.corpus.show import lines, parts, write_page
    from speechwright.shards import open_shards

    shards = open_shards(folder)
    if not len(shards):
        raise BadData(f"{folder} without a row", "at least one", "look at what was rejected: corpus report")
    rows = [shards[index] for index in range(min(n, len(shards)))]
    for row in rows:
        said = [{"role": role, "text": text, "learned": learned} for role, text, learned in parts(row, shards)]
        put({"id": row["id"], "task": row.get("task", "speech"), "parts": said}, lines(row, shards), json)
    if play_html is not None:
        write_page(play_html, shards, rows)


@corpus.command()
def check(folder: Folder, against: Other = None, json: Json = False, debug: Debug = False) -> None:
    """Read all of a data set: what is broken, what stands there twice, what leaked from another one."""
    from speechwright.corpus.check import check as read_through

    findings = read_through(folder, against)
    row = findings.to_row()
    examples = [f"  {kind}: {one}" for kind, found in row["examples"].items() for one in found]
    told = ", ".join(f"{row[kind]} {kind}" for kind in ("broken", "duplicates", "leaked"))
    put({"folder": str(folder), **row}, [f"{row['rows']} rows: {told}", *examples], json)
    if not findings.sound:
        raise typer.Exit(1)


@corpus.command()
def report(folder: Folder, out: File = Path("report.html"), json: Json = False, debug: Debug = False) -> None:
    """Write one page about a data set: hours by voice, lengths, what was rejected, and some of it to hear."""
    from speechwright.corpus.report import write_report

    write_report(folder, out)
    put({"folder": str(folder), "file": str(out)}, [str(out)], json)
