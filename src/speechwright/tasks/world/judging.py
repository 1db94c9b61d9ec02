"""The pieces that rules are made of: they judge an answer by what it names, not by how it is put."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from speechwright.tasks.spoken_form import words_of
from speechwright.tasks.world.numbers import find_numbers


def names(words: Sequence[str], phrase: str) -> bool:
    """Whether the words of the phrase stand among the words, side by side and in order."""
    return f" {phrase} " in f" {' '.join(words)} "


def without(words: Sequence[str], phrases: Iterable[str]) -> list[str]:
    """The words with every occurrence of these phrases taken out, the longest first."""
    text = f" {' '.join(words)} "
    for phrase in sorted(phrases, key=len, reverse=True):
        while f" {phrase} " in text:
            text = text.replace(f" {phrase} ", " ", 1)
    return text.split()


def settles_on(answer: str, right: str, choices: Iterable[str], echo: Iterable[str] = ()) -> bool:
    """Whether the answer names `right` and no other choice; what the request said (`echo`) may be said again."""
    words = words_of(answer)
    left = f" {' '.join(without(words, (right, *echo)))} "
    return names(words, right) and not any(f" {choice} " in left for choice in choices)


def settles_on_number(answer: str, right: int, echo: Iterable[int] = ()) -> bool:
    """Whether the answer names this number and no other but those of the request (`echo`)."""
    numbers = set(find_numbers(words_of(answer)))
    return right in numbers and numbers <= {right, *echo}


def says_yes(answer: str) -> bool | None:
    """True for an answer that begins or ends with yes, False with no, None for neither or for both words in it."""
    words = words_of(answer)
    verdict = {"yes", "no"} & {*words[:1], *words[-1:]}
    return verdict == {"yes"} if verdict and not {"yes", "no"} <= set(words) else None


def copies(answer: str, phrase: str, others: Iterable[str] = ()) -> bool:
    """Whether the answer says the phrase and, beside it, neither a number nor one of the others."""
    words = words_of(answer)
    left = without(words, [phrase])
    return names(words, phrase) and not find_numbers(left) and not any(names(left, other) for other in others)
