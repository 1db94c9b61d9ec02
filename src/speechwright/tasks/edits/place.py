"""A part of a recording, and what the reading of a phrase for one gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar, cast

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.phrase import Phrase
from speechwright.tasks.edits.transcript import Run, Transcript

Found = TypeVar("Found")
_BY_IT = re.compile(r"(?:before|after|of|following|preceding|behind) (?:it|that)(?!\S)")
BARE, MANY, ABSENT = 3.0, 5.0, 60.0  # costs: text without a mark of its own; said several times; not said at all


@dataclass(frozen=True)
class Place:
    """A part of a recording.

    Args:
        begin, end: in samples.
        words: the words in it; None where it was given as a time, or is the whole.
        is_whole: the whole recording was meant.
    """

    begin: int
    end: int
    words: Run | None = None
    is_whole: bool = False


Problem = BadInstruction | Callable[[], BadInstruction]
"""An error, or what makes it: to look for close words takes longer than to read, and most readings are dropped."""


@dataclass(frozen=True)
class Target:
    """One way to understand a phrase that names a part.

    Args:
        places: in the order of the phrase; none where there is a problem.
        cost: how far-fetched this reading is; of several, the cheapest is taken.
        problem: why the phrase can't be followed as it stands.
        is_pronoun: "it": what was named before, or else the whole recording.
    """

    places: tuple[Place, ...]
    cost: float = 0.0
    problem: Problem | None = None
    is_pronoun: bool = False

    @property
    def is_whole(self) -> bool:
        return any(place.is_whole for place in self.places)


Rule = Callable[[Phrase, "Ground"], Sequence[Target]]


@dataclass(frozen=True, eq=False)
class Ground:
    """The words that a phrase may be about.

    Args:
        transcript: all words.
        scope: only these may be meant: "in the last sentence, …".
        rules: the ways to read a phrase.
        antecedent: what "it" means; none for the whole recording.
        noun: what "one" means in "the last one": "word", "sentence", or nothing.
        gone: what was deleted last, next to which something may be: "the word before it".
    """

    transcript: Transcript
    scope: Run
    rules: tuple[Rule, ...]
    antecedent: tuple[Place, ...] = ()
    noun: str = ""
    gone: tuple[Run, ...] = ()
    _known: dict[tuple[object, ...], list[Target]] = field(default_factory=dict, repr=False)
    _found: dict[tuple[object, ...], Any] = field(default_factory=dict, repr=False)

    def within(self, scope: Run) -> Ground:
        return replace(self, scope=scope)

    def after(self, antecedent: tuple[Place, ...], noun: str) -> Ground:
        """The same words when "it" and "one" have come to mean something else."""
        if (antecedent, noun) == (self.antecedent, self.noun):
            return self
        return replace(self, antecedent=antecedent, noun=noun, _known={}, _found={})

    def without(self, begin: int, end: int) -> Ground:
        """The same words after those between two samples were deleted."""
        words = [at for at, word in enumerate(self.transcript.words) if begin <= word.begin and word.end <= end]
        gone = (Run(words[0], words[-1] + 1),) if words else ()
        return self if gone == self.gone else replace(self, gone=gone)  # what is known of other words stays known

    def gone_for(self, phrase: Phrase) -> tuple[Run, ...]:
        """What was deleted, where a phrase may be about it."""
        return self.gone if _BY_IT.search(phrase.low) else ()

    def targets(self, phrase: Phrase) -> list[Target]:
        """All readings of a phrase, cheapest first."""
        phrase = phrase.stripped()
        key = phrase.low, self.scope, self.gone_for(phrase)
        if key not in self._known:
            self._known[key] = []  # a phrase is no part of itself
            read = [target for rule in self.rules for target in rule(phrase, self)] if len(phrase) else []
            self._known[key] = sorted(read, key=lambda target: target.cost)
        return self._known[key]

    def once(self, find: Callable[[Phrase, Ground], Found], phrase: Phrase) -> Found:
        """What a function finds for a phrase on this ground, kept: many edits ask the same of the same words."""
        key = find, phrase.low, self.scope, self.gone_for(phrase)
        if key not in self._found:
            self._found[key] = find(phrase, self)
        return cast(Found, self._found[key])

    def runs(self, phrase: Phrase) -> list[tuple[Run, float]]:
        """Runs of words that a phrase may mean, with costs: one where it is clear, several where it isn't."""
        found = [target for target in self.targets(phrase) if target.problem is None]
        single = [(place.words, target.cost) for target in found if len(target.places) == 1 for place in target.places]
        return [(run, cost) for run, cost in single if run is not None and self.holds(run)]

    def find(self, text: str) -> tuple[Run, ...]:
        return tuple(run for run in self.transcript.find(text) if self.holds(run))

    def holds(self, run: Run) -> bool:
        return self.scope.first <= run.first and run.last <= self.scope.last

    def place(self, run: Run) -> Place:
        return Place(*self.transcript.samples(run), run)

    @cached_property
    def sentences(self) -> tuple[Run, ...]:
        whole_scope = (self.scope,) if self.scope.first < self.scope.last else ()
        return tuple(run for run in self.transcript.sentences if self.holds(run)) or whole_scope

    @cached_property
    def words(self) -> tuple[Run, ...]:
        return tuple(Run(at, at + 1) for at in range(self.scope.first, self.scope.last))

    def gap_before(self, at: int) -> int:
        """The sample in the middle of the gap before a word; at the ends, where the first begins or the last ends."""
        words = self.transcript.words
        if not words:
            return 0
        if at == 0 or at == len(words):
            return words[0].begin if at == 0 else words[-1].end
        return (words[at - 1].end + words[at].begin) // 2


def whole(transcript: Transcript) -> Place:
    """All of a recording."""
    return Place(0, transcript.num_samples, None, is_whole=True)


def at_s(transcript: Transcript, sample: int) -> str:
    """ "0.42 s"."""
    return f"{sample / transcript.rate_hz:.2f} s"
