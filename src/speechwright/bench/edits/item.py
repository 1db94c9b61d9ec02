"""One item of a set: a recording, what is asked, and what is then measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from speechwright.tasks.edits.plan import Value
from speechwright.types import Row

GROUPS = ("prosody", "volume", "time", "deletion", "content", "repair", "compound", "other")
GROUP_OF = {
    **dict.fromkeys(("speed", "pitch", "intonation", "stress"), "prosody"),
    "volume": "volume",
    **dict.fromkeys(("pause", "shorten_pauses", "remove_pauses", "trim", "fillers"), "time"),
    "delete": "deletion",
    **dict.fromkeys(("insert", "replace"), "content"),
    **dict.fromkeys(("noise", "room", "loudness", "fade"), "repair"),
    "compound": "compound",
}
HEARD_LANGUAGE = "en"


@dataclass(frozen=True)
class Goal:
    """One thing that is to have happened.

    Args:
        edit: a name of the EDITS table; it says what is measured.
        amounts: what was asked for, as in a plan's operation. Where only a direction is known, `direction` is 1 or -1.
        begin_s, end_s: the part of the recording in seconds; None for all of it, or where words are given.
        words: the words that are meant, found in the transcript; "" where times say it.
    """

    edit: str
    amounts: Mapping[str, Value] = field(default_factory=dict)
    begin_s: float | None = None
    end_s: float | None = None
    words: str = ""

    @property
    def is_whole(self) -> bool:
        return self.begin_s is None and not self.words

    @staticmethod
    def from_row(row: Row) -> Goal:
        return Goal(**row)


@dataclass(frozen=True)
class EditItem:
    """A recording and what is asked of it.

    Args:
        id: unique within its set; also the name of the files that are made.
        sound: the recording.
        kind: what is asked, for the report: a name of the EDITS table, or "compound".
        instruction: in English; "" where only the target text is given.
        transcript: what is said; None where the set does not tell.
        target: what is to be said afterwards; "" where the words stay.
        goals: what is measured.
        phrases: for changed words: each phrase that is asked for or to be gone.
        told: whether who edits may know the transcript; otherwise it is for measuring alone.
        unfit: why the item can't be run; "" if it can.
    """

    id: str
    sound: Path
    kind: str
    instruction: str = ""
    transcript: str | None = None
    target: str = ""
    goals: tuple[Goal, ...] = ()
    phrases: tuple[str, ...] = ()
    told: bool = True
    unfit: str = ""

    @property
    def group(self) -> str:
        return GROUP_OF.get(self.kind, "other")

    @property
    def wanted(self) -> str:
        """The words that are to be heard afterwards; "" where that is not known."""
        return self.target or self.transcript or ""

    def to_row(self) -> Row:
        return {**asdict(self), "sound": str(self.sound)}

    @staticmethod
    def from_row(row: Row, folder: Path) -> EditItem:
        """An item of a folder's list; its sound lies in the folder."""
        goals = tuple(Goal.from_row(goal) for goal in row["goals"])
        own: dict[str, Any] = {**row, "sound": folder / row["sound"], "goals": goals, "phrases": tuple(row["phrases"])}
        return EditItem(**own)


def unfit_reason(sound: Path, language: str, kind: str) -> str:
    """Why an item can't be run: another language, a sound that is not there, a task that nothing here measures."""
    if language != HEARD_LANGUAGE:
        return f"language {language}"
    if kind not in GROUP_OF:
        return f"task {kind} is not measured"
    return "" if sound.is_file() else "its sound is missing"
