"""Pictures of a sound, for people."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.features import MelSpec, log_mel
from speechwright.audio.resample import resample
from speechwright.tables import missing_extra
from speechwright.types import Audio

SPEC = MelSpec()
SIZE_INCHES, DOTS_PER_INCH = (6.4, 2.6), 125
# Both can be read on a white page and on a black one.
INK, WAVE = "#7d7d7d", "#3f86d6"
TICKS_HZ = (200, 1_000, 2_000, 4_000)
MAX_POINTS = 2_000


def picture(audio: Audio) -> bytes:
    """Waveform and log-mel spectrogram over time, as a PNG without background.

    Raises:
        MissingExtra: matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure
    except ModuleNotFoundError as error:
        raise missing_extra("matplotlib", "bench") from error
    figure = Figure(figsize=SIZE_INCHES, dpi=DOTS_PER_INCH, layout="constrained")
    wave, mel = figure.subplots(2, 1, sharex=True, height_ratios=(1, 2))
    _draw_wave(wave, audio)
    _draw_mel(mel, resample(audio, SPEC.rate_hz))
    for axes in (wave, mel):
        axes.tick_params(colors=INK, labelsize=8)
        axes.spines[:].set_visible(False)
    mel.set_xlabel("seconds", color=INK, fontsize=8)
    data = io.BytesIO()
    figure.savefig(data, format="png", transparent=True)
    return data.getvalue()


def _draw_wave(axes: Any, audio: Audio) -> None:
    """The lowest and highest sample of each stretch, filled between."""
    stretch = -(-len(audio.samples) // MAX_POINTS)
    starts = np.arange(0, len(audio.samples), stretch)
    low, high = (np.asarray(pick.reduceat(audio.samples, starts)) for pick in (np.minimum, np.maximum))
    axes.fill_between(starts / audio.rate_hz, low, high, color=WAVE, linewidth=0.5)
    axes.set_xlim(0, audio.length_s)
    axes.set_yticks([])
    axes.tick_params(bottom=False)


def _draw_mel(axes: Any, audio: Audio) -> None:
    extent = (0, audio.length_s, -0.5, SPEC.num_mels - 0.5)
    axes.imshow(log_mel(audio, SPEC).T, origin="lower", aspect="auto", extent=extent, cmap="magma")
    axes.set_yticks(_bands(np.array(TICKS_HZ)), [f"{hz / 1000:g} kHz" for hz in TICKS_HZ])


def _bands(hz: NDArray[np.int_]) -> NDArray[np.float64]:
    """Where frequencies lie among the mel bands."""
    low, high, mel = (np.log10(1 + np.asarray(edge) / 700) for edge in (SPEC.low_hz, SPEC.high_hz, hz))
    return np.asarray((mel - low) / (high - low) * (SPEC.num_mels + 1) - 1)
