"""Cutting an instruction into clauses and choosing the cheapest row of readings.

Where a clause may begin is given by the connectives; whether one does, by what can be read. A chain is a row of
readings for the instruction up to some token; the cheapest few at each token are kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from speechwright.errors import BadInstruction
from speechwright.tasks.edits import EDITS
from speechwright.tasks.edits.again import again
from speechwright.tasks.edits.amounts import take_amounts
from speechwright.tasks.edits.answers import answers, may_be_said_again, only_explains, place_of
from speechwright.tasks.edits.context import Context, read_context, word_of
from speechwright.tasks.edits.edit import Clause, Reading
from speechwright.tasks.edits.focus import read_focus
from speechwright.tasks.edits.forms import whole
from speechwright.tasks.edits.numbers import ORDINAL
from speechwright.tasks.edits.phrase import Phrase
from speechwright.tasks.edits.place import ABSENT, Ground, Place, Problem
from speechwright.tasks.edits.places import ground_of
from speechwright.tasks.edits.plan import Operation
from speechwright.tasks.edits.reader import Reader
from speechwright.tasks.edits.reconsider import (
    FAR_FETCHED,
    has_clear_problem,
    is_plain,
    is_refusal,
    one_of_two,
    reconsidered,
)
from speechwright.tasks.edits.small_words import is_empty, variants
from speechwright.tasks.edits.transcript import Run, Transcript
from speechwright.tasks.edits.verbs import VERBS

_LINKS = whole(
    r"[,;.:!?]|(?<!up )and|and(?! down)|then|also|plus|while|whilst|but|next|finally|lastly|afterwards?|after "
    r"(?:that|which|this)|as well as|followed by|before|with|once|"
    r"in addition|additionally|furthermore|moreover|besides|on top of that|at the same "
    r"time|subsequently|later|because|meanwhile|along with|when"
)
_HARD = whole(r"then|;|\.|after that|next|finally|lastly|afterwards|after which")
_HARD_START = re.compile(rf"(?:(?:,|and|also|but) )*(?:{_HARD.pattern})")
_HARD_END = re.compile(rf"(?:{_HARD.pattern})(?: ,)?$")
_NOUN = whole(r"words?|sentences?|questions?|lines?")
_NTH = re.compile(rf"(?<!\S)(?:{ORDINAL}|last) (?!(?:by|to|at|in|on|of|\w+er)\b)([a-z]{{2,}}|‹[^›]*›)(?!\S)")
_CUT, _UNMARKED_CUT, _ELLIPSIS, _TWO_VERBS, _LIKEWISE, _NOTHING = 3.0, 8.0, 1.5, 3.0, 2.0, 40.0
_NOT_UNDERSTOOD = 20.0
_MOST_CHAINS = 3
_MOST_CUTS, _MOST_INNER_CUTS = 40, 8  # of an instruction, of a clause: so that the time to read it is bounded
_FULL = whole(
    r"should|must|needs?|is|are|isn't|aren't|want|wants|i'd like|i would like|need|let's|"
    r"could|can|would|ought|has to|have to|don't|it's|there's|was|were|sounds|wish|prefer"
)
_VERB = whole(VERBS)


@dataclass(frozen=True)
class Chain:
    """Readings for the tokens so far.

    Args:
        cost: of all of them and of the cuts between them.
        readings: in order.
        ground: the words that the next clause may be about, and what "it" is.
        verb: of the last clause, for those without one.
        is_hard: a word such as "then" stands at the end, after which nothing is left to be understood.
        is_open: the last clause only named a part, for one that has to follow.
        before: the chain without the last clause, which is `segment`.
        context: what the last clause was about, where it asked for nothing.
        topic: what "in the last sentence, …" names for all that follows in the same breath.
    """

    cost: float
    ground: Ground
    readings: tuple[Reading, ...] = ()
    verb: Phrase | None = None
    is_hard: bool = False
    is_open: bool = False
    before: Chain | None = None
    segment: Phrase | None = None
    context: Context | None = None
    topic: tuple[Place, ...] = ()

    @cached_property
    def problem(self) -> Problem | None:
        return next((reading.problem for reading in self.readings if reading.problem), None)

    @property
    def operations(self) -> tuple[Operation, ...]:
        return tuple(operation for reading in self.readings for operation in reading.operations)

    @property
    def last(self) -> Reading | None:
        return self.readings[-1] if self.readings else None


def readings_of(phrase: Phrase, transcript: Transcript) -> Chain | None:
    """The cheapest chain for a whole instruction; None where nothing in it can be read.

    Raises:
        BadInstruction: it has too many parts.
    """
    if len(_cuts(phrase)) > _MOST_CUTS:
        found = f"an instruction in which {len(_cuts(phrase))} requests may begin"
        raise BadInstruction(found, f"at most {_MOST_CUTS}", "ask for some of them first, and put words in quotes")
    edits = tuple(EDITS[name] for name in EDITS)
    cuts, clause = {match: _CUT for match in _cuts(phrase)}, Clause(phrase, ground_of(transcript))
    chain = _by_grammar(phrase, transcript, Reader(edits), cuts)
    if chain is None or len(chain.readings) > 1 or (chain.problem and not is_refusal(chain.readings)):
        other = _cheapest(phrase, transcript, Reader(edits, weighs=True), cuts)
        chain = other if other and not other.problem and not _is_better(chain, other, clause) else chain
    if chain is None or chain.problem:
        return chain
    better = _reconsidered(chain, clause)
    return Chain(better.cost, chain.ground, (better,)) if better else chain


def _is_better(chain: Chain | None, weighed: Chain, clause: Clause) -> bool:
    """Whether the grammar alone is to be followed."""
    if chain is None or chain.problem:
        return chain is not None and has_clear_problem(chain.readings, weighed.readings)
    own = chain.cost - _CUT * (len(chain.readings) - 1)
    return is_plain(chain.readings, own, weighed.readings, clause) or weighed.cost > chain.cost + FAR_FETCHED


def _reconsidered(chain: Chain, clause: Clause) -> Reading | None:
    if len(chain.readings) == 1:
        return reconsidered(chain.readings[0], chain.cost, clause)
    return one_of_two(chain.readings, clause) if len(chain.readings) == 2 else None


def _by_grammar(phrase: Phrase, transcript: Transcript, reader: Reader, cuts: dict[int, float]) -> Chain | None:
    chain = _cheapest(phrase, transcript, reader, cuts, _walls(phrase))
    if _walls(phrase) and (chain is None or chain.problem):
        chain = _cheapest(phrase, transcript, reader, cuts)
    if chain is None or (chain.problem and chain.cost >= _NOT_UNDERSTOOD):
        unmarked = {at: _UNMARKED_CUT for at in _verbs(phrase)} | cuts
        other = _cheapest(phrase, transcript, reader, unmarked)
        chain = other if other and (chain is None or (not other.problem and other.cost < chain.cost)) else chain
    return chain


def _cuts(phrase: Phrase) -> list[int]:
    return [phrase.low.count(" ", 0, match.start()) for match in _LINKS.finditer(phrase.low) if match.start()]


def _verbs(phrase: Phrase) -> list[int]:
    return [phrase.low.count(" ", 0, match.start()) for match in _VERB.finditer(phrase.low) if match.start()]


def _walls(phrase: Phrase) -> frozenset[int]:
    """Where a sentence ends. A request hardly ever goes on behind one: whether it does is looked at only where what is
    between them can't be read."""
    return frozenset(at for at, token in enumerate(phrase.tokens) if token.low in (".", ";") and at)


