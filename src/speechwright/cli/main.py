"""The `speechwright` command."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from speechwright import __version__
from speechwright.cli.bench import bench
from speechwright.cli.chat import chat
from speechwright.cli.corpus import corpus
from speechwright.cli.demo import demo
from speechwright.cli.edit import edit
from speechwright.cli.evaluate import evaluate
from speechwright.cli.info import info
from speechwright.cli.output import as_row, put_error, say
from speechwright.cli.speak import speak
from speechwright.cli.train import train
from speechwright.cli.transcribe import transcribe

WRONG, FAULT = 2, 1


class Verbs(TyperGroup):
    """The verbs, and the one place where their errors end: one line and status 2."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> NoReturn:
        """Run one verb and leave with its status."""
        arguments = list(sys.argv[1:] if args is None else args)
        try:
            status = super().main(arguments, *rest, **{**extra, "standalone_mode": False})
        except Exception as error:  # noqa: BLE001 — the last resort: nobody is left to handle it
            sys.exit(_refuse(error, arguments))
        sys.exit(status if isinstance(status, int) else 0)


def _refuse(error: Exception, arguments: list[str]) -> int:
    """Tell of an error; the status to leave with."""
    # Read from the bare arguments: those that could not be understood must be answered in the wanted form too.
    as_json, debug = "--json" in arguments, "--debug" in arguments
    if debug:
        say("".join(traceback.format_exception(error)).rstrip())
    row = as_row(error)
    if row is not None:
        put_error(row, as_json)
        return WRONG
    found = f"a fault in speechwright itself ({type(error).__name__}: {error})"
    put_error(
        {"error": "Fault", "found": found, "wanted": "none", "remedy": "run it with --debug and report it"}, as_json
    )
    return FAULT


app = typer.Typer(cls=Verbs, add_completion=False, pretty_exceptions_enable=False)
for verb in (demo, transcribe, speak, chat, edit, train, evaluate, info):
    app.command()(verb)
app.add_typer(corpus, name="corpus")
app.add_typer(bench, name="bench")


@app.callback(invoke_without_command=True)
def verbs(
    context: typer.Context, version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False
) -> None:
    """Speech language models that follow instructions."""
    if version:
        typer.echo(__version__)
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


def run() -> None:
    """What the console script calls."""
    # The libraries' own bars and advice would stand between our lines; whoever wants them can set these.
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    app()


if __name__ == "__main__":
    run()
