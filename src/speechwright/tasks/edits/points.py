"""Points between words, for what is put there: "after fish", "between salt and pepper", "at the end", "at 2
seconds"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.forms import whole
from speechwright.tasks.edits.moments import TIME, sample_at
from speechwright.tasks.edits.phrase import Phrase
from speechwright.tasks.edits.place import MANY, Ground, Place, Target
from speechwright.tasks.edits.ranges import neighbours, pairs, side_problems
from speechwright.tasks.edits.transcript import Run

_CLOSE = (
    r"(?:(?:right|just|directly|immediately|straight|somewhere|shortly|so (?:that )?(?:it|they) (?:comes?|is|are|goes?|"
    r"sits?|appears?|lands?|ends? up|stands?|follows?|falls?)|that (?:comes|goes)|to come|coming|placed|to go|"
    r"located|positioned|only) )*"
)
_AFTER = re.compile(rf"{_CLOSE}(?:after|following|behind|past|to follow|on the end of|onto the end of) (?=\S)")
_BEFORE = re.compile(
    rf"{_CLOSE}(?:before|in front of|ahead of|preceding|prior to|to precede|leading up to|on the front of) (?=\S)"
)
_AROUND = re.compile(
    r"(?:before and after|after and before|on (?:either|both) sides? of|either side of|around|surrounding) (?=\S)"
)
_BETWEEN = re.compile(
    rf"{_CLOSE}(?:(?:in )?between|separate|separating|split|splitting|divide) (?:the )?(?:words? |phrases? )?(?=\S)"
)
_BETWEEN_LEAD = re.compile(rf"{_CLOSE}(?:(?:in )?between|separate|separating|split|splitting|divide) ")
_AND = whole("and")
_WHOLE = (
    r"(?: of (?:it|it all|everything|all|(?:the|this|my) (?:(?:whole|entire) "
    r")?(?:recording|audio|clip|file|speech|thing|sound|track|take|message|text)))?"
)
_ENDS = r"(?:(?:right|all the way|just|only) )*(?:at|to|in|on|onto|from|by) (?:the )?(?:very )?"
_AT_START = re.compile(rf"{_ENDS}(?:beginning|start|front|top|head){_WHOLE}|at first")
_AT_END = re.compile(rf"{_ENDS}(?:end|back|ending|tail|tail end){_WHOLE}")
_EDGE_OF = re.compile(rf"{_ENDS}(?P<edge>beginning|start|front|end|back|head|tail) of (?=\S)")
_AT_TIME = re.compile(
    rf"(?:(?:right|exactly|precisely) )*(?:at|after|around|starting at|past|in at)(?: "
    rf"about| around| exactly)? (?P<time>{TIME})|(?P<in>{TIME})"
)
_EACH_GAP = re.compile(
    r"(?:in )?between (?:(?:all|each|every|all of)(?: of)?(?: the| pair of)? |the |both |"
    r"the two |consecutive |adjacent |)(?P<kind>words?|sentences?|lines?)(?: and the "
    r"next(?: one)?| pair)?"
)
_TWO_SIDES = whole("(?:and|or|,) (?:after|before|between|behind)")  # "after A and after B" are two points
_LIST = whole(r"(?:, )?(?:and|,|as well as|plus)(?: also| then| another(?: one)?| one| again)*")


def points_of(phrase: Phrase, ground: Ground) -> list[Target]:
    """All readings of a phrase as points, cheapest first; each place begins where it ends."""
    phrase = phrase.stripped()
    return ground.once(_points, phrase) if phrase.tokens else []


def _points(phrase: Phrase, ground: Ground) -> list[Target]:
    rules = (_at_edges, _beside, _between, _each_gap, _at_time, _listed)
    return sorted((point for rule in rules for point in rule(phrase, ground)), key=lambda point: point.cost)


def point(at: int, ground: Ground) -> Place:
    """The gap before a word."""
    sample = ground.gap_before(at)
    return Place(sample, sample, Run(at, at))


def _at_edges(phrase: Phrase, ground: Ground) -> Iterator[Target]:
    num_words = len(ground.transcript.words)
    if _AT_START.fullmatch(phrase.low):
        yield Target((point(0, ground),))
    if _AT_END.fullmatch(phrase.low):
        yield Target((point(num_words, ground),))
    if match := _EDGE_OF.match(phrase.low):
        ends = match["edge"] in ("end", "back", "tail")
        yield from _at_side(phrase.cut(match.end(), len(phrase.low)), (not ends,), ground)


def _beside(phrase: Phrase, ground: Ground) -> Iterator[Target]:
    for pattern, sides in ((_AFTER, (False,)), (_BEFORE, (True,)), (_AROUND, (True, False))):
        if match := pattern.match(phrase.low):
            yield from _at_side(phrase.cut(match.end(), len(phrase.low)), sides, ground)


def _at_side(anchor: Phrase, before: Sequence[bool], ground: Ground) -> Iterator[Target]:
    for target in ground.targets(anchor) if not _TWO_SIDES.search(anchor.low) else ():
        if target.problem:
            yield target
        elif all(place.words for place in target.places):
            runs = [place.words for place in target.places if place.words]
            places = [point(run.first if side else run.last, ground) for run in runs for side in before]
            yield Target(tuple(dict.fromkeys(places)), target.cost)


def _between(phrase: Phrase, ground: Ground) -> Iterator[Target]:
    match = _BETWEEN.match(phrase.low)
    if not match:
        return
    lead = _BETWEEN_LEAD.match(phrase.low)
    begins = {match.end(), lead.end() if lead else match.end()}
    for begin in sorted(begins):
        for left, right, cost in [*pairs(phrase, begin, _AND, ground), *_shared(phrase, begin, ground)]:
            if left.last == right.first:
                yield Target((point(right.first, ground),), cost)
            elif left.last < right.first:
                yield Target((), MANY + cost, _no_neighbours(phrase.low))
        yield from side_problems(phrase, begin, _AND, ground)


def _shared(phrase: Phrase, begin: int, ground: Ground) -> Iterator[tuple[Run, Run, float]]:
    """ "The first and second sentence": one noun for both. Also neighbours of words that are said several times."""
    for match in _AND.finditer(phrase.low, begin):
        if begin < match.start() and match.end() < len(phrase.low):
            left, right = phrase.cut(begin, match.start() - 1), phrase.cut(match.end() + 1, len(phrase.low))
            heads = [left.joined(right[len(right) - count :]) for count in range(1, len(right))]
            yield from (
                (a, b, ca + cb) for head in heads for a, ca in ground.runs(head) for b, cb in ground.runs(right)
            )
            yield from neighbours(left, right, ground)


def _no_neighbours(said: str) -> BadInstruction:
    return BadInstruction(f"“{said}”", "two neighbouring words", "say after or before which word it shall come")


def _each_gap(phrase: Phrase, ground: Ground) -> Iterator[Target]:
    if match := _EACH_GAP.fullmatch(phrase.low):
        items = ground.words if match["kind"].startswith("word") else ground.sentences
        places = tuple(point(run.first, ground) for run in items[1:])
        yield Target(places) if places else Target((), MANY, _no_neighbours(phrase.low))


def _at_time(phrase: Phrase, ground: Ground) -> Iterator[Target]:
    match = _AT_TIME.fullmatch(phrase.low)
    if match and (match["time"] or phrase.low.endswith((" in", " mark", " point")) or " into " in phrase.low):
        at = sample_at(match["time"] or match["in"], ground)
        if isinstance(at, BadInstruction):
            yield Target((), MANY, at)
        else:
            yield Target((Place(at, at),), 0.5)


def _listed(phrase: Phrase, ground: Ground) -> Iterator[Target]:
    """ "After fish and before salt", "at the beginning and the end"."""
    for match in _LIST.finditer(phrase.low):
        if 0 < match.start() < match.end() < len(phrase.low):
            first = points_of(phrase.cut(0, match.start() - 1), ground)[:1]
            rest = points_of(phrase.cut(match.end() + 1, len(phrase.low)), ground)[:1]
            for one, other in ((one, other) for one in first for other in rest):
                problem = one.problem or other.problem
                places = () if problem else tuple(dict.fromkeys((*one.places, *other.places)))
                yield Target(places, one.cost + other.cost + 0.5, problem)
