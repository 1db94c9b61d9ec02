"""speechwright transcribe FILE…"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from speechwright.cli.output import (
    Debug,
    Ear,
    Json,
    Model,
    note_stops,
    put,
    put_error,
    sound_source,
    with_progress,
)
from speechwright.errors import BadAudio

if TYPE_CHECKING:
    from speechwright.infer.speechwright import Speechwright

Files = Annotated[list[str], typer.Argument(metavar="FILE…", help="Sound files; '-' is the standard input.")]


def transcribe(
    files: Files, recognizer: Ear = "model", model: Model = "mini", json: Json = False, debug: Debug = False
) -> None:
    """Write down what is said in recordings. A file that can't be used is reported, and the next one follows."""
    from speechwright.infer.speechwright import Speechwright

    sw = Speechwright.from_pretrained(model, recognizer, with_progress)
    failed = False
    for file in files:
        try:
            _transcribe(sw, file, len(files) > 1, json)
        except BadAudio as error:
            if debug:
                raise
            put_error(error.to_row(), json)
            failed = True
    if failed:
        raise typer.Exit(2)


def _transcribe(sw: Speechwright, file: str, several: bool, as_json: bool) -> None:
    transcript = replace(sw.transcribe(sound_source(file)), file=file)
    put(transcript.to_row(), [f"{file}: {transcript.text}" if several else transcript.text], as_json)
    note_stops(f"the transcript of {file}", transcript.stops)
