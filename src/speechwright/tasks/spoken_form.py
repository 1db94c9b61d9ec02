"""What a person types → the form that is spoken: lower case, numbers as words, no marks but , . ? and '."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from speechwright.errors import BadText
from speechwright.tasks.world.numbers import number_words, ordinal_words

_QUESTION_WORDS = frozenset(
    "what which who whose where when why how is are was were am do does did can could will would shall should".split()
)
_SAME_MARK = str.maketrans({"!": "."} | dict.fromkeys(";:—–", ","))
_LONGEST_NUMBER = 6  # digits; longer ones are read digit by digit, as a telephone number is


def spoken_form(text: str) -> str:
    """The text as it is spoken. Applying it twice changes nothing more.

    Integers of up to six digits, decimals, ordinals ("3rd"), times ("3:30"), percent and `+ - * / =` between numbers
    become words, `&` becomes "and". Accents and other symbols are dropped. A text without an end gets one: "?" when
    its first word asks (what, how, is …), otherwise ".".

    Raises:
        BadText: letters that are not English ones, or nothing left that can be spoken.
    """
    spoken = _tidy(_expand(text))
    foreign = sorted({sign for sign in spoken if sign.isalnum() and not "a" <= sign <= "z"})
    if foreign:
        raise BadText(f"the letter {foreign[0]!r}", "the letters a to z", "write it in English letters")
    if not re.search("[a-z]", spoken):
        raise BadText(f"a text without words: {text[:40]!r}", "at least one word", "write what is to be said")
    return spoken if spoken[-1] in ".?" else spoken.rstrip(", ") + _end(spoken)


def words_of(text: str) -> list[str]:
    """The words of any text in spoken form, without marks; for judging, so it never raises."""
    return re.findall(r"[a-z]+(?:'[a-z]+)*", _tidy(_expand(text)))


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same, whatever their case, marks and digits."""
    return words_of(one) == words_of(other)


def _end(spoken: str) -> str:
    return "?" if re.split("[^a-z]", spoken, maxsplit=1)[0] in _QUESTION_WORDS else "."


def _expand(text: str) -> str:
    """Plain lower-case letters, and words for digits and the signs of arithmetic."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(sign for sign in folded if not unicodedata.combining(sign))
    for pattern, reading in _READINGS:
        plain = pattern.sub(reading, plain)
    return plain


def _tidy(text: str) -> str:
    """Only letters, digits, spaces and , . ? ' — each mark once, with one space after it and none before."""
    text = "".join(sign if sign.isalnum() or sign in ",.?'" else " " for sign in text.translate(_SAME_MARK))
    text = re.sub(r"(?<![^\W\d_])'|'(?![^\W\d_])", "", text)
    text = re.sub(r"[\s,.?]*[,.?][\s,.?]*", _strongest, text)
    return " ".join(text.lstrip(" ,.?").split())


def _strongest(match: re.Match[str]) -> str:
    marks = match.group()
    return next(f"{mark} " for mark in "?.," if mark in marks)


def _digits(digits: str) -> str:
    return " ".join(number_words(int(digit)) for digit in digits)


def _integer(digits: str) -> str:
    digits = digits.replace(",", "")
    by_digit = len(digits) > _LONGEST_NUMBER or (len(digits) > 1 and int(digits[0]) == 0)
    return _digits(digits) if by_digit else number_words(int(digits))


def _read_integer(match: re.Match[str]) -> str:
    return f" {_integer(match.group())} "


def _read_ordinal(match: re.Match[str]) -> str:
    return f" {ordinal_words(int(match.group(1)))} "


def _read_decimal(match: re.Match[str]) -> str:
    whole, fraction = match.groups()
    return f" {_integer(whole) + ' ' if whole else ''}point {_digits(fraction)} "


def _read_time(match: re.Match[str]) -> str:
    hour, minute = int(match.group(1)), int(match.group(2))
    if minute == 0:
        return f" {number_words(hour)} o'clock "
    return f" {number_words(hour)} {'oh ' if minute < 10 else ''}{number_words(minute)} "


_Reading = str | Callable[[re.Match[str]], str]
# Order matters: signs while there are still digits around them, then the longer kinds of numbers before plain ones.
_READINGS: tuple[tuple[re.Pattern[str], _Reading], ...] = (
    (re.compile("[’‘ʼ`´]"), "'"),
    (re.compile("−"), "-"),
    (re.compile(r"[()\[\]{}]"), " "),
    (re.compile(r"(?<=[\d%])\s*\+\s*(?=-?\d)"), " plus "),
    (re.compile(r"(?<=[\d%])\s*-\s*(?=-?\d)"), " minus "),
    (re.compile(r"(?<=[\d%])\s*[*×x]\s*(?=-?\d)"), " times "),
    (re.compile(r"(?<=[\d%])\s*[/÷⁄]\s*(?=-?\d)"), " divided by "),
    (re.compile(r"(?<=[\d%])\s*=(?!=)"), " equals "),
    (re.compile(r"(?<![^\s=])-(?=\d)"), " minus "),
    (re.compile("&"), " and "),
    (re.compile(r"(?<=\d)\s*%"), " percent "),
    (re.compile(r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])"), _read_time),
    (re.compile(r"(?<!\d)(\d{1,6})(?:st|nd|rd|th)\b"), _read_ordinal),
    (re.compile(r"(\d{1,3}(?:,\d{3})+|\d+|(?<!\w))\.(\d+)"), _read_decimal),
    (re.compile(r"(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)|\d+"), _read_integer),
)
