"""From an original and a wanted text to the words that go, come or change: for sets that give no instruction."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from speechwright.bench.edits.item import Goal
from speechwright.errors import BadData
from speechwright.tasks.edits.edit import operations
from speechwright.tasks.edits.place import Ground, Place
from speechwright.tasks.edits.places import ground_of
from speechwright.tasks.edits.plan import Operation, Plan
from speechwright.tasks.edits.transcript import Run, Transcript
from speechwright.tasks.spoken_form import words_of

Change = tuple[Run, tuple[str, ...]]


def changes(original: list[str], wanted: list[str]) -> Iterator[Change]:
    """The runs of an original's words that become others, with the words that they become; both may be empty, not at
    once. Case and marks are no change."""
    old, new = ([" ".join(words_of(word)) or word for word in words] for words in (original, wanted))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag != "equal":
            yield Run(first, last), tuple(wanted[begin:end])


def plan_by_diff(transcript: Transcript, target: str) -> Plan:
    """The plan that makes a recording of one text one of another.

    Args:
        transcript: what is said, and where.
        target: what is to be said.

    Raises:
        BadData: both are the same.
    """
    ground = ground_of(transcript)
    original = [word.text for word in transcript.words]
    steps = tuple(_step(change, ground) for change in changes(original, target.split()))
    if not steps:
        raise BadData("a target text that is what is said already", "another text", "leave the item out")
    return Plan(steps, transcript.rate_hz, transcript.num_samples, transcript.text)


def goals_by_diff(transcript: str, target: str) -> tuple[Goal, ...]:
    """What is measured afterwards: each change of words by itself."""
    original = transcript.split()
    return tuple(
        Goal(_edit(run, new), {"text": " ".join(new)} if new else {}, words=" ".join(original[run.first : run.last]))
        for run, new in changes(original, target.split())
    )


def phrases_by_diff(transcript: str, target: str) -> tuple[str, ...]:
    """The words that go and those that come."""
    original = transcript.split()
    pairs = [(original[run.first : run.last], new) for run, new in changes(original, target.split())]
    return tuple(" ".join(words) for pair in pairs for words in pair if words)


def _edit(run: Run, new: tuple[str, ...]) -> str:
    if not new:
        return "delete"
    return "replace" if run.first < run.last else "insert"


def _step(change: Change, ground: Ground) -> Operation:
    run, new = change
    amounts = {"text": " ".join(new)} if new else {}
    at = ground.gap_before(run.first)
    place = Place(at, at, run) if run.first == run.last else ground.place(run)
    return operations(_edit(run, new), (place,), amounts, ground, "")[0]
