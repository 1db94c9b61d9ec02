"""What was said in a recording, and where: the words that an instruction may name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from speechwright.errors import BadData
from speechwright.tasks.spoken_form import words_of
from speechwright.types import Row


@dataclass(frozen=True)
class Word:
    """A word as it is written, its place in samples [begin, end), and whether a sentence ends with it."""

    text: str
    begin: int
    end: int
    ends_sentence: bool = False

    def __post_init__(self) -> None:
        assert 0 <= self.begin <= self.end, f"{self.text!r} from sample {self.begin} to {self.end}"


@dataclass(frozen=True)
class Run:
    """Words [first, last) of a transcript."""

    first: int
    last: int

    def __post_init__(self) -> None:
        assert 0 <= self.first <= self.last, f"words {self.first} to {self.last}"


@dataclass(frozen=True)
class Transcript:
    """The words of a recording in order, its rate and its length in samples."""

    words: tuple[Word, ...]
    rate_hz: int
    num_samples: int

    def __post_init__(self) -> None:
        ordered = all(one.end <= other.begin for one, other in pairwise(self.words))
        assert ordered and (not self.words or self.words[-1].end <= self.num_samples), (
            "words in order, inside the sound"
        )

    def to_row(self) -> Row:
        """As JSON: a list [text, begin, end, whether a sentence ends] for each word."""
        words = [[word.text, word.begin, word.end, word.ends_sentence] for word in self.words]
        return {"rate_hz": self.rate_hz, "num_samples": self.num_samples, "words": words}

    @staticmethod
    def from_row(row: Any) -> Transcript:
        """Raises BadData where it is no transcript, or its words are out of order or of the recording."""
        try:
            words = tuple(_word(*word) for word in row["words"])
            rate_hz, num_samples = int(row["rate_hz"]), int(row["num_samples"])
        except (KeyError, TypeError, ValueError) as error:
            raise BadData(f"no transcript: {error}", "words with their samples", "make it anew") from error
        bounds = [0, *(sample for word in words for sample in (word.begin, word.end)), num_samples]
        if bounds != sorted(bounds) or rate_hz < 1:
            raise BadData("words out of order or of the recording", "each behind the one before", "make it anew")
        return Transcript(words, rate_hz, num_samples)

    @property
    def text(self) -> str:
        return self.said(Run(0, len(self.words)))

    def said(self, run: Run) -> str:
        """The text of a run."""
        return " ".join(word.text for word in self.words[run.first : run.last])

    def samples(self, run: Run) -> tuple[int, int]:
        """From the beginning of a run's first word to the end of its last; an empty run lies before its first word."""
        if run.first == run.last:
            at = self.words[run.first].begin if run.first < len(self.words) else self.num_samples
            return at, at
        return self.words[run.first].begin, self.words[run.last - 1].end

    @cached_property
    def sentences(self) -> tuple[Run, ...]:
        """Runs that end where a sentence does; the last one at the end of the recording."""
        ends = [place + 1 for place, word in enumerate(self.words) if word.ends_sentence]
        bounds = [0, *ends] if ends and ends[-1] == len(self.words) else [0, *ends, len(self.words)]
        return tuple(Run(first, last) for first, last in pairwise(bounds) if first < last)

    def find(self, text: str) -> tuple[Run, ...]:
        """Every place where a text is said, whatever its case, marks and digits."""
        wanted = words_of(text)
        return tuple(self._matches(wanted)) if wanted else ()

    def _matches(self, wanted: Sequence[str]) -> Iterator[Run]:
        forms, owners = self._spoken
        for at in range(len(forms) - len(wanted) + 1):
            if forms[at : at + len(wanted)] == list(wanted) and self._is_whole(at, at + len(wanted)):
                yield Run(owners[at], owners[at + len(wanted) - 1] + 1)

    def _is_whole(self, begin: int, end: int) -> bool:
        """Whether words begin and end there: "25" is one word of two that are spoken."""
        _, owners = self._spoken
        bounds = [None, *owners, None]
        return bounds[begin] != bounds[begin + 1] and bounds[end] != bounds[end + 1]

    @cached_property
    def forms(self) -> frozenset[str]:
        """All words as they are spoken."""
        return frozenset(self._spoken[0])

    @cached_property
    def _spoken(self) -> tuple[list[str], list[int]]:
        """Words as they are spoken, and which written word each belongs to."""
        pairs = [(form, place) for place, word in enumerate(self.words) for form in words_of(word.text)]
        return [form for form, _ in pairs], [place for _, place in pairs]


def _word(text: Any, begin: Any, end: Any, ends_sentence: Any) -> Word:
    if not (isinstance(text, str) and isinstance(begin, int) and isinstance(end, int) and 0 <= begin <= end):
        raise ValueError(f"a word {text!r} from {begin!r} to {end!r}")
    return Word(text, begin, end, bool(ends_sentence))
