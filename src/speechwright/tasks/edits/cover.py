"""Reading a clause whatever the order of its words: a place, amounts and cues are taken out, and nothing may be left.

This is how all edits but those that move or bring text are understood. Since each word has to be a place, an amount, a
cue of the edit or glue, an unseen wording is understood and nothing is silently ignored.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.amounts import Amount, Grade, Unit, take_amounts, take_grade
from speechwright.tasks.edits.comparison import without_comparison
from speechwright.tasks.edits.edit import Amounts, Clause, Reading, operations
from speechwright.tasks.edits.forms import whole
from speechwright.tasks.edits.numbers import ORDINAL
from speechwright.tasks.edits.phrase import Phrase
from speechwright.tasks.edits.place import ABSENT, Ground, Place, Problem, Target
from speechwright.tasks.edits.place import whole as whole_of
from speechwright.tasks.edits.plan import Operation
from speechwright.tasks.edits.said import GLUE, near
from speechwright.tasks.edits.small_words import uncovered, variants, without_promises
from speechwright.tasks.edits.verbs import VERBS

PLACE_HOLE = "␣"
_SIGNS = ("+", "-")  # they belong to the number behind them
_LONGEST_PLACE, _LONGEST_CLAUSE = 16, 40  # tokens
_NOTHING_NAMED, _STRAY_IT, _NO_OBJECT, _NO_PLACE, _LEFT_OVER, _JOINED, _GLUE, _SAID_GLUE, _SAID_ALONE = (
    1.0,
    2.0,
    4.0,
    40.0,
    20.0,
    5.0,
    0.02,
    2.3,
    4.0,
)
_LOOSE_ARTICLE, _SKIPPED, _SECOND = 6.0, 5.0, 4.0
_EXEMPT = GLUE | {"like"}
_OFTEN_SAID = frozenset("well so very really right okay now just actually here there again".split())
_ENDS = frozenset("one two three four all each both end me last first second third here there again".split())
_LOOSE = (GLUE | {"any", "no", "should", "needs", "must"}) - _ENDS
_LINKS = whole(
    rf"then|after that|also|[;.!?]|and(?= (?:i|i'd|please|could|can|would|(?!end|start|"
    rf"begin|finish|close|open|fade|level|clear|slow)(?:{VERBS}))(?!\S))"
)
_ALL_LINKS = whole(r"and|then|after that|also|plus|while|[;.!?]")
_TWO_ORDERS = whole(rf"(?:{VERBS}) [^,;.]*, (?:(?:and|then|also|please) )*(?:{VERBS}) (?!it|that|this|them).+")
_TWO_AMOUNTS = whole(
    r", (?:and )?(?:(?:an?|the|some|little|bit|slightly|somewhat|much|lot|of) )*(?:higher|lower|less|more|faster|"
    r"slower|"
    r"louder|quieter) (?:pitch|speed|volume|tempo|pace|level|melody)"
)
_MARKS = re.compile(r" [,;.:!?](?= |$)|^[,;.:!?] ")
_QUOTED = re.compile(r"‹([^›]*)›")
_NAMING = re.compile(r"(?:(?:the|this|that) )?(?:words?|phrase|term) \S+")
_COUNTED = ("first", "last", "next", "final")
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "half", "few", "couple")
_BY_IT = re.compile(r"(?:before|after|following|preceding|of) it$")
_NUMBERED = whole(r"(?:words?|sentences?|lines?|questions?) \S+")
_ROW = re.compile(rf"(?<!\S)(?:{ORDINAL}|last|final|next)$")  # "the third | sentence one" is cut at the wrong place
_WHOSE = frozenset("the this that my his her their our your".split())
_SPOKEN_TEXT = whole(r"words? (?!number|no|to|through|in|of|with|on)[a-z]+(?: .+)?")  # "the | word ten" is the text
_ARTICLES = ("a", "an", "the")  # of what follows, where something does
_MINE = ("my", "his", "her", "their", "our", "your", "its")
_NO_NOUN = whole(
    r"\w+er|more|less|much|a|twice|again|and|or|by|to|in|at|on|from|up|down|out|off|away|with|before|after|should|is|␣|as"
)
_POINTING = ("that", "this", "those", "these")
_NAMES_PART = whole("(?:word|sentence|phrase|passage|one)s?")
_THAT_PART = whole("(?:that|this|those|these) (?:word|sentence|phrase|passage|one)s?")
_IT = whole("it|this|that")
_MAKE = re.compile(r"(?:^| )(?:make|making|render|have) (?:~ )?(?!␣|#|the|a|it|this|more|less|sure|to)")


@dataclass(frozen=True)
class Heard:
    """A clause without its place.

    Args:
        text: its words, with the holes ␣ for the place and # for amounts.
        amounts: of the units that the edit knows.
        places: what was named, or what is meant where nothing was.
        is_named: a part smaller than the recording was named or is meant.
        clause: where it comes from.
    """

    text: str
    amounts: tuple[Amount, ...]
    places: tuple[Place, ...]
    is_named: bool
    clause: Clause

    @cached_property
    def grade(self) -> Grade:
        return take_grade(self.text)[0]

    def one(self, *units: Unit) -> Amount | None:
        """The amount, where there is exactly one and it has one of these units."""
        return self.amounts[0] if len(self.amounts) == 1 and self.amounts[0].unit in units else None

    @property
    def reason(self) -> str:
        return self.clause.phrase.text


Settle = Callable[[Heard], Amounts | None]
Find = Callable[[Phrase, Ground], list[Target]]
Build = Callable[[Heard, Amounts], tuple[Operation, ...]]


def _any_place(phrase: Phrase, ground: Ground) -> list[Target]:
    return ground.targets(phrase)


@dataclass(frozen=True)
class Cues:
    """How an edit is recognised.

    Args:
        edit: its name.
        cue: one of these has to be there.
        settle: the amounts that are asked for; None where it isn't this edit. Raises BadInstruction.
        vocabulary: what else may be there.
        build: the operations; one a place unless given.
        needs_place: it can't be done to the whole recording; the value says what is needed.
        cost: added to each reading.
        joins: "and" may join its cues: "fade in and out".
        find: the readings of a phrase as a place.
        compares: after a cue, a comparison may paint it in words that nobody knows.
    """

    edit: str
    cue: str
    settle: Settle
    vocabulary: str = ""
    build: Build | None = None
    needs_place: str = ""
    cost: float = 0.0
    joins: bool = False
    find: Find = _any_place
    compares: bool = False


@cache
def _hint(cue: str) -> re.Pattern[str]:
    """A cue with any place inside it, to tell quickly that a clause has none."""
    return whole(cue.replace("(?: ␣)?", "(?: .+)?"))


def cover(clause: Clause, cues: Cues) -> Iterator[Reading]:
    """All readings of a clause as an edit."""
    if len(clause.phrase) > _LONGEST_CLAUSE or not _hint(cues.cue).search(_unquoted(clause)):
        return
    vocabulary = whole(f"{cues.cue}|{cues.vocabulary}" if cues.vocabulary else cues.cue)
    for phrase, cost in variants(clause.phrase):
        yield from _readings(phrase, clause, cues, vocabulary, cost)


def _unquoted(clause: Clause) -> str:
    return without_promises(clause.phrase.low).replace("‹", "").replace("›", "").replace("_", " ")


def _readings(
    phrase: Phrase, clause: Clause, cues: Cues, vocabulary: re.Pattern[str], cost: float
) -> Iterator[Reading]:
    cue = whole(cues.cue)
    for rest, target in _splits(phrase, clause, cues.find):
        text = _without_scare_quotes(without_promises(_MARKS.sub("", rest)), clause.ground)
        if cue.search(text):
            joined = (
                _JOINED * len((_LINKS if cues.joins else _ALL_LINKS).findall(rest))
                + _SECOND * (2 * bool(_TWO_ORDERS.match(rest)) + bool(_TWO_AMOUNTS.search(rest)))
                + 0.5 * rest.count(" ,")
                + _GLUE * rest.count(" ")
            )
            yield from _settled(text, target, clause, cues, vocabulary, cost + joined)


def _without_scare_quotes(text: str, ground: Ground) -> str:
    """A cue may be in quotes: "the “low” level". What is said in the recording isn't one."""
    return _QUOTED.sub(lambda match: match.group() if ground.find(_plain(match[1])) else _plain(match[1]), text)