def _cheapest(
    phrase: Phrase,
    transcript: Transcript,
    reader: Reader,
    cuts: dict[int, float],
    walls: frozenset[int] = frozenset(),
) -> Chain | None:
    chains: dict[int, list[Chain]] = {0: [Chain(0.0, ground_of(transcript))]}
    bounds = [0, *sorted(at for at in cuts if 0 < at < len(phrase)), len(phrase)]
    for place, end in enumerate(bounds[1:], 1):
        found: list[Chain] = []
        wall = max((at for at in walls if at < end), default=0)
        for begin in bounds[bisect_left(bounds, wall, max(0, place - _MOST_INNER_CUTS - 1), place) : place]:
            for chain in chains.get(begin, ()):
                cost = cuts.get(begin, 0.0) if chain.readings else 0.0
                found += _continued(chain, phrase[begin:end], cost, reader)
        kept = [chain for chain in found if end < len(phrase) or not chain.is_open]
        chains[end] = sorted(kept, key=lambda chain: chain.cost)[:_MOST_CHAINS]
    return next(iter(chains[len(phrase)]), None)


def _continued(chain: Chain, segment: Phrase, cost: float, reader: Reader) -> Iterator[Chain]:
    if is_empty(segment):
        is_hard = chain.is_hard or _HARD.search(segment.low) is not None
        topic = () if is_hard else chain.topic
        yield Chain(chain.cost + 0.1, chain.ground, chain.readings, chain.verb, is_hard, chain.is_open, topic=topic)
        return
    verb = _verb_of(segment) or chain.verb
    if answers(chain.last, None, segment):
        yield Chain(chain.cost + cost, chain.ground, chain.readings, verb)
    for clause, extra in _clauses(chain, segment):
        for reading in reader.read(clause):
            if not _fits(chain.context, reading, segment):
                continue
            after = _ground_after(chain.ground, reading, segment)
            total = chain.cost + cost + reading.cost + extra
            readings = _joined(reading, chain, segment)
            is_hard = _HARD_END.search(segment.low) is not None
            topic = () if chain.is_hard else chain.topic
            yield Chain(total, after, readings, verb, is_hard, False, chain, segment, topic=topic)
    yield from _answered(chain, segment, cost, reader)
    yield from _focused(chain, Clause(segment, chain.ground), cost, verb)
    yield from _likewise(chain, segment, cost)
    yield from _shared(chain, segment, cost, reader)
    yield from _stated(chain, segment, cost, reader)
    if not reader.read(Clause(segment, chain.ground)):
        yield _lost(chain, segment, cost)


