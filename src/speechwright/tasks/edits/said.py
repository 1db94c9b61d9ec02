"""Text that was said: "very", "the second very", "the phrase I think", "every um", "the the that comes after over"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from typing import Literal

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.numbers import COUNT, ORDINAL, number, ordinal
from speechwright.tasks.edits.phrase import Phrase
from speechwright.tasks.edits.place import ABSENT, BARE, MANY, Ground, Target, at_s
from speechwright.tasks.edits.transcript import Run

MOST_CANDIDATES = 8
WHICH_ONE, ONE_THERE = "which one is meant", "one that is there"  # what is wanted of a word that is said several times
CONTEXT_WORDS = 2  # on either side of a candidate, so that it can be told from the others
_GLUE = 4.0  # what it costs to take such a word for one that was said
GLUE = frozenset(
    "a an the and or but then it this that i you he she we they me him them to of in at "
    "on by for with from as is was are be so not "
    "more less very really much up down out off all each every both it's its my your his "
    "her our their some any one much too also over under around through about than no after before until "
    "first "
    "second third last next again here there what which who how when where why two three four will would can "
    "just now has have had do did between once only".split()
)
_ARTICLES = frozenset("a an the this that my his her their our your its".split())
_PARTICLES = frozenset("up down out off away over back in on".split())
_NUMBERS = ("one", "two", "three", "four")
_PRONOUNS = ("it", "this", "that", "them", "these", "those")
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()


@dataclass(frozen=True)
class Which:
    """Which of the places where a text is said: the only one, all, the nth (from the end where negative), or the first
    n (the last n where negative). `number` of "all" is how many there must be, 0 for any."""

    kind: Literal["only", "all", "nth", "some"] = "only"
    number: int = 0

    def pick(self, runs: Sequence[Run]) -> Sequence[Run] | None:
        """The chosen ones; None where there are not enough of them or one can't be chosen."""
        if self.kind == "only":
            return runs if len(runs) == 1 else None
        if self.kind == "all":
            return runs if self.number in (0, len(runs)) else None
        if abs(self.number) > len(runs) or not self.number:
            return None
        if self.kind == "some":
            return runs[: self.number] if self.number > 0 else runs[self.number :]
        return [runs[self.number - 1 if self.number > 0 else self.number]]


@dataclass(frozen=True)
class _Reading:
    which: Which
    text: str
    cost: float


_CASE = r"(?:instance|occurrence|occurence|mention|appearance|use|usage|repetition|case|time)"
_OF = (
    rf"(?: {_CASE}s?(?: of| that (?:i|he|she|they|we|you|it) (?:says?|said)| (?:i|he|she|"
    rf"they|we|you|it) (?:says?|said))?)?"
)
_WHOSE = r"(?:the|my|his|her|their|our|your|its|that|this|those|these)"
_BACK = rf"(?:(?P<back>{ORDINAL}|next)(?: (?:to|from) (?:the )?| )last|penultimate|last but one)"
_EVERY = rf"(?:every|each|all|any)(?: (?:single|and every|of|one|last|{_WHOSE}))*"
_PREFIXES = (
    rf"(?P<all>{_EVERY}{_OF}|(?:the )?{_CASE}s of)",
    rf"(?P<both>both(?: of)?(?: {_WHOSE})?{_OF}|all two(?: of)?(?: {_WHOSE})?{_OF})",
    rf"(?:all|the)(?: of the)? (?P<count>{COUNT})(?: of)?(?: the)?{_OF}",
    rf"(?:{_WHOSE} )?first (?P<first>{COUNT}){_OF}",
    rf"(?:{_WHOSE} )?(?:very )?(?:last|final) (?P<last>{COUNT}){_OF}",
    rf"(?:{_WHOSE} )?{_BACK}{_OF}",
    rf"(?:{_WHOSE} )?(?:very )?(?P<nth>{ORDINAL}){_OF}",
    rf"(?:{_WHOSE} )?(?:very )?(?P<end>last|final){_OF}",
    rf"(?:only |just ){_WHOSE}?",
)
_COMES = (
    r"(?: (?:around|it is|it was|it's|that|it|i|he|she|they|we|you|said|say|says|appears?|"
    r"occurs?|comes? up|used|is|was))*"
)
_SUFFIXES = (
    rf"(?P<all>(?:(?:every|each)(?: single| and every)? {_CASE}|wherever|whenever|"
    rf"everywhere|throughout|in (?:all|every) "
    rf"(?:its )?(?:places?|{_CASE}s?)|all over(?: the place)?|both times|all (?:{COUNT} )?times){_COMES})",
    rf"(?:on |for |at )?(?:the )?(?P<nth>{ORDINAL}) (?:{_CASE}|one){_COMES}",
    rf"(?:on |for |at )?(?:the )?(?P<end>last|final) (?:{_CASE}|one){_COMES}",
    rf"(?:the )?first (?P<first>{COUNT}) {_CASE}s{_COMES}",
    rf"(?:number|no|#) (?P<count>{COUNT})",
)
_SAYS = r"(?:says?|said|goes|reads?|uses?|used|mentions?)"
_NOUN = (
    rf"(?:(?:{_WHOSE}|an?) )?(?:single |filler |little |whole |exact |entire |spoken |two |three |four |five |"
    rf"actual )*(?:words?|phrases?|terms?|"
    rf"expressions?|names?|fillers?|text|adjectives?|adverbs?|nouns?|verbs?|pronouns?|"
    rf"articles?|numbers?|(?:(?:words?|phrases?|bits?|parts?|pieces?|passages?|sections?|"
    rf"places?|text|"
    rf"quote) (?:that {_SAYS}|which {_SAYS}|saying|reading|(?:where|when|in which) "
    rf"(?:i|he|she|they|it|we|you|the speaker) {_SAYS})(?: the words?)?))(?: (?:called|"
    rf"namely))?|where (?:i|he|she|they|it|we|you) {_SAYS}"
)
_DET = rf"(?:{_WHOSE}|an?|some)"
_AT_START = tuple(re.compile(rf"(?:{pattern}) (?=\S)") for pattern in _PREFIXES)
_AT_END = tuple(re.compile(rf"(?<=\S) (?:{pattern})$") for pattern in _SUFFIXES)
_NOUN_AT_START, _DET_AT_START = re.compile(rf"(?:{_NOUN})(?: [:,])? (?=\S)"), re.compile(rf"{_DET} (?=\S)")

