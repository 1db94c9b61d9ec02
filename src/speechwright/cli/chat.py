"""speechwright chat FILE | --text "…" -o out.wav"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from speechwright.cli.output import (
    Debug,
    Ear,
    Json,
    Model,
    Voice,
    check_target,
    note_stops,
    put,
    say,
    sound_source,
    typed,
    with_progress,
)
from speechwright.errors import BadRecipe

if TYPE_CHECKING:
    from speechwright.infer.results import Exchange

Request = Annotated[str | None, typer.Argument(metavar="FILE", help="A spoken request; '-' is the standard input.")]
Words = Annotated[
    str | None, typer.Option("--text", metavar="TEXT", help="A typed request; '-' is the standard input.")
]
Target = Annotated[Path | None, typer.Option("-o", metavar="OUT.wav", help="Sound file for the spoken answer.")]
Out = Annotated[Literal["text", "speech"], typer.Option("--out", help="What the answer is wanted in.")]
Direct = Annotated[bool, typer.Option("--direct", help="From speech to speech, without writing anything.")]


# A verb's options are its parameters: more than the seven that a function may have elsewhere.
def chat(  # noqa: PLR0913
    file: Request = None,
    text: Words = None,
    target: Target = None,
    out: Out = "speech",
    direct: Direct = False,
    voice: Voice = None,
    recognizer: Ear = "model",
    model: Model = "mini",
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Answer a spoken or a typed request, in speech or in text."""
    _check(file, text, target, out)
    words = None if text is None else typed(text)
    source = None if file is None else sound_source(file)
    from speechwright.infer.speechwright import Speechwright

    sw = Speechwright.from_pretrained(model, recognizer, with_progress)
    exchange = sw.chat(source, text=words, out=out, direct=direct, voice=voice)
    if out == "speech" and target is not None:
        exchange = exchange.save(target)
    put(exchange.to_row(), _lines(exchange), json)
    note_stops("the answer", [exchange.stop])


def _check(file: str | None, text: str | None, target: Path | None, out: str) -> None:
    """Refuse before any work what can't lead to an answer."""
    if (file is None) == (text is None):
        found = "no request" if file is None else "a file and --text"
        raise BadRecipe(found, "one request", "give a FILE or --text TEXT")
    if out == "text":
        if target is not None:
            say(f"note: nothing is written to {target}, since the answer is wanted in text")
        return
    if target is None:
        raise BadRecipe("no file for the answer", "-o OUT.wav", "add -o answer.wav, or --out text")
    check_target(target)


def _lines(exchange: Exchange) -> list[str]:
    said = {"heard": exchange.heard, "answer": exchange.answer, "file": exchange.file}
    return [f"{name}: {value}" for name, value in said.items() if value is not None]
