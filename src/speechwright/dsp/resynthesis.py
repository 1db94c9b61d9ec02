"""One resynthesis for all changes: a time map, and a ratio of pitch for each mark.

Voiced stretches go by `voice_grains`, all else by `splices`; short cross-fades join them.

Shapes: N samples, M samples of the output, C channels, K marks.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from speechwright.dsp.levels import with_levels_of
from speechwright.dsp.marks import Marks
from speechwright.dsp.splices import Noise, splice
from speechwright.dsp.time_map import TimeMap
from speechwright.dsp.voice_grains import add_grains, place

Floats = NDArray[np.float64]

FADE_S = 0.004


def resynthesize(sound_NC: Floats, rate_hz: int, marks: Marks, time_map: TimeMap, ratio_K: Floats) -> Floats:
    """The sound (N, C) with its time mapped and its F0 multiplied: (M, C).

    Args:
        sound_NC: the sound.
        rate_hz: its rate.
        marks: its marks.
        time_map: from samples of the sound to samples of the output, to which it gives its length.
        ratio_K: by how much F0 grows; at unvoiced marks it means nothing.
    """
    noise, stretches = Noise.of(sound_NC, rate_hz), marks.voiced_stretches()
    output_MC, fade = np.zeros((time_map.num_samples, sound_NC.shape[1])), noise.samples(FADE_S)
    edges = time_map.to_output(_edges(marks, stretches))
    for stretch, (begin, end) in zip(stretches, edges.reshape(-1, 2), strict=True):
        first, last = _widened(begin, end, fade, len(output_MC))
        voice = marks.voice(stretch)
        placed = place(voice, time_map, np.pad(ratio_K[stretch], 1, mode="edge"))
        voice_MC = add_grains(sound_NC, rate_hz, voice, placed, first, last)
        output_MC[first:last] = with_levels_of(noise, voice_MC, first, time_map, float(voice.period_K.max()))
    _fade_noise_in(output_MC, noise, time_map, edges)
    return output_MC


def _widened(begin: float, end: float, fade: int, num_samples: int) -> tuple[int, int]:
    """By half a fade at either end, within the output."""
    return max(0, round(begin - fade / 2)), min(num_samples, round(end + fade / 2))


def _edges(marks: Marks, stretches: list[slice]) -> Floats:
    """Where each voiced stretch begins and ends, in turn: half the way to the unvoiced mark beside it."""
    halfway = (marks.positions_K[1:] + marks.positions_K[:-1]) / 2
    return np.array([halfway[mark - 1] for stretch in stretches for mark in (stretch.start, stretch.stop)])


def _fade_noise_in(output_MC: Floats, noise: Noise, time_map: TimeMap, edges: Floats) -> None:
    """Fill what lies before, between and after the voiced stretches."""
    fade = noise.samples(FADE_S)
    bounds = np.concatenate([[-fade], edges, [len(output_MC) + fade]])
    for begin, end in bounds.reshape(-1, 2):
        first, last = _widened(begin, end, fade, len(output_MC))
        if first < last:
            spliced = splice(noise, time_map, first, last)
            places = np.arange(first, last) + 0.5
            inside = np.minimum(places - begin, end - places) / fade + 0.5
            share = np.clip(inside, 0, 1)[:, None]
            output_MC[first:last] += share * (spliced - output_MC[first:last])
