"""What one edit is made of, and what the reading of a clause gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.phrase import Phrase
from speechwright.tasks.edits.place import Ground, Place, Problem
from speechwright.tasks.edits.plan import Operation, Value
from speechwright.tasks.edits.score import Score
from speechwright.tasks.edits.transcript import Run, Transcript
from speechwright.tasks.wordings import Wordings

Slots = dict[str, str]
Amounts = Mapping[str, Value]


@dataclass(frozen=True)
class Range:
    """The numbers that an amount may be, and its unit in words."""

    low: float
    high: float
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.low:g} to {self.high:g}{' ' if self.unit else ''}{self.unit}"


Allowed = Range | tuple[str, ...] | None
"""What an amount may be: a number of a range, one of some words, or (None) any text that is not empty."""


@dataclass(frozen=True)
class Clause:
    """One request of an instruction, without politeness.

    Args:
        phrase: its words.
        ground: the words that were said.
        default: what is meant where no part is named; none for the whole recording.
    """

    phrase: Phrase
    ground: Ground
    default: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Reading:
    """One way to understand a clause.

    Args:
        edit: a name of the EDITS table.
        cost: how far-fetched it is; of several readings, the cheapest is taken.
        operations: none where there is a problem.
        places: the part that was named, which "it" means from now on; none where none was, or where it is gone.
        problem: why it can't be followed as it stands.
    """

    edit: str
    cost: float
    operations: tuple[Operation, ...] = ()
    places: tuple[Place, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True)
class Filled:
    """A wording with its slots filled, and the operations that it asks for."""

    text: str
    operations: tuple[Operation, ...]


Fill = Callable[[str, np.random.Generator, Transcript], Filled]


@dataclass(frozen=True)
class Sense:
    """One of the things that an edit does, such as faster and slower.

    Args:
        name: unique within the edit.
        wordings: templates with `{slots}`.
        fill: a template with random slots for a transcript, and what it then asks for.
    """

    name: str
    wordings: Wordings
    fill: Fill


@dataclass(frozen=True)
class Edit:
    """Something that can be done to a recording.

    Args:
        name: its name in the EDITS table.
        senses: how it is asked for.
        read: the readings of a clause as this edit.
        amounts: the keys of an operation's amounts, and what each may be.
        needs: sets of keys, one of which an operation has, exactly.
        where: whether it is done to a stretch, or at a point.
        score: how it is measured whether it was done; none where words and joins tell it.
    """

    name: str
    senses: tuple[Sense, ...]
    read: Callable[[Clause], Iterable[Reading]]
    amounts: Mapping[str, Allowed] = field(default_factory=dict)
    needs: tuple[frozenset[str], ...] = (frozenset(),)
    where: Literal["stretch", "point"] = "stretch"
    score: Score | None = None

    @property
    def wordings(self) -> Wordings:
        """Those of all senses."""
        train = tuple(wording for sense in self.senses for wording in sense.wordings.train)
        return Wordings(train, tuple(wording for sense in self.senses for wording in sense.wordings.test))


def keys(*sets: str) -> tuple[frozenset[str], ...]:
    """Each set of keys, with blanks between its keys."""
    return tuple(frozenset(one.split()) for one in sets)


def check_range(value: float, allowed: Range, said: str) -> float:
    """The value.

    Raises:
        BadInstruction: it is out of range.
    """
    if not allowed.low <= value <= allowed.high:
        raise BadInstruction(
            f"{value:g} {allowed.unit} in “{said}”".replace("  ", " "), str(allowed), "ask for less or for more"
        )
    return value


def operations(
    edit: str, places: Sequence[Place], amounts: Amounts, ground: Ground, reason: str
) -> tuple[Operation, ...]:
    """One operation a place."""
    return tuple(
        Operation(edit, place.begin, place.end, dict(amounts), words_in(place, ground.transcript), reason)
        for place in places
    )


def words_in(place: Place, transcript: Transcript) -> tuple[str, ...]:
    """The words of a place, each with its occurrence where it is said more than once; of a point, those on its
    sides."""
    run = place.words or Run(0, 0)
    if place.words and run.first == run.last:
        run = Run(max(0, run.first - 1), min(len(transcript.words), run.first + 1))
    return tuple(_with_occurrence(at, transcript) for at in range(run.first, run.last))


def _with_occurrence(at: int, transcript: Transcript) -> str:
    text = transcript.words[at].text.strip('"“”.,;:!?…')
    runs = transcript.find(text)
    if len(runs) < 2 or Run(at, at + 1) not in runs:
        return text
    return f"{text} ({_ordinal(1 + runs.index(Run(at, at + 1)))})"


def _ordinal(place: int) -> str:
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{place}{'th' if 10 < place % 100 < 14 else endings.get(place % 10, 'th')}"
