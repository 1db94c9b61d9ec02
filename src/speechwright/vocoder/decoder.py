"""What every decoder of the table offers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from speechwright.types import Audio, Units, UnitSpec


class Decoder(Protocol):
    """Units → speech in any voice. The same units and voice give the same samples."""

    spec: UnitSpec
    """The units it was trained for; it refuses all others."""
    rate_hz: int
    """Rate of the sound that it makes."""

    @staticmethod
    def load(folder: Path) -> Decoder:
        """The decoder saved in that folder.

        Raises:
            BadModel: a file is missing or is not what it should be.
        """
        ...

    def decode(self, units: Units, speaker: NDArray[np.float32]) -> Audio:
        """The units as spoken by a voice; without frame counts the decoder times them itself.

        Raises:
            UnitMismatch: the units are not those that it was trained for.
        """
        ...

    def speaker(self, audio: Audio) -> NDArray[np.float32]:
        """The vector of the voice heard in a recording of any rate.

        Raises:
            BadAudio: the recording is empty, or nothing but silence.
        """
        ...

    def voices(self) -> Mapping[str, NDArray[np.float32]]:
        """Vectors of voices that are stored with the model, by name; the first speaks where none is asked for."""
        ...
