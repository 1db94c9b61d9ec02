"""The edit log: how a sound came about, as JSON beside it, so that it can be made again and undone.

`OUT.wav` has `OUT.wav.edits.json`. It names the first input and holds a step for each edit since: each is a plan for
the sound that the step before gave, with all that is needed to apply it without recognising anything. The log of a
sound that was edited before is carried on. Nothing in it depends on the time at which it was made.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from speechwright.errors import BadData, CannotWrite
from speechwright.tasks.edits.check import check_plan
from speechwright.tasks.edits.plan import Plan
from speechwright.tasks.edits.show import show_plan
from speechwright.tasks.edits.transcript import Transcript
from speechwright.types import Row

LOG_VERSION = 1
SUFFIX = ".edits.json"
_SHA256, _SUFFIX = re.compile("[0-9a-f]{64}"), re.compile(r"\.\w{1,9}")
_BLOCK_BYTES = 1 << 20
_SHOWN_DIGITS = 12


@dataclass(frozen=True)
class Base:
    """The first input: its path as it was given, and the SHA-256 of its bytes."""

    path: str
    sha256: str


@dataclass(frozen=True)
class Step:
    """One edit.

    Args:
        plan: what was done, the instruction that asked for it, and the words that it is about.
        kept: the fraction of the input's samples that the output still has, 0 to 1.
        suffix: of the file that it gave, such as ".wav".
        sha256: of the bytes of that file.
        version: of this package.
        voice: what spoke new words; empty where nothing was spoken.
        margin_s: how far a cut might reach into words.
        said: the words of the sound that it gave, so that nobody has to listen to it before it is edited again.
        made: when, in the words of the caller; empty where it says nothing.
    """

    plan: Plan
    kept: float
    suffix: str
    sha256: str
    version: str
    voice: str = ""
    margin_s: float = 0.0
    said: Transcript | None = None
    made: str = ""

    def to_row(self) -> Row:
        """As JSON."""
        said = {} if self.said is None else {"said": self.said.to_row()}
        row = {**vars(self), "plan": self.plan.to_row(), **said}
        return {"instruction": self.plan.instruction, **{key: row[key] for key in row if row[key] not in ("", None)}}

    @staticmethod
    def from_row(row: Any) -> Step:
        """Raises BadData where it is no step."""
        try:
            parts = {key: value for key, value in row.items() if key != "instruction"}
            plan = Plan.from_row(parts["plan"])
            said = Transcript.from_row(parts["said"]) if "said" in parts else None
            step = Step(**{**parts, "plan": check_plan(plan, plan.said), "said": said})
        except (KeyError, TypeError, AttributeError) as error:
            raise BadData(f"no step of an edit log: {error}", "one that was written", "restore it") from error
        texts = (step.suffix, step.version, step.voice, step.made)
        are_right = all(isinstance(text, str) for text in texts) and isinstance(step.margin_s, int | float)
        if not (are_right and _SUFFIX.fullmatch(step.suffix) and _is_sha256(step.sha256) and _is_share(step.kept)):
            raise BadData("a step of an edit log with a wrong value", "one that was written", "restore it")
        return step


@dataclass(frozen=True)
class Log:
    """The first input and the steps since, in order."""

    base: Base
    steps: tuple[Step, ...] = ()

    @property
    def sha256(self) -> str:
        """Of the sound that the last step gave; of the first input, where there are no steps."""
        return self.steps[-1].sha256 if self.steps else self.base.sha256

    @property
    def suffix(self) -> str:
        """Of the file that the last step gave."""
        return self.steps[-1].suffix if self.steps else Path(self.base.path).suffix

    def to_row(self) -> Row:
        """As JSON."""
        return {"version": LOG_VERSION, "base": vars(self.base), "steps": [step.to_row() for step in self.steps]}

    def and_then(self, step: Step) -> Log:
        return Log(self.base, (*self.steps, step))


def log_path(sound: Path) -> Path:
    """Where the log of a sound stands."""
    return sound.with_name(sound.name + SUFFIX)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in 64 hexadecimal digits.

    Raises:
        BadData: it can't be read.
    """
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK_BYTES):
                digest.update(block)
    except OSError as error:
        raise BadData(f"{path} ({error.strerror or error})", "a file that can be read", "check the path") from error
    return digest.hexdigest()


def write_log(sound: Path, log: Log) -> None:
    """Write the log of a sound, one line a step; the file holds all of it or what it held before.

    Raises:
        CannotWrite: the disk is full, or forbids it.
    """
    path = log_path(sound)
    partial = path.with_name(f".{path.name}.partial")
    head = f'{{"version": {LOG_VERSION}, "base": {json.dumps(vars(log.base))}, "steps": [\n'
    with writing(path):
        partial.write_text(head + ",\n".join(json.dumps(step.to_row()) for step in log.steps) + "\n]}\n", "ascii")
        os.replace(partial, path)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Raises CannotWrite in place of the system's errors."""
    try:
        yield
    except OSError as error:
        found = f"{path} ({error.strerror or error})"
        raise CannotWrite(found, "a place to write to", "make room, or mend the rights") from error


