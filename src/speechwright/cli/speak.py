"""speechwright speak "text" -o out.wav"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from speechwright.cli.output import (
    Debug,
    Json,
    Model,
    Voice,
    check_target,
    note_stops,
    put,
    typed,
    with_progress,
)

Words = Annotated[str, typer.Argument(metavar="TEXT", help="What to say; '-' is the standard input.")]
Target = Annotated[Path, typer.Option("-o", metavar="OUT.wav", help="Sound file to write.")]


def speak(
    text: Words, target: Target, voice: Voice = None, model: Model = "mini", json: Json = False, debug: Debug = False
) -> None:
    """Speak a text."""
    check_target(target)
    words = typed(text)
    from speechwright.infer.speechwright import Speechwright

    sw = Speechwright.from_pretrained(model, progress=with_progress)
    utterance = sw.speak(words, voice).save(target)
    row = utterance.to_row()
    put(row, [f"{target}: {row['seconds']:.2f} s in the voice {utterance.voice}"], json)
    note_stops(f"the speech in {target}", utterance.stops)
