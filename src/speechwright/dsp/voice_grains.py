"""The voiced stretches: periods of the voice are set down at the distances that are wanted.

TD-PSOLA after E. Moulines and F. Charpentier, "Pitch-synchronous waveform processing techniques for text-to-speech
synthesis using diphones", Speech Communication 9 (1990), 453–467. From the paper: grains of two periods of the sound
around each mark (their "wide-band" choice), which keeps the formants; the grain nearest in time at each new mark.
Ours: each half of a window reaches to the next mark, so that the windows of neighbours add up to 1 and nothing changes
where nothing is asked; grains are set down between samples, or else low rates would make high voices rough; the power
of the sound around each mark is given back by a gain, instead of dividing by the sum of the windows.

Shapes: N samples, M samples of the output, C channels, K marks, Q marks of the output, F fractions of a sample.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from speechwright.dsp.marks import Marks
from speechwright.dsp.time_map import TimeMap, broken_line

Floats = NDArray[np.float64]

FINEST_HZ = 64_000  # grains are set down this finely, or finer
SINC_TAPS = 16  # on each side


@dataclass(frozen=True, eq=False)
class Placed:
    """Where grains go: at `positions_Q` of the output, in samples; and which mark each comes from."""

    positions_Q: Floats
    origins_Q: NDArray[np.intp]


def place(voice: Marks, time_map: TimeMap, ratio_K: Floats) -> Placed:
    """The marks of the output for one voiced stretch.

    Between two marks of the sound the voice passes through `ratio` periods for each that fits into the time they are
    given.
    """
    source_K = voice.positions_K
    passed_K = np.concatenate([[-1], np.cumsum(_periods_passed(source_K, time_map, ratio_K)) - 1])
    whole = np.arange(np.floor(passed_K[0]), np.floor(passed_K[-1] + 1e-6) + 2)
    positions_Q = broken_line(whole, passed_K, time_map.to_output(source_K))
    return Placed(positions_Q, _nearest(broken_line(whole, passed_K, source_K), source_K))


def _periods_passed(source_K: Floats, time_map: TimeMap, ratio_K: Floats) -> Floats:
    """How many periods of the output lie between successive marks (K - 1,)."""
    ratio = (ratio_K[1:] + ratio_K[:-1]) / 2
    return _met(np.asarray(ratio * np.diff(time_map.to_output(source_K)) / np.diff(source_K)))


def _met(steps: Floats) -> Floats:
    """The steps bent a little where anything is changed, so that what follows unchanged goes on in its own phase."""
    changed = np.abs(steps - 1) > 1e-9
    if not changed.any() or changed[-1]:
        return steps
    missing = round(float(steps.sum())) - float(steps.sum())
    return np.asarray(steps + missing * changed / changed.sum())


def _nearest(values: Floats, rising: Floats) -> NDArray[np.intp]:
    """The index of the nearest of the rising numbers for each value."""
    return np.searchsorted((rising[1:] + rising[:-1]) / 2, values)


def fractions(sound_NC: Floats, rate_hz: int) -> Floats:
    """The sound delayed by 0, 1/F, 2/F, … of a sample (F, C, N), by a windowed sinc; the first is the sound itself."""
    num_fractions = max(1, -(-FINEST_HZ // rate_hz))
    delayed = np.empty((num_fractions, *sound_NC.T.shape))
    delayed[0] = sound_NC.T
    times = np.arange(-SINC_TAPS, SINC_TAPS + 1)
    for number in range(1, num_fractions):
        at = times - number / num_fractions
        taps = np.sinc(at) * np.cos(np.pi * at / (2 * SINC_TAPS + 2)) ** 2
        for channel_N, out_N in zip(delayed[0], delayed[number], strict=True):
            out_N[:] = np.convolve(channel_N, taps)[SINC_TAPS : SINC_TAPS + len(out_N)]
    return delayed


def add_grains(sound_NC: Floats, rate_hz: int, voice: Marks, placed: Placed, begin: int, end: int) -> Floats:
    """The samples [begin, end) of the output (end - begin, C), with the grains of one stretch set down."""
    output_CM = np.zeros((sound_NC.shape[1], end - begin))  # channel by channel: far faster than sample by sample
    centres = np.rint(voice.positions_K).astype(int)
    outer = np.rint(voice.period_K[[0, -1]]).astype(int)
    lefts = np.diff(centres, prepend=centres[0] - outer[0]).tolist()
    rights = np.diff(centres, append=centres[-1] + outer[1]).tolist()
    start = max(0, int(centres[0]) - lefts[0] - SINC_TAPS)
    delayed_FCN = fractions(sound_NC[start : int(centres[-1]) + rights[-1] + SINC_TAPS], rate_hz)
    num_fractions, firsts = len(delayed_FCN), (centres - lefts - start).tolist()
    moves_Q = np.rint((placed.positions_Q - voice.positions_K[placed.origins_Q]) * num_fractions).astype(int)
    for move, origin in zip(moves_Q.tolist(), placed.origins_Q.tolist(), strict=True):
        shift, fraction = divmod(move, num_fractions)
        first = firsts[origin]
        at = first + start + shift - begin
        _add(output_CM, delayed_FCN[fraction], _window(lefts[origin], rights[origin]), first, at)
    return output_CM.T


def _add(output_CM: Floats, sound_CN: Floats, window: Floats, begin: int, at: int) -> None:
    """Add the windowed sound from `begin` on to the output from `at` on."""
    skipped = max(0, -begin, -at)
    length = min(len(window), sound_CN.shape[1] - begin, output_CM.shape[1] - at) - skipped
    if length <= 0:
        return
    grain = sound_CN[:, begin + skipped : begin + skipped + length]
    output_CM[:, at + skipped : at + skipped + length] += grain * window[skipped : skipped + length]


def _window(left: int, right: int) -> Floats:
    """Rises over `left` samples and falls over `right` others; those of neighbours add up to 1: (left + right,)."""
    return np.concatenate([_rise(left), 1 - _rise(right)])


@lru_cache(maxsize=1024)
def _rise(num_samples: int) -> Floats:
    """Half a window. Halves are few, where whole ones, of any two lengths, would fill the memory."""
    rise_N = 0.5 - 0.5 * np.cos(np.pi * np.arange(num_samples) / num_samples)
    rise_N.setflags(write=False)
    return np.asarray(rise_N)
