"""Gives a resynthesized voice the levels that the sound had at the same moments.

Periods that lie closer or farther apart than they did make a voice louder or softer, by how much depends on where its
formants lie between the harmonics. The gain is ours: the ratio of the powers within a few periods around each moment.

Shapes: N samples, M samples of one voiced stretch of the output, C channels, G points of a grid.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.channels import power
from speechwright.dsp.splices import Noise
from speechwright.dsp.time_map import TimeMap

Floats = NDArray[np.float64]

REACH_PERIODS = 2.0  # on each side
STEP_S = 0.0025
MOST_GAIN = 4.0
TINY = 1e-20


def with_levels_of(noise: Noise, voice_MC: Floats, first: int, time_map: TimeMap, period: float) -> Floats:
    """The voice, which begins at sample `first` of the output, with the levels of the sound; `period` in samples."""
    num_samples = len(voice_MC)
    grid_G = np.append(np.arange(0, num_samples, noise.samples(STEP_S)), num_samples)
    low_G, high_G = (np.clip(grid_G + side * REACH_PERIODS * period, 0, num_samples) for side in (-1, 1))
    own = np.concatenate([[0], np.cumsum(power(voice_MC))])
    after_G = _mean_power(own, low_G, high_G)
    before_G = _mean_power(noise.energy_N, *(time_map.to_source(first + side) for side in (low_G, high_G)))
    floor = TINY + 1e-9 * float(before_G.max(initial=0))
    gain_G = np.clip(np.sqrt((before_G + floor) / (after_G + floor)), 1 / MOST_GAIN, MOST_GAIN)
    gain_M = np.interp(np.arange(num_samples), grid_G, gain_G)
    return np.asarray(voice_MC * gain_M[:, None])


def _mean_power(energy: Floats, low_G: Floats, high_G: Floats) -> Floats:
    """The mean power between pairs of places, from its running sum."""
    return np.asarray((_passed(energy, high_G) - _passed(energy, low_G)) / np.maximum(high_G - low_G, 1e-9))


def _passed(energy: Floats, at_G: Floats) -> Floats:
    """A running sum between samples. `np.interp` would look at all of it for each stretch of voice."""
    at_G = np.clip(at_G, 0, len(energy) - 1)
    low_G = np.minimum(at_G.astype(np.intp), len(energy) - 2)
    return np.asarray(energy[low_G] + (at_G - low_G) * (energy[low_G + 1] - energy[low_G]))
