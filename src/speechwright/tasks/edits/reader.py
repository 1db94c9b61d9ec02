"""The readings of a clause by all edits, each clause read once; and what it may stand for where none can read it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial

from speechwright.errors import BadInstruction
from speechwright.tasks.edits import EDITS
from speechwright.tasks.edits.edit import Clause, Edit, Reading
from speechwright.tasks.edits.guess import Guess, guessed
from speechwright.tasks.edits.place import Problem

_MOST_READINGS = 4
_REFUSED = ("emotion", "style")  # edits of which each reading is a refusal that says why
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
                guess = guessed(clause)
                plain = plainly_read(guess, clause) if guess else None
                found += [plain] if plain else []
            self.known[key] = _different(sorted(found, key=lambda reading: reading.cost))
        return self.known[key]


def plainly_read(guess: Guess, clause: Clause) -> Reading | None:
    """What the grammar makes of the wording that a clause is guessed to stand for."""
    name = guess.key.split("/")[0]
    found: list[Reading] = list(EDITS[name].read(replace(clause, phrase=guess.phrase)))
    understood = [one for one in found if not one.problem or name in _REFUSED]
    if not understood:
        return None
    best = min(understood, key=lambda reading: reading.cost)
    steps = tuple(replace(step, reason=clause.phrase.text) for step in best.operations)
    problem = best.problem and partial(_in_own_words, best.problem, guess, clause)
    return replace(best, cost=best.cost + _GUESS, operations=steps, problem=problem)


def _in_own_words(problem: Problem, guess: Guess, clause: Clause) -> BadInstruction:
    """What is wrong with a guess, said of what the user wrote."""
    error = problem if isinstance(problem, BadInstruction) else problem()
    found = error.found.replace(guess.phrase.text, clause.phrase.text)
    return BadInstruction(found, error.wanted, error.remedy, error.candidates)


def _different(readings: list[Reading]) -> list[Reading]:
    """The cheapest of those that ask for the same."""
    kept: list[Reading] = []
    for reading in readings:
        if not any(reading.operations == one.operations and reading.edit == one.edit for one in kept):
            kept.append(reading)
    return kept[:_MOST_READINGS]
