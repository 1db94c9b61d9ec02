"""How far a text is from the one that was wanted: words and characters wrong.

Every word error rate of the project uses the one normalisation of `words`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speechwright.errors import BadData, BadText

_APOSTROPHES = str.maketrans(dict.fromkeys("‘’‛ʼ＇", "'"))
_TEXT_CATEGORIES = "LNM"  # of Unicode: letters, numbers, and the marks that belong to them


@dataclass(frozen=True)
class EditCounts:
    """What it takes to make a reference into a hypothesis, counted in words or characters."""

    hits: int
    substitutions: int
    deletions: int
    insertions: int

    @property
    def errors(self) -> int:
        return self.substitutions + self.deletions + self.insertions

    @property
    def reference_length(self) -> int:
        return self.hits + self.substitutions + self.deletions

    @property
    def hypothesis_length(self) -> int:
        return self.hits + self.substitutions + self.insertions


def words(text: str) -> tuple[str, ...]:
    """The words of a text: lower case, without punctuation; curly apostrophes straight and kept inside words.

    Hyphens, dashes and all other marks separate words ("well-known" is two words, as are "3.5" and "and/or"), so that
    no missing space joins two. Letters, accents and digits stay as they are. Applying it to its own words, joined by
    spaces, gives them again.
    """
    plain = unicodedata.normalize("NFC", text.lower()).translate(_APOSTROPHES)
    kept = "".join(sign if sign == "'" or unicodedata.category(sign)[0] in _TEXT_CATEGORIES else " " for sign in plain)
    stripped = (word.strip("'") for word in kept.split())
    return tuple(word for word in stripped if word)


def edit_counts(reference: Sequence[Hashable], hypothesis: Sequence[Hashable]) -> EditCounts:
    """The fewest edits from a reference to a hypothesis (Levenshtein distance), by kind.

    Where several alignments have the fewest errors, the one with the most hits counts: "a b" heard as "b c" is one
    deletion and one insertion, not two substitutions. So the counts don't depend on the order of a search, and
    swapping the two sides swaps deletions and insertions.

    Args:
        reference: what was wanted: words, or a string for its characters.
        hypothesis: what came.
    """
    rows, columns = len(reference), len(hypothesis)
    # One cost holds both counts: errors first, substitutions as the tie-break. A distance never exceeds rows + columns.
    error = rows + columns + 1
    wanted, came = _as_numbers(reference, hypothesis)
    errors, substitutions = divmod(_distance(wanted, came, error), error)
    deletions = (errors - substitutions + rows - columns) // 2
    return EditCounts(rows - substitutions - deletions, substitutions, deletions, errors - substitutions - deletions)


def word_counts(references: Sequence[str], hypotheses: Sequence[str]) -> tuple[EditCounts, ...]:
    """Per item the word errors of a hypothesis text against its reference text, after `words`.

    Raises:
        BadData: not as many hypotheses as references.
    """
    pairs = _paired(references, hypotheses)
    return tuple(edit_counts(words(reference), words(hypothesis)) for reference, hypothesis in pairs)


def character_counts(references: Sequence[str], hypotheses: Sequence[str]) -> tuple[EditCounts, ...]:
    """Per item the character errors, after `words`; one space between words counts as a character.

    Raises:
        BadData: not as many hypotheses as references.
    """
    pairs = _paired(references, hypotheses)
    return tuple(edit_counts(" ".join(words(reference)), " ".join(words(hyp))) for reference, hyp in pairs)


def wer(references: Sequence[str], hypotheses: Sequence[str]) -> float:
    """Word error rate: all errors over all words of the references; above 1 if much was inserted.

    Raises:
        BadData: not as many hypotheses as references.
        BadText: no word in any reference.
    """
    return _rate(word_counts(references, hypotheses))


def cer(references: Sequence[str], hypotheses: Sequence[str]) -> float:
    """Character error rate: as `wer`, with characters for words."""
    return _rate(character_counts(references, hypotheses))


def _paired(references: Sequence[str], hypotheses: Sequence[str]) -> list[tuple[str, str]]:
    if len(references) != len(hypotheses):
        found = f"{len(hypotheses)} hypotheses for {len(references)} references"
        raise BadData(found, "one for each", "keep the place of a failed item with an empty text")
    return list(zip(references, hypotheses, strict=True))


def _rate(counts: Sequence[EditCounts]) -> float:
    length = sum(count.reference_length for count in counts)
    if not length:
        raise BadText("references without words", "at least one word", "check the reference texts")
    return sum(count.errors for count in counts) / length


def _as_numbers(*sequences: Sequence[Hashable]) -> list[NDArray[np.int64]]:
    """The sequences with equal items as equal numbers."""
    number: dict[Hashable, int] = {}
    return [np.array([number.setdefault(item, len(number)) for item in sequence], np.int64) for sequence in sequences]


def _distance(reference: NDArray[np.int64], hypothesis: NDArray[np.int64], error: int) -> int:
    """The least cost where a deletion or insertion costs `error` and a substitution `error` + 1.

    Row by row; within a row the chain of insertions is a running minimum, after the slope of one insertion a column
    is taken out.
    """
    slope = np.arange(len(hypothesis) + 1) * error
    row = slope
    for i, item in enumerate(reference, start=1):
        cost = np.empty_like(row)
        cost[0] = i * error
        cost[1:] = np.minimum(row[1:] + error, row[:-1] + (hypothesis != item) * (error + 1))
        row = np.minimum.accumulate(cost - slope) + slope
    return int(row[-1])