def _answered(chain: Chain, segment: Phrase, cost: float, reader: Reader) -> Iterator[Chain]:
    """ "I drone in the last sentence, make the intonation livelier": the part that the complaint named is meant."""
    last = chain.last
    if last is None or not last.places or chain.is_hard or _HARD_START.match(segment.low):
        return
    for reading in reader.read(Clause(segment, chain.ground, last.places)):
        if not reading.problem and answers(last, reading, segment):
            total = chain.cost + cost + reading.cost - 0.5
            ground = _ground_after(chain.ground, reading, segment)
            is_hard = _HARD_END.search(segment.low) is not None
            yield Chain(
                total, ground, (*chain.readings[:-1], reading), _verb_of(segment), is_hard, False, chain, segment
            )


def _joined(reading: Reading, chain: Chain, segment: Phrase) -> tuple[Reading, ...]:
    """The readings so far and this one, where it doesn't only say again or explain what was asked for last."""
    for at, before in reversed(list(enumerate(chain.readings))):
        if (before is chain.last or may_be_said_again(before, reading)) and answers(before, reading, segment):
            others = chain.readings[:at] + chain.readings[at + 1 :]
            return _in_order(others, reading, chain, segment)
    if only_explains(chain.last, reading, segment):
        return chain.readings
    return _in_order(chain.readings, reading, chain, segment)


_INSIDE = whole(r"(?:[,;.] )?(?:(?:and|then|also|now|please) )*(?:in|within|inside|during|throughout)")
_COMES_FIRST = whole(
    r"(?:, )?(?:but )?(?:after|once|when|as soon as) (?:(?:you've|you have|having) )?\w+(?:ed|ing|cut|put)"
)
_COMES_LAST = whole(r"before (?:you|\w+ing)")


