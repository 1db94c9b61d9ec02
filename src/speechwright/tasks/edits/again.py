"""The same once more: "make the first sentence louder, and the last one too", "a pause before Tom and another before
Ann"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from speechwright.tasks.edits.amounts import take_amounts
from speechwright.tasks.edits.answers import place_of
from speechwright.tasks.edits.edit import Clause, Reading, operations
from speechwright.tasks.edits.place import Ground
from speechwright.tasks.edits.points import points_of
from speechwright.tasks.edits.small_words import variants

_ANOTHER = re.compile(
    r"(?:(?:and|then|also|do|add|put) )*(?:the same(?: (?:thing|pause|text|words))?|another(?: one)?|"
    r"one(?: more)?|again)"
    r"(?: again| too| as well)?(?P<amount>(?: (?:of )?[\d.]+ (?:s|ms|seconds?))?) (?=(?:after|before|between|at|"
    r"behind|in) )"
)


_SAME_TO = re.compile(
    r"(?:(?:and|then|also|please|do|apply) )*(?:the (?:very )?same(?: thing)?|likewise|that|it)(?: too| again|"
    r" as well)? "
    r"(?:to|for|with|on|in) (?=\S)"
)


def again(last: Reading, clause: Clause) -> Iterator[Reading]:
    """The readings of a clause as the edit of the one before it, elsewhere."""
    for plain, cost in variants(clause.phrase):
        if last.operations and last.operations[0].edit in ("pause", "insert"):
            yield from _at_another_point(last, replace(clause, phrase=plain), cost)
        if match := _SAME_TO.match(plain.low):
            plain = plain.cut(match.end(), len(plain.low))
        for target in clause.ground.targets(plain)[:1] if _is_on_words(last, clause.ground) else ():
            if not (target.problem or target.is_whole or target.is_pronoun):
                amounts, said = last.operations[-1].amounts, clause.phrase.text
                steps = operations(last.edit, target.places, amounts, clause.ground, said)
                yield Reading(last.edit, cost + target.cost, steps, target.places)


def _at_another_point(last: Reading, clause: Clause, cost: float) -> Iterator[Reading]:
    match = _ANOTHER.match(clause.phrase.low)
    if not match:
        return
    amounts = dict(last.operations[-1].amounts)
    seconds = [amount.value for amount in take_amounts(match["amount"])[0] if amount.unit == "seconds"]
    if seconds and "seconds" in amounts:
        amounts["seconds"] = seconds[0]
    for target in points_of(clause.phrase.cut(match.end(), len(clause.phrase.low)), clause.ground)[:1]:
        done = operations(last.edit, target.places, amounts, clause.ground, clause.phrase.text)
        yield Reading(last.edit, cost + target.cost, () if target.problem else done, (), target.problem)


def _is_on_words(reading: Reading, ground: Ground) -> bool:
    """Whether it is done to a part of the recording."""
    whole_of = 0, ground.transcript.num_samples
    places = [place_of(operation) for operation in reading.operations]
    return bool(places) and all(begin < end and (begin, end) != whole_of for begin, end in places)
