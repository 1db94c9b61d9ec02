"""A clause without what it is done to: "slow down the last sentence by 20 percent" → "slow down ␣ by #percent".

The holes are ␣ for a part of the recording, ¶ for quoted text that is not said in it, #unit for an amount and ~ for a
grade. What stood in them is kept, so that another wording can be filled with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from speechwright.tasks.edits.amounts import Amount, Grade, take_amounts, take_grade
from speechwright.tasks.edits.edit import Clause
from speechwright.tasks.edits.numbers import NUMBER
from speechwright.tasks.edits.phrase import Phrase
from speechwright.tasks.edits.place import BARE, Ground, Place
from speechwright.tasks.edits.said import GLUE
from speechwright.tasks.edits.small_words import variants

PLACE_HOLE, QUOTE_HOLE = "␣", "¶"
_LONGEST_PLACE, _LONGEST_BARE = 10, 4  # tokens
_EXPLICIT = BARE  # the cost below which a place is one that was named as such
_BEFORE_BARE = frozenset("in on of at during over for from to throughout after before between behind with".split())
_UNITS = {
    "percent": "percent",
    "times": "factor",
    "semitones": "semitones",
    "db": "db",
    "hz": "hz",
    "lufs": "lufs",
    "seconds": "seconds",
}
_EDGE = re.compile(
    r"(?:(?:the|its|very|my|this) )*(?:beginning|start|end|front|back|opening|ending|close|outset|ends|both ends)"
    r"(?: of .+)?|(?:before|after|behind|following|preceding|right|just|directly|immediately|straight|ahead|in|at|on|"
    r"to|next|near|towards?|out|off|of|between(?!.*\d)) .+"
)  # a point, or a part with what is said of where something goes
_BEHIND_BARE = frozenset("be should sounds sound is was needs must spoken said".split())
_NUMBER = re.compile(rf"(?:{NUMBER})(?!\S)")
_COUNTED = (0, 1, 2)  # "one", "two", "zero" without a unit are words like others
_QUOTE = re.compile(r"‹[^›]*›")


@dataclass(frozen=True)
class Outline:
    """A clause with holes.

    Args:
        text: its tokens in lower case, with the holes.
        parts: what stood in the holes for parts of the recording, in their order.
        places: what each of them means.
        quotes: new texts, in quotes.
        amounts: in order of their kinds.
        grade: how strongly.
    """

    text: str
    parts: tuple[Phrase, ...]
    places: tuple[tuple[Place, ...], ...]
    quotes: tuple[Phrase, ...]
    amounts: tuple[Amount, ...]
    grade: Grade


def outline_of(clause: Clause) -> Outline:
    """The outline of a clause, without politeness."""
    phrase = variants(clause.phrase)[0][0]
    spans = _spans(phrase, clause.ground)
    text, quotes, parts, places, at = [], [], [], [], 0
    while at < len(phrase):
        last, found = spans.get(at, (at + 1, ()))
        token = phrase.tokens[at]
        if found:
            parts.append(phrase[at:last])
            places.append(found)
        quotes += [phrase[at:last]] * (token.quoted is not None and not found)
        text.append(PLACE_HOLE if found else _QUOTE.sub(QUOTE_HOLE, token.low))
        at = last
    amounts, rest = take_amounts(" ".join(text))
    grade, rest = take_grade(rest)
    counted = tuple(one for one in amounts if one.unit != "none" or one.value not in _COUNTED)
    return Outline(_with_units(rest, amounts), tuple(parts), tuple(places), tuple(quotes), counted, grade)


def unit_of(amount: Amount) -> str:
    """The name of an amount in wordings; "none" for one that no wording has."""
    return _UNITS.get(amount.unit, "none")


def _with_units(text: str, amounts: tuple[Amount, ...]) -> str:
    unit = unit_of(amounts[0]) if len(amounts) == 1 else "none"
    return text.replace("#", f"#{unit}")


def _spans(phrase: Phrase, ground: Ground) -> dict[int, tuple[int, tuple[Place, ...]]]:
    """Where parts of the recording are named: first token → one after the last, and the part. Longer ones first."""
    found: dict[int, tuple[int, tuple[Place, ...]]] = {}
    taken: set[int] = set()
    for first, last, places in (*_explicit(phrase, ground), *_bare(phrase, ground)):
        if not taken & set(range(first, last)):
            found[first] = last, places
            taken |= set(range(first, last))
    return found


def _explicit(phrase: Phrase, ground: Ground) -> Iterator[tuple[int, int, tuple[Place, ...]]]:
    for size in range(min(len(phrase), _LONGEST_PLACE), 0, -1):
        for first in range(len(phrase) - size + 1):
            part = phrase[first : first + size]
            if places := _named(part, ground, _EXPLICIT):
                yield first, first + size, places


def _bare(phrase: Phrase, ground: Ground) -> Iterator[tuple[int, int, tuple[Place, ...]]]:
    """ "In liked": words that are said, without a mark of their own."""
    row = ["^", *(token.low for token in phrase.tokens), "$"]
    for size in range(min(len(phrase) - 1, _LONGEST_BARE), 0, -1):
        for first in range(len(phrase) - size + 1):
            part = phrase[first : first + size]
            is_subject = row[first + size + 1] in _BEHIND_BARE
            is_number = _NUMBER.match(part.low)  # "over three | seconds" where "three" is said
            if (row[first] in _BEFORE_BARE or is_subject) and not (set(part.low.split()) & GLUE or is_number):
                if places := _named(part, ground, BARE + 0.1):
                    yield first, first + size, places


def _named(part: Phrase, ground: Ground, most: float) -> tuple[Place, ...]:
    if part.tokens[0].is_mark or part.tokens[-1].is_mark or _EDGE.fullmatch(part.low):
        return ()
    for target in ground.targets(part)[:1]:
        is_stretch = all(place.begin < place.end for place in target.places)
        is_stretch &= len(target.places) == 1 or " and " not in part.low  # "between A and B" has two parts
        if not (target.problem or target.cost >= most or target.is_whole or target.is_pronoun) and is_stretch:
            return target.places
    return ()
