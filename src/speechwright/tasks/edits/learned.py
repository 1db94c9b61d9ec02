"""Edits that are recognised and refused: they come with the learned editor."""

from __future__ import annotations

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.cover import Cues, Heard, cover
from speechwright.tasks.edits.edit import Amounts, Edit, Sense
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
        raise BadInstruction(found, "an edit of words, speed, volume, pitch, pauses or sound", f"{name} comes with the learned editor")

    cues = Cues(name, cue, settle, vocabulary, cost=2.0)
    return Edit(name, senses, lambda clause: cover(clause, cues), {}, ())
