"""The readings of a clause by all edits, each clause read once; and what it may stand for where none can read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from speechwright.tasks.edits.edit import Clause, Edit, Reading
from speechwright.tasks.edits.guess import guessed

_MOST_READINGS = 4
_GUESS = 10.0  # what it costs to guess: more than any reading that is understood, less than one with a word left over


@dataclass
class Reader:
    """Reads clauses, each once.

    Args:
        edits: those that there are.
        guesses: what no edit can read may be guessed.
    """

    edits: tuple[Edit, ...]
    guesses: bool = False
    known: dict[tuple[object, ...], list[Reading]] = field(default_factory=dict)

    def read(self, clause: Clause) -> list[Reading]:
        key = clause.phrase.low, clause.ground.scope, clause.ground.antecedent, clause.ground.noun, clause.default
        if key not in self.known:
            found = [reading for edit in self.edits for reading in edit.read(clause)]
            if self.guesses and all(reading.problem for reading in found):
                found += self._guessed(clause)
            self.known[key] = _different(sorted(found, key=lambda reading: reading.cost))
        return self.known[key]

    def _guessed(self, clause: Clause) -> Iterator[Reading]:
        for phrase in guessed(clause):
            plain = replace(clause, phrase=phrase)
            read = [reading for edit in self.edits for reading in edit.read(plain) if not reading.problem]
            for one in sorted(read, key=lambda reading: reading.cost)[:1]:
                steps = tuple(replace(step, reason=clause.phrase.text) for step in one.operations)
                yield replace(one, cost=one.cost + _GUESS, operations=steps)


def _different(readings: list[Reading]) -> list[Reading]:
    """The cheapest of those that ask for the same."""
    kept: list[Reading] = []
    for reading in readings:
        if not any(reading.operations == one.operations and reading.edit == one.edit for one in kept):
            kept.append(reading)
    return kept[:_MOST_READINGS]
