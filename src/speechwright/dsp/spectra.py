"""Short spectra of a recording, and the recording made again from changed ones.

Frames of about 32 ms (our choice: speech is steady for about that long) at hops of a quarter of that, under the square
root of a periodic Hann window both before and after, so that unchanged spectra give the sound back. The transform is
scaled so that the squares of a frame's bins are powers: white noise of variance 1 has 1 in each bin on average.

Shapes: T frames, C channels, F bins, N samples.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from speechwright.dsp.stream import Gathering, Sound

Spectra = NDArray[np.complex128]

HOP_S = 0.008
OVERLAP = 4  # frames over each sample
BATCH_FRAMES = 64


def hop_samples(rate_hz: int) -> int:
    """About 8 ms, of a length that the transform likes."""
    return int(fft.next_fast_len(max(8, round(HOP_S * rate_hz)), real=True))


def bin_hz(rate_hz: int) -> Sound:
    """The frequencies (F,) of the bins."""
    return np.asarray(fft.rfftfreq(OVERLAP * hop_samples(rate_hz), 1 / rate_hz))


def window(num_samples: int) -> Sound:
    """The square root of a periodic Hann window (N,)."""
    return np.asarray(np.sin(np.pi * np.arange(num_samples) / num_samples))


class Frames:
    """Spectra of successive frames, in batches that start at fixed frames.

    Frame t ends with sample (t + 1) · hop; before the recording, and after it, there is silence.
    """

    def __init__(self, rate_hz: int) -> None:
        self.hop = hop_samples(rate_hz)
        length = OVERLAP * self.hop
        self._window_N = window(length) / np.sqrt(np.sum(window(length) ** 2))
        self._gathering = Gathering()
        self._begun = False
        self._past = length - self.hop

    def push(self, block_NC: Sound) -> list[Spectra]:
        """The batches (T, C, F) that are complete now; each has BATCH_FRAMES frames."""
        self._begin(block_NC.shape[1])
        self._gathering.add(block_NC)
        needed, batches = self._past + BATCH_FRAMES * self.hop, []
        while len(self._gathering) >= needed:
            batches.append(self._spectra(self._gathering.take(needed, keep=self._past)))
        return batches

    def finish(self) -> list[Spectra]:
        """The last batches: all frames that hold a sample of the recording."""
        if not self._begun or len(self._gathering) <= 0:
            return []
        new = len(self._gathering) - self._past
        missing = -new % self.hop + self._past
        return self.push(np.zeros((missing, self._channels))) + self._rest()

    def _begin(self, num_channels: int) -> None:
        if not self._begun:
            self._channels = num_channels
            self._gathering.add(np.zeros((self._past, num_channels)))
            self._begun = True

    def _rest(self) -> list[Spectra]:
        held = len(self._gathering)
        return [self._spectra(self._gathering.take(held))] if held > self._past else []

    def _spectra(self, samples_NC: Sound) -> Spectra:
        samples_CN = np.ascontiguousarray(samples_NC.T)  # or else frames, too, would lie channel by channel in memory
        views_CTN = np.lib.stride_tricks.sliding_window_view(samples_CN, self._past + self.hop, axis=1)[:, :: self.hop]
        return np.asarray(fft.rfft(views_CTN.transpose(1, 0, 2) * self._window_N, axis=2))


class Respectral:
    """A stream that changes a recording's spectra.

    Args:
        rate_hz: the recording's rate.
        change: takes spectra (T, C, F) of the next frames and gives changed ones; it may remember what went before.
    """

    def __init__(self, rate_hz: int, change: Callable[[Spectra], Spectra]) -> None:
        self._frames, self._change = Frames(rate_hz), change
        self._hop = self._frames.hop
        length = OVERLAP * self._hop
        self._window_N = window(length) * np.sqrt(np.sum(window(length) ** 2)) * 2 / OVERLAP
        self._tail: Sound | None = None
        self._early = length - self._hop  # samples that come out before the recording has begun
        self._owed = 0

    def push(self, block_NC: Sound) -> Sound:
        self._owed += len(block_NC)
        return self._given(self._frames.push(block_NC), block_NC.shape[1])

    def finish(self) -> Sound:
        channels = 1 if self._tail is None else self._tail.shape[2]
        return self._given(self._frames.finish(), channels)

    def _given(self, batches: list[Spectra], num_channels: int) -> Sound:
        if self._tail is None:
            self._tail = np.zeros((OVERLAP - 1, self._hop, num_channels))
        made_NC = np.concatenate([np.zeros((0, num_channels)), *map(self._joined, batches)])
        skipped = min(self._early, len(made_NC))
        self._early -= skipped
        given_NC = made_NC[skipped : skipped + self._owed]
        self._owed -= len(given_NC)
        return given_NC

    def _joined(self, spectra_TCF: Spectra) -> Sound:
        """The samples that no later frame touches any more."""
        assert self._tail is not None, "begun"
        frames_TCN = fft.irfft(self._change(spectra_TCF), OVERLAP * self._hop, axis=2) * self._window_N
        num_frames, num_channels = frames_TCN.shape[:2]
        parts = frames_TCN.reshape(num_frames, num_channels, OVERLAP, self._hop).transpose(2, 0, 3, 1)
        made = np.zeros((num_frames + OVERLAP - 1, self._hop, num_channels))
        made[: OVERLAP - 1] = self._tail
        for place, part in enumerate(parts):
            made[place : place + num_frames] += part
        self._tail = made[num_frames:]
        return np.asarray(made[:num_frames].reshape(-1, num_channels))
