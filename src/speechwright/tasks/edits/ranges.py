"""Parts between words: "between A and B", "from A to B", "everything after A", "the first half", "the ending"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.forms import whole as tokens
from speechwright.tasks.edits.numbers import COUNT, number
from speechwright.tasks.edits.phrase import Phrase
from speechwright.tasks.edits.place import BARE, MANY, Ground, Target
from speechwright.tasks.edits.transcript import Run

_STUFF = (
    r"(?:everything|all|anything|whatever|what|(?:the )?(?:whole |entire )?(?:part|bit|"
    r"section|stretch|piece|passage|span|segment|words|text|stuff|speech|rest|portion|"
    r"recording|audio|clip|region|half))"
)
_IS = (
    r"(?: (?:that |which )?(?:is|are|comes?|lies?|stands?|goes|i say|he says|she says|"
    r"they say|is said|was said|said|spoken|follows|runs|happens))*"
)
_BETWEEN = re.compile(
    rf"(?:(?:{_STUFF}|(?:the |all )?(?:the )?(?P<count>{COUNT} )?words?){_IS} )?(?:in )?between (?=\S)"
)
_FROM = re.compile(rf"(?:{_STUFF}{_IS} )?(?:starting |beginning )?(?:from|starting (?:with|at)) (?=\S)")
_LINK = tokens(
    r"(?:all the way )?(?:up )?(?:through to|to|through|until|till|thru|up to|–|and ending with|"
    r"ending (?:with|at|on))(?: and including)?"
)
_AFTER = re.compile(
    rf"(?:{_STUFF}{_IS} (?:after|following|behind|past|beyond|follows)|(?:everything|all|"
    rf"what) (?:that )?follows|after) (?=\S)"
)
_BEFORE = re.compile(
    rf"(?:{_STUFF}{_IS} (?:before|preceding|prior to|in front of|ahead of|leading up to|up "
    rf"to|until|till|precedes)|(?:everything|all|what) (?:that )?precedes|before|until|"
    rf"till|up to) (?=\S)"
)
_INCLUDING = re.compile(rf"(?:{_STUFF}{_IS} )?(?:up (?:to|until)|until|till|to) and including (?=\S)")
_ONWARDS = re.compile(
    r"(?<=\S) (?:on(?:wards?)?|(?:on )?(?:to|until|till) the (?:very )?end(?: of (?:the |"
    r"this )?\w+)?|and (?:everything|all|what) (?:comes )?after(?: it| that)?|forwards?)$"
)
_START = re.compile(
    r"(?:the )?(?:very )?(?:start|beginning|top)(?: of (?:the |this )?(?:recording|audio|clip|file|speech))?"
)
_JOIN = tokens("and|to")


def read_range(phrase: Phrase, ground: Ground) -> list[Target]:
    """Readings of a phrase as the words between others, or after, before or from some word on."""
    rules = (_between, _from, _up_to, _one_sided)
    return [target for rule in rules for target in rule(phrase, ground)]


def _between(phrase: Phrase, ground: Ground) -> Iterator[Target]:
    if match := _BETWEEN.match(phrase.low):
        for left, right, cost in pairs(phrase, match.end(), _JOIN, ground):
            if left.last < right.first and _is_as_many(match["count"], right.first - left.last):
                yield Target((ground.place(Run(left.last, right.first)),), cost - 1)
            elif left.last == right.first:
                yield Target((), MANY + cost, _problem(phrase.low, "words between the two", "they are neighbours"))
        yield from side_problems(phrase, match.end(), _JOIN, ground)


def _is_as_many(count: str | None, num_words: int) -> bool:
    return count is None or number(count) == num_words


def _from(phrase: Phrase, ground: Ground) -> Iterator[Target]:
    match = _FROM.match(phrase.low)
    if not match:
        return
    for left, right, cost in pairs(phrase, match.end(), _LINK, ground):
        if left.first < right.last and left.first <= right.first:
            yield Target((ground.place(Run(left.first, right.last)),), cost - 1)
    if end := _ONWARDS.search(phrase.low, match.end()):
        for run, cost in ground.runs(phrase.cut(match.end(), end.start())):
            yield Target((ground.place(Run(run.first, ground.scope.last)),), cost - 1)
    yield from _from_start(phrase, match.end(), ground)
    yield from side_problems(phrase, match.end(), _LINK, ground)


def _from_start(phrase: Phrase, begin: int, ground: Ground) -> Iterator[Target]:
    """ "From the beginning to A", A included."""
    for link in _LINK.finditer(phrase.low, begin):
        if _START.fullmatch(phrase.low, begin, link.start() - 1):
            for run, cost in ground.runs(phrase.cut(link.end() + 1, len(phrase.low))):
                yield Target((ground.place(Run(ground.scope.first, run.last)),), cost - 1)


def pairs(phrase: Phrase, begin: int, link: re.Pattern[str], ground: Ground) -> Iterator[tuple[Run, Run, float]]:
    """Two places with a link between them. Where one is said several times, the pair of neighbours is meant, if any."""
    for match in link.finditer(phrase.low, begin):
        if match.start() > begin:
            left, right = phrase.cut(begin, match.start() - 1), phrase.cut(match.end() + 1, len(phrase.low))
            sides = [ground.runs(side) for side in (left, with_noun(left, right))]
            clear = [(a, b, min(max(ca, cb), BARE)) for a, ca in sides[0] for b, cb in sides[1]]
            yield from clear or neighbours(left, right, ground)


def side_problems(phrase: Phrase, begin: int, link: re.Pattern[str], ground: Ground) -> Iterator[Target]:
    """What is wrong with one of two places, where it is that which keeps the two from being understood."""
    for match in link.finditer(phrase.low, begin):
        if begin < match.start() < match.end() < len(phrase.low):
            right = phrase.cut(match.end() + 1, len(phrase.low))
            for side in (phrase.cut(begin, match.start() - 1), right):
                yield from (Target((), t.cost + 2, t.problem) for t in ground.targets(side)[:1] if t.problem)


def with_noun(left: Phrase, right: Phrase) -> Phrase:
    """ "The second one" after "the first sentence" is the second sentence."""
    if right.low.split()[-1:] == ["one"] and left.tokens:
        return right[: len(right) - 1].joined(left[len(left) - 1 :])
    return right


def neighbours(left: Phrase, right: Phrase, ground: Ground) -> Iterator[tuple[Run, Run, float]]:
    """The one pair of places side by side that two phrases may mean."""
    found = [(a, b) for a in all_runs(left, ground) for b in all_runs(right, ground) if a.last == b.first]
    if len(set(found)) == 1:
        yield (*found[0], 3.0)


def all_runs(phrase: Phrase, ground: Ground) -> list[Run]:
    """All places that a phrase may mean, also where it doesn't say which."""
    every = ground.targets(phrase.stripped()) + [t for low in (f"every {phrase.low}",) for t in _of_text(low, ground)]
    return list(dict.fromkeys(place.words for target in every for place in target.places if place.words))


