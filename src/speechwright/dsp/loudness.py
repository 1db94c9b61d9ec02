"""Loudness as broadcasters measure it (LUFS), and the true peak, so that a gain can be checked before it is made.

After ITU-R BS.1770-4 (algorithm: Annex 1, true peak: Annex 2) and EBU R 128. The standard gives its two filters for
48 kHz; here each is turned back into its analogue prototype by the inverse of the bilinear transform and made anew for
the rate at hand, with the prototype's corner kept at its frequency. Below 48 kHz the shelf is
matched to the standard's gains instead (our choice in both; the standard gives no other rates).

Shapes: N samples, C channels.
"""

from __future__ import annotations

import math

import numpy as np
from scipy import signal

from speechwright.dsp.stream import Gathering, Pieces, Sound

TABLE_RATE_HZ = 48_000
SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))  # Table 1
HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))  # Table 2
OFFSET_LU = -0.691
STEP_S, STEPS_PER_BLOCK = 0.1, 4  # blocks of 400 ms that overlap by three quarters
ABSOLUTE_GATE_LUFS, RELATIVE_GATE_LU = -70.0, -10.0
SURROUND = 1.41
PEAK_TAPS_PER_PHASE = 24


def channel_weights(num_channels: int) -> Sound:
    """Weights (C,) for mono, stereo, 5.0 and 5.1 (L R C LFE Ls Rs); all other layouts count every channel as 1."""
    layouts = {5: [1, 1, 1, SURROUND, SURROUND], 6: [1, 1, 1, 0, SURROUND, SURROUND]}
    return np.array(layouts.get(num_channels, [1] * num_channels), np.float64)


def k_weighting(rate_hz: int) -> Sound:
    """The two filters as second-order sections (2, 6) for this rate."""
    shelf = _matched_shelf(rate_hz) if rate_hz < TABLE_RATE_HZ else _at_rate(*SHELF, rate_hz)
    return np.array([shelf, _at_rate(*HIGH_PASS, rate_hz)])


def _at_rate(above: tuple[float, ...], below: tuple[float, ...], rate_hz: int) -> list[float]:
    """The six coefficients of a filter at this rate, by way of its analogue prototype."""
    analogue_above, analogue_below = _analogue(above), _analogue(below)
    corner = math.sqrt(analogue_below[0] / analogue_below[2])  # tan(pi f / 48 kHz)
    scale = corner / math.tan(math.atan(corner) * TABLE_RATE_HZ / rate_hz)
    return [*_digital(analogue_above, scale, analogue_below), *_digital(analogue_below, scale, analogue_below)]


def _analogue(polynomial: tuple[float, ...]) -> tuple[float, float, float]:
    """A polynomial in 1/z as one in s = (1 − 1/z) / (1 + 1/z), lowest power first."""
    b0, b1, b2 = polynomial
    return b0 + b1 + b2, 2 * (b0 - b2), b0 - b1 + b2


def _digital(
    analogue: tuple[float, float, float], scale: float, divisor: tuple[float, float, float]
) -> tuple[float, ...]:
    """The way back, with s stretched by `scale`; divided by what makes the first coefficient below the line 1."""
    c0, c1, c2 = analogue[0], analogue[1] * scale, analogue[2] * scale**2
    whole = divisor[0] + divisor[1] * scale + divisor[2] * scale**2
    return (c0 + c1 + c2) / whole, 2 * (c0 - c2) / whole, (c0 - c1 + c2) / whole


def _matched_shelf(rate_hz: int) -> list[float]:
    """The shelf with its poles where time puts them, and the standard's gain at 0 Hz, its corner and half the rate.

    At low rates the bilinear transform squeezes the upper band so much that 997 Hz would be 0.2 dB wrong at 8 kHz. The
    squared magnitude of the numerator is linear in three numbers, whose roots give its coefficients.
    """
    pole = complex(np.roots(SHELF[1])[0]) ** (TABLE_RATE_HZ / rate_hz)
    below = [1.0, -2 * pole.real, abs(pole) ** 2]
    matched_hz = np.array([0.0, 1_682.0, rate_hz / 2])
    _, wanted = signal.freqz(*SHELF, matched_hz, fs=TABLE_RATE_HZ)
    _, lower = signal.freqz([1.0], below, matched_hz, fs=rate_hz)
    high = np.sin(np.pi * matched_hz / rate_hz) ** 2
    parts = np.stack([1 - high, high, 4 * high * (1 - high)], axis=1)
    even, odd, cross = np.linalg.solve(parts, np.abs(wanted / lower) ** 2)
    half = (math.sqrt(even) + math.sqrt(odd)) / 2
    b0 = (half + math.sqrt(half**2 + cross)) / 2
    return [b0, (math.sqrt(even) - math.sqrt(odd)) / 2, -cross / (4 * b0), *below]


