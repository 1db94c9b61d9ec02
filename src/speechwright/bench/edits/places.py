"""Where in an edited sound each moment of the recording has gone, as far as who made it can tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.pcm import BLOCK_SAMPLES, PcmFile


@dataclass(frozen=True)
class Stretch:
    """Samples [begin, end) of the recording, and where what stands for them lies in the edited sound."""

    begin: int
    end: int
    out_begin: int
    out_end: int

    @property
    def is_even(self) -> bool:
        """As long as it was: perhaps the same samples."""
        return self.end - self.begin == self.out_end - self.out_begin


class Whereabouts:
    """All stretches of an edited sound.

    Args:
        pieces: of the sound in its order: begin and end in the recording, and how many samples stand there now.
    """

    def __init__(self, pieces: Sequence[tuple[int, int, int]]) -> None:
        ends = list(accumulate(length for _, _, length in pieces))
        self.stretches = tuple(
            Stretch(begin, end, out_end - length, out_end)
            for (begin, end, length), out_end in zip(pieces, ends, strict=True)
        )
        self.num_samples = ends[-1] if ends else 0

    def after(self, sample: int) -> int:
        """Where a sample has gone; one that is gone, to the sample that now comes in its place."""
        for each in self.stretches:
            if each.begin <= sample < each.end:
                share = (sample - each.begin) / (each.end - each.begin)
                return each.out_begin + round(share * (each.out_end - each.out_begin))
        later = [each.out_begin for each in self.stretches if each.begin > sample]
        return min(later, default=self.num_samples)

    def before(self, sample: int) -> int:
        """Where the sample in front of a position has gone, plus one: with `after`, the bounds of what was put in."""
        return self.after(sample - 1) + 1 if sample > 0 else 0


def same_samples(before: PcmFile, after: PcmFile, where: Whereabouts | None) -> NDArray[np.bool_]:
    """Which samples of the recording stand unchanged in the edited sound, bool (num_samples,).

    Without whereabouts, and where rates or channels differ, no sample counts as the same.
    """
    same = np.zeros(before.num_samples, bool)
    alike = (before.coding.rate_hz, before.coding.num_channels) == (after.coding.rate_hz, after.coding.num_channels)
    if where is not None and alike and before.coding.dtype == after.coding.dtype:
        for each in where.stretches:
            if each.is_even:
                same[each.begin : each.end] |= _equal(before, after, each)
    return same


def _equal(before: PcmFile, after: PcmFile, each: Stretch) -> NDArray[np.bool_]:
    parts = [np.zeros(0, bool)]
    for at in range(0, each.end - each.begin, BLOCK_SAMPLES):
        size = min(BLOCK_SAMPLES, each.end - each.begin - at)
        old = before.read(each.begin + at, each.begin + at + size)
        new = after.read(each.out_begin + at, each.out_begin + at + size)
        parts.append((old == new).all(axis=1))
    return np.concatenate(parts)


def sound_path(folder: Path, row: str, item: str) -> Path:
    """Where the edited sound of an item lies, by the item's name."""
    return folder / row / f"{re.sub(r'[^A-Za-z0-9_-]+', '_', item)}.wav"