def _of_text(low: str, ground: Ground) -> Sequence[Target]:
    from speechwright.tasks.edits.phrase import phrase_of

    return ground.targets(phrase_of(low.replace("‹", '"').replace("›", '"').replace("_", " ")))


def _up_to(phrase: Phrase, ground: Ground) -> Iterator[Target]:
    """ "Everything up to and including A"."""
    if match := _INCLUDING.match(phrase.low):
        for run, cost in ground.runs(phrase.cut(match.end(), len(phrase.low))):
            yield Target((ground.place(Run(ground.scope.first, run.last)),), cost - 1)


def _one_sided(phrase: Phrase, ground: Ground) -> Iterator[Target]:
    sided = ((_AFTER, True), (_BEFORE, False))
    for pattern, is_after in sided:
        match = pattern.match(phrase.low)
        cost = 1.0 if match and match.group().strip() in ("after", "before", "until", "till", "up to") else -1.0
        for target in ground.targets(phrase.cut(match.end(), len(phrase.low))) if match else ():
            if target.is_pronoun and cost > 0:
                continue  # "after that" joins clauses
            if target.problem:
                yield Target((), target.cost, target.problem)
            elif len(target.places) == 1 and target.places[0].words and ground.holds(target.places[0].words):
                yield _side(target.places[0].words, is_after, target.cost + cost, phrase.low, ground)


