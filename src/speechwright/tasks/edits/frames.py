"""Reading a clause by its frame: "replace <old> with <new>". For edits that bring text or move it, where order
counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.edit import Clause
from speechwright.tasks.edits.forms import whole
from speechwright.tasks.edits.phrase import Phrase
from speechwright.tasks.edits.small_words import KEPT, variants, without_trail
from speechwright.tasks.edits.verbs import VERBS

_GAP = " (?:(?:actually|really|just|please|simply|rather|probably|now|also|then) )*"  # may stand between any two words
_SLOT = re.compile(r" ?<(\w+)> ?")
_LOOSE_END, _PARTICIPLE, _JOINED, _TWO_SENTENCES, _BARE_TEXT, _SECOND_REQUEST = 12.0, 12.0, 12.0, 8.0, 2.0, 70.0

_PRONOUNS = ("it", "this", "that", "them")
_PREPOSITIONS = frozenset(
    "at to in before after from on between right just of the directly missing come go said be there".split()
)
_ASKING = frozenset(
    "could can would should please to be if though said saying say followed preceded being been i'd i'm".split()
)
_ABOUT_SOUND = 8.0  # new text is hardly about the sound: "with silence of the same length", "at a low volume"
_SOUND = whole(
    r"(?:the )?(?:very )?(?:end|beginning|start|front|back)|something(?: .*)?|an? (?:song|poem|rap)|silence|volume|"
    r"level|pitch|speed|tempo|pace|reverb|echo|noise|fade|vice versa|other way (?:a?round)"
)
_REQUEST = whole(rf"(?:and|then|,|;|\.|also)(?: (?:and|then|also|please|finally|,))* (?:{VERBS})")
_COMPARES, _EXCHANGES = whole("(?:if|though) .+"), whole("(?:the )?other way (?:a?round|about)|vice versa")
_NAMES_PLACE = whole(
    r"(?:after|before|from|to|of|in) (?:the )?(?:\S+ )?(?:word|words|sentence) \S+|(?:first|last|second|third|next) "
    r"(?:words?|sentences?)"
)
_WRAPPER = re.compile(
    r"(?:(?:the|a|an|this|these|that|new|following|single|extra|additional|another|two|"
    r"three|four|little|just|simply|only) )*"
    r"(?:words?|phrases?|text|sentence|expression|term|name|number|line|utterance|filler|"
    r"exclamation|interjection|question|statement)"
    r"(?: (?:that (?:says?|reads)|saying|reading|called|of|which says|namely))? ?(?:[:,] ?)?(?=\S)"
)
_STRAY = re.compile(
    r"(?:,? ?(?:instead|in its place|in there|in that place|in it|into it|in that "
    r"spot|in place of it|there instead))$"
)


_JOIN = re.compile(r"(?:(?:and|then|so|but|also|plus|now|please|,|;|\.) )+(?=\S)")


@lru_cache(KEPT)
def with_wish(phrase: Phrase) -> Sequence[tuple[Phrase, float]]:
    """A clause without politeness, and as it was said: "I'd prefer this over that" needs its beginning."""
    plain = variants(phrase)
    said = without_trail(phrase)
    if match := _JOIN.match(said.low):
        said = said.cut(match.end(), len(said.low))
    return plain if any(one.low == said.low for one, _ in plain) else [*plain, (said, 0.4)]


def unclear_text(phrase: Phrase) -> BadInstruction | None:
    """What is wrong with a text that has quotes in it, but not around it."""
    is_part = not phrase.is_quoted and _NAMES_SENTENCE.search(phrase.low) is not None
    if not _is_half_quoted(phrase) and not _SOUND_ONLY.fullmatch(phrase.low) and not is_part:
        return None
    return BadInstruction(f"“{phrase.text}”", "new words, all in quotes or none", "say which words are new")


_NAMES_SENTENCE = whole(
    "(?:the|this|that) (?:whole|entire|last|first|second|third|next|same) (?:sentence|recording|question)"
)
_SOUND_ONLY = whole(
    r"(?:(?:an?|the|some|of|short|long|brief|little|bit|half|second|seconds|ms|s|[\d.]+|one|two|more|total|complete|"
    r"another|further) )*"
    r"(?:seconds?|s|ms|milliseconds?|minutes?|pauses?|silence|reverb|echo|noise|fade|gap|break)"
    r"(?: (?:of|before|after|between) .*| in it| there)?|"
    r"(?:(?:an?|the|some|of|short|long|brief|little|bit|loud|soft|cheerful|background|sound of|sounds of) )*"
    r"(?:applause|laughter|laugh track|music|jingle|beeps?|bleep|bells?|birdsong|sirens?|clapping|cheering|cheers|"
    r"thunder|drum ?roll|sound effects?|footsteps|crowd noises?|fanfare|gong)(?: (?:sound|noise|effect|music))?"
)


def _is_half_quoted(phrase: Phrase) -> bool:
    wrapper = _WRAPPER.match(phrase.low)
    rest = phrase.cut(wrapper.end(), len(phrase.low)) if wrapper else phrase
    stray = _STRAY.search(rest.low)
    rest = rest.cut(0, stray.start()).stripped() if stray and stray.start() else rest
    return "‹" in rest.low and not rest.is_quoted


def matches(frame: str, clause: Clause) -> Iterator[tuple[dict[str, Phrase], float]]:
    """Each way to lay a frame over a clause: what fills its slots, and a cost."""
    literals, names = _parsed(frame)
    for phrase, cost in with_wish(clause.phrase):
        yield from ((dict(zip(names, slots, strict=True)), cost) for slots in _fill(phrase, 0, literals, True))


@cache
def _parsed(frame: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    pieces = _SLOT.split(frame)
    return tuple(re.sub(r" (?![?])", _GAP, piece) for piece in pieces[::2]), tuple(pieces[1::2])


def _fill(phrase: Phrase, at: int, literals: tuple[str, ...], is_first: bool) -> Iterator[tuple[Phrase, ...]]:
    """Slots from a place in the text on. A frame begins with a literal or, where that is empty, with a slot."""
    if is_first:
        match = whole(literals[0]).match(phrase.low) if literals[0] else None
        if literals[0] and not match:
            return
        at = match.end() + 1 if match else 0
        literals = literals[1:]
    if at >= len(phrase.low):
        return
    for end, after in _ends(phrase.low, at, literals[0], is_last=len(literals) == 1):
        slot = phrase.cut(at, end).stripped()
        if slot.tokens:
            rests = [()] if len(literals) == 1 else _fill(phrase, after, literals[1:], False)
            yield from ((slot, *rest) for rest in rests)


def _ends(low: str, at: int, literal: str, *, is_last: bool) -> Iterator[tuple[int, int]]:
    """Where a slot may end, and where what follows the literal after it begins."""
    if not literal:
        yield len(low), len(low)
        return
    if is_last and re.fullmatch(literal, ""):
        yield len(low), len(low)
    for match in whole(literal).finditer(low, at):
        if match.start() > at and (not is_last or match.end() == len(low)):
            yield match.start() - 1, match.end() + 1


def text_of(phrase: Phrase) -> tuple[str, float]:
    """The text that a slot brings, as the user wrote it, and how far-fetched it is to take all of it for text."""
    rest = phrase.stripped()
    stray = _STRAY.search(rest.low)
    if stray and stray.start() > 0:
        rest = rest.cut(0, stray.start()).stripped()
    wrapper = _WRAPPER.match(rest.low)
    inner = rest.cut(wrapper.end(), len(rest.low)) if wrapper else rest
    cost = 0.0 if wrapper or inner.is_quoted else _BARE_TEXT
    return inner.text.strip(), cost + _doubts(inner)


def _doubts(text: Phrase) -> float:
    if text.is_quoted or not text.tokens:
        return 0.0
    first, last = text.tokens[0].low, text.tokens[-1].low
    is_loose = first in ("after", "before", "between") or last in _PREPOSITIONS or text.low in _PRONOUNS
    loose_end = _LOOSE_END * is_loose
    participle = _PARTICIPLE * any(end.endswith("ed") and whole(VERBS).fullmatch(end) for end in (first, last))
    names_place = _LOOSE_END * bool(_NAMES_PLACE.search(text.low))
    half_quoted = _JOINED * ("‹" in text.low)
    joined = _JOINED * bool(whole("and|then|,").search(text.low)) + 0.05 * len(text)
    asks = _LOOSE_END * (first in _ASKING) + _ABOUT_SOUND * bool(_SOUND.search(text.low))
    is_no_text = _REQUEST.search(text.low) or _COMPARES.match(text.low) or _EXCHANGES.search(text.low)
    request = _SECOND_REQUEST * bool(is_no_text)
    return (
        half_quoted
        + names_place
        + loose_end
        + participle
        + asks
        + joined
        + request
        + _TWO_SENTENCES * bool(whole(r"\.|;|\?|!|:").search(text.low))
    )
