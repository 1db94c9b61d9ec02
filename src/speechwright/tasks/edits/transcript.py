"""What was said in a recording, and where: the words that an instruction may name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from speechwright.tasks.spoken_form import words_of


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
