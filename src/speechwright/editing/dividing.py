"""Long sound divided at its pauses, so that an hour of it is never held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.channels import mono
from speechwright.audio.pauses import quietest
from speechwright.dsp.stream import Gathering

Floats = NDArray[np.float64]


def divided(blocks: Iterable[Floats], rate_hz: int, longest_s: float) -> Iterator[Floats]:
    """The sound of some blocks (num_samples, num_channels), in pieces of at most so many seconds; the cuts are those of
    `audio.pauses.split_at_pauses`."""
    gathered, longest = Gathering(), int(longest_s * rate_hz)
    for block in blocks:
        gathered.add(block)
        while len(gathered) > longest:
            yield gathered.take(quietest(mono(gathered.peek(longest)), rate_hz))
    yield gathered.take(len(gathered))