class Loudness:
    """Integrated loudness of a recording that comes in blocks.

    Args:
        rate_hz: the recording's rate.
        num_channels: how many channels it has.
    """

    def __init__(self, rate_hz: int, num_channels: int) -> None:
        self._weights_C = channel_weights(num_channels)
        self._filter = k_weighting(rate_hz)
        self._state = np.zeros((2, 2, num_channels))
        self._step = max(1, round(STEP_S * rate_hz))
        self._gathering = Gathering()
        self._powers: list[float] = []

    def push(self, block_NC: Sound) -> None:
        self._gathering.add(block_NC)
        whole = len(self._gathering) // self._step * self._step
        if whole:
            self._powers.extend(self._filtered(self._gathering.take(whole)).reshape(-1, self._step).mean(axis=1))

    def lufs(self) -> float:
        """The loudness of all that was pushed; minus infinity where no block passes the gates.

        What is shorter than one block of 400 ms is taken as one block (our choice; the standard is silent).
        """
        blocks = self._blocks()
        loud = blocks[_lufs(blocks) > ABSOLUTE_GATE_LUFS]
        if not len(loud):
            return -math.inf
        gate_lufs = float(_lufs(loud.mean(keepdims=True))[0]) + RELATIVE_GATE_LU
        return float(_lufs(loud[_lufs(loud) > gate_lufs].mean(keepdims=True))[0])

    def gain_db_to(self, lufs: float) -> float:
        """The gain that brings the recording to this loudness; 0 where it is silent, which no gain makes louder."""
        found = self.lufs()
        return 0.0 if found == -math.inf else lufs - found

    def _filtered(self, samples_NC: Sound) -> Sound:
        """Weighted power (N,), summed over the channels."""
        weighted_NC, self._state = signal.sosfilt(self._filter, samples_NC, axis=0, zi=self._state)
        return np.asarray(np.square(weighted_NC) @ self._weights_C)

    def _blocks(self) -> Sound:
        powers = np.array(self._powers)
        if len(powers) >= STEPS_PER_BLOCK:
            return np.convolve(powers, np.full(STEPS_PER_BLOCK, 1 / STEPS_PER_BLOCK), "valid")
        rest_NC = self._gathering.take(len(self._gathering))
        self._gathering.add(rest_NC)
        if not len(powers) and not len(rest_NC):
            return np.zeros(0)
        state = self._state.copy()
        rest_power = self._filtered(rest_NC).sum() if len(rest_NC) else 0.0
        self._state = state
        return np.array([(powers.sum() * self._step + rest_power) / (len(powers) * self._step + len(rest_NC))])


def _lufs(powers: Sound) -> Sound:
    with np.errstate(divide="ignore"):
        return np.asarray(OFFSET_LU + 10 * np.log10(powers))


class Peak:
    """The highest sample of a recording, and its true peak: the highest point of the curve through the samples.

    The true peak is read at four times the rate below 96 kHz, at twice below 192 kHz (BS.1770-4, Annex 2), by a filter
    of our own design. Band limits make curves overshoot where samples stop dead; so do converters.
    """

    def __init__(self, rate_hz: int) -> None:
        self._factor = 4 if rate_hz < 96_000 else 2 if rate_hz < 192_000 else 1
        taps = 2 * PEAK_TAPS_PER_PHASE * self._factor + 1
        self._filter = self._factor * signal.firwin(taps, 0.95 / self._factor, window=("kaiser", 6.0))
        self._pieces = Pieces(self._look, rate_hz, PEAK_TAPS_PER_PHASE)
        self._sample, self._between = 0.0, 0.0

    def push(self, block_NC: Sound) -> None:
        self._sample = max(self._sample, float(np.abs(block_NC).max(initial=0.0)))
        self._pieces.push(block_NC)

    def finish(self) -> None:
        self._pieces.finish()

    @property
    def sample_peak(self) -> float:
        return self._sample

    @property
    def true_peak(self) -> float:
        """At least the sample peak; complete only after `finish`."""
        return max(self._sample, self._between)

    def clips_at(self, gain_db: float) -> bool:
        """Whether this gain would bring the true peak above full scale."""
        return self.true_peak * 10 ** (gain_db / 20) > 1

    def _look(self, piece_NC: Sound) -> Sound:
        if self._factor > 1:
            curve = signal.upfirdn(self._filter, piece_NC, up=self._factor, axis=0)
            self._between = max(self._between, float(np.abs(curve).max(initial=0.0)))
        return piece_NC