def _in_order(before: tuple[Reading, ...], reading: Reading, chain: Chain, segment: Phrase) -> tuple[Reading, ...]:
    """ "Before you denoise it, trim it", "trim it after you've denoised it": the later one is done first."""
    is_first = before and _COMES_FIRST.match(segment.low)
    is_late = len(before) == 1 and chain.segment is not None and _COMES_LAST.match(chain.segment.low)
    return (*before[:-1], reading, before[-1]) if is_first or is_late else (*before, reading)


def _stated(chain: Chain, segment: Phrase, cost: float, reader: Reader) -> Iterator[Chain]:
    """A statement that only says what the next clause is about, or why the one before it was asked for."""
    found = reader.read(Clause(segment, chain.ground))[:1]
    if chain.context or any(reading.problem is None for reading in found):
        return
    if not chain.readings and (noun := word_of(segment, chain.ground)):
        yield Chain(cost + _CONTEXT, chain.ground.after((), noun), is_open=True)
    context = read_context(segment, chain.ground)
    if context and not chain.readings:
        ground = chain.ground.after(context.places if context.is_it else (), chain.ground.noun)
        yield Chain(cost + _CONTEXT, ground, is_open=True, context=context)
    elif context and not context.places and _GIVES_REASON.match(segment.stripped().low):
        yield Chain(chain.cost + cost + _CONTEXT, chain.ground, chain.readings, chain.verb)


def _fits(context: Context | None, reading: Reading, segment: Phrase) -> bool:
    """Whether "it" may mean the part that a statement named: in "there's a cough in the last word, remove it" it
    doesn't."""
    if context is None:
        return True
    if _GOES_ON.match(segment.low):
        return False
    if reading.problem and not reading.operations:
        return not context.places
    if reading.edit == "delete" and not context.may_go:
        return not _IT.search(segment.low)
    return context.is_it or not _IT.search(segment.low)


_IT = whole("it|them|that|this|these|those")
_CONTEXT = 9.0
_GOES_ON = whole(rf"(?:and|with|to|plus)(?! (?:please|can|could|would|i|i'd|so|then|just|{VERBS})(?!\S))")
_GIVES_REASON = whole(
    r"(?:because|since|as|otherwise|cause|'cause)(?: .+)?|(?:it|it's|that|that's|this|this is|i|i'm|i've|we|you|people|"
    r"nobody|no one|everyone)(?: .+)?"
)
_TAIL = whole("of|in|from|by|to|for|on|at")
_ALSO_NOUNS = ("pitch", "level", "stress", "tone", "echo", "accent")
_WITH_POINTS = ("insert", "replace", "move", "pause", "delete")  # their ends belong to one alone
_SHARED = 1.0  # what it costs that a place or an amount is meant twice, over what it costs that a verb is


def _shared(chain: Chain, segment: Phrase, cost: float, reader: Reader) -> Iterator[Chain]:
    """ "Lower the pitch and the volume of the question": the end belongs to both."""
    before, first, verb = chain.before, chain.segment, chain.verb
    plain = variants(segment)[0][0]
    if before is None or first is None or verb is None or not _may_share(chain, segment, first):
        return
    for match in _TAIL.finditer(plain.low):
        if match.start():
            tail = plain.cut(match.start(), len(plain.low))
            for one in reader.read(Clause(first.joined(tail), before.ground))[:1]:
                for other in reader.read(Clause(verb.joined(plain), before.ground))[:1]:
                    total = (
                        before.cost + cost + one.cost + other.cost + _ELLIPSIS - _SHARED + _CUT * bool(before.readings)
                    )
                    ground = _ground_after(before.ground, other, segment)
                    yield Chain(total, ground, (*before.readings, one, other), verb, False, False, chain, segment)


