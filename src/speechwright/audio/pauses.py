"""Cuts a long recording at its pauses, so that each piece fits into a language model's context."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from speechwright.types import Audio

LONGEST_S = 12.0  # our choice: at 25 units a second and 15 letters a second, half of 1,024 tokens
PAUSE_S = 0.2
FRAME_S = 0.01


def split_at_pauses(audio: Audio, longest_s: float = LONGEST_S) -> list[Audio]:
    """Pieces of at most `longest_s`. Put together again they are the sound, sample for sample.

    Each cut lies in the middle of the quietest `PAUSE_S` between a third of the longest piece and all of it.
    """
    longest = int(longest_s * audio.rate_hz)
    pieces, rest = [], audio.samples
    while len(rest) > longest:
        at = quietest(rest[:longest], audio.rate_hz)
        pieces.append(Audio(rest[:at], audio.rate_hz))
        rest = rest[at:]
    return [*pieces, Audio(rest, audio.rate_hz)]


def quietest(samples: NDArray[np.floating[Any]], rate_hz: int) -> int:
    """The sample in the middle of the quietest pause of the last two thirds."""
    frame = max(1, int(FRAME_S * rate_hz))
    num_frames, width = len(samples) // frame, round(PAUSE_S / FRAME_S)
    framed = samples[: num_frames * frame].reshape(num_frames, frame)
    energies = np.einsum("fn,fn->f", framed, framed, dtype=np.float64)
    pauses = np.convolve(energies, np.ones(width), "valid")
    first = num_frames // 3
    return (first + int(pauses[first:].argmin()) + width // 2) * frame
