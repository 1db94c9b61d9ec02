"""Numbers as people write and say them: "20", "1.5", "½", "twenty five", "one point two", "two and a half"."""

from __future__ import annotations

import re

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_VALUES = {
    **{word: value for value, word in enumerate(_UNITS)},
    **{word: 10 * value for value, word in enumerate(_TENS, 2)},
    "couple": 2,
}
_SCALES = {"dozen": 12, "hundred": 100}
_PARTS = {"half": 0.5, "halves": 0.5, "third": 1 / 3, "thirds": 1 / 3, "quarter": 0.25, "quarters": 0.25}
_PARTS |= {"fifth": 0.2, "fifths": 0.2, "tenth": 0.1, "tenths": 0.1}
_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}

_DIGITS = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+/\d+|(?:\d*\.\d+|\d+)(?:e[+-]?\d+)?(?![a-z])|\d*\.\d+|\d+"
_SIGN = f"[{''.join(_SIGNS)}]"
_WORD = "|".join(sorted({*_UNITS, *_TENS, "couple of", "couple", "thousand", *_SCALES}, key=len, reverse=True))
_SPOKEN = (
    rf"(?:(?:an?|the)\s+)?(?:{_WORD})(?:(?:\s+and\s+|[\s-]+)(?:{_WORD}))*(?:\s+point(?:\s+(?:{'|'.join(_UNITS)}))+)?"
)
_PART = rf"(?:an?\s+|one\s+|two\s+|three\s+|four\s+)?(?:{'|'.join(sorted(_PARTS, key=len, reverse=True))})"
_PLAIN = rf"(?:(?:{_DIGITS})(?:\s*{_SIGN})?|{_SIGN}|point(?:\s+(?:{'|'.join(_UNITS)}))+|{_SPOKEN})"

NUMBER = rf"(?:{_PLAIN}(?:\s+and\s+{_PART})?|{_PART})"
"""A pattern for a number in lower case."""

COUNT = rf"(?!(?:an? |one |two |three |four )?(?:{'|'.join(_PARTS)})\b){NUMBER}"
"""A pattern for a number that is no fraction in words: the "third" of "the third word" isn't a part."""

ORDINAL = rf"(?:\d+(?:st|nd|rd|th)|{'|'.join(_ORDINALS)})"
"""A pattern for a place in a row, in lower case: "second", "3rd"."""


MOST = 1e12  # larger ones, and what is divided by zero, are no amount of anything here: each is out of its range


def number(text: str) -> float:
    """The value of what `NUMBER` matches, at most `MOST`."""
    return min(MOST, _number(text))


def _number(text: str) -> float:
    said = " ".join(re.sub(r"(?<!\de)-", " ", text.lower()).split())
    whole, _, part = said.rpartition(" and ")
    if whole and part.split()[-1] in _PARTS:
        return _number(whole) + _part(part)
    if said.split()[-1] in _PARTS:
        return _part(said)
    return _digits(said) if re.search(rf"\d|{_SIGN}", said) else _spoken(said)


def ordinal(text: str) -> int:
    """The place, from 1, of what `ORDINAL` matches."""
    said = text.lower()
    return _ORDINALS.index(said) + 1 if said in _ORDINALS else int(re.sub(r"\D", "", said))


def _part(said: str) -> float:
    *counts, part = said.split()
    return _VALUES.get("".join(counts), 1) * _PARTS[part]


def _digits(said: str) -> float:
    signs = sum(_SIGNS[sign] for sign in re.findall(_SIGN, said))
    plain = re.sub(_SIGN, "", said).replace(",", "").strip()
    above, _, below = plain.partition("/")
    if below and not float(below):
        return MOST
    return signs + (float(above or 0) / float(below) if below else float(above or 0))


def _spoken(said: str) -> float:
    whole, _, decimals = said.partition("point ")
    digits = "".join(str(_VALUES[word]) for word in decimals.split())
    thousands = rest = 0
    for word in whole.split():
        if word == "thousand":
            thousands, rest = 1000 * max(rest, 1), 0
        else:
            rest = max(rest, 1) * _SCALES[word] if word in _SCALES else rest + _VALUES.get(word, 0)
    return thousands + rest + (float(f"0.{digits}") if digits else 0)
