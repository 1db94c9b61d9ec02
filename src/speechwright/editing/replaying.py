"""Makes a sound again from its edit log: all of it, or all but the last edit."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from speechwright.editing.log import (
    Log,
    Step,
    base_of,
    read_log,
    require_own,
    sha256_of,
    undone,
    write_log,
    writing,
)
from speechwright.errors import BadData

Apply = Callable[[Path, Path, Step], None]
"""Reads a sound, does a step's plan, and writes what it gives; it refuses a sound that the plan is not for."""


def replay(log: Log, base: Path, out: Path, apply: Apply) -> Log:
    """Do all steps, one after the other, from the first input on.

    Args:
        log: what to do; without steps, the first input is copied.
        base: the first input, see `base_of`.
        out: what to write; it holds all of the new sound or what it held before.
        apply: does a step.

    Returns:
        The log of what was made. It is the one given where each step gave the same bytes as the first time; another
        version of this package, or a voice that doesn't repeat itself, may give others.

    Raises:
        BadData: `out` is the first input, or a file of another kind than the last step gave.
        CannotWrite: the disk is full, or forbids it.
    """
    if out.suffix.lower() != log.suffix.lower():
        raise BadData(f"the output {out}", f"a {log.suffix} file, as the edit gave", "name such an output")
    if out.exists() and out.samefile(base):
        raise BadData(f"the output {out}, which is the first input", "another file", "name another output")
    with writing(out), tempfile.TemporaryDirectory(prefix=".edits-", dir=out.parent) as folder:
        given, steps = base, []
        for number, step in enumerate(log.steps, 1):
            made = Path(folder) / f"{number}{step.suffix}"
            apply(given, made, step)
            steps.append(replace(step, sha256=sha256_of(made)))
            if given != base:
                given.unlink()  # one sound of the size of the first at a time, beside the next
            given = made
        last = given if log.steps else Path(shutil.copyfile(base, Path(folder) / f"base{log.suffix}"))
        os.replace(last, out)
    return replace(log, steps=tuple(steps))


def undo(sound: Path, apply: Apply) -> Log:
    """Take the last edit of a sound back: sound and log are what they were before it.

    Returns:
        The log that was written; see `replay` for how it may differ from the one before.

    Raises:
        BadData: no log, another version, no step left, the sound was changed since, its first input is gone or changed.
        CannotWrite: the disk is full, or forbids it.
    """
    log = read_log(sound)
    require_own(log, sound)
    made = replay(undone(log), base_of(log, sound), sound, apply)
    write_log(sound, made)
    return made
