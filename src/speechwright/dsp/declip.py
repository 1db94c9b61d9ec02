"""Finds out whether a recording was clipped, and puts back what the clipping took.

A clipped wave runs into its level at full slope and stops dead: several equal samples with a corner at either end. The
top of any smooth wave bends before it is level. Runs with corners that gather at the top of a recording are clipping.

The lost samples are those that make the recording the most regular: A. J. Janssen, R. N. J. Veldhuis and L. B. Vries,
"Adaptive interpolation of discrete-time signals that can be modeled as autoregressive processes", IEEE Trans.
Acoustics, Speech and Signal Processing 34 (1986). By turns an autoregressive model is fitted to the samples, and the
lost samples are set to what leaves the least power in the model's error. Ours: no lost sample may end below the level
it was clipped at; the lengths below; banded equations.

Shapes: N samples, C channels, M lost samples, P order of the model.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import linalg

from speechwright.dsp.stream import Gathering, Pieces, Sound, Stream, Unchanged

EQUAL = 2e-4  # neighbours this close, relative to their size, count as equal
CORNER = 3e-3  # and the second samples beside a run lie lower by this much on average; a smooth top's by half of it
COARSE = 10 / 32_768  # or by this, if more: three equal samples on the top of a quiet wave in 16 bits are rounding
SHORTEST_RUN = 3
BIN_DB, LOWEST_DB, NUM_BINS = 0.05, -60.0, 1_800
FEWEST_RUNS = 5
LEVEL_MARGIN = 1e-3
PIECE_S, CONTEXT_S = 0.064, 0.032
ORDER_HZ = 500.0  # one coefficient for each of these in the rate, and two more
MAX_ORDER = 96
NUM_ROUNDS = 2  # from a good first guess; more change little


@dataclass(frozen=True)
class Clipping:
    """Where a recording was clipped.

    Args:
        above: the level that no sample exceeds; infinity where the upper side is not clipped.
        below: the same for minus the samples.
        share: the part of all samples that lie in clipped runs.
    """

    above: float
    below: float
    share: float

    @property
    def is_clipped(self) -> bool:
        return bool(np.isfinite(self.above) or np.isfinite(self.below))


class ClipMeter:
    """Looks for clipping in a recording that comes in blocks."""

    def __init__(self, rate_hz: int) -> None:
        self._piece = rate_hz
        self._gathering = Gathering()
        self._sides = (_Side(), _Side())
        self._count = 0

    def push(self, block_NC: Sound) -> None:
        self._gathering.add(block_NC)
        while len(self._gathering) >= self._piece:
            self._look(self._gathering.take(self._piece))

    def finish(self) -> Clipping:
        """What was found in all that was pushed."""
        if len(self._gathering):
            self._look(self._gathering.take(len(self._gathering)))
        above, below = (side.level() for side in self._sides)
        flat = sum(side.flat_samples() for side in self._sides if np.isfinite(side.level()))
        return Clipping(above, below, flat / max(self._count, 1))

    def _look(self, piece_NC: Sound) -> None:
        self._count += piece_NC.size
        for samples_N in piece_NC.T:
            self._sides[0].add(samples_N)
            self._sides[1].add(-samples_N)


class _Side:
    """Histograms of one polarity: of all levels, and of those of flat runs with corners."""

    def __init__(self) -> None:
        self._all, self._flat, self._runs = (np.zeros(NUM_BINS, np.int64) for _ in range(3))
        self._levels = np.zeros(NUM_BINS)

    def add(self, samples_N: Sound) -> None:
        self._all += np.bincount(_bins(samples_N[samples_N > 0]), minlength=NUM_BINS)
        level_R, length_R = _flat_runs(samples_N)
        self._runs += np.bincount(_bins(level_R), minlength=NUM_BINS)
        self._flat += np.bincount(_bins(level_R), length_R, NUM_BINS).astype(np.int64)
        self._levels += np.bincount(_bins(level_R), level_R * length_R, NUM_BINS)

    def level(self) -> float:
        """The mean level of the flat runs, if they are the top; else infinity."""
        top = self._top()
        if self._runs[top : top + 2].sum() < FEWEST_RUNS:
            return np.inf
        beyond = self._all[top + 2 :].sum()
        if beyond > 0.1 * self.flat_samples():
            return np.inf
        return float(self._levels[top : top + 2].sum() / self.flat_samples())

    def flat_samples(self) -> int:
        top = self._top()
        return int(self._flat[top : top + 2].sum())

    def _top(self) -> int:
        """The first of the two neighbouring levels that hold most flat samples."""
        return int(np.argmax(self._flat[:-1] + self._flat[1:]))


def _bins(levels: Sound) -> NDArray[np.int64]:
    level_db = 20 * np.log10(np.maximum(levels, 1e-9))
    return np.clip((level_db - LOWEST_DB) / BIN_DB, 0, NUM_BINS - 1).astype(np.int64)


def _flat_runs(samples_N: Sound) -> tuple[Sound, NDArray[np.int64]]:
    """Levels (R,) and lengths (R,) of runs of equal samples above 0 that both neighbours lie well below of."""
    equal = np.abs(np.diff(samples_N)) <= EQUAL * np.abs(samples_N[1:])
    edges = np.flatnonzero(np.diff(np.concatenate([[False], equal & (samples_N[1:] > 0), [False]]).astype(np.int8)))
    first_R, last_R = edges.reshape(-1, 2).T
    whole = (first_R > 1) & (last_R < len(samples_N) - 2) & (last_R - first_R + 1 >= SHORTEST_RUN)
    first_R, last_R = first_R[whole], last_R[whole]
    level_R = samples_N[first_R]
    level = np.abs(samples_N[(first_R + last_R) // 2] - level_R) <= EQUAL * level_R  # and not drifting
    left_R, right_R = (level_R - samples_N[place] for place in (first_R - 2, last_R + 2))
    corner = level & (left_R > 0) & (right_R > 0) & (left_R + right_R > 2 * np.maximum(CORNER * level_R, COARSE))
    return level_R[corner], (last_R - first_R + 1)[corner]


def declip(rate_hz: int, clipping: Clipping) -> Stream:
    """A stream that restores the clipped samples and leaves all others as they are.

    What is restored is louder than what was clipped: make room for it by a gain where full scale matters.

    Args:
        rate_hz: the recording's rate.
        clipping: what `ClipMeter` found; where that is nothing, the stream does nothing.
    """
    if not clipping.is_clipped:
        return Unchanged()
    order = min(MAX_ORDER, 2 + round(rate_hz / ORDER_HZ))

    def change(piece_NC: Sound) -> Sound:
        return np.stack([_restored(samples_N, clipping, order) for samples_N in piece_NC.T], axis=1)

    return Pieces(change, max(1, round(PIECE_S * rate_hz)), round(CONTEXT_S * rate_hz))


def _restored(samples_N: Sound, clipping: Clipping, order: int) -> Sound:
    above = samples_N >= clipping.above * (1 - LEVEL_MARGIN)
    below = -samples_N >= clipping.below * (1 - LEVEL_MARGIN)
    lost_M = np.flatnonzero(above | below)
    if not len(lost_M) or len(samples_N) < 3 * order or len(lost_M) > 0.8 * len(samples_N):
        return samples_N
    sign_M, least_M = np.sign(samples_N[lost_M]), np.abs(samples_N[lost_M])
    restored_N = _bridged(samples_N, lost_M)
    for _ in range(NUM_ROUNDS):
        error_P = _autocorrelation(_model(restored_N, order), order)
        restored_N[lost_M] = 0.0
        known_M = np.convolve(restored_N, np.concatenate([error_P[:0:-1], error_P]), "same")[lost_M]
        solved_M = linalg.solveh_banded(_equations(lost_M, error_P), -known_M, check_finite=False)
        restored_N[lost_M] = sign_M * np.maximum(sign_M * solved_M, least_M)
    return restored_N


def _bridged(samples_N: Sound, lost_M: NDArray[np.int64]) -> Sound:
    """A first guess: over each run of lost samples the cubic that leaves the samples beside it at their slopes."""
    guess_N = samples_N.copy()
    run_M = np.cumsum(np.diff(lost_M, prepend=lost_M[0]) > 1)
    left_M = lost_M[np.searchsorted(run_M, run_M)] - 1
    right_M = lost_M[np.searchsorted(run_M, run_M, side="right") - 1] + 1
    inside = (left_M > 0) & (right_M < len(samples_N) - 1)
    lost, left, right = lost_M[inside], left_M[inside], right_M[inside]
    width, part = right - left, (lost - left) / (right - left)
    rise, fall = (samples_N[left] - samples_N[left - 1]) * width, (samples_N[right + 1] - samples_N[right]) * width
    from_left, from_right = (1 + 2 * part) * (1 - part) ** 2, part**2 * (3 - 2 * part)
    guess_N[lost] = from_left * samples_N[left] + from_right * samples_N[right]
    guess_N[lost] += part * (1 - part) ** 2 * rise - part**2 * (1 - part) * fall
    return guess_N


def _model(samples_N: Sound, order: int) -> Sound:
    """The prediction-error filter (P + 1,) of the samples, first coefficient 1."""
    seen_P = _autocorrelation(samples_N * np.hanning(len(samples_N)), order)
    seen_P[0] *= 1 + 1e-9
    predictor_P = linalg.solve_toeplitz(seen_P[:-1], -seen_P[1:], check_finite=False)
    return np.concatenate([[1.0], predictor_P])


def _autocorrelation(samples_N: Sound, order: int) -> Sound:
    """At lags 0 to P, (P + 1,)."""
    padded = np.concatenate([samples_N, np.zeros(order)])
    return np.array([samples_N @ padded[lag : lag + len(samples_N)] for lag in range(order + 1)])


def _equations(lost_M: NDArray[np.int64], error_P: Sound) -> Sound:
    """The symmetric matrix of the least squares in upper banded form (width, M); only close samples share equations."""
    within = np.append(error_P, 0.0)
    width = min(len(error_P), len(lost_M))
    bands = np.zeros((width, len(lost_M)))
    for offset in range(width):
        lags = np.minimum(lost_M[offset:] - lost_M[: len(lost_M) - offset], len(error_P))
        bands[width - 1 - offset, offset:] = within[lags]
    bands[-1] *= 1 + 1e-9
    return bands
