"""What an edit made of a recording, as one HTML page: before and after to see and to hear, the plan, and the checks."""

from __future__ import annotations

from pathlib import Path

from speechwright.audio.pcm import PcmFile
from speechwright.editing.log import writing
from speechwright.editing.picture import before_and_after
from speechwright.editing.player import player
from speechwright.infer.editing import Saved
from speechwright.page.html import document, section, table
from speechwright.tasks.edits.show import HEADS, plan_rows


def write_edit_page(saved: Saved, path: Path) -> None:
    """Write the page; nothing outside of it is needed to see it.

    Raises:
        CannotWrite: the disk is full, or forbids it.
    """
    result = saved.result
    with PcmFile(result.given) as before, PcmFile(saved.path) as after:
        picture = before_and_after(before, after, result.plan, result.edited.executed.joins)
    sounds = player("before", result.given) + player("after", saved.path)
    facts = [
        ("instruction", result.plan.instruction),
        ("kept", f"{result.kept:.2%} of the input's samples"),
        *(("synthesised", f"“{each.text}” by {each.voice}") for each in result.synthesised),
        *(("note", note) for note in result.notes),
    ]
    checks = [(str(c.step), c.what, c.wanted, c.found, "passed" if c.passed else "failed") for c in saved.checks]
    sections = [
        section("Before and after", f"<figure>{picture}</figure>{sounds}"),
        section("Plan", table(HEADS, plan_rows(result.plan))),
        section("Checks", table(("step", "what", "wanted", "found", ""), checks)),
    ]
    with writing(path):
        path.write_text(document("An edit", facts, sections), encoding="utf-8")
