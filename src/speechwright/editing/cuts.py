"""Where to cut so that nobody hears it: the pair of moments, around the ends of what goes, that meet best.

A good pair leaves the neighbours whole and nothing of what goes, keeps a pause where one was, and changes no more in
level, pitch and spectrum than changes where words meet by themselves (`metrics.joins`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speechwright.metrics.joins import JoinMeter, Jump, Side

STEP_S = 0.002
MARGIN_S = 0.06  # into words: aligners are off by about as much
FADE_S = 0.012
ALIGN_S = 0.006  # how far a seam is shifted to bring two waves into phase: most of a period of a low voice
# Prices, in shares of the largest natural jump; our choice, by the figures in docs/log.md.
AUDIBLE, AUDIBLE_PRICE = 0.8, 10.0  # what comes near the bound costs more
PRICE_A_SECOND = 45.0  # of a neighbour that is cut into, or of what goes that stays
PAUSE_PRICE_A_SECOND = 3.0  # of a pause longer or shorter than the longer of the two that meet
LEVEL_PRICE_A_DB = 0.01

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Gap:
    """Between two words, in seconds: where the first ends and the second begins. At an end of the recording both are
    that end."""

    begin_s: float
    end_s: float

    @property
    def length_s(self) -> float:
        return self.end_s - self.begin_s

    def first(self, length_s: float) -> Gap:
        """Its beginning."""
        return Gap(self.begin_s, min(self.end_s, self.begin_s + length_s))

    def last(self, length_s: float) -> Gap:
        """Its end."""
        return Gap(max(self.begin_s, self.end_s - length_s), self.end_s)

    def moments(self, margin_s: float, low_s: float, high_s: float | None) -> Floats:
        """Where it may be cut, every 2 ms: in it and a little into the words, between two bounds."""
        first, last = max(low_s, self.begin_s - margin_s), self.end_s + margin_s
        last = last if high_s is None else min(high_s, last)
        return np.arange(first, max(first, last) + STEP_S / 2, STEP_S)


@dataclass(frozen=True)
class Cut:
    """Sound up to `left_s` goes on from `right_s`; `worst` is the largest jump, in shares of the natural one."""

    left_s: float
    right_s: float
    worst: float


@dataclass(frozen=True)
class Shore:
    """One side of a cut.

    Args:
        gap: where it may lie, and a little into what is beside it.
        meter: of the sound around it.
        offset_s: where that sound begins.
        low_s, high_s: bounds that it may not pass, whatever the margin.
    """

    gap: Gap
    meter: JoinMeter
    offset_s: float = 0.0
    low_s: float = 0.0
    high_s: float | None = None

    def moments(self, margin_s: float) -> Floats:
        """Where it may be cut."""
        return self.gap.moments(margin_s, self.low_s, self.high_s)


def best_cut(
    before: Shore, after: Shore, natural: Jump, margin_s: float = MARGIN_S, pause_s: float | None = None
) -> Cut:
    """The best pair of moments to go over from one place of a recording to another.

    Args:
        before, after: the gaps on either side of what goes; or of any two places that are to meet.
        natural: the bounds of natural jumps.
        margin_s: how far the words beside the gaps may be cut into.
        pause_s: how long the pause between them is to be; as long as the longer of the two where none is given.
    """
    wanted_s = max(before.gap.length_s, after.gap.length_s) if pause_s is None else pause_s
    lefts_s, rights_s = before.moments(margin_s), after.moments(margin_s)
    lefts = [before.meter.before(float(at) - before.offset_s) for at in lefts_s]
    rights = [after.meter.after(float(at) - after.offset_s) for at in rights_s]
    jumps_LR = _worst_jumps(lefts, rights, natural)
    levels_LR = np.add.outer(*(np.array([side.level_dbfs for side in sides]) for sides in (lefts, rights))) / 2
    heard_LR = jumps_LR + AUDIBLE_PRICE * np.maximum(0, jumps_LR - AUDIBLE)
    price_LR = heard_LR + LEVEL_PRICE_A_DB * levels_LR + _damage(lefts_s, rights_s, before.gap, after.gap, wanted_s)
    left, right = np.unravel_index(int(price_LR.argmin()), price_LR.shape)
    return Cut(float(lefts_s[left]), float(rights_s[right]), float(jumps_LR[left, right]))


def _worst_jumps(lefts: list[Side], rights: list[Side], natural: Jump) -> Floats:
    """The largest of the three jumps of each pair, in shares of the natural bound (L, R)."""
    level_LR = np.abs(np.subtract.outer(*(np.array([s.level_dbfs for s in sides]) for sides in (lefts, rights))))
    f0_L, f0_R = (np.array([side.f0_hz for side in sides]) for sides in (lefts, rights))
    voiced_LR = np.logical_and.outer(f0_L > 0, f0_R > 0)
    octaves_LR = np.abs(np.subtract.outer(*(np.log2(np.maximum(f0, 1.0)) for f0 in (f0_L, f0_R))))
    mel_LM, mel_RM = (np.array([side.mel_db for side in sides]) for sides in (lefts, rights))
    mel_LR = np.sqrt(np.mean(np.square(mel_LM[:, None] - mel_RM[None]), axis=-1))
    shares = (
        level_LR / max(natural.level_db, 1e-3),
        12 * octaves_LR * voiced_LR / max(natural.f0_semitones, 1e-3),
        mel_LR / max(natural.mel_db, 1e-3),
    )
    return np.asarray(np.maximum.reduce(shares))


def _damage(lefts_s: Floats, rights_s: Floats, before: Gap, after: Gap, wanted_s: float) -> Floats:
    """The price of what is cut into, of what stays, and of a pause of another length (L, R)."""
    into_L = np.maximum(0, before.begin_s - lefts_s) + np.maximum(0, lefts_s - before.end_s)
    into_R = np.maximum(0, rights_s - after.end_s) + np.maximum(0, after.begin_s - rights_s)
    pause_LR = np.add.outer(np.maximum(0, lefts_s - before.begin_s), np.maximum(0, after.end_s - rights_s))
    into_LR = np.add.outer(into_L, into_R)
    return np.asarray(PRICE_A_SECOND * into_LR + PAUSE_PRICE_A_SECOND * np.abs(pause_LR - wanted_s))


def seam(left_NC: Floats, right_NC: Floats) -> Floats:
    """Two stretches of one length, faded into each other (num_samples, num_channels): linearly where they are alike, so
    that the level stays, and with equal power where they are not."""
    assert left_NC.shape == right_NC.shape, f"stretches of {left_NC.shape} and {right_NC.shape}"
    rise_N1 = ((np.arange(len(left_NC)) + 0.5) / max(1, len(left_NC)))[:, None]
    if _likeness(left_NC, right_NC) > 0.5:
        return left_NC * (1 - rise_N1) + right_NC * rise_N1
    return left_NC * np.cos(rise_N1 * np.pi / 2) + right_NC * np.sin(rise_N1 * np.pi / 2)


def in_phase(left_N: Floats, right_N: Floats, most: int) -> int:
    """By how many samples to shift a seam to the right of its right side, from −most to most, for the waves to meet.

    Args:
        left_N: what is faded out.
        right_N: what is faded in, with `most` samples more on either side.
    """
    windows = np.lib.stride_tricks.sliding_window_view(right_N, len(left_N))
    norms = np.linalg.norm(windows, axis=1) * np.linalg.norm(left_N)
    likeness = windows @ left_N / np.maximum(norms, 1e-9)
    nearness = 1e-3 * np.abs(np.arange(len(windows)) - most) / max(1, most)
    return int((likeness - nearness).argmax()) - most


def _likeness(left_NC: Floats, right_NC: Floats) -> float:
    norms = float(np.linalg.norm(left_NC) * np.linalg.norm(right_NC))
    return float(np.sum(left_NC * right_NC)) / norms if norms > 0 else 0.0
