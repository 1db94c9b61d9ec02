"""Speechwright's own editor: it carries the plan out, checks what it made, and tries again where that did not pass."""

from __future__ import annotations

from pathlib import Path

from speechwright.audio.pcm import PcmFile
from speechwright.bench.edits.desk import Desk, Made
from speechwright.bench.edits.item import EditItem
from speechwright.bench.edits.places import Whereabouts
from speechwright.editing.editor import Edited, Editor


class Ours:
    """The editor as its users have it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._editor = Editor(desk.settings.recognizer)

    def make(self, item: EditItem, path: Path) -> Made:
        plan = self._desk.plan(item)
        with PcmFile(item.sound) as file:
            edited = self._editor.apply(file, plan)
            edited.write(path)
            pieces = [(piece.begin, piece.end, piece.num_samples) for piece in edited.executed.timeline.pieces]
        return Made(Whereabouts(pieces), edited.executed.joins, _notes(edited))


def _notes(edited: Edited) -> dict[str, str]:
    """Which checks of its own did not pass, what it remarked, and which voice spoke new words."""
    failed = ", ".join(f"{each.what} {each.found} for {each.wanted}" for each in edited.checks if not each.passed)
    voices = ", ".join(each.voice for each in edited.executed.synthesised)
    found = {"failed_checks": failed, "remarks": "; ".join(edited.executed.notes), "voice": voices}
    return {key: value for key, value in found.items() if value}