def read_log(sound: Path) -> Log:
    """The log of a sound, as it stands; see `require_own`.

    Raises:
        BadData: there is none, or it is broken or of another version.
    """
    path = log_path(sound)
    try:
        row = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise BadData(f"no {path}", "the log that `speechwright edit` writes", "name an output of it") from error
    except (OSError, ValueError, RecursionError) as error:
        raise BadData(f"{path}, which can't be read ({error})", "an edit log", "restore or remove it") from error
    try:
        return _log(row)
    except BadData as error:
        raise BadData(f"{path}: {error.found}", error.wanted, "restore or remove it") from error


def _log(row: Any) -> Log:
    version = row.get("version") if isinstance(row, dict) else None
    if version != LOG_VERSION:
        raise BadData(f"an edit log of version {version!r}", f"version {LOG_VERSION}", "restore it")
    base, steps = row.get("base"), row.get("steps")
    is_base = isinstance(base, dict) and isinstance(base.get("path"), str) and _is_sha256(base.get("sha256"))
    if not is_base or not isinstance(steps, list):
        raise BadData("no edit log", "a base with its SHA-256, and steps", "restore it")
    return Log(Base(base["path"], base["sha256"]), tuple(map(Step.from_row, steps)))


def _is_sha256(value: Any) -> bool:
    return isinstance(value, str) and _SHA256.fullmatch(value) is not None


def _is_share(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def require_own(log: Log, sound: Path) -> None:
    """Raises BadData where a sound is no longer what its log is about."""
    found = sha256_of(sound)
    if found != log.sha256:
        changed = f"{sound}, changed since its last edit (sha256 {found[:_SHOWN_DIGITS]}…)"
        raise BadData(changed, f"{log.sha256[:_SHOWN_DIGITS]}…", "restore it, or edit it as a sound of its own")


def continued(given: Path) -> Log:
    """The log to add a step to, when a sound is edited: its own, where it has one that is about it, and otherwise a
    new one that begins with it.

    Raises:
        BadData: the sound can't be read, or its log is broken.
    """
    sha256 = sha256_of(given)
    if log_path(given).exists() and (log := read_log(given)).sha256 == sha256:
        return log
    return Log(Base(str(given), sha256))


def said_in(sound: Path) -> Transcript | None:
    """The words of a sound that an edit gave, as its log knows them; none without a log that is about it."""
    if not log_path(sound).exists():
        return None
    log = continued(sound)
    return log.steps[-1].said if log.steps else None


def undone(log: Log) -> Log:
    """The log without its last step.

    Raises:
        BadData: it has none.
    """
    if not log.steps:
        raise BadData("an edit log without steps", "at least one", "nothing is left to be undone")
    return replace(log, steps=log.steps[:-1])


def base_of(log: Log, sound: Path) -> Path:
    """Where the first input is: at its path as it was given, or in the folder of the sound that was made of it.

    Raises:
        BadData: it is gone, or is no longer the same.
    """
    given = Path(log.base.path)
    there = [path for path in dict.fromkeys((given, sound.parent / given, sound.parent / given.name)) if path.is_file()]
    wanted = f"{given} with sha256 {log.base.sha256[:_SHOWN_DIGITS]}…"
    if not there:
        raise BadData(f"no {given}, the input of the first edit", wanted, f"put it back, or into {sound.parent}")
    same = [path for path in there if sha256_of(path) == log.base.sha256]
    if not same:
        found = (
            f"{there[0]}, the input of the first edit, changed since (sha256 {sha256_of(there[0])[:_SHOWN_DIGITS]}…)"
        )
        raise BadData(found, wanted, f"put it back, or into {sound.parent}")
    return same[0]


def show_log(log: Log) -> str:
    """For people: the first input, and for each step the instruction, what was kept, and the plan as a table."""
    lines = [f"from {log.base.path}, sha256 {log.base.sha256[:_SHOWN_DIGITS]}…"]
    for number, step in enumerate(log.steps, 1):
        spoken = f", spoken by {step.voice}" if step.voice else ""
        made = f", {step.made}" if step.made else ""
        asked = " ".join(step.plan.instruction.split())
        lines.append(f"{number}. {asked} (kept {100 * step.kept:.2f} %{spoken}{made})")
        lines += [f"   {line}" for line in show_plan(step.plan).split("\n")]
    return "\n".join("".join(sign if sign.isprintable() else "?" for sign in line) for line in lines)
