"""Slips of the finger: "delet the last two wrods" → "delete the last two words".

Only where an instruction isn't understood as it is typed, and only words that neither the recording nor any wording
has: each becomes the commonest word of the wordings that is one slip away (a letter too much, too few, another, or two
exchanged; Damerau, 1964). What is said in the recording is never the mended word: which word is meant is not guessed.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import replace
from functools import cache

from speechwright.tasks.edits.phrase import Phrase, Token
from speechwright.tasks.edits.said_by_others import other_wordings

_SHORTEST, _SHORTEST_OTHER = 5, 6  # letters of a word with one too few or too many, with another: shorter words are
# too near to each other, as "sigh" is to "high"; two letters that were exchanged are mended in all
_LEAST = 20  # times that a word has to be in the wordings, so that it isn't a slip itself
_WORD = re.compile(r"[a-z']+")


def respelled(phrase: Phrase, said: Set[str]) -> Phrase | None:
    """An instruction with such slips mended; None where there are none.

    Args:
        phrase: an instruction.
        said: the words of the recording, in lower case.
    """
    tokens = tuple(_mended(token, said) for token in phrase.tokens)
    return None if tokens == phrase.tokens else Phrase(phrase.source, tokens)


def _mended(token: Token, said: Set[str]) -> Token:
    word = token.low
    if token.quoted is not None or word in said or word in _counts() or not (word.isalpha() and word.isascii()):
        return token
    slips = set(_slips(word))
    common = {one for one in slips if _counts()[one] >= _LEAST}
    if not common or (slips & said) - common:
        return token
    return replace(token, low=max(sorted(common), key=_counts().__getitem__))


@cache
def _counts() -> Counter[str]:
    """How often each word is in the wordings."""
    rows = (wording for wordings in other_wordings().values() for wording in wordings)
    return Counter(word for row in rows for word in _WORD.findall(re.sub(r"\{\w+\}", " ", row.lower())))


def _slips(word: str) -> Iterator[str]:
    """The words of which it may be a slip."""
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    yield from (left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1)
    if len(word) >= _SHORTEST:
        yield from (left + right[1:] for left, right in halves if right)
        yield from (left + letter + right for left, right in halves for letter in string.ascii_lowercase)
    if len(word) >= _SHORTEST_OTHER:
        yield from (left + letter + right[1:] for left, right in halves if right for letter in string.ascii_lowercase)
