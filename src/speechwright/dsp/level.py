"""Gain on a span, fades, and levels. All gains here depend on the place alone, so they stream as they are."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from speechwright.dsp.stream import Envelope, Sound, Unchanged

Law = Literal["linear", "equal_power"]
RAMP_S = 0.01  # our choice: too short to be heard as a fade, too long to be heard as a click


def gain_on_span(
    rate_hz: int, gain_db: float, start: int = 0, end: int | None = None, ramp_s: float = RAMP_S
) -> Envelope | Unchanged:
    """A stream that makes the samples from `start` to before `end` louder by `gain_db`; all others stay as they are.

    At an edge within the recording the gain in dB rises and falls along half a cosine over `ramp_s`, inside the span
    (over half of the span if that is shorter). At place 0, and without an `end`, there is no ramp.

    Args:
        rate_hz: the recording's rate.
        gain_db: in [-200, 200]; 0 gives the stream that does nothing.
        start: first sample of the span.
        end: the sample after the last; None is the end of the recording.
        ramp_s: length of the ramps; 0 is a step.
    """
    assert 0 <= start and (end is None or end >= start) and ramp_s >= 0, f"a span {start}–{end}, ramp {ramp_s} s"
    assert abs(gain_db) <= 200, f"a gain of {gain_db} dB"
    if not gain_db:
        return Unchanged()
    ramp = max(1.0, min(ramp_s * rate_hz, math.inf if end is None else (end - start) / 2))

    def gains(places: NDArray[np.int64]) -> Sound:
        into = np.full(len(places), 1.0) if start == 0 else np.clip((places - start + 1) / ramp, 0, 1)
        left = 1.0 if end is None else np.clip((end - places) / ramp, 0, 1)
        amount = 0.5 - 0.5 * np.cos(np.pi * np.minimum(into, left))
        return np.asarray(10 ** (gain_db / 20 * amount))

    return Envelope(gains)


def fade_in(start: int, end: int, law: Law = "equal_power") -> Envelope:
    """Silence before `start`, unchanged from `end` on (in samples), and a rise between.

    "linear" is linear in amplitude; "equal_power" a quarter of a sine, so that with a fade-out of uncorrelated sound
    over the same span the powers add up to one.
    """
    return _fade(start, end, law, falling=False)


def fade_out(start: int, end: int, law: Law = "equal_power") -> Envelope:
    """Unchanged before `start`, silence from `end` on: `fade_in` the other way round."""
    return _fade(start, end, law, falling=True)


def _fade(start: int, end: int, law: Law, falling: bool) -> Envelope:
    assert 0 <= start <= end, f"a fade {start}–{end}"

    def gains(places: NDArray[np.int64]) -> Sound:
        part = np.clip((places - start + 0.5) / max(end - start, 0.5), 0, 1)
        part = np.where(places >= end, 1.0, np.where(places < start, 0.0, part))
        part = 1 - part if falling else part
        return np.asarray(part if law == "linear" else np.sin(np.pi / 2 * part))

    return Envelope(gains)


class Rms:
    """The level of a recording that comes in blocks, over all channels; an RMS of 1 is 0 dBFS."""

    def __init__(self) -> None:
        self._energy, self._count = 0.0, 0

    def push(self, block_NC: Sound) -> None:
        self._energy += float(np.sum(np.square(block_NC)))
        self._count += block_NC.size

    def dbfs(self) -> float:
        """Minus infinity for digital silence and for nothing."""
        return 10 * math.log10(self._energy / self._count) if self._energy > 0 else -math.inf

    def gain_db_to(self, dbfs: float) -> float:
        """The gain that brings the recording to this level; 0 for digital silence, which no gain makes louder."""
        return dbfs - self.dbfs() if self._energy > 0 else 0.0
