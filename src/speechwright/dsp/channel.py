"""What a channel does to a voice: a telephone line, a blanket over the microphone, an input that is too hot."""

from __future__ import annotations

import numpy as np
import soxr
from numpy.typing import NDArray
from scipy import signal

from speechwright.dsp.stream import Pieces, Sound, Unchanged

LINE_RATE_HZ, LINE_HZ = 8_000, (300.0, 3_400.0)
BIAS, LARGEST = 33, 8_158  # G.711: of 14-bit magnitudes, before the segments are counted
PIECE_S, CONTEXT_S = 4, 1  # whole seconds, so that each piece starts on a sample at both rates


def mu_law(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    """What G.711 µ-law makes of samples in [-1, 1], any shape: 255 levels, finer near zero; beyond 1 it clips.

    ITU-T G.711 (11/1988), tables 2a and 2b: fourteen bits, eight segments of sixteen steps.
    """
    magnitude = np.minimum(np.floor(np.abs(sound) * 8_192), LARGEST).astype(np.int64) + BIAS
    segment = np.floor(np.log2(magnitude)).astype(np.int64) - 5
    step = magnitude >> (segment + 1)
    decoded = ((2 * step + 1) << segment) - BIAS
    return np.asarray(np.copysign(decoded / 8_192, sound))


def telephone(rate_hz: int) -> Pieces:
    """A stream that sounds like a telephone: 300 to 3,400 Hz, 8,000 samples a second in µ-law, back at its own rate.

    At the edges of the band it is 6 dB down, 100 Hz further 37 dB (linear phase, so nothing moves).

    Args:
        rate_hz: the recording's rate, 8 kHz or more.
    """
    assert rate_hz >= LINE_RATE_HZ, f"a telephone at {rate_hz} Hz"
    kernel = signal.firwin(2 * (LINE_RATE_HZ // 80) + 1, LINE_HZ, pass_zero=False, fs=LINE_RATE_HZ)

    def change(piece_NC: Sound) -> Sound:
        slow_NC = _at_rate(piece_NC, rate_hz, LINE_RATE_HZ)
        line_NC = mu_law(signal.oaconvolve(slow_NC, kernel[:, None], "same", axes=0))
        back_NC = _at_rate(line_NC, LINE_RATE_HZ, rate_hz)[: len(piece_NC)]
        return np.pad(back_NC, ((0, len(piece_NC) - len(back_NC)), (0, 0)))

    return Pieces(change, PIECE_S * rate_hz, CONTEXT_S * rate_hz)


def _at_rate(sound_NC: Sound, from_hz: int, to_hz: int) -> Sound:
    return sound_NC if from_hz == to_hz else np.asarray(soxr.resample(sound_NC, from_hz, to_hz, quality="HQ"))


def muffle(rate_hz: int, cutoff_hz: float = 2_000.0, fall_db_per_octave: float = 12.0) -> Pieces:
    """A stream that takes the treble away: level below the cutoff, falling above it, in linear phase.

    Args:
        rate_hz: the recording's rate.
        cutoff_hz: where it is 3 dB down.
        fall_db_per_octave: how fast it falls far above; a blanket takes some 12.
    """
    assert 0 < cutoff_hz < rate_hz / 2 and fall_db_per_octave > 0, f"muffled above {cutoff_hz} Hz"
    hz = np.linspace(0, rate_hz / 2, 512)
    gains = (1 + (hz / cutoff_hz) ** (fall_db_per_octave / 10 / np.log10(2))) ** -0.5
    return filtered(rate_hz, hz, gains)


def filtered(rate_hz: int, hz: Sound, gains: Sound, length_s: float = 0.032) -> Pieces:
    """A stream that gives frequencies these linear gains, interpolated between the frequencies, in linear phase.

    Args:
        rate_hz: the recording's rate.
        hz: frequencies from 0 to half the rate, rising.
        gains: linear gain at each.
        length_s: of the filter: gains change over about 2 / length_s Hz, no faster.
    """
    half = max(8, round(length_s * rate_hz / 2))
    num_points = 4 * (1 << int(half).bit_length()) + 1
    grid_hz = np.linspace(0, rate_hz / 2, num_points)
    kernel = signal.firwin2(2 * half + 1, grid_hz, np.interp(grid_hz, hz, gains), nfreqs=num_points, fs=rate_hz)

    def change(piece_NC: Sound) -> Sound:
        return np.asarray(signal.oaconvolve(piece_NC, kernel[:, None], "same", axes=0))

    return Pieces(change, PIECE_S * rate_hz, half)


class Clip(Unchanged):
    """A stream that cuts off all samples beyond ± `level`, a linear amplitude above 0."""

    def __init__(self, level: float) -> None:
        assert level > 0, f"clipped at {level}"
        super().__init__()
        self._level = level

    def push(self, block_NC: Sound) -> Sound:
        return np.clip(super().push(block_NC), -self._level, self._level)
