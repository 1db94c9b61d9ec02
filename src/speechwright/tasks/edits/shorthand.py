"""What is said once for two, and what stands apart from what it belongs to, written out.

- "the first sentence by 3 dB and the second one by 6": 6 dB.
- "raise the first word by 3 dB and lower the last one by the same amount": by 3 dB.
- "a woman's voice at 210 Hz": a woman's voice, and the pitch at 210 Hz.
- "make everything quieter except the last sentence": make everything except the last sentence quieter.
"""

from __future__ import annotations

import re
from dataclasses import replace

from speechwright.tasks.edits.denying import names_part
from speechwright.tasks.edits.forms import whole
from speechwright.tasks.edits.numbers import NUMBER
from speechwright.tasks.edits.phrase import Phrase, Token

_UNIT = r"percent|per cent|%|db|decibels?|semitones?|hz|hertz|ms|milliseconds?|seconds?|times"
_TO = r"(?:by|to|for|over)(?: about)?"
_AMOUNT, _PLAIN_AMOUNT = whole(rf"{_TO} {NUMBER} (?P<unit>{_UNIT})"), whole(rf"{NUMBER} (?:{_UNIT})")
_NO_UNIT = whole(rf"{_TO} (?P<number>{NUMBER})(?= (?:[,.;!?]|and|then|too|as well)(?!\S)| ?$)")
_SAME = whole(r"by (?P<amount>the same(?: amount| degree)?|as much|equally much|just as much)(?= [,.;!?]| and| then|$)")
_OF_IT = whole(r"(?P<noun>the (?:pitch|volume|speed|tempo|pace|level|loudness|intonation|formants|pauses)) (?:of|in)")
_THAT_OF = whole(r"(?P<that>that|those) (?:of|in) (?:the|‹|my)?.*")
_VOICE_AT = whole(
    rf"(?:voice|man|woman|female|male|speaker)(?: voice)? (?P<at>at|of|around|with a pitch of)(?= (?:\S+ )?{NUMBER} "
    r"(?:hz|hertz))"
)
_ALL = r"everything|it all|all of it|all|it|the (?:whole |entire )?(?:recording|audio|file|clip|thing)"
_LEAVES = whole("leave|leaving|keep|keeping")
_EXCEPTION = re.compile(
    rf"(?<!\S)(?P<all>{_ALL}) (?P<how>(?!and |"
    rf"but )[^,.;]+?) (?:, )?(?P<except>(?:(?:all )?except|apart from|other than|"
    r"excluding|but not)(?: for| in| on| at)?) (?P<part>[^,.;]+?)(?P<end>(?: [,.;!?].*)?)$"
)

_EXCEPTION_FIRST = re.compile(
    rf"^(?:(?:except|apart from|other than)(?: for| in)?|with the exception of) (?P<part>[^,.;]+?) , (?:[^,.;]+ )?"
    rf"(?P<all>{_ALL}) (?P<how>[^,.;]+)(?P<end>(?: [,.;!?].*)?)$"
)
_BUT_LEAVE = re.compile(
    rf"(?<!\S)(?P<all>{_ALL}) (?P<how>(?!and |but )[^,.;]+?) (?:, )?but (?:leave|keep) (?P<part>(?:‹[^›]*›|"
    rf"[^,.;])+?) (?:alone|untouched|"
    r"unchanged|intact|the same|out(?: of it)?|as (?:it is|it was|is|they are)|as \w+ as (?:it is|it was|they are|"
    r"before))"
    r"(?P<end>(?: [,.;!?].*)?)$"
)


def written_out(phrase: Phrase, said: frozenset[str]) -> Phrase:
    """An instruction in which each amount has its unit, each voice its pitch, and each exception its place.

    Args:
        phrase: an instruction.
        said: the words of the recording, in lower case.
    """
    return _with_exception(_with_pitch(_with_noun(_with_amounts(phrase))), said)


def _with_amounts(phrase: Phrase) -> Phrase:
    found = _AMOUNT.search(phrase.low)
    bare = _NO_UNIT.search(phrase.low, found.end()) if found else None
    plain = _PLAIN_AMOUNT.search(phrase.low)
    same = _SAME.search(phrase.low, plain.end()) if plain else None
    if found and bare:
        unit = phrase.cut(found.start("unit"), found.end("unit"))
        return _with_amounts(_spliced(phrase, bare.end("number"), bare.end("number"), unit))
    if plain and same:
        amount = phrase.cut(plain.start(), plain.end())
        return _with_amounts(_spliced(phrase, same.start("amount"), same.end("amount"), amount))
    return phrase


def _with_noun(phrase: Phrase) -> Phrase:
    """ "Raise the pitch of A and lower that of B"."""
    noun, that = _OF_IT.search(phrase.low), _THAT_OF.search(phrase.low)
    if not noun or not that or that.start() < noun.end():
        return phrase
    return _spliced(phrase, *that.span("that"), phrase.cut(*noun.span("noun")))


def _with_pitch(phrase: Phrase) -> Phrase:
    match = _VOICE_AT.search(phrase.low)
    if not match:
        return phrase
    words = tuple(Token(word, 0, 0) for word in (",", "pitch", "to"))
    return _spliced(phrase, match.start("at"), match.end("at"), Phrase(phrase.source, words))


def _with_exception(phrase: Phrase, said: frozenset[str]) -> Phrase:
    """The exception, next to what it is one from."""
    for pattern in (_EXCEPTION, _EXCEPTION_FIRST, _BUT_LEAVE):
        match = pattern.search(phrase.low)
        if not match or _LEAVES.search(phrase.low[: match.end("all")]):
            continue
        parts = {name: phrase.cut(*match.span(name)) for name in ("all", "how", "part", "end")}
        if names_part(parts["part"], said):
            every = parts["all"].tokens[0]
            all_but = Phrase(phrase.source, tuple(replace(every, low=low) for low in ("everything", "except")))
            before = phrase.cut(match.end("part") + 1 if pattern is _EXCEPTION_FIRST else 0, match.start("all") - 1)
            return before.joined(all_but).joined(parts["part"]).joined(parts["how"]).joined(parts["end"])
    return phrase


def _spliced(phrase: Phrase, begin: int, end: int, new: Phrase) -> Phrase:
    """With new tokens in the place of `low[begin:end]`, of which the source says what stood there."""
    first = phrase.low.count(" ", 0, begin) + (begin == end)
    last = phrase.low.count(" ", 0, end) + 1
    at = phrase.tokens[last - 1].end
    copied = tuple(replace(token, begin=at, end=at) for token in new.tokens)
    return Phrase(phrase.source, (*phrase.tokens[:first], *copied, *phrase.tokens[last:]))
