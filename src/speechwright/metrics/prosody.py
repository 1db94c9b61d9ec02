"""Whether an edit of the prosody did what was asked, and whether the prosody elsewhere stayed as it was.

The bounds are those of SpeechEditBench (arXiv 2606.01804); where less was asked for than they demand, a share of that
(our choice). WDTW-Dur and WDTW-F0 are word-aligned distances of duration and F0 as dots.tts.edit (arXiv 2608.02673)
measures preservation, restated by us: their code is not at hand.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEAST_CHANGE, LEAST_SEMITONES, LEAST_DB = 0.05, 0.3, 1.0
ASKED_SHARE = 0.5  # of what was asked for that must have come, where that is less than the bound
ENERGY, PITCH, DURATION = 0.5, 0.3, 0.2  # weights of prominence
NEIGHBOURS = 3
MISMATCH_S = 1.0
TINY = 1e-8


@dataclass(frozen=True)
class SaidWord:
    """A word as it is said: how long, and its lowest, highest and mean F0 in Hz; None where it is unvoiced."""

    text: str
    length_s: float
    f0_hz: tuple[float, float, float] | None = None


@dataclass(frozen=True)
class Drift:
    """How far the words that should have stayed did not.

    Args:
        duration_percent: WDTW-Dur: differences of length along the cheapest alignment, over all their length.
        f0_semitones: WDTW-F0: the mean difference of lowest, highest and mean F0; None where no word is voiced in both.
        num_words: how many were compared; `num_unvoiced` of them have no F0.
    """

    duration_percent: float
    f0_semitones: float | None
    num_words: int
    num_unvoiced: int


def semitones(to_hz: float, from_hz: float) -> float:
    """An interval."""
    return 12 * math.log2(to_hz / from_hz)


def moved(change: float, direction: float, bound: float, asked: float | None = None) -> bool:
    """Whether a quantity changed in the right direction, and by no less than the bound; or by half of what was asked
    for, where that is less."""
    least = bound if asked is None else min(bound, ASKED_SHARE * abs(asked))
    return change * direction > 0 and abs(change) >= least


def prominence(
    word_rms: float, all_rms: float, word_f0_hz: float, all_f0_hz: float, word_s: float, all_s: float
) -> float:
    """How much a word stands out of an utterance: energy, F0 and length against the whole; F0 counts where both are
    voiced (above 0)."""
    energy = math.log(word_rms / (all_rms + TINY) + TINY)
    pitch = math.log2(word_f0_hz / all_f0_hz) if word_f0_hz > 0 and all_f0_hz > 0 else 0.0
    return ENERGY * energy + PITCH * pitch + DURATION * math.log(word_s / max(all_s, TINY) + TINY)


def away_from(edited: Sequence[bool]) -> list[bool]:
    """Which words are farther than three from every edited one."""
    places = [place for place, was in enumerate(edited) if was]
    return [all(abs(place - other) > NEIGHBOURS for other in places) for place in range(len(edited))]


def drift(before: Sequence[SaidWord], after: Sequence[SaidWord]) -> Drift | None:
    """How far words drifted; both sides without the edited ones. None where there are none before."""
    total_s = sum(word.length_s for word in before)
    if not total_s:
        return None
    cost_s, pairs = _alignment(before, after)
    voiced = [(one.f0_hz, other.f0_hz) for one, other in pairs if one.f0_hz and other.f0_hz]
    apart = [abs(semitones(b, a)) for one, other in voiced for a, b in zip(one, other, strict=True)]
    mean = float(np.mean(apart)) if apart else None
    return Drift(100 * cost_s / total_s, mean, len(before), len(pairs) - len(voiced))


def _alignment(before: Sequence[SaidWord], after: Sequence[SaidWord]) -> tuple[float, list[tuple[SaidWord, SaidWord]]]:
    """The least cost in seconds, and the words that are the same in it."""
    cost = _costs(before, after)
    row, column, pairs = len(before), len(after), []
    while row and column:
        if math.isclose(cost[row, column], cost[row - 1, column - 1] + _price(before[row - 1], after[column - 1])):
            row, column = row - 1, column - 1
            if before[row].text == after[column].text:
                pairs.append((before[row], after[column]))
        elif math.isclose(cost[row, column], cost[row - 1, column] + MISMATCH_S):
            row -= 1
        else:
            column -= 1
    return float(cost[-1, -1]), pairs


def _costs(before: Sequence[SaidWord], after: Sequence[SaidWord]) -> NDArray[np.float64]:
    cost = np.zeros((len(before) + 1, len(after) + 1))
    cost[:, 0], cost[0] = np.arange(len(before) + 1) * MISMATCH_S, np.arange(len(after) + 1) * MISMATCH_S
    for row, one in enumerate(before, start=1):
        for column, other in enumerate(after, start=1):
            steps = cost[row - 1, column] + MISMATCH_S, cost[row, column - 1] + MISMATCH_S
            cost[row, column] = min(*steps, cost[row - 1, column - 1] + _price(one, other))
    return cost


def _price(one: SaidWord, other: SaidWord) -> float:
    return abs(one.length_s - other.length_s) if one.text == other.text else MISMATCH_S
