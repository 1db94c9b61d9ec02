"""One row of a report: what came of an item in one of the ways to edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

from speechwright.audio.pcm import PcmFile
from speechwright.bench.edits.checks import Check, check
from speechwright.bench.edits.desk import Made
from speechwright.bench.edits.item import EditItem
from speechwright.bench.edits.preserved import (
    duration_drift,
    f0_drift,
    is_preserved,
    jumps_at,
    natural_jumps,
    samples_kept,
    words_kept,
)
from speechwright.bench.edits.scene import Scene
from speechwright.bench.edits.take import Take
from speechwright.metrics.text import words
from speechwright.types import Row


def scored(item: EditItem, before: Take, after: Take, path: Path, made: Made) -> Row:
    """Everything that is measured of an edited sound.

    Args:
        before, after: both sounds, with the same ear.
        path: of the edited sound.
    """
    scene = Scene(item, before, after, made.where)
    checks = [check(scene, goal) for goal in item.goals]
    edit, kept = passed(checks), words_kept(scene)
    with PcmFile(item.sound) as old, PcmFile(path) as new:
        share, outside = samples_kept(scene, old, new)
    preserved = is_preserved(scene)
    return {
        "checks": [each.to_row() for each in checks],
        "edit": edit,
        "preserved": preserved,
        "joint": None if edit is None else edit and preserved,
        "exact": words(item.wanted) == words(after.heard),
        "heard": after.heard,
        "words_outside": [kept.heard_after, kept.heard_before],
        "duration_drift": duration_drift(scene),
        "f0_drift": f0_drift(scene),
        "kept": share,
        "kept_outside": outside,
        "jumps": [astuple(jump) for jump in jumps_at(after, made.seams)],
        "natural": [astuple(jump) for jump in natural_jumps(before)],
        "seams": list(made.seams),
        "spans": [scene.span(goal) for goal in item.goals],
        "notes": dict(made.notes),
    }


def passed(checks: Sequence[Check]) -> bool | None:
    """Whether all that was asked has happened; None where no sound can tell."""
    told = [each.passed for each in checks if each.passed is not None]
    return all(told) if told else None
