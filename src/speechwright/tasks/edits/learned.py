"""Edits that are recognised and refused: they come with the learned editor."""

from __future__ import annotations

from dataclasses import replace

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.cover import Cues, Heard, cover
from speechwright.tasks.edits.edit import Amounts, Edit, Fill, Sense
from speechwright.tasks.edits.forms import whole


def learned(name: str, cue: str, senses: tuple[Sense, ...], vocabulary: str, unless: str = "(?!)") -> Edit:
    """An edit whose every reading is a refusal.

    Args:
        unless: words with which it is something else.
    """

    def settle(heard: Heard) -> Amounts | None:
        if whole(unless).search(heard.text):
            return None
        found = f"“{heard.reason}”, a change of {name}"
        raise BadInstruction(
            found, "an edit of words, speed, volume, pitch, pauses or sound", f"{name} comes with the learned editor"
        )

    cues = Cues(name, cue, settle, vocabulary, cost=2.0)
    refused = tuple(replace(one, fill=_refused(one.fill)) for one in senses)
    return Edit(name, refused, lambda clause: cover(clause, cues), {}, ())


def _refused(fill: Fill) -> Fill:
    """The same wordings, which ask for nothing that can be planned."""
    return lambda template, rng, transcript: replace(fill(template, rng, transcript), operations=())