def _plain(quoted: str) -> str:
    return quoted.replace("_", " ")


def _splits(phrase: Phrase, clause: Clause, find: Find) -> Sequence[tuple[str, Target | None]]:
    """The clause without each of the places that it may name, and as a whole."""
    return clause.ground.once(_splitter(find), phrase)


@cache
def _splitter(find: Find) -> Callable[[Phrase, Ground], Sequence[tuple[str, Target | None]]]:
    return lambda phrase, ground: [(phrase.low, None), *_parted(phrase, ground, find)]


def _parted(phrase: Phrase, ground: Ground, find: Find) -> Iterator[tuple[str, Target | None]]:
    for first in range(len(phrase)):
        for last in range(first + 1, min(len(phrase), first + _LONGEST_PLACE) + 1):
            part = phrase[first:last]
            if part.tokens[0].is_mark or part.tokens[-1].is_mark or part.tokens[-1].low in _SIGNS:
                continue
            if _belongs_to_next(part, phrase[last:]):
                continue
            if first and phrase.tokens[first - 1].low in _WHOSE and _SPOKEN_TEXT.match(part.low):
                continue
            loose = _LOOSE_ARTICLE * (last < len(phrase) and _ends_loosely(part, phrase[last:]))
            loose += _LOOSE_ARTICLE * bool(first and _NUMBERED.match(part.low) and _ROW.search(phrase[:first].low))
            for target in find(part, ground)[:2]:
                if target.problem is None or target.cost <= ABSENT + 1:
                    yield _with_hole(phrase, first, last), replace(target, cost=target.cost + loose)


