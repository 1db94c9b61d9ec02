"""The last resort for a clause that no grammar reads: the sense whose training wordings it is like.

The words of a clause, without the place and the amount, are compared with those of all training wordings (naive Bayes
on the beginnings of words). Where one sense is far ahead, its shortest wording is read in the place of the clause, with
the same place and amount; so a guess never does what could not be asked for in plain words. There is no guess where
something could be lost by it: at a negation, a list, a quoted text, a word of the recording, a second number.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from string import Formatter

from speechwright.tasks.edits import EDITS
from speechwright.tasks.edits.amounts import Amount, take_amounts, take_grade
from speechwright.tasks.edits.comparison import MATTERS
from speechwright.tasks.edits.edit import Clause
from speechwright.tasks.edits.forms import whole
from speechwright.tasks.edits.phrase import Phrase, phrase_of
from speechwright.tasks.edits.place import Target
from speechwright.tasks.edits.said import GLUE, near
from speechwright.tasks.edits.small_words import variants

AHEAD = math.log(12.0)  # how much more likely the best sense has to be than the next one; our choice
_LONGEST, _MOST_UNKNOWN, _LEAST_KNOWN = 24, 2, 2  # words
_EXPLICIT = 2.0  # the cost below which a place is one that was named as such
_SEEN_ELSEWHERE = 0.2  # of a word that a sense doesn't have; our choice
_NEVER = ("delete", "insert", "replace", "move", "pause")  # their texts and points can't be carried over
_UNITS = {
    "percent": ("percent", "percent"),
    "times": ("factor", "times"),
    "semitones": ("semitones", "semitones"),
    "db": ("db", "dB"),
    "hz": ("hz", "Hz"),
    "lufs": ("lufs", "LUFS"),
    "seconds": ("seconds", "seconds"),
}
_UNSAFE = whole(
    r"not|no|never|don't|doesn't|isn't|won't|\S+n't|without|nor|neither|none|nothing|nobody|hardly|barely|too|and|or|"
    r"but|then|except|unless|until|if|because|while|instead|rather|[,;.:!?]|‹[^›]*›|\d+"
)
_WORD = re.compile(r"[a-z']+|[␣~]|#\w*")
_ENDING = re.compile(r"(?<=[a-z]{3})(?:ingly|edly|ing|ed|ers?|est|ly|ness|es|s|e)$")


@dataclass(frozen=True)
class _Model:
    """How often each stem is in the wordings of each sense."""

    counts: dict[tuple[str, str], Counter[str]]
    sizes: dict[tuple[str, str], int]
    vocabulary: frozenset[str]

    def ranked(self, stems: Sequence[str]) -> list[tuple[float, tuple[str, str]]]:
        """The logarithm of how likely each sense is, the best first."""
        known = [stem for stem in stems if stem in self.vocabulary]
        return sorted(
            (
                (sum(math.log((count[stem] + _SEEN_ELSEWHERE) / (self.sizes[key] + 1)) for stem in known), key)
                for key, count in self.counts.items()
            ),
            reverse=True,
        )


@cache
def _model() -> _Model:
    counts: dict[tuple[str, str], Counter[str]] = {}
    sizes = {}
    for name in EDITS:
        for sense in EDITS[name].senses:
            rows = [set(_stems(_with_holes(wording))) for wording in sense.wordings.train]
            counts[name, sense.name] = Counter(stem for row in rows for stem in row)
            sizes[name, sense.name] = len(rows)
    return _Model(counts, sizes, frozenset(stem for count in counts.values() for stem in count))


def _with_holes(wording: str) -> str:
    holes = {"place": "␣", "words": "␣", "grade": "~"}
    return re.sub(r"\{(\w+)\}", lambda match: holes.get(match[1], f"#{match[1]}"), wording.lower())


def _stems(text: str) -> list[str]:
    return [_ENDING.sub("", word) for word in _WORD.findall(text)]


def guessed(clause: Clause) -> Iterator[Phrase]:
    """The plain wording that a clause most probably stands for, filled with its place and its amount; none where that
    isn't clear."""
    phrase = variants(clause.phrase)[0][0]
    if not 2 < len(phrase) <= _LONGEST:
        return
    part, rest = _without_place(phrase, clause)
    amounts, text = take_amounts(rest)
    grade, text = take_grade(text)
    if len(amounts) > 1 or any(one.unit not in _UNITS or one.is_signed for one in amounts):
        return
    slots = _slots(part, amounts, grade)
    text = text.replace("#", "#" + next(iter(slots.keys() - {"place", "grade"}), ""))
    if _is_safe(text, part is not None, clause):
        yield from _likeliest(text, slots)


def _without_place(phrase: Phrase, clause: Clause) -> tuple[Phrase | None, str]:
    """The longest part of it that names a place clearly, and the rest of it with a hole."""
    for size in range(min(len(phrase) - 1, 10), 0, -1):
        for first in range(len(phrase) - size + 1):
            part = phrase[first : first + size]
            found: list[Target] = clause.ground.targets(part)[:1]
            if found and found[0].problem is None and found[0].cost < _EXPLICIT and not part.tokens[-1].is_mark:
                return part, " ".join(filter(None, (phrase[:first].low, "␣", phrase[first + size :].low)))
    return None, phrase.low


def _slots(part: Phrase | None, amounts: Sequence[Amount], grade: str) -> dict[str, str]:
    slots = {"place": part.text} if part else {}
    slots |= {_UNITS[one.unit][0]: f"{one.value:g} {_UNITS[one.unit][1]}" for one in amounts}
    return slots | ({"grade": {"slightly": "a bit", "much": "a lot"}[grade]} if grade else {})


def _is_safe(text: str, is_named: bool, clause: Clause) -> bool:
    """Whether nothing that may matter would be lost."""
    words = [word for word in text.split() if word[0] not in "␣#~▲▼"]
    content = [word for word in words if word not in GLUE]
    unknown = [word for word in content if not set(_stems(word)) <= _model().vocabulary]
    is_lost = _UNSAFE.search(text) or any(word in clause.ground.transcript.forms for word in content)
    is_clear = len(content) - len(unknown) >= _LEAST_KNOWN and len(unknown) <= _MOST_UNKNOWN * is_named
    slips = any(MATTERS.fullmatch(word) or near(word, clause.ground)[0] for word in unknown)
    return bool(is_clear and not is_lost and not slips)


def _likeliest(text: str, slots: dict[str, str]) -> Iterator[Phrase]:
    (best, key), (second, _) = _model().ranked(_stems(text))[:2]
    if best - second < AHEAD or key[0] in _NEVER:
        return
    sense = next(one for one in EDITS[key[0]].senses if one.name == key[1])
    for wording in sorted(sense.wordings.train, key=len):
        names = [name for _, name, _, _ in Formatter().parse(wording) if name]
        if {"place" if name == "words" else name for name in names} == slots.keys() and len(names) == len(slots):
            yield phrase_of(wording.format(**slots, words=slots.get("place", "")))
            return