def _may_share(chain: Chain, segment: Phrase, first: Phrase) -> bool:
    """Whether the clause before is no more than a verb and a noun, and this one no more than a noun with what
    follows."""
    last = chain.last
    is_plain = last is not None and not last.places and last.problem is None and not take_amounts(first.low)[0]
    says_more = whole(r"it|this|that|(?!lower)\w+er|more|less|make").search(first.low)
    verb = _verb_of(segment)
    goes_on = not chain.is_hard and not _HARD_START.match(segment.low) and (verb is None or verb.low in _ALSO_NOUNS)
    return bool(is_plain and not says_more and goes_on and last and last.edit not in _WITH_POINTS)


def _ground_after(ground: Ground, reading: Reading, segment: Phrase) -> Ground:
    nouns = _NOUN.findall(segment.low) or _NTH.findall(segment.low)
    noun = nouns[-1] if nouns else ground.noun
    noun = noun.rstrip("s") if _NOUN.fullmatch(noun) else noun
    if reading.edit == "delete":
        gone = ground.without(*place_of(reading.operations[-1])) if reading.operations else ground
        return gone.after(reading.places, noun)
    return ground.after(reading.places or ground.antecedent, noun)


def _clauses(chain: Chain, segment: Phrase) -> Iterator[tuple[Clause, float]]:
    """The segment as it is, and as the end of a clause whose beginning stands before it."""
    yield Clause(segment, chain.ground), 0.0
    plain = variants(segment)[0][0]
    if chain.topic and not chain.is_hard and _HARD_START.match(segment.low) is None:
        yield Clause(segment, chain.ground, chain.topic), -1.5
    if chain.context and chain.context.places:
        yield Clause(segment, chain.ground, chain.context.places), -0.5
    if chain.last is None:
        return
    is_apart = chain.is_hard or _HARD_START.match(segment.low) is not None
    if is_apart or not is_fragment(segment):
        if chain.verb:
            yield Clause(chain.verb.joined(plain), chain.ground), _ELLIPSIS + _TWO_VERBS
        return
    default = chain.last.places
    if default:
        yield Clause(segment, chain.ground, default), -0.5
    if chain.verb:
        yield Clause(chain.verb.joined(plain), chain.ground, default), _ELLIPSIS


def is_fragment(segment: Phrase) -> bool:
    """Whether a clause has no verb of its own: it goes on with the one before it, and with its place."""
    return _verb_of(segment) is None and _FULL.search(segment.low) is None


def _verb_of(segment: Phrase) -> Phrase | None:
    """The verb that a clause begins with."""
    for plain, _ in variants(segment):
        match = _VERB.match(plain.low)
        if match:
            return plain.cut(0, match.end())
    return None


def _focused(chain: Chain, clause: Clause, cost: float, verb: Phrase | None) -> Iterator[Chain]:
    for places, scope, own in read_focus(clause):
        topic = places if scope and _INSIDE.match(clause.phrase.low) else ()
        ground = chain.ground.after(places, chain.ground.noun)
        run: Run = scope or ground.scope
        ground = ground.within(run) if scope else ground
        yield Chain(chain.cost + cost + own, ground, chain.readings, verb, is_open=True, topic=topic)


def _likewise(chain: Chain, segment: Phrase, cost: float) -> Iterator[Chain]:
    """ "Make the first sentence louder, and the last one too": the same for another place."""
    if chain.last is None or chain.is_open:
        return
    for reading in again(chain.last, Clause(segment, chain.ground)):
        ground = _ground_after(chain.ground, reading, segment)
        yield Chain(chain.cost + cost + reading.cost + _LIKEWISE, ground, (*chain.readings, reading), chain.verb)


def _lost(chain: Chain, segment: Phrase, cost: float) -> Chain:
    said = variants(segment)[0][0].text
    problem = BadInstruction(
        f"“{said}”, which is not understood", "an edit", "leave it out, or say it in other English words"
    )
    lost = Reading("", 0.0, (), (), problem)
    return Chain(
        chain.cost + cost + _NOTHING + ABSENT + len(segment), chain.ground, (*chain.readings, lost), chain.verb
    )