def _side(run: Run, is_after: bool, cost: float, said: str, ground: Ground) -> Target:
    rest = Run(run.last, ground.scope.last) if is_after else Run(ground.scope.first, run.first)
    if rest.first < rest.last:
        return Target((ground.place(rest),), max(cost, 0.0))
    wanted = f"words {'after' if is_after else 'before'} that"
    return Target((), MANY + cost, _problem(said, wanted, "there are none"))


def _problem(said: str, wanted: str, remedy: str) -> BadInstruction:
    return BadInstruction(f"“{said}”", wanted, remedy)


_OF = (
    r"(?: (?:of|in) (?:it|the (?:whole |entire )?(?:recording|audio|clip|file|speech|thing|sound|track|take|message)))?"
)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "1/2": 2, "1/3": 3, "1/4": 4}
_NTH = r"(?P<nth>first|second|third|fourth|last|final|opening|closing|middle|1st|2nd|3rd|4th|latter|former|other)"
_FRACTION = re.compile(rf"(?:the )?(?:very )?{_NTH} (?P<part>{'|'.join(_PARTS)}){_OF}")
_NTHS = {
    "first": 0,
    "opening": 0,
    "1st": 0,
    "former": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "4th": 3,
}
_EDGE = re.compile(
    rf"(?:the )?(?:very )?(?:(?P<first>beginning|start|opening|intro|introduction)|"
    rf"(?P<last>end|ending|conclusion|outro|(?<=the )close)|(?P<mid>middle))(?: (?:part|section|"
    rf"bit))?{_OF}"
    r"|(?:the )?(?:(?P<first2>first|opening|beginning|initial)|(?P<last2>last|final|"
    r"closing|end)|(?P<mid2>middle)) (?:part|section|bit|portion)" + _OF
)


def read_fraction(phrase: Phrase, ground: Ground) -> list[Target]:
    """ "The first half" and "the ending". Its ends are moved to the nearest gap between words, so that none is cut.

    The beginning, the middle and the end are thirds (our choice).
    """
    if ground.scope.first == ground.scope.last:
        return []
    if match := _FRACTION.fullmatch(phrase.low):
        count = _PARTS[match["part"]]
        nth = _NTHS.get(match["nth"], 1 if match["nth"] == "middle" else count - 1)
        if nth < count and (match["nth"] != "middle" or count == 3):
            return [Target((ground.place(_share(nth, count, ground)),))]
    elif match := _EDGE.fullmatch(phrase.low):
        nth = 0 if match["first"] or match["first2"] else 1 if match["mid"] or match["mid2"] else 2
        return [Target((ground.place(_share(nth, 3, ground)),), 1.0)]
    return []


def _share(nth: int, count: int, ground: Ground) -> Run:
    """The nth of `count` shares of the scope by time, at least one word."""
    begin, end = ground.transcript.samples(ground.scope)
    bounds = [begin + (end - begin) * (nth + step) / count for step in (0, 1)]
    first, last = (_nearest_gap(bound, ground) for bound in bounds)
    return Run(min(first, max(ground.scope.last - 1, 0)), max(last, min(first + 1, ground.scope.last)))


def _nearest_gap(sample: float, ground: Ground) -> int:
    """The number of words before the gap nearest to a sample."""
    words = ground.transcript.words
    inner = range(ground.scope.first + 1, ground.scope.last)
    edges = {ground.scope.first: words[ground.scope.first].begin, ground.scope.last: words[ground.scope.last - 1].end}
    gaps = edges | {at: ground.gap_before(at) for at in inner}
    return min(gaps, key=lambda at: (abs(gaps[at] - sample), at))
