"""What a clause may stand for that the grammar can't read, or reads as what its words hardly mean.

The words of a clause, without parts, texts and amounts, make a sense probable (`likeness`). Where one is so clearly, a
plain wording of that sense is read in the place of the clause, with the same parts, texts and amounts; so what is
guessed could have been asked for in plain words. There is no guess where something could be lost by it: at a negation
or an exception that doesn't speak for that sense, at a second request, at a part or an amount that has no slot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from speechwright.tasks.edits.cores import cores
from speechwright.tasks.edits.edit import Clause
from speechwright.tasks.edits.forms import whole
from speechwright.tasks.edits.likeness import likeness, words_of
from speechwright.tasks.edits.outline import outline_of
from speechwright.tasks.edits.phrase import Phrase
from speechwright.tasks.edits.plain import in_plain_words
from speechwright.tasks.edits.refusing import FORBIDDING
from speechwright.tasks.edits.said import GLUE
from speechwright.tasks.edits.verbs import VERBS

LEAST = 0.45  # how probable a sense has to be; of those that are, 96 % were right on wordings not fitted to; our choice
_SURE = 0.7  # how probable where words are lost or destroyed by it
_DESTROYS = ("delete",)
_LEAST_SINGLE, _LEAST_SINGLE_JOINED = 0.15, 0.5  # how probably a clause is one request; one with such a word in it
_JOINS = whole("and|then|also|plus|after that|[.;]")
_LONGEST = 40  # words
_CLEAR, _SURELY = 0.6, 0.9  # how probable, where one word of it is unknown
_MAY_BE_MORE = frozenset("^ and or make of by to seconds db hz percent semitones times".split())
_MAY_BE_A_PART = frozenset("let have get the a an my in on at from for".split())
_NEGATES = frozenset("not no never don't doesn't won't shouldn't none".split())
_CONDITIONAL = re.compile(r"(?:(?<!as )(?<!like )\bif|\bunless|\bexcept|\bwhenever)\b")
_CONDITIONS = ("remove_pauses/longer than", "fillers/", "gender/other")  # "if I'm quiet for over a second, cut it"
_HALF_A_PART = re.compile(r"(?<!\S)(?:the|a|an|my|his|her|this|that) ␣")  # "delete the ␣": more than that was named
_NOT_THERE = re.compile(
    r"(?<!\S)(?:not|except|without|but|never|leave|spare|until) (?:(?:in|for|on|the|of|touch|with) )*␣"
)
_NO_EDIT = whole(
    r"bass|eq|equali[sz]\w*|pan|panned|stereo|mono|music|songs?|sing|singing|reversed?|backwards?|translat\w+|mp3|wav|"
    r"export|save|saved|crossfade|auto ?tune|chorus|vibrato|subtitles?|transcribe|summari[sz]e|upload|email"
)
_LIKE = whole("like|as if|as though|as in|as when|such as")
_SECOND = whole(
    rf"(?:and|then|also|afterwards)(?: (?:then|please|also|just|after that|i want you to|i'd like you to))* "
    rf"(?:{VERBS}|i want|i'd like|i need|could|can|please|let|should)|then"
)
_FORBIDS = whole(rf"{FORBIDDING} (?:{VERBS})")
_SIGN = whole("[+-]")  # of a number that no slot has
_AND_DO = re.compile(r"(?:and|then|also|plus|[,;.]) (?P<word>[a-z]{3,}) (?:it|this|that|them|the|my|all|␣)(?!\S)")


@dataclass(frozen=True)
class Guess:
    """A plain wording for a clause.

    Args:
        phrase: the wording, filled.
        key: its sense.
        probability: of that sense.
        is_single: the probability that the clause is one request.
    """

    phrase: Phrase
    key: str
    probability: float
    is_single: float


def guessed(clause: Clause) -> Guess | None:
    """The plain wording that a clause most probably stands for, or nothing."""
    outline = outline_of(clause)
    if not 1 < len(words_of(outline.text)) <= _LONGEST:
        return None
    key, probability, core = _best(outline.text)
    is_likely = probability >= (_SURE if key.startswith(_DESTROYS) else LEAST) and _may_be_unknown(core, probability)
    if not (is_likely and _may_be_one(outline.text, core) and _is_safe(outline.text, core, key, clause)):
        return None
    phrase = in_plain_words(key, outline, clause)
    return Guess(phrase, key, probability, likeness().is_single(outline.text)) if phrase else None


def _best(text: str) -> tuple[str, float, str]:
    """The most probable sense of a text or of one of its cores, and that core."""
    best = [(*next(iter(likeness().probable(core).items())), core) for core in cores(text)]
    return max(best, key=lambda found: found[1])


def _may_be_one(text: str, core: str) -> bool:
    is_single = likeness().is_single(text) >= (_LEAST_SINGLE_JOINED if _JOINS.search(text) else _LEAST_SINGLE)
    is_other = _has_second(core) or _FORBIDS.search(core) or _SIGN.search(text)
    return is_single and not is_other and not _adds_unknown(text)


def _has_second(core: str) -> bool:
    """ "And muffled" is no request."""
    return any(not match.group().endswith(("ed", "ing")) for match in _SECOND.finditer(core))


def _adds_unknown(text: str) -> bool:
    """ "And frobnicate it": perhaps a second request, which nothing is known about."""
    return any(not likeness().knows(match["word"]) for match in _AND_DO.finditer(text))


def _is_safe(text: str, core: str, key: str, clause: Clause) -> bool:
    """Whether nothing that may matter would be lost."""
    words = words_of(core)
    if not any(word.isalpha() and likeness().knows(word) for word in words):
        return False
    row = ["^", *words, "$"]
    for before, word, after in zip(row, row[1:], row[2:], strict=False):
        is_said = word in clause.ground.transcript.forms and word not in GLUE
        if (word in _NEGATES or is_said) and not likeness().speaks_for(word, before, after, key):
            return False
    is_bound = _CONDITIONAL.search(text) and not key.startswith(_CONDITIONS)
    is_lost = any(pattern.search(text) for pattern in (_HALF_A_PART, _NOT_THERE))
    return not (is_bound or is_lost or _NO_EDIT.search(core))


def _may_be_unknown(core: str, probability: float) -> bool:
    """Whether no word is unknown, but for those in a comparison, or one that can hardly be a request or a part of the
    recording by its place and by what stands around it."""
    words = words_of(_LIKE.split(core, maxsplit=1)[0])
    unknown = [at for at, word in enumerate(words) if _is_unknown(word)]
    if len(unknown) != 1:
        return not unknown
    before, after = (["^", *words, "$"][unknown[0] + shift] for shift in (0, 2))
    near = {before, after}
    if "␣" in words:
        return probability >= _CLEAR and not near & _MAY_BE_MORE
    return probability >= _SURELY and not near & (_MAY_BE_MORE | _MAY_BE_A_PART)


def _is_unknown(word: str) -> bool:
    return word.isalpha() and word not in GLUE and not likeness().knows(word)
