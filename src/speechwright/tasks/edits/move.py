"""Words change their place: "move the first word to the end", "put the second sentence before the first", "swap A and
B".

`to` is the sample of the point to which they go, in the recording as it was given. Two places that are exchanged are
two operations: each goes to where the other begins. "swap A with B" exchanges them where B is said; otherwise it is a
replacement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.edit import Clause, Edit, Filled, Range, Reading, Sense, keys
from speechwright.tasks.edits.edit import operations as operations_of
from speechwright.tasks.edits.forms import forms, whole
from speechwright.tasks.edits.frames import matches
from speechwright.tasks.edits.phrase import Phrase
from speechwright.tasks.edits.place import Place, Target
from speechwright.tasks.edits.places import ground_of
from speechwright.tasks.edits.plan import Operation
from speechwright.tasks.edits.points import point, points_of
from speechwright.tasks.edits.ranges import with_noun
from speechwright.tasks.edits.slots import AT_START, BEFORE, filled, lines
from speechwright.tasks.edits.small_words import variants
from speechwright.tasks.edits.transcript import Transcript
from speechwright.tasks.wordings import Wordings

LATEST = Range(0, 2**53, "")
_MOVE = forms("move shift relocate transfer drag reposition transpose bring slide carry send push pull")
_PUT = forms("put place stick have say want set get take pop shove insert")
_PASSIVE = (
    rf"(?:(?:should|must|has to|have to|needs? to|ought to|can|could|to) )?(?:really |actually )?(?:be )?"
    rf"(?:{_MOVE}|come|comes|go|goes|{_PUT}|stands?|be|belongs?|sits?|fits?|appears?|lands?|ends? up)(?: better)?"
)
_CUT = r"(?:cut|take|grab|lift|pick|pull|copy and delete)(?: (?:out|up|away))?"
_PASTED = (
    rf"{_CUT} <words> (?:out |away |from where it is )?(?:,? ?and(?: then)?|,? ?then|,) (?:then )?(?:paste|put|"
    rf"place|move|"
    rf"stick|insert|drop|stick|add|pop|bring|shift|say)(?: (?:it|them|that|this))?(?: back)? <where>"
)
_ORDERED = (
    (
        r"(?:let|have|make|get) <one> (?:directly |immediately )?(?:follow|come after|go after|stand after) <other>",
        False,
    ),
    (r"(?:let|have|make|get) <one> (?:directly |immediately )?(?:precede|come before|go before) <other>", True),
    (
        (
            r"(?:rearrange|reorder|arrange|order|shuffle|change|fix|set)(?: (?:it|this|them|things|everything|the "
            r"words|the "
            r"order|the sentences|the recording))? so(?: that)? <one> (?:comes?|goes?|is|are|stands?) (?:right |"
            r"directly |just )?"
            r"after <other>"
        ),
        False,
    ),
    (
        (
            r"(?:rearrange|reorder|arrange|order|shuffle|change|fix|set)(?: (?:it|this|them|things|everything|the "
            r"words|the "
            r"order|the sentences|the recording))? so(?: that)? <one> (?:comes?|goes?|is|are|stands?) (?:right |"
            r"directly |just )?"
            r"(?:before|in front of|ahead of) <other>"
        ),
        True,
    ),
    (r" <one> (?:should|must|ought to|has to|needs to) (?:directly |immediately )?follow <other>", False),
    (r" <one> (?:should|must|ought to|has to|needs to) (?:directly |immediately )?precede <other>", True),
    (
        r" <one> (?:should|must|ought to|has to|needs to|is to) (?:come|go|be|stand)(?: right|"
        r" directly)? (?:before|ahead "
        r"of|in front of) <other>",
        True,
    ),
)
_SWAP = forms("swap exchange switch interchange transpose flip reverse invert trade swap_over swap_round switch_around")
_ROUND = (
    r"(?: (?:around|round|over|places|positions|with each other|with one another|the places|about|their places|"
    r"please))*"
)
_THEN = (
    rf"(?: ,? ?(?:and |so |then )*(?:please |can you |could you |just )*(?:{_SWAP}|fix|correct|change|reverse|put "
    rf"right|turn)"
    r"(?: (?:them|it|that|those|the two|these))?(?: (?:around|round|over|back|please))*)?"
)
_OTHER_WAY = (
    r"(?:the (?:other|opposite|wrong) way (?:a?round|about)|in (?:the )?(?:wrong|reverse|reversed|"
    r"opposite) order|back to front|mixed up|muddled up|jumbled up)"
)
_SWAPS = (
    (rf"(?:{_SWAP})(?: (?:the )?(?:places|positions|order|place|position) of)? <one> and <other>", 0.0),
    (
        (
            rf"(?:{_SWAP})(?: (?:the )?(?:places|positions|order|place|position) of)? <one> and "
            rf"<other> (?:around|round|over|places|positions|with each other)"
        ),
        -0.5,
    ),
    (rf"(?:{_SWAP}) <one> (?:with|and) <other>", -1.5),
    (rf"(?:{_SWAP}) <one> (?:for|against) <other>", 0.0),
    (rf"(?:{_SWAP}|turn)(?: around| round)? <one> (?:and|with) <other>{_ROUND}", 0.5),
    (rf"(?:{_SWAP}|turn) <one> and <other> (?:around|round|about)", -0.5),
    (
        r"(?:change|alter|invert|reverse|swap|flip)(?: around)? the (?:order|sequence|places|positions) of <one> "
        r"(?:and|with) <other>",
        0.0,
    ),
    (
        rf" <one> and <other> (?:should be|are|were|must be|need to be|belong|have to be|is|ended up|came out|got) "
        rf"{_OTHER_WAY}{_THEN}",
        -4.0,
    ),
    (
        (
            rf"(?:i|we|he|she|they|you) (?:got|have|had|said|put|mixed up|mixed|swapped|confused|muddled|muddled up|"
            rf"jumbled|"
            rf"switched|reversed|transposed)(?: up)? <one> (?:and|with) <other>(?: {_OTHER_WAY}| up)?{_THEN}"
        ),
        -3.0,
    ),
    (
        rf"(?:{_PUT}|move) <one> (?:where|in place of|in the place of) <other> (?:is |was |stands |goes )?(?:,? "
        rf"?and )?(?:vice versa|the other way (?:a?round)|the reverse|conversely)",
        -6.0,
    ),
    (
        r"(?:let|make|have|get) <one> and <other> (?:to )?(?:trade|swap|switch|change|exchange)(?: (?:places|"
        r"positions|over))?",
        0.0,
    ),
    (rf" <one> (?:and|with) <other> ,? ?{_OTHER_WAY}", 1.0),
    (rf" <one> (?:and|with) <other> (?:swapped|switched|exchanged|reversed|flipped|interchanged){_ROUND}", 0.0),
    (
        (
            rf" <one> and <other> (?:(?:should|must|need to|have to|to) )?(?:be )?(?:{_SWAP}|(?:trade|traded|change|"
            rf"changed|swapped|switched) places){_ROUND}"
        ),
        0.0,
    ),
    (r"(?:let|make|have) <one> and <other> (?:trade|swap|switch|change|exchange) (?:places|positions)", 0.0),
    (
        (
            r" <one> (?:should|must|needs to|has to) (?:trade|swap|switch|change|exchange) "
            r"(?:places|positions) with <other>"
        ),
        0.0,
    ),
)

_SWAP_BOTH = rf"(?:{_SWAP})(?: (?:the )?(?:places|positions|order) of)? <both>"


def _read(clause: Clause) -> Iterator[Reading]:
    for phrase, cost in variants(clause.phrase):
        yield from _moves(phrase, cost, clause)
    for slots, cost in matches(_PASTED, clause):
        yield from _pair(slots["words"], slots["where"], cost - 4, clause)
    for frame, is_before in _ORDERED:
        for slots, cost in matches(frame, clause):
            yield from _beside(slots["one"], slots["other"], is_before, cost, clause)
    for frame, cost in _SWAPS:
        for slots, more in matches(frame, clause):
            yield from _swaps(slots["one"], slots["other"], cost + more, clause)
    for slots, cost in matches(_SWAP_BOTH, clause):
        yield from _two_of(slots["both"], cost, clause)


def _moves(phrase: Phrase, cost: float, clause: Clause) -> Iterator[Reading]:
    for verbs, doubt in ((_MOVE, 0.0), (_PUT, 3.5)):
        lead = whole(rf"(?:{verbs})(?: (?:over|across|back|forward))?").match(phrase.low)
        if lead and lead.end() < len(phrase.low):
            yield from _two_parts(phrase.cut(lead.end() + 1, len(phrase.low)), cost + doubt, clause)
    if whole(_WISHED).search(clause.phrase.low) and not whole(f"{_MOVE}|{_PUT}").match(phrase.low):
        yield from _two_parts(phrase, cost + 3.5, clause)
    for verb in whole(_PASSIVE).finditer(phrase.low):
        if 0 < verb.start() and verb.end() < len(phrase.low):
            lead = whole("have|get|make|let|see|having|getting").match(phrase.low)
            begin = lead.end() + 1 if lead and lead.end() + 1 < verb.start() else 0
            one, rest = phrase.cut(begin, verb.start() - 1), phrase.cut(verb.end() + 1, len(phrase.low))
            yield from _pair(one, rest, cost + 3.5 * (verb.group().split()[-1] not in forms_set()), clause)


def _beside(one: Phrase, other: Phrase, is_before: bool, cost: float, clause: Clause) -> Iterator[Reading]:
    for anchor in clause.ground.targets(with_noun(one, other))[:2]:
        run = anchor.places[0].words if len(anchor.places) == 1 else None
        if run and not anchor.problem:
            to = Target((point(run.first if is_before else run.last, clause.ground),), anchor.cost)
            for target in clause.ground.targets(one)[:2]:
                yield _reading(target, to, cost + target.cost + to.cost, clause)


def forms_set() -> frozenset[str]:
    return frozenset(_MOVE.split("|"))


def _two_parts(rest: Phrase, cost: float, clause: Clause) -> Iterator[Reading]:
    for at in range(1, len(rest)):
        yield from _pair(rest[:at], rest[at:], cost, clause)
        if points_of(rest[:at], clause.ground):
            yield from _pair(rest[at:], rest[:at], cost + 1, clause)


def _pair(one: Phrase, where: Phrase, cost: float, clause: Clause) -> Iterator[Reading]:
    for to in _goals(_edge(where), clause):
        for target in clause.ground.targets(one)[:2]:
            yield _reading(target, to, cost + target.cost + to.cost, clause)


_FIRST = ("first", "up front", "to first place", "in first place", "in front", "to the fore", "first of all")
_LAST = ("last", "to last place", "in last place", "at last", "last of all")


def _goals(where: Phrase, clause: Clause) -> list[Target]:
    """Points; "move it first" is to the beginning."""
    low = where.stripped().low
    if low in _FIRST or low in _LAST:
        at = len(clause.ground.transcript.words) if low in _LAST else 0
        return [Target((point(at, clause.ground),), 0.5)]
    return points_of(where, clause.ground)[:2]


_TOWARDS = re.compile(
    r"(?:(?:so(?! (?:it|that|they))|over|up|back|down|forwards?|backwards?|along|around|across|out|all the way|and|"
    r"on|instead) )*"
    r"(?:to (?=(?:after|before|just|right|directly|immediately|between|in|ahead|behind|straight) ))?"
)
_WISHED = r"want|need|like|prefer|rather|what about|how about|what if|love"


def _edge(where: Phrase) -> Phrase:
    """ "To after fish" is after fish, "forward to the beginning" to the beginning."""
    match = _TOWARDS.match(where.low)
    return where.cut(match.end(), len(where.low)) if match and match.end() else where


def _reading(target: Target, to: Target, cost: float, clause: Clause) -> Reading:
    problem = target.problem or to.problem or _why_not(target, to, clause)
    if problem:
        return Reading("move", cost + 5, (), (), problem)
    at = to.places[0].begin
    done = operations_of("move", target.places, {"to": at}, clause.ground, clause.phrase.text)
    return Reading("move", cost, done, target.places)


def _why_not(target: Target, to: Target, clause: Clause) -> BadInstruction | None:
    at = to.places[0]
    if target.is_whole or len(to.places) > 1:
        return BadInstruction(f"“{clause.phrase.text}”", "some words and one point", "say which words go where")
    stays = at.words and any(p.words and p.words.first <= at.words.first <= p.words.last for p in target.places)
    if stays:
        return BadInstruction(f"“{clause.phrase.text}”", "a point elsewhere", "they are there already")
    return None


def _swaps(one: Phrase, other: Phrase, cost: float, clause: Clause) -> Iterator[Reading]:
    other = with_noun(one, other)
    heads = [one, *(one.joined(other[len(other) - count :]) for count in range(1, min(3, len(other))))]
    for head in heads:
        for a in clause.ground.targets(head)[:1]:
            for b in clause.ground.targets(other)[:1]:
                yield from _exchange(a, b, cost + 0.3 * (head is not one), clause)


def _two_of(phrase: Phrase, cost: float, clause: Clause) -> Iterator[Reading]:
    """ "The first two sentences", "both verys"."""
    for target in clause.ground.targets(phrase)[:1]:
        runs = [place.words for place in target.places if place.words]
        if len(runs) == 1:
            inner = clause.ground.within(runs[0])
            runs = list(inner.sentences if len(inner.sentences) == 2 else inner.words)
        if len(runs) == 2 and not target.problem and runs[0].last <= runs[1].first:
            done = swapped(clause.ground.place(runs[0]), clause.ground.place(runs[1]), clause)
            yield Reading("move", cost + target.cost, done, ())


def _exchange(a: Target, b: Target, cost: float, clause: Clause) -> Iterator[Reading]:
    cost += a.cost + b.cost
    if a.problem or b.problem:
        yield Reading("move", cost, (), (), a.problem or b.problem)
    elif len(a.places) == len(b.places) == 1 and a.places[0].words and b.places[0].words:
        first, last = a.places[0], b.places[0]
        if first.end <= last.begin or last.end <= first.begin:
            yield Reading("move", cost, swapped(first, last, clause), (first, last))


def swapped(first: Place, last: Place, clause: Clause) -> tuple[Operation, ...]:
    """Each to where the other begins."""
    assert first.words and last.words, "words are exchanged"
    ground, reason = clause.ground, clause.phrase.text
    there, here = point(last.words.first, ground).begin, point(first.words.first, ground).begin
    return (
        *operations_of("move", (first,), {"to": there}, ground, reason),
        *operations_of("move", (last,), {"to": here}, ground, reason),
    )


def _fill_move(template: str, rng: np.random.Generator, transcript: Transcript) -> Filled:
    while True:
        text, values = filled(template, rng, transcript)
        ground, words = ground_of(transcript), values["words"].words
        at = _slot_at(template, values.get("other"), len(transcript.words))
        if not words.first <= at <= words.last:
            to = point(at, ground).begin
            return Filled(text, operations_of("move", (values["words"],), {"to": to}, ground, text))


def _slot_at(template: str, other: Place | None, num_words: int) -> int:
    low = re.sub("[,?.!]", " ", template.lower())
    if other is None or other.words is None:
        return 0 if AT_START.search(low) else num_words
    return other.words.first if BEFORE.search(low) else other.words.last


def _fill_swap(template: str, rng: np.random.Generator, transcript: Transcript) -> Filled:
    text, values = filled(template, rng, transcript)
    clause = Clause(Phrase(text, ()), ground_of(transcript))
    return Filled(text, swapped(values["words"], values["other"], clause))


_TO = Sense(
    "to",
    Wordings(
        train=lines("""
        move {words} to the end
        move {words} to the beginning
        move {words} before {other}
        move {words} after {other}
        please move {words} to the start
        please move {words} in front of {other}
        can you move {words} to the very end?
        could you move {words} right after {other}?
        would you move {words} just before {other}, please?
        I'd like {words} moved to the end
        I want {words} moved before {other}
        I'd like you to move {words} after {other}
        shift {words} to the end
        shift {words} before {other}
        bring {words} to the front
        {words} should be moved to the end
        {words} should be moved after {other}
        relocate {words} to the beginning
        transfer {words} to the end of the recording
        have {words} moved before {other}
        drag {words} after {other}
        take {words} and put it at the end
        {words} should go after {other}
        move {words} to before {other}
        place {words} right after {other}
        stick {words} at the beginning
        put {words} last
        push {words} to the end
        {words} ought to be before {other}
        get {words} to the front
        let {words} follow {other}
        cut {words} and paste it after {other}
        relocate {words} to just before {other}
        I want {words} at the start
        can {words} go to the very end?
        """),
        test=lines("""
        would you mind moving {words} to the beginning?
        let's shift {words} to the end
        {words} needs to be moved before {other}
        slide {words} in front of {other}
        please have {words} moved to the start
        reposition {words} after {other}
        """),
    ),
    _fill_move,
)
_EXCHANGED = Sense(
    "swap",
    Wordings(
        train=lines("""
        swap {words} and {other}
        please swap {words} and {other}
        switch {words} and {other} around
        exchange {words} and {other}
        interchange {words} and {other}
        swap the places of {words} and {other}
        can you swap {words} and {other}?
        swap {words} with {other}
        reverse the order of {words} and {other}
        could you switch {words} and {other} around, please?
        """),
        test=lines("""
        would you swap {words} and {other} around?
        let {words} and {other} trade places
        {words} and {other} should be swapped
        transpose {words} and {other}
        """),
    ),
    _fill_swap,
)
EDIT = Edit("move", (_TO, _EXCHANGED), _read, {"to": LATEST}, keys("to"))
