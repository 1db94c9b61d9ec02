"""Numbers as words, both ways: 0 to 999,999, British ("one hundred and five"), without hyphens."""

from __future__ import annotations

from collections.abc import Sequence

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: value for value, word in enumerate(_SMALL)} | {word: 10 * i for i, word in enumerate(_TENS, start=2)}
_IRREGULAR = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
LARGEST = 999_999
_MOST_WORDS = 12


def number_words(number: int) -> str:
    """0 → "zero", 142 → "one hundred and forty two", 3005 → "three thousand and five"."""
    assert 0 <= number <= LARGEST, f"number {number}, wanted 0 to {LARGEST}"
    if number < 20:
        return _SMALL[number]
    if number < 100:
        return _joined(_TENS[number // 10 - 2], " ", number % 10)
    if number < 1000:
        return _joined(f"{_SMALL[number // 100]} hundred", " and ", number % 100)
    rest = number % 1000
    return _joined(f"{number_words(number // 1000)} thousand", " and " if rest < 100 else " ", rest)


def _joined(head: str, link: str, rest: int) -> str:
    return head if rest == 0 else head + link + number_words(rest)


def number_value(text: str) -> int | None:
    """The number that these words are, or None where they are no number as `number_words` writes it."""
    thousands, current = 0, 0
    for word in text.split():
        if word in _VALUES:
            current += _VALUES[word]
        elif word == "hundred":
            current *= 100
        elif word == "thousand":
            thousands, current = thousands + 1000 * current, 0
        elif word != "and":
            return None
    value = thousands + current
    return value if value <= LARGEST and number_words(value) == text else None


def find_numbers(words: Sequence[str]) -> list[int]:
    """All numbers among the words, in order; each as long as it can be ("twenty one" is 21, not 20 and 1)."""
    found, start = [], 0
    while start < len(words):
        size, value = _number_at(words, start)
        if value is not None:
            found.append(value)
        start += size
    return found


def _number_at(words: Sequence[str], start: int) -> tuple[int, int | None]:
    for size in range(min(_MOST_WORDS, len(words) - start), 0, -1):
        value = number_value(" ".join(words[start : start + size]))
        if value is not None:
            return size, value
    return 1, None


def ordinal_words(number: int) -> str:
    """1 → "first", 21 → "twenty first", 100 → "one hundredth"."""
    head, _, last = number_words(number).rpartition(" ")
    if last in _IRREGULAR:
        ordinal = _IRREGULAR[last]
    else:
        ordinal = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return f"{head} {ordinal}".strip()


def amount(count: int, unit: str) -> str:
    """How many of a thing: "one hour", "two hours"."""
    return f"{number_words(count)} {unit}" if count == 1 else f"{number_words(count)} {unit}s"
