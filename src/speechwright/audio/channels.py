"""Channels put together, column by column: many times as fast as a mean over a short last axis."""

from __future__ import annotations

from functools import reduce

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def mono(sound_NC: Floats) -> Floats:
    """The mean of the channels (N,)."""
    return np.asarray(reduce(np.add, sound_NC.T) / sound_NC.shape[1])


def power(sound_NC: Floats) -> Floats:
    """The mean of the channels' powers (N,)."""
    return np.asarray(reduce(np.add, (np.square(channel_N) for channel_N in sound_NC.T)) / sound_NC.shape[1])