def _belongs_to_next(part: Phrase, rest: Phrase) -> bool:
    """Whether it is only an article, or a "my" before a noun."""
    if not rest.tokens or rest.tokens[0].is_mark:
        return False
    return part.low in _ARTICLES or (part.low in _MINE and _NO_NOUN.match(rest.low) is None)


def _ends_loosely(part: Phrase, rest: Phrase) -> bool:
    """Whether a place ends with an article that belongs to what follows: "the second word | a bit faster"."""
    last, first = part.tokens[-1].low, rest.tokens[0].low
    is_pronoun = part.low in _POINTING and _NAMES_PART.match(rest.low) is not None
    is_counted = last in _COUNTED and (first.isdigit() or first in _COUNTS)
    is_share = is_counted or (last in ("half", "quarter", "third") and first in ("a", "an", "of"))
    is_named = _NAMING.fullmatch(part.low) is not None or _BY_IT.search(part.low) is not None
    return is_pronoun or (
        len(part) > 1 and not is_named and (is_share or (last in _LOOSE and not rest.tokens[0].is_mark))
    )


def _with_hole(phrase: Phrase, first: int, last: int) -> str:
    return " ".join(part for part in (phrase[:first].low, PLACE_HOLE, phrase[last:].low) if part)


_SAME = whole("same (?:amount|degree|extent)|as much as|equally much")
_THERE = whole(r"there(?! (?:is|are|was|were|should|must|needs?|has|have|be))")


def _there(text: str, clause: Clause) -> tuple[Place, ...]:
    """ "There" is where something was done before."""
    return clause.ground.antecedent if _THERE.search(text) else ()


def _settled(
    text: str, target: Target | None, clause: Clause, cues: Cues, vocabulary: re.Pattern[str], cost: float
) -> Iterator[Reading]:
    amounts, rest = take_amounts(text)
    named = target.places if target else clause.default or _there(text, clause)
    is_named = bool(named) and not any(place.is_whole for place in named)
    places = named or (whole_of(clause.ground.transcript),)
    own = vocabulary.sub(" ", rest)
    left, glue = uncovered(take_grade(own)[1], vocabulary, clause.ground.transcript.forms)
    glue |= set() if target else set(rest.split()) - set(own.split())
    said = (glue & clause.ground.transcript.forms) - (_EXEMPT if target else _EXEMPT - _OFTEN_SAID)
    left = f"{left} same".strip() if _SAME.search(rest) else left
    left, skipped = without_comparison(left, rest, whole(cues.cue) if cues.compares else None, target is not None)
    cost += _SKIPPED * skipped
    cost += (
        cues.cost
        + _oddity(rest, target)
        + _LEFT_OVER * len(left.split())
        + (_SAID_GLUE if target else _SAID_ALONE) * len(said)
    )
    if len(left.split()) > 3 or (left and target and target.problem):
        return
    yield from _reading(Heard(rest, amounts, places, is_named, clause), left, target, cues, cost)


def _reading(heard: Heard, left: str, target: Target | None, cues: Cues, cost: float) -> Iterator[Reading]:
    problem: Problem | None = target.problem if target else None
    try:
        amounts = cues.settle(heard)
        if amounts is None:
            return
        if cues.needs_place and not (heard.is_named or problem or left):
            cost += _NO_PLACE
            raise BadInstruction(
                f"“{heard.reason}”, which names no part", cues.needs_place, "say which words are meant"
            )
        problem = problem or (partial(_not_understood, left, heard) if left else None)
        done = () if problem else (cues.build or _one_each(cues.edit))(heard, amounts)
    except BadInstruction as error:
        amounts, done, problem, cost = {}, (), problem or error, cost + 5
    yield Reading(cues.edit, cost, done, _stretches(heard), problem)


def _stretches(heard: Heard) -> tuple[Place, ...]:
    """What "it" may mean from now on: no points."""
    return tuple(place for place in heard.places if place.begin < place.end) if heard.is_named else ()


def _one_each(edit: str) -> Build:
    return lambda heard, amounts: operations(edit, heard.places, amounts, heard.clause.ground, heard.reason)


def _oddity(text: str, target: Target | None) -> float:
    """How far-fetched it is to understand the clause with that target."""
    stray = _STRAY_IT * bool(_IT.search(text))
    if target is None:
        stray += _NO_PLACE * bool(_THAT_PART.search(text))
        return stray + _NOTHING_NAMED + _NO_OBJECT * bool(_MAKE.search(text))
    return stray + target.cost


def _not_understood(left: str, heard: Heard) -> BadInstruction:
    close, nearest = near(left, heard.clause.ground)
    remedy = "leave it out, or say it in other words" if not close else f"did you mean {' or '.join(close)}?"
    found = f"“{left}” in “{heard.reason}”, which is neither understood nor said in the recording"
    return BadInstruction(found, "an instruction of which each part is understood", remedy, close or nearest)
