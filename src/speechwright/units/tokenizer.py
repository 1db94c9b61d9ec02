"""What every tokenizer of the table offers, and the collapsing of repeats that all share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from speechwright.types import Audio, Units, UnitSpec


class Tokenizer(Protocol):
    """Speech → units. A file has the same units alone and in any batch."""

    spec: UnitSpec

    @staticmethod
    def load(folder: Path) -> Tokenizer:
        """The tokenizer saved in that folder."""
        ...

    def encode(self, audio: Audio) -> Units:
        """Units of a sound of any rate, with frame counts.

        Raises:
            BadAudio: the sound has no samples.
        """
        ...

    def encode_batch(self, audios: Sequence[Audio]) -> list[Units]:
        """Units of each sound, in order; equal to `encode` of each."""
        ...

    def letters(self, units: Units) -> NDArray[np.float32] | None:
        """What the tokenizer itself reads in units with frame counts: natural-log probabilities of `ALPHABET`'s letters
        by CTC, (frames of any rate, letters). None for one that reads nothing.

        Raises:
            UnitMismatch: another tokenizer's units.
        """
        ...

    def vectors(self) -> NDArray[np.float32]:
        """What the tokenizer knows of its units, (size, any): similar units lie close. A language model may start
        here."""
        ...


def collapse(ids: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Runs of one unit → the unit once, and how long each run was."""
    if not len(ids):
        return ids, ids
    starts = np.flatnonzero(np.concatenate([[True], ids[1:] != ids[:-1]]))
    lengths = np.diff(np.concatenate([starts, [len(ids)]]))
    return ids[starts], lengths.astype(np.int32)


def expand(ids: NDArray[np.int32], frames: NDArray[np.int32]) -> NDArray[np.int32]:
    """The inverse of `collapse`."""
    return np.repeat(ids, frames)
