"""Which moment of a sound becomes which moment of the changed one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class TimeMap:
    """A broken line through knots.

    Args:
        source_J: the knots in samples of the sound, rising.
        output_J: the same moments in samples of the output, rising; the last one is its length.
    """

    source_J: Floats
    output_J: Floats

    def __post_init__(self) -> None:
        for knots in (self.source_J, self.output_J):
            assert len(knots) >= 2 and (np.diff(knots) > 0).all(), "the knots of a time map rise"

    @staticmethod
    def through(*knots: tuple[float, float]) -> TimeMap:
        """The map through (moment of the sound, moment of the output)."""
        source_J, output_J = np.array(knots, np.float64).T
        return TimeMap(source_J, output_J)

    @property
    def num_samples(self) -> int:
        """The length of the output."""
        return round(float(self.output_J[-1]))

    def to_output(self, source: Floats) -> Floats:
        return broken_line(source, self.source_J, self.output_J)

    def to_source(self, output: Floats) -> Floats:
        return broken_line(output, self.output_J, self.source_J)


def broken_line(at: Floats, x: Floats, y: Floats) -> Floats:
    """The line through the knots (x, y), and its first and last pieces beyond its ends."""
    before = np.minimum(at - x[0], 0) * (y[1] - y[0]) / (x[1] - x[0])
    after = np.maximum(at - x[-1], 0) * (y[-1] - y[-2]) / (x[-1] - x[-2])
    return np.asarray(np.interp(at, x, y) + before + after)
