"""The readings of a clause by all edits, each clause read once; and what it may stand for where none can read it.

What is like nothing that an edit does (`likeness`) is not read at all. Where readings are weighed, what a clause is
like counts beside how far-fetched the grammar finds a reading, and a guess is a reading like others. What that costs is
our choice, made on compounds of wordings by others.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from speechwright.errors import BadInstruction
from speechwright.tasks.edits import EDITS
from speechwright.tasks.edits.cores import cores
from speechwright.tasks.edits.edit import Clause, Edit, Reading
from speechwright.tasks.edits.guess import Guess, guessed
from speechwright.tasks.edits.likeness import NOTHING, likeness, share_of, words_of
from speechwright.tasks.edits.losing import is_unknown
from speechwright.tasks.edits.outline import outline_of
from speechwright.tasks.edits.place import Problem

_MOST_READINGS = 4
REFUSED = ("emotion", "style")  # edits of which each reading is a refusal that says why
_NO_EDIT = 0.85  # the probability of "nothing" from which no edit is meant; of 2,196 requests by others, none had it
_PER_NAT, _MOST_NATS, _MOST_UNKNOWN = 3.0, 4.0, 1.0  # what it costs that a clause is unlike a reading
_NAMED = 8.0  # the cost of a reading below which no part that it names is dropped
_PLAIN = 2.0  # the same below which new words may be like anything
_GUESS, _PER_DOUBT = 5.0, 4.0  # what a guess costs, for itself and for its doubt in nats


@dataclass
class Reader:
    """Reads clauses, each once.

    Args:
        edits: those that there are.
        weighs: by what clauses are like, with guesses.
    """

    edits: tuple[Edit, ...]
    weighs: bool = False
    known: dict[tuple[object, ...], list[Reading]] = field(default_factory=dict)

    def read(self, clause: Clause) -> list[Reading]:
        ground = clause.ground
        gone = ground.gone_for(clause.phrase)
        key = clause.phrase.low, ground.scope, ground.antecedent, ground.noun, gone, clause.default
        if key not in self.known:
            found = [reading for edit in self.edits for reading in edit.read(clause)]
            if found or self.weighs:
                found = self._by_likeness(found, clause)
            self.known[key] = _different(sorted(found, key=lambda reading: reading.cost))
        return self.known[key]

    def _by_likeness(self, found: list[Reading], clause: Clause) -> list[Reading]:
        likely = likely_of(clause)
        if likely[0][NOTHING] >= _NO_EDIT:
            return []
        if not self.weighs:
            return found
        named = max((parts_of(one) for one in found if not one.problem and one.cost < _NAMED), key=len, default=set())
        kept = (one for one in _guess(clause) if named <= parts_of(one))
        return [*_weighed(found, likely, _nats(clause)), *kept]


def parts_of(reading: Reading) -> set[tuple[int, int]]:
    """The words that are named, as stretches."""
    return {(step.begin, step.end) for step in reading.operations if step.words and step.begin < step.end}


def likely_of(clause: Clause) -> list[dict[str, float]]:
    """The probabilities of the keys by all of a clause, and by each of its cores."""
    return [likeness().probable(core) for core in cores(outline_of(clause).text)]


def _nats(clause: Clause) -> float:
    """The most that a reading's unlikeness may cost: little, where the likeness doesn't know the words."""
    words = words_of(outline_of(clause).text)
    return _MOST_UNKNOWN if any(is_unknown(word, likeness()) for word in words) else _MOST_NATS


def _weighed(found: list[Reading], likely: list[dict[str, float]], most: float) -> Iterator[Reading]:
    for one in found:
        share = max(share_of(one.edit, some) for some in likely)
        is_new = one.cost <= _PLAIN and any("text" in step.amounts for step in one.operations)
        nats = min(_MOST_UNKNOWN if is_new else most, -math.log(max(share, 1e-9)))  # new words are like anything
        yield replace(one, cost=one.cost + _PER_NAT * nats)


def _guess(clause: Clause) -> Iterator[Reading]:
    guess = guessed(clause)
    plain = plainly_read(guess, clause) if guess else None
    if guess and plain:
        yield replace(plain, cost=plain.cost + _GUESS + _PER_DOUBT * math.log1p(math.exp(-guess.trust)))


def plainly_read(guess: Guess, clause: Clause) -> Reading | None:
    """What the grammar makes of the wording that a clause is guessed to stand for."""
    name = guess.key.split("/")[0]
    found: list[Reading] = list(EDITS[name].read(replace(clause, phrase=guess.phrase)))
    understood = [one for one in found if not one.problem or name in REFUSED]
    if not understood:
        return None
    best = min(understood, key=lambda reading: reading.cost)
    steps = tuple(replace(step, reason=clause.phrase.text) for step in best.operations)
    problem = best.problem and partial(_in_own_words, best.problem, guess, clause)
    return replace(best, operations=steps, problem=problem)


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
