"""A measured figure with its interval: how far it could lie from the truth, for the number of items it rests on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from speechwright.errors import BadData
from speechwright.types import Row

NUM_RESAMPLES = 1000


@dataclass(frozen=True)
class Figure:
    """A value, the bounds of its interval, and the number of items behind it."""

    value: float
    low: float
    high: float
    n: int

    def __post_init__(self) -> None:
        if not (self.low <= self.value <= self.high and self.n > 0):
            found = f"the figure {self.value} in {self.low}–{self.high} from {self.n} items"
            raise BadData(found, "low ≤ value ≤ high and an item", "mend the record or measure it again")

    def to_row(self) -> Row:
        return asdict(self)

    @staticmethod
    def from_row(row: Row) -> Figure:
        return Figure(**row)


def ratio_figure(
    numerators: ArrayLike, denominators: ArrayLike, rng: np.random.Generator, level: float = 0.95
) -> Figure:
    """A ratio of sums over items, such as a word error rate: errors over reference words.

    The interval is the percentile bootstrap over items (Efron & Tibshirani 1993, §13.3; Bisani & Ney 2004 for error
    rates) from 1,000 resamples, widened to the value where need be. From one item it has no width: there is nothing to
    resample. Resamples whose denominators are all zero have no ratio and are left out of the percentiles.

    Args:
        numerators: one an item, ≥ 0 (errors).
        denominators: one an item, ≥ 0, not all zero (words of the reference).
        rng: draws the resamples.
        level: the share of intervals that cover the truth.

    Raises:
        BadData: no items, not as many of one as of the other, or no denominator above zero.
    """
    tops, bottoms = np.asarray(numerators, np.float64), np.asarray(denominators, np.float64)
    if tops.ndim != 1 or tops.shape != bottoms.shape or not bottoms.sum() > 0 or min(tops.min(), bottoms.min()) < 0:
        found = f"{tops.size} numerators and {bottoms.size} denominators with the sum {bottoms.sum():g}"
        raise BadData(found, "one of each an item, none below 0 and a sum above 0", "check what was counted")
    value = float(tops.sum() / bottoms.sum())
    low, high = np.quantile(_resampled_ratios(tops, bottoms, rng), _tails(level))
    return Figure(value, min(float(low), value), max(float(high), value), len(tops))


def share_figure(passes: Sequence[bool] | NDArray[np.bool_], level: float = 0.95) -> Figure:
    """The share of items that passed, with Wilson's score interval (Wilson 1927), which stays within 0 and 1.

    Raises:
        BadData: no items.
    """
    _require_items(passes, passes)
    n = len(passes)
    return _wilson(int(np.sum(passes)), n, level)


def paired_difference(
    a_passes: Sequence[bool] | NDArray[np.bool_], b_passes: Sequence[bool] | NDArray[np.bool_], *, level: float = 0.95
) -> Figure:
    """The success rate of `a` less that of `b` on the same items, in the same order.

    Newcombe's square-and-add interval with correlation (Newcombe 1998, Statistics in Medicine 17:2635, method 10). It
    keeps a width where both pass everywhere, and is narrow where both pass and fail the same items.

    Raises:
        BadData: no items, or not as many of one as of the other.
    """
    _require_items(a_passes, b_passes)
    if len(a_passes) != len(b_passes):
        raise BadData(f"{len(a_passes)} and {len(b_passes)} items", "the same items", "compare with `gap_figure`")
    a, b = np.asarray(a_passes, bool), np.asarray(b_passes, bool)
    return _square_and_add(_wilson(int(a.sum()), len(a), level), _wilson(int(b.sum()), len(b), level), _phi(a, b))


def gap_figure(
    a_passes: Sequence[bool] | NDArray[np.bool_], b_passes: Sequence[bool] | NDArray[np.bool_], *, level: float = 0.95
) -> Figure:
    """The success rate of `a` less that of `b` on independent items; `n` counts the smaller of the two sets.

    Newcombe's interval of two Wilson intervals (Newcombe 1998, Statistics in Medicine 17:873, method 10).

    Raises:
        BadData: no items on a side.
    """
    _require_items(a_passes, b_passes)
    return _square_and_add(share_figure(a_passes, level), share_figure(b_passes, level), correlation=0.0)


def _require_items(a: Sequence[bool] | NDArray[np.bool_], b: Sequence[bool] | NDArray[np.bool_]) -> None:
    if not len(a) or not len(b):
        raise BadData("no items", "at least one", "a figure needs something to be measured on")


def _tails(level: float) -> tuple[float, float]:
    assert 0 < level < 1, f"level {level} is not between 0 and 1"
    return (1 - level) / 2, (1 + level) / 2


def _resampled_ratios(
    tops: NDArray[np.float64], bottoms: NDArray[np.float64], rng: np.random.Generator
) -> NDArray[np.float64]:
    """The ratio in each resample, (num_resamples,) or fewer. One draw at a time: memory stays that of the items."""
    draws = (rng.integers(len(tops), size=len(tops)) for _ in range(NUM_RESAMPLES))
    sums = np.array([(tops[draw].sum(), bottoms[draw].sum()) for draw in draws])
    sums = sums[sums[:, 1] > 0]
    return np.asarray(sums[:, 0] / sums[:, 1])


def _wilson(num_passed: int, n: int, level: float) -> Figure:
    z = NormalDist().inv_cdf(_tails(level)[1])
    share = num_passed / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    # At 0 and 1 the bound is the share itself; rounding must not put it a hair beyond.
    return Figure(share, max(0.0, min(centre - reach, share)), min(1.0, max(centre + reach, share)), n)


def _square_and_add(a: Figure, b: Figure, correlation: float) -> Figure:
    gap = a.value - b.value
    down = _hypotenuse(a.value - a.low, b.high - b.value, correlation)
    up = _hypotenuse(a.high - a.value, b.value - b.low, correlation)
    return Figure(gap, gap - down, gap + up, min(a.n, b.n))


def _hypotenuse(one: float, other: float, correlation: float) -> float:
    return math.sqrt(max(0.0, one * one - 2 * correlation * one * other + other * other))


def _phi(a: NDArray[np.bool_], b: NDArray[np.bool_]) -> float:
    """Correlation of two pass lists, 0 if one is constant; Newcombe's continuity correction where it is positive."""
    both, neither = int((a & b).sum()), int((~a & ~b).sum())
    only_a, only_b = int((a & ~b).sum()), int((~a & b).sum())
    spread = math.sqrt((both + only_a) * (only_b + neither) * (both + only_b) * (only_a + neither))
    product = both * neither - only_a * only_b
    if not spread:
        return 0.0
    return (max(product - len(a) / 2, 0.0) if product > 0 else product) / spread