_COUNTED = re.compile(rf"{COUNT}(?:$|\b)")


def read_said(phrase: Phrase, ground: Ground) -> list[Target]:
    """Readings of a phrase as text that is said, each with its places or what is wrong with it."""
    return [target for reading in _readings(phrase.low) for target in _targets(reading, ground)]


def texts_of(low: str) -> list[tuple[str, Which]]:
    """What a phrase may name, whichever of its places it means."""
    return [(reading.text, reading.which) for reading in _readings(low)]


def _readings(low: str) -> Iterator[_Reading]:
    for which, rest, cost in [(Which(), low, 0.0), *_with_prefix(low), *_with_suffix(low)]:
        yield from _named(which, rest, cost)


def _with_prefix(low: str) -> Iterator[tuple[Which, str, float]]:
    for pattern in _AT_START:
        if match := pattern.match(low):
            yield _which(match), low[match.end() :], -0.5


def _with_suffix(low: str) -> Iterator[tuple[Which, str, float]]:
    for pattern in _AT_END:
        match = pattern.search(low)
        if (
            match
            and not (match.group().endswith(" one") and low[: match.start()] in GLUE)
            and (low[: match.start()] not in _ARTICLES)
        ):
            yield _which(match, is_after=True), low[: match.start()], -0.5


def _which(match: re.Match[str], *, is_after: bool = False) -> Which:
    said = {name: value for name, value in match.groupdict().items() if value is not None}
    name, value = next(iter(said.items()), ("only", ""))
    if name in ("all", "both"):
        return Which("all", 2 if name == "both" else 0)
    if name in ("first", "last"):
        return Which("some", int(number(value)) * (1 if name == "first" else -1))
    if name == "count":
        return Which("nth" if is_after else "all", int(number(value)))
    if name in ("nth", "end", "back") or "penultimate" in match.group() or "last but one" in match.group():
        return Which("nth", _place_in_row(name, value))
    return Which()


def _place_in_row(name: str, value: str) -> int:
    if name == "end":
        return -1
    if name == "nth":
        return ordinal(value)
    return -2 if name != "back" or value == "next" else -ordinal(value)


def _named(which: Which, rest: str, cost: float) -> Iterator[_Reading]:
    """With and without "the word" before it; a word in quotes and one after "the word" is certain."""
    match = _NOUN_AT_START.match(rest)
    if match and _is_one_text(rest[match.end() :]):
        is_number = rest.startswith("word") and _COUNTED.match(rest[match.end() :])  # "word 3" is the third one
        is_particle = which.kind == "nth" and rest[match.end() :] in _PARTICLES  # "slow the first word | down"
        yield _Reading(which, _plain(rest[match.end() :]), max(cost, 0.0) + bool(is_number) + BARE * is_particle)
    if not _is_one_text(rest):
        return
    is_glue = rest in GLUE and not (which.kind == "nth" and which.number > 1 and rest in _NUMBERS)  # "the second four"
    bare = 0.0 if _is_quoted(rest) else BARE + _GLUE * is_glue + ABSENT * (rest in _PRONOUNS)
    yield _Reading(which, _plain(rest), max(cost + bare, 0.0))
    if match := _DET_AT_START.match(rest):
        bare = 0.0 if _is_quoted(rest[match.end() :]) else BARE
        plural = Which("all") if which.kind == "only" and rest.startswith(("those", "these")) else which
        yield _Reading(plural, _plain(rest[match.end() :]), cost + bare + 0.5)


