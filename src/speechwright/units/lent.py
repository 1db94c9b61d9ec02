"""Units of one reading of a text, laid along another reading of it.

A language model speaks in the units of one clear voice. A decoder that learned each voice from that voice's own units
has never seen the clear one's in it, and what the tokenizer mishears in a voice it learns to blur. Lent units show it
what it will be given: the clear voice's units, with the sound of the other.

The alignment is monotonic alignment search (Kim et al. 2020, arXiv 2005.11129, section 3.2), on what the tokenizer
hears in both instead of on a trained text encoder's likelihoods.

Legend: S units, F unit frames of the borrowing recording, D width of the tokenizer's network.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from speechwright.types import Units

Floats = NDArray[np.float32]


def lend(units: Units, lender_LD: Floats, borrower_FD: Floats) -> Units | None:
    """The lender's units, each lasting as many frames as the borrower takes for the same.

    Args:
        units: of the lender, with frame counts.
        lender_LD, borrower_FD: what the tokenizer hears in each frame of both (see `MiniTokenizer.hear`).

    Returns:
        Units of as many frames as the borrower has; None if there are more units than that.
    """
    assert units.frames is not None and units.frames.sum() == len(lender_LD), "units of another sound"
    if not 0 < len(units) <= len(borrower_FD):
        return None
    starts = np.cumsum(units.frames) - units.frames
    means_SD = np.add.reduceat(_unit_length(lender_LD), starts) / units.frames[:, None]
    return replace(units, frames=_search(means_SD @ _unit_length(borrower_FD).T))


def _unit_length(x_FD: Floats) -> Floats:
    centred = x_FD - x_FD.mean(0)  # the speaker lies in the mean, which says nothing about what is said
    return np.asarray(centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-6), np.float32)


def _search(likeness_SF: NDArray[np.floating]) -> NDArray[np.int32]:
    """Frames of each unit on the best path that begins with the first, ends with the last and leaves out none."""
    num_units, num_frames = likeness_SF.shape
    best_S = np.full(num_units, -np.inf)
    best_S[0] = likeness_SF[0, 0]
    entered_SF = np.zeros((num_units, num_frames), bool)
    for frame in range(1, num_frames):
        before_S = np.concatenate([[-np.inf], best_S[:-1]])
        entered_SF[:, frame] = before_S > best_S
        best_S = np.maximum(best_S, before_S) + likeness_SF[:, frame]
    frames_S = np.zeros(num_units, np.int32)
    unit = num_units - 1
    for frame in range(num_frames - 1, -1, -1):
        frames_S[unit] += 1
        unit -= int(entered_SF[unit, frame])
    return frames_S
