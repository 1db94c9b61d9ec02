"""How loud a sound is, and where it is silent. Levels are in dBFS: an RMS of 1 is 0 dBFS."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from speechwright.errors import BadAudio
from speechwright.types import Audio

PEAK_CEILING = 0.99
FRAME_S = 0.01


def peak(audio: Audio) -> float:
    """The largest absolute sample; 0 for an empty sound."""
    return float(np.abs(audio.samples).max(initial=0.0))


def rms_dbfs(audio: Audio) -> float:
    """The level of the whole sound; minus infinity for digital silence and for an empty sound."""
    if not len(audio.samples):
        return -math.inf
    return _dbfs(float(np.mean(np.square(audio.samples, dtype=np.float64))))


def normalize_rms(audio: Audio, dbfs: float) -> Audio:
    """Scale a sound to the level `dbfs`, or to the highest below it at which the peak stays at 0.99.

    Raises:
        BadAudio: the sound is digital silence, which no gain makes louder.
    """
    level = rms_dbfs(audio)
    if level == -math.inf:
        raise BadAudio("digital silence", f"a sound to bring to {dbfs:g} dBFS", "leave silent sounds out")
    gain = min(10 ** ((dbfs - level) / 20), PEAK_CEILING / peak(audio))
    return Audio((audio.samples * gain).astype(np.float32), audio.rate_hz)


def is_silent(audio: Audio, threshold_dbfs: float = -60.0) -> bool:
    """Whether no 10 ms of the sound reach the threshold; one short word in a long pause is not silence."""
    return _dbfs(float(_frame_powers(audio).max(initial=0.0))) < threshold_dbfs


def trim_silence(audio: Audio, threshold_db: float = 40.0, margin_s: float = 0.05) -> Audio:
    """Cut the quiet from both ends, never from within.

    Args:
        audio: the sound.
        threshold_db: frames of 10 ms this far below the loudest one count as quiet.
        margin_s: how much of the quiet is kept at each end.

    Raises:
        BadAudio: digital silence, of which nothing would be left.
    """
    powers = _frame_powers(audio)
    if not powers.max(initial=0.0) > 0:
        raise BadAudio("digital silence", "a sound to trim", "leave silent sounds out")
    loud = np.flatnonzero(powers >= powers.max() * 10 ** (-threshold_db / 10))
    frame, margin = _frame_samples(audio), round(margin_s * audio.rate_hz)
    start = max(0, int(loud[0]) * frame - margin)
    return Audio(audio.samples[start : (int(loud[-1]) + 1) * frame + margin], audio.rate_hz)


def frame_levels_dbfs(audio: Audio) -> NDArray[np.float64]:
    """The level of each 10 ms, (num_frames,); minus infinity for digital silence."""
    with np.errstate(divide="ignore"):
        return np.asarray(10 * np.log10(_frame_powers(audio)))


def _dbfs(power: float) -> float:
    return 10 * math.log10(power) if power > 0 else -math.inf


def _frame_samples(audio: Audio) -> int:
    return max(1, round(FRAME_S * audio.rate_hz))


def _frame_powers(audio: Audio) -> NDArray[np.float64]:
    """Mean squares of successive 10 ms frames, (num_frames,); the last frame may be shorter."""
    if not len(audio.samples):
        return np.zeros(0)
    starts = np.arange(0, len(audio.samples), _frame_samples(audio))
    counts = np.diff(np.append(starts, len(audio.samples)))
    return np.asarray(np.add.reduceat(np.square(audio.samples, dtype=np.float64), starts) / counts)
