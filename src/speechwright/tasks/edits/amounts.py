"""How much an instruction asks for: numbers with units, factors, and words such as "slightly".

Texts here are tokens in lower case with one blank between them, as `Phrase.low` gives them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from speechwright.tasks.edits.forms import whole
from speechwright.tasks.edits.numbers import COUNT, NUMBER, number

Unit = Literal["percent", "times", "semitones", "db", "hz", "lufs", "seconds", "words a minute", "none"]
Grade = Literal["slightly", "", "much"]
AMOUNT_HOLE, GRADE_HOLE = "#", "~"  # tokens that stand where something was taken out


@dataclass(frozen=True)
class Amount:
    """A number with its unit.

    Args:
        value: with its sign, where one was given.
        unit: cents and octaves are semitones, milliseconds and minutes are seconds; "none" where none was said.
        is_absolute: "to 150 Hz", not "by 20 Hz".
        is_signed: a sign was written or said.
    """

    value: float
    unit: Unit
    is_absolute: bool = False
    is_signed: bool = False


_UNITS: tuple[tuple[str, Unit, float], ...] = (
    (r"%|per\s?cent(?:age points?)?|percents|pct", "percent", 1),
    (r"(?:half|semi)\s?(?:tones?|steps?|notes?)|semis?|st", "semitones", 1),
    (r"(?:whole|full)\s?(?:tones?|steps?)|tones?", "semitones", 2),
    (r"octaves?", "semitones", 12),
    (r"cents?", "semitones", 0.01),
    (r"d\s?bs?(?:\s?fs)?|decibels?|dezibels?", "db", 1),
    (r"khz|kilohertz", "hz", 1000),
    (r"hz|hertz", "hz", 1),
    (r"lufs?|lkfs|l u f s|loudness units?(?: full scale)?", "lufs", 1),
    (r"ms|msecs?|milli\s?(?:seconds?|secs?)|millis", "seconds", 0.001),
    (r"s|secs?|seconds?", "seconds", 1),
    (r"min|mins|minutes?", "seconds", 60),
    (r"words (?:a|per) minute|wpm", "words a minute", 1),
    (r"times|x|fold", "times", 1),
)
_FACTORS = {"twice": 2.0, "double": 2.0, "doubled": 2.0, "doubling": 2.0, "thrice": 3.0, "triple": 3.0, "tripled": 3.0}
_FACTORS |= {"quadruple": 4.0, "halved": 0.5, "halve": 0.5, "halving": 0.5, "half": 0.5, "tripling": 3.0}
_FACTORS |= {"doubles": 2.0, "halves": 0.5, "twofold": 2.0, "threefold": 3.0}

_ABOUT = r"(?:(?:about|around|roughly|exactly|approximately|precisely|just|some|only|like)\s)?"
_TO = rf"(?P<to>(?:to|at)\s{_ABOUT})?"
_SIGN = r"(?:(?P<sign>[+-]|plus|minus|negative)\s)?"
_ALL_UNITS = "|".join(f"(?P<u{place}>{unit})" for place, (unit, _, _) in enumerate(_UNITS))
_AN = r"an?(?=\s(?!s\s|st\s|x\s|ms\s|times|min\s))"  # "an octave", not the article of "a s…"
_NUMBER = rf"(?P<number>(?:an?\s)?{NUMBER}|{_AN})"
_AND_PART = r"(?:\sand\s(?:an?\s)?(?P<part>half|quarter)(?!\s(?:the|of|as)(?!\S)))?"  # "a semitone and a half"
_WITH_UNIT = whole(rf"{_TO}{_SIGN}{_ABOUT}{_NUMBER}(?:\s(?:of\s)?an?)?\s(?:{_ALL_UNITS}){_AND_PART}")
_FACTOR_OF = whole(
    rf"(?:by\s)?(?:an?\s)?(?:factor|ratio|multiplier|multiple)\s(?:of\s)?(?P<number>{NUMBER})(?:\s(?:times|x))?"
)
_BY = whole(rf"x (?P<number>{NUMBER})")
_FRACTION = r"\d+/\d+|[½¼¾⅓⅔]"
_PART = whole(
    r"by\s(?:an?\s|one\s)?(?P<number>half|third|quarter|fifth|tenth|(?:two|three|four)\s(?:thirds|quarters|fifths)"
    rf"|{_FRACTION})"
)
_THIS_FASTER = whole(
    r"(?P<number>(?:an?\s|one\s)(?:third|quarter|fifth|tenth)|(?:two|three)\s(?:thirds|quarters|fifths)"
    rf"|(?:{_FRACTION})(?=\s(?:faster|slower|quicker|longer|shorter|louder|quieter|softer|higher|lower|deeper)(?!\w)))"
)
_FACTOR = whole(rf"(?P<factor>{'|'.join(_FACTORS)})")
_BARE = whole(rf"{_TO}{_SIGN}(?P<number>(?!one\b){COUNT})")

_SLIGHTLY = (
    r"(?:ever so |very )?slightly|(?:(?:just|only) )?(?:an? )?(?:little|tiny|wee|teeny|"
    r"small|minor|slight)(?: (?:bit|amount|touch))?|"
    r"(?:(?:just|only) )?(?:the )?(?:an?|slightest|tiniest) (?:bit|touch|tad|notch|hair|"
    r"shade|smidge|smidgen|smidgeon|fraction|whisker)|"
    r"somewhat|gently|subtly|marginally|mildly|lightly|minimally|modestly|moderately|gentle|subtle|a little|a bit of"
)
_MUCH = (
    r"(?:so |very |too |that )?much|(?:quite )?a (?:whole |hell of a |heck of a )?lot|"
    r"lots|loads|tons|heaps|a (?:great|good) deal|"
    r"quite a bit|a (?:good|fair|whole) bit|way|far|considerabl[ey]|significant(?:ly)?|"
    r"strong(?:ly)?|greatly|drastic(?:ally)?|"
    r"substantial(?:ly)?|dramatic(?:ally)?|heav(?:y|ily)|huge(?:ly)?|extremely|markedly|"
    r"massive(?:ly)?|noticeabl[ey]|clearly|"
    r"really|very(?! (?:in|on|of|at|to|and|for|from|before|after|should|is|␣))(?= )|"
    r"radical(?:ly)?|super|ultra|extra|seriously|big|large|major|a (?:ton|lot)|hard"
)
_GRADE = whole(rf"(?P<much1>quite a bit|a (?:good|fair|whole) bit)|(?P<slightly>{_SLIGHTLY})|(?P<much>{_MUCH})")


_NO_GRADE = ("too much", "so much", "that much")  # complaints: "it's stressed too much"


def take_amounts(text: str) -> tuple[tuple[Amount, ...], str]:
    """The amounts in a text, in order of their kinds, and the text with holes where they stood."""
    found: list[Amount] = []
    for pattern, read in _READERS:
        text = pattern.sub(lambda match, read=read: _kept(found, read(match)), text)  # type: ignore[misc]
    return tuple(found), text


def take_grade(text: str) -> tuple[Grade, str]:
    """How strongly, and the text with holes where that stood."""
    found = [match for match in _GRADE.finditer(text) if not match.group().startswith(_NO_GRADE)]
    grades = {str(match.lastgroup).rstrip("1") for match in found}
    grade: Grade = "slightly" if "slightly" in grades else "much" if grades else ""
    return grade, _GRADE.sub(GRADE_HOLE, text)


def _kept(found: list[Amount], amount: Amount) -> str:
    found.append(amount)
    return AMOUNT_HOLE


def _with_unit(match: re.Match[str]) -> Amount:
    place = next(place for place in range(len(_UNITS)) if match[f"u{place}"] is not None)
    _, unit, scale = _UNITS[place]
    return _signed(match, unit, scale)


def _signed(match: re.Match[str], unit: Unit, scale: float) -> Amount:
    said = re.sub(r"^an?\s+(?=\d|half|quarter|third)", "", match["number"])
    part = number(match["part"]) if match.groupdict().get("part") else 0.0
    value = scale * (part + (1.0 if said in ("a", "an") else number(said)))
    is_negative = match["sign"] not in (None, "+", "plus")
    return Amount(-value if is_negative else value, unit, match["to"] is not None, match["sign"] is not None)


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Amount]], ...] = (
    (_WITH_UNIT, _with_unit),
    (_FACTOR_OF, lambda match: Amount(number(match["number"]), "times")),
    (_BY, lambda match: Amount(number(match["number"]), "times")),
    (_PART, lambda match: Amount(100 * number(match["number"]), "percent")),
    (_THIS_FASTER, lambda match: Amount(100 * number(match["number"]), "percent")),
    (_FACTOR, lambda match: Amount(_FACTORS[match["factor"]], "times")),
    (_BARE, lambda match: _signed(match, "none", 1)),
)