def _is_one_text(low: str) -> bool:
    """Whether quotes, if any, are around all of it; in "the word ‹shells› by" they are not. After a "the" they may
    be."""
    return (
        "‹" not in low or _is_quoted(low) or (_DET_AT_START.sub("", low, count=1).startswith("‹") and low.endswith("›"))
    )


def _is_quoted(low: str) -> bool:
    return low.startswith("‹") and low.find("›") == len(low) - 1


def _plain(low: str) -> str:
    """Without the signs that stand for quotes."""
    return low.replace("‹", "").replace("›", "").replace("_", " ").strip(" ,.:;")


def _targets(reading: _Reading, ground: Ground) -> Iterator[Target]:
    text, which, cost = reading.text, reading.which, reading.cost
    runs = ground.find(text)
    if not runs:
        text, runs = next(((one, ground.find(one)) for one in _singulars(text) if ground.find(one)), (text, ()))
        which = Which("all") if runs and which.kind == "only" else which
        cost += 0.5
    if not runs:
        yield Target((), cost + ABSENT, partial(absent, text, ground))
        return
    picked = which.pick(runs)
    if picked is None:
        yield Target((), cost + MANY, _unclear(text, which, runs, ground))
    else:
        yield Target(tuple(map(ground.place, picked)), cost)


def _singulars(text: str) -> Iterator[str]:
    """ "ums" → "um"; "'s" as in "all the like's" too."""
    for ending in ("'s", "es", "s"):
        if text.endswith(ending) and len(text) > len(ending) + 1:
            yield text[: -len(ending)]


def absent(text: str, ground: Ground) -> BadInstruction:
    """The error for a text that is not said, with what is said and near to it."""
    close, nearest = near(text, ground)
    remedy = f"did you mean {' or '.join(close)}?" if close else f"what is said: {_short(ground)}"
    return BadInstruction(f"“{text}”, which is not said", "words of the recording", remedy, close or nearest)


def near(text: str, ground: Ground) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is said that a text may be a slip for; and what is said that is nearest to it in letters, however far."""
    length = max(1, len(text.split()))
    runs = [Run(at, at + length) for at in range(ground.scope.first, ground.scope.last - length + 1)]
    said = list({ground.transcript.said(run).strip(".,;:!?").lower(): None for run in runs})
    return tuple(get_close_matches(text, said, n=5, cutoff=0.55)), tuple(get_close_matches(text, said, n=3, cutoff=0.0))


def _short(ground: Ground) -> str:
    said = ground.transcript.said(ground.scope)
    return said if len(said) <= 120 else said[:119].rsplit(" ", 1)[0] + " …"


def _unclear(text: str, which: Which, runs: Sequence[Run], ground: Ground) -> BadInstruction:
    """Said several times without saying which, or not as often as that."""
    options = candidates(text, runs, ground)
    times = {1: "once", 2: "twice"}.get(len(runs), f"{len(runs)} times")
    found = f"“{text}”, which is said {times}"
    if which.kind == "only":
        return BadInstruction(found, WHICH_ONE, f"say for example “the first {text}”", options)
    return BadInstruction(f"{found}, not {abs(which.number)} times", ONE_THERE, "choose another", options)


def candidates(text: str, runs: Sequence[Run], ground: Ground) -> tuple[str, ...]:
    """ "the first very (… a very nice …, at 0.42 s)", and so on."""
    return tuple(_candidate(text, place, run, ground) for place, run in enumerate(runs[:MOST_CANDIDATES]))


def _candidate(text: str, place: int, run: Run, ground: Ground) -> str:
    num_words = len(ground.transcript.words)
    around = Run(max(0, run.first - CONTEXT_WORDS), min(num_words, run.last + CONTEXT_WORDS))
    begin, end = "… " if around.first else "", " …" if around.last < num_words else ""
    said = f"{begin}{ground.transcript.said(around)}{end}"
    return f"the {_ORDINALS[place]} {text} ({said}, at {at_s(ground.transcript, ground.place(run).begin)})"
