"""Long text of which some is spoken: which words, and in what order sound and writing follow each other.

A text is cut into segments, some of them to be spoken; joined, they give the text back to the letter. How much is
spoken is a share of the *words*, never overshot: ten units of speech stand for one word and a third of a token for a
letter, so a share of positions would say little (InSerter, arXiv 2503.02769).

Grains: `words` are runs of five words or more (InSerter, best at 0.30 of the words), `sentences` whole ones (best at
0.40), `poisson` runs of ten words on average (SIMS, arXiv 2504.02398, which leaves empty runs in; here none is shorter
than `least_words`), `alternate` sound and writing strictly by turns (better than chance in arXiv 2510.20860).

Layouts: `in place` puts sound where its words stood. In `continuation` every other segment is sound, in `repetition`
every segment is sound with its own words after it; the one teaches what follows, the other what was said (Voxtral,
arXiv 2507.13264, which has a marker for each; here it is a system turn of one word).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, get_args

import numpy as np

from speechwright.errors import BadData
from speechwright.masks import Mask
from speechwright.types import Conversation, Part, Speech, Text, Turn

Grain = Literal["words", "sentences", "poisson", "alternate"]
Layout = Literal["in place", "continuation", "repetition"]
GRAINS: tuple[Grain, ...] = get_args(Grain)
LAYOUTS: tuple[Layout, ...] = get_args(Layout)
SHARES: dict[Grain, float] = {"words": 0.30, "sentences": 0.40, "poisson": 0.30, "alternate": 0.50}
MARKERS: dict[Layout, str] = {"continuation": "continue.", "repetition": "repeat."}

_WORD = re.compile(r"\S+\s*")
_SENTENCE = re.compile(r"\S.*?(?:[.!?]+[\"')\]]*(?:\s+|$)|$)", re.DOTALL)


@dataclass(frozen=True)
class Segment:
    """A stretch of a text, with the space after it."""

    text: str
    spoken: bool

    @property
    def num_words(self) -> int:
        return len(self.text.split())


@dataclass(frozen=True)
class Cutting:
    """How a text is cut.

    Args:
        grain: what is spoken.
        layout: how sound and writing follow each other.
        share: of the words that are spoken, where the layout is "in place"; None for the grain's own (`SHARES`).
        least_words: no spoken run is shorter.
        mean_words: of runs: those of `words` and `alternate` are drawn evenly around it, those of `poisson` by its law.

    Raises:
        BadData: a share that is none, runs of no words, or a share for a layout that fixes it.
    """

    grain: Grain = "words"
    layout: Layout = "in place"
    share: float | None = None
    least_words: int = 5
    mean_words: float = 10

    def __post_init__(self) -> None:
        if self.share is not None and (self.layout != "in place" or not 0 < self.share < 1):
            found = f"a share of {self.share} for {self.layout!r}"
            raise BadData(found, "one between 0 and 1, of the layout 'in place'", "mend it or leave it out")
        if not 1 <= self.least_words <= self.mean_words:
            found = f"runs of {self.least_words} words at least and {self.mean_words} on average"
            raise BadData(found, "one word at least, and no more than on average", "mend least_words or mean_words")

    @property
    def spoken_share(self) -> float:
        return SHARES[self.grain] if self.share is None else self.share


def segments(text: str, cutting: Cutting, rng: np.random.Generator) -> tuple[Segment, ...]:
    """The text in segments; joined, they are the text.

    A text too short for a spoken run comes back whole and unspoken.

    Raises:
        BadData: a text without words.
    """
    if not text.strip():
        raise BadData("a text without words", "at least one", "leave it out")
    words = _pieces(_WORD, text)
    if cutting.layout != "in place":
        return _all_cut(words, cutting, rng)
    if cutting.grain == "sentences":
        return _chosen_sentences(text, cutting, rng)
    if cutting.grain == "alternate":
        return _by_turns(words, cutting, rng)
    return _runs_in_place(words, cutting, rng)


def to_conversation(
    cut: Sequence[Segment], speech: Mapping[int, Speech], layout: Layout, mask: Mask = "assistant"
) -> Conversation:
    """Segments as running text and speech, without a user.

    Args:
        cut: of a text.
        speech: of the spoken segments, by their index; one that is missing (because it was rejected) is written.
        layout: as the text was cut for.
        mask: what is learned of it, see `masks`; it goes into the meta-data, and training heeds it.
    """
    parts: list[Part] = []
    for is_sound, group in groupby(enumerate(cut), lambda entry: entry[0] in speech):
        if not is_sound:
            parts.append(Text(_written(segment for _, segment in group)))
            continue
        for index, segment in group:
            parts.append(speech[index])
            if layout == "repetition":
                parts.append(Text(_written([segment])))
    marker = (Turn("system", (Text(MARKERS[layout]),)),) if layout in MARKERS else ()
    meta: dict[str, str] = {"layout": layout, "mask": mask}
    return Conversation((*marker, Turn("assistant", tuple(parts))), task="interleave", meta=meta)


def _written(cut: Iterable[Segment]) -> str:
    return "".join(segment.text for segment in cut).strip()


def _pieces(pattern: re.Pattern[str], text: str) -> list[str]:
    """What matches, each with what follows it up to the next; what comes before the first goes with it."""
    starts = [match.start() for match in pattern.finditer(text)]
    return [text[start:end] for start, end in zip([0, *starts[1:]], [*starts[1:], len(text)], strict=True)]


def _joined(words: Sequence[str], lengths: Sequence[int], first_spoken: bool) -> tuple[Segment, ...]:
    """Words in segments of these lengths, spoken and written by turns; those of no words are left out."""
    ends = np.cumsum(lengths)
    spoken = [(index % 2 == 0) == first_spoken for index in range(len(lengths))]
    spans = zip(ends - np.array(lengths), ends, spoken, strict=True)
    return tuple(Segment("".join(words[start:end]), says) for start, end, says in spans if end > start)


def _runs_in_place(words: Sequence[str], cutting: Cutting, rng: np.random.Generator) -> tuple[Segment, ...]:
    runs = _run_lengths(int(cutting.spoken_share * len(words)), cutting, rng)
    runs = runs[: len(words) - sum(runs) + 1]  # at least a word between two of them
    spare = len(words) - sum(runs) - max(0, len(runs) - 1)
    places = np.sort(rng.integers(0, spare + 1, len(runs)))
    gaps = np.diff([0, *places, spare]) + np.array([0, *[1] * (len(runs) - 1), 0][: len(runs) + 1])
    lengths = [int(gaps[0])]
    for run, gap in zip(runs, gaps[1:], strict=True):
        lengths += [run, int(gap)]
    return _joined(words, lengths, first_spoken=False)


def _run_lengths(target: int, cutting: Cutting, rng: np.random.Generator) -> list[int]:
    """Lengths of spoken runs that come to `target` words, or less by fewer than `least_words`."""
    runs: list[int] = []
    while (rest := target - sum(runs)) >= cutting.least_words:
        runs.append(min(rest, _run_length(cutting, rng)))
    return runs


def _run_length(cutting: Cutting, rng: np.random.Generator) -> int:
    if cutting.grain == "poisson":
        return max(cutting.least_words, int(rng.poisson(cutting.mean_words)))
    most = max(cutting.least_words, round(2 * cutting.mean_words) - cutting.least_words)
    return int(rng.integers(cutting.least_words, most + 1))


def _by_turns(words: Sequence[str], cutting: Cutting, rng: np.random.Generator) -> tuple[Segment, ...]:
    """Runs of sound with so many words of writing after each that the share is kept; sound comes first or second."""
    first_spoken = bool(rng.random() < 0.5)
    lengths = [] if first_spoken else [min(len(words), int(rng.integers(1, cutting.least_words + 1)))]
    share = cutting.spoken_share
    while (rest := len(words) - sum(lengths)) > 0:
        run = _run_length(cutting, rng)
        after = max(1, round(run * (1 - share) / share))
        if run + after > rest:
            break
        lengths += [run, after]
    return _joined(words, _with_rest(lengths, len(words), first_spoken), first_spoken)


def _with_rest(lengths: list[int], num_words: int, first_spoken: bool) -> list[int]:
    """The last stretch of writing takes what is left over."""
    rest = num_words - sum(lengths)
    if not lengths:
        return [0, rest] if first_spoken else [rest]
    return [*lengths[:-1], lengths[-1] + rest]


def _chosen_sentences(text: str, cutting: Cutting, rng: np.random.Generator) -> tuple[Segment, ...]:
    """Sentences in random order are taken as long as they fit into the share."""
    sentences = _pieces(_SENTENCE, text)
    sizes = [len(sentence.split()) for sentence in sentences]
    room = int(cutting.spoken_share * sum(sizes))
    spoken = set()
    for index in rng.permutation(len(sentences)):
        if sizes[index] <= room:
            spoken.add(int(index))
            room -= sizes[index]
    return tuple(Segment(sentence, index in spoken) for index, sentence in enumerate(sentences))


def _all_cut(words: Sequence[str], cutting: Cutting, rng: np.random.Generator) -> tuple[Segment, ...]:
    """The whole text in pieces of the grain: all spoken for `repetition`, every other for `continuation`."""
    pieces = _pieces(_SENTENCE, "".join(words)) if cutting.grain == "sentences" else _runs(words, cutting, rng)
    return tuple(Segment(piece, cutting.layout == "repetition" or index % 2 == 0) for index, piece in enumerate(pieces))


def _runs(words: Sequence[str], cutting: Cutting, rng: np.random.Generator) -> list[str]:
    runs = _run_lengths(len(words), cutting, rng) or [0]
    runs[-1] += len(words) - sum(runs)
    ends = np.cumsum(runs)
    return ["".join(words[end - run : end]) for run, end in zip(runs, ends, strict=True)]
