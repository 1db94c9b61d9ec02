"""Whether a data set is what it says: every row read, every unit and sound opened, nothing twice, nothing leaked."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from speechwright.audio.write import decode_flac
from speechwright.errors import SpeechwrightError, UnitMismatch
from speechwright.metrics.text import words
from speechwright.rows import conversation_from_row
from speechwright.shards import Shards, open_shards
from speechwright.tasks import TASKS
from speechwright.tasks.chat import CHAT
from speechwright.tasks.edits.plan import Plan
from speechwright.types import Row, UnitSpec

SHOWN = 5  # of each kind of finding
LEAST_WORDS = 4  # a text of fewer is common to any two data sets: "yes.", "thank you."


@dataclass
class Findings:
    """What was found.

    Args:
        rows: how many were read.
        broken: row and what is wrong with it.
        twice: things that stand in more than one row, and how often: texts and sounds.
        leaked: things that are in the other data set too.
    """

    rows: int = 0
    broken: list[str] = field(default_factory=list)
    twice: dict[str, int] = field(default_factory=dict)
    leaked: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Nothing broken and nothing leaked. What stands there twice is no fault by itself."""
        return not self.broken and not self.leaked

    def to_row(self) -> Row:
        return {
            "rows": self.rows,
            "broken": len(self.broken),
            "duplicates": sum(count - 1 for count in self.twice.values()),
            "leaked": len(self.leaked),
            "examples": {
                "broken": self.broken[:SHOWN],
                "duplicates": list(self.twice)[:SHOWN],
                "leaked": self.leaked[:SHOWN],
            },
        }


def check(folder: Path, against: Path | None = None) -> Findings:
    """Read all of a data set.

    Args:
        folder: of the data set.
        against: another that may share no text and no sound with it, such as the tests.

    Raises:
        BadData: one of them can't be opened.
        UnitMismatch: they hold different units.
    """
    shards = open_shards(folder)
    others = _others(shards, against)
    findings, seen = Findings(), Counter[str]()
    for index, row in enumerate(shards):
        findings.rows += 1
        if fault := _fault(row, shards.spec):
            findings.broken.append(f"row {index} ({row.get('id')}): {fault}")
        names = set(_names(row))
        seen.update(names)
        findings.leaked += sorted(f"row {index}: {name}" for name in names & others)
    findings.twice = {name: count for name, count in seen.most_common() if count > 1}
    return findings


def _others(shards: Shards, against: Path | None) -> set[str]:
    if against is None:
        return set()
    other = open_shards(against)
    if shards.spec != other.spec and None not in (shards.spec, other.spec):
        assert shards.spec is not None and other.spec is not None, "both have been looked at"
        raise UnitMismatch(shards.spec.label, other.spec.label, "check data sets of one tokenizer against each other")
    return {name for row in other for name in _names(row)}


def _fault(row: Row, spec: UnitSpec | None) -> str:
    """What is wrong with a row, "" for nothing."""
    try:
        if "turns" in row:
            conversation_from_row(row, spec)
        for sound in _sounds(row):
            decode_flac(sound)
        return _fault_of_edit(row) if "instruction" in row else ""
    except SpeechwrightError as error:
        return f"{error.found}, wanted {error.wanted}"


def _fault_of_edit(row: Row) -> str:
    """Whether the plan is one, for the sound that goes in."""
    try:
        plan = Plan.from_row(json.loads(row["plan"]))
    except ValueError as error:
        return f"a plan that is no JSON: {error}"
    num_samples = len(decode_flac(row["input"]["bytes"]).samples)
    if (plan.num_samples, plan.transcript) == (num_samples, row["text_before"]):
        return ""
    return f"a plan for {plan.num_samples} samples, of which the input has {num_samples}, or for another text"


def _sounds(row: Row) -> Iterator[bytes]:
    audio: Any = [row["input"], row["output"]] if "instruction" in row else row.get("audio")
    for sound in audio if isinstance(audio, list) else [audio]:
        if sound is not None and sound["bytes"] is not None:
            yield sound["bytes"]


def _names(row: Row) -> Iterator[str]:
    """What tells a row's contents: its texts by their words, its sounds by their bytes."""
    for text in _texts(row):
        found = words(text)
        if len(found) >= LEAST_WORDS:
            yield f"text: {' '.join(found)}"
    for sound in _own_sounds(row):
        yield f"sound: {hashlib.sha256(sound).hexdigest()[:16]}"


def _own_sounds(row: Row) -> list[bytes]:
    """Its sounds, but for answers, as with texts: one voice says the same fact the same way. Of an edit the one that
    goes in: what comes out goes into the row that leads back."""
    sounds = list(_sounds(row))[:1] if "instruction" in row else list(_sounds(row))
    spoken = [turn["role"] for turn in row.get("turns", ()) for part in turn["parts"] if part["units"]]
    if row.get("task") != CHAT.name or len(spoken) != len(sounds):
        return sounds
    return [sound for sound, role in zip(sounds, spoken, strict=True) if role == "user"]


def _texts(row: Row) -> Iterator[str]:
    """Its texts, but for wordings and answers, which many rows share: that two ask for the same fact is no leak, that
    they ask for it in the same words is."""
    yield from filter(None, (row.get("text"), row.get("text_before")))
    said = [part for turn in row.get("turns", ()) if turn["role"] != "system" for part in turn["parts"]]
    texts = [part["text"] for part in said if part["text"] and part["kind"] != "answer"]
    yield from (text for text in texts if text not in _wordings())


@cache
def _wordings() -> frozenset[str]:
    return frozenset(wording for task in TASKS.values() for wording in (*task.wordings.train, *task.wordings.test))
