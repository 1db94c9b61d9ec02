"""What the command line says, and where: results to stdout, talk to stderr, errors as one line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from speechwright.audio.write import FORMATS
from speechwright.errors import BadAudio, BadText, SpeechwrightError
from speechwright.types import Row

MAX_STDIN_BYTES = 1 << 20
PROGRESS_AFTER_S = 2
STDIN = "-"

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]
Model = Annotated[str, typer.Option("--model", metavar="NAME|FOLDER", help="A packaged model, or a model folder.")]
Ear = Annotated[str, typer.Option("--recognizer", metavar="NAME", help="Who listens: model, or pocketsphinx.")]
Voice = Annotated[str | None, typer.Option("--voice", metavar="NAME|REF.wav", help="A voice, or a recording of one.")]


def put(row: Row, lines: Sequence[str], as_json: bool) -> None:
    """Print a result to stdout: the row as one line of JSON, or the lines for people."""
    # ASCII alone, so that no terminal's encoding can fail on it.
    for line in [json.dumps(row, allow_nan=False)] if as_json else lines:
        typer.echo(_printable(line, sys.stdout.encoding))


def say(line: str) -> None:
    """Talk to the user, on stderr."""
    typer.echo(_printable(line, sys.stderr.encoding), err=True)


def put_error(row: Row, as_json: bool) -> None:
    """Print an error: its row to stdout, or one line to stderr."""
    if as_json:
        put(row, (), as_json=True)
    else:
        said = f"error: found {row['found']}; wanted {row['wanted']}; {row['remedy']}"
        say(" ".join(said.split()))


def with_progress(items: Sequence[Any]) -> Iterable[Any]:
    """The items, with a bar on stderr where they take longer than two seconds."""
    from tqdm import tqdm

    bar: Iterable[Any] = tqdm(items, delay=PROGRESS_AFTER_S, leave=False, file=sys.stderr)
    return bar


def note_stops(what: str, stops: Sequence[str]) -> None:
    """Say so where a reply was ended by a guard, since what follows may be incomplete."""
    for reason in sorted({stop for stop in stops if stop != "end"}):
        say(f"note: {what} was ended by the guard '{reason}' and may be incomplete")


def sound_source(file: str) -> str | BinaryIO:
    """The file, or the standard input for `-`."""
    return _stdin() if file == STDIN else file


def typed(text: str) -> str:
    """The text, or what the standard input holds for `-`.

    Raises:
        BadText: it is not UTF-8, or too long.
    """
    if text != STDIN:
        return text
    data = _stdin().read(MAX_STDIN_BYTES + 1)
    if len(data) > MAX_STDIN_BYTES:
        raise BadText(f"more than {MAX_STDIN_BYTES} bytes on stdin", "a shorter text", "speak it in several parts")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadText(
            "bytes on stdin that are not UTF-8", "a text in UTF-8", "convert it, with iconv for example"
        ) from error


def check_target(path: Path) -> None:
    """Refuse a path for sound that can't be written, before any work is done for it.

    Raises:
        BadAudio: an unknown suffix, no such folder, or a folder.
    """
    if path.suffix.lower() not in FORMATS:
        raise BadAudio(
            f"{str(path)!r} to write sound to", f"a name that ends in {', '.join(FORMATS)}", "change the name"
        )
    if path.is_dir() or not path.parent.is_dir():
        found = f"a folder {str(path)!r}" if path.is_dir() else f"no folder {str(path.parent)!r}"
        raise BadAudio(found, "a file in an existing folder", "change the path, or make the folder first")


def as_row(error: Exception) -> Row | None:
    """The row of an error that the user can mend; None for any other."""
    if isinstance(error, SpeechwrightError):
        return error.to_row()
    if message := getattr(error, "format_message", None):  # a wrong call; typer's own class or click's, by version
        found = " ".join(str(message()).split()).rstrip(".")
        return {"error": "BadCall", "found": found, "wanted": "a call as in the help", "remedy": "add --help"}
    if isinstance(error, OSError):  # a full disk, a right that is missing: the machine's doing and the user's to mend
        return {
            "error": "OSError",
            "found": str(error),
            "wanted": "files to work with",
            "remedy": "check space and rights",
        }
    return None


def _stdin() -> BinaryIO:
    if sys.stdin is None:
        raise BadText("no standard input", "an open one", "give a file or a text instead of '-'")
    return typer.get_binary_stream("stdin")


def _printable(line: str, encoding: str | None) -> str:
    """The line with what the stream can't hold spelled out."""
    codec = encoding or "utf-8"
    return line.encode(codec, "backslashreplace").decode(codec)
