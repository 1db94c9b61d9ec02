"""Waveform → log-mel features: the one front end that the tokenizer, the judge and the decoder share.

Legend: N samples, T frames, F frequency bins, M mel bands.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from speechwright.types import Audio

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class MelSpec:
    """How features are taken. Frame t is centred on sample t · hop_samples; T = N // hop_samples + 1.

    Args:
        rate_hz: rate of the sound.
        fft_samples: length of the transform.
        window_samples: length of the Hann window, at most `fft_samples`.
        hop_samples: samples between frames.
        num_mels: number of triangular bands, equally spaced on the mel scale.
        low_hz, high_hz: edges of the lowest and the highest band.
        floor: smallest band magnitude; log of it is the value of digital silence.
    """

    rate_hz: int = 16_000
    fft_samples: int = 512
    window_samples: int = 400
    hop_samples: int = 160
    num_mels: int = 80
    low_hz: float = 40.0
    high_hz: float = 7_600.0
    floor: float = 1e-4

    @property
    def frame_rate_hz(self) -> float:
        return self.rate_hz / self.hop_samples

    def num_frames(self, num_samples: int) -> int:
        return num_samples // self.hop_samples + 1


def log_mel(audio: Audio, spec: MelSpec) -> Floats:
    """Natural log of mel-band magnitudes, float32 (T, M). The sound must have the spec's rate and at least one
    sample."""
    assert audio.rate_hz == spec.rate_hz, f"features of {spec.rate_hz} Hz were asked of sound at {audio.rate_hz} Hz"
    magnitude_TF = np.abs(np.fft.rfft(frames(audio.samples, spec), spec.fft_samples)).astype(np.float32)
    return np.asarray(np.log(np.maximum(magnitude_TF @ mel_bands(spec), spec.floor)))


def frames(samples_N: Floats, spec: MelSpec) -> Floats:
    """Windowed frames (T, window_samples), zero-padded by half a window at both ends."""
    half = spec.window_samples // 2
    padded = np.pad(samples_N, (half, half))
    view = np.lib.stride_tricks.sliding_window_view(padded, spec.window_samples)[:: spec.hop_samples]
    return np.asarray(view[: spec.num_frames(len(samples_N))] * _hann(spec.window_samples), dtype=np.float32)


@cache
def mel_bands(spec: MelSpec) -> Floats:
    """Triangular filters (F, M) on the mel scale of O'Shaughnessy, 2595 · log10(1 + f / 700); each sums to one."""
    edges_hz = _mel_to_hz(np.linspace(_hz_to_mel(spec.low_hz), _hz_to_mel(spec.high_hz), spec.num_mels + 2))
    bins_hz = np.arange(spec.fft_samples // 2 + 1) * spec.rate_hz / spec.fft_samples
    lower, centre, upper = edges_hz[:-2], edges_hz[1:-1], edges_hz[2:]
    rising = (bins_hz[:, None] - lower) / (centre - lower)
    falling = (upper - bins_hz[:, None]) / (upper - centre)
    bands = np.maximum(0, np.minimum(rising, falling))
    # The lowest bands are narrower than a bin: give them the bin next to their centre rather than nothing.
    empty = np.flatnonzero(bands.sum(0) == 0)
    bands[np.abs(bins_hz[:, None] - centre[empty]).argmin(0), empty] = 1
    shares: Floats = (bands / bands.sum(0, keepdims=True)).astype(np.float32)
    shares.setflags(write=False)
    return shares


@cache
def _hann(num_samples: int) -> Floats:
    return (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(num_samples) / num_samples)).astype(np.float32)


def _hz_to_mel(hz: float) -> float:
    return float(2595 * np.log10(1 + hz / 700))


def _mel_to_hz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(700 * (10 ** (mel / 2595) - 1))
