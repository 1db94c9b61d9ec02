"""How much changes from one moment of speech to the next: in level, pitch and spectrum.

Where speech was cut and joined, a listener hears the seam if more changes there than where words meet by themselves.
That comparison, for energy, F0 and mel, is the idea of FluentEditor's losses (arXiv 2309.11725), made a measure;
windows and percentile are our choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.features import MelSpec, mel_bands
from speechwright.audio.pitch import track_f0
from speechwright.audio.resample import resample
from speechwright.types import Audio

MEL = MelSpec(window_samples=320, num_mels=40)
WINDOW_SAMPLES = MEL.window_samples  # 20 ms of speech on either side
F0_HOP_SAMPLES = 80
F0_FROM_SAMPLES = 240  # F0 is taken so far from the seam: its own window is longer than ours
FLOOR_DB = -65.0  # below it next to nothing is heard beside speech, so nothing can jump
BAND_FLOOR_DB = -80.0  # the same for one of the forty bands
PERCENTILE = 95.0


@dataclass(frozen=True)
class Side:
    """Speech next to a moment: level in dBFS, F0 in Hz (0 where unvoiced), and log-mel magnitudes in dB (40,)."""

    level_dbfs: float
    f0_hz: float
    mel_db: NDArray[np.float64]


@dataclass(frozen=True)
class Jump:
    """What changes at a moment: dB, semitones (0 unless voiced on both sides), and dB a mel band, root mean square."""

    level_db: float
    f0_semitones: float
    mel_db: float


def jump(before: Side, after: Side) -> Jump:
    """From one side to the other."""
    voiced = before.f0_hz > 0 and after.f0_hz > 0
    semitones = abs(12 * np.log2(after.f0_hz / before.f0_hz)) if voiced else 0.0
    mel_db = np.sqrt(np.mean(np.square(after.mel_db - before.mel_db)))
    return Jump(abs(after.level_dbfs - before.level_dbfs), float(semitones), float(mel_db))


class JoinMeter:
    """The sides of any moment of a sound.

    Args:
        audio: of any rate; what lies beyond its ends counts as silence.
    """

    def __init__(self, audio: Audio) -> None:
        plain = resample(audio, MEL.rate_hz)
        self._f0_hz, _ = track_f0(plain, F0_HOP_SAMPLES)
        self._samples = np.pad(plain.samples.astype(np.float64), WINDOW_SAMPLES)

    def before(self, time_s: float) -> Side:
        """Of the 20 ms before a moment."""
        at = round(time_s * MEL.rate_hz)
        return self._side(at - WINDOW_SAMPLES, at - F0_FROM_SAMPLES)

    def after(self, time_s: float) -> Side:
        """Of the 20 ms after a moment."""
        at = round(time_s * MEL.rate_hz)
        return self._side(at, at + F0_FROM_SAMPLES)

    def jump(self, time_s: float) -> Jump:
        """What changes at a moment."""
        return jump(self.before(time_s), self.after(time_s))

    def _side(self, begin: int, f0_at: int) -> Side:
        at = min(max(begin, -WINDOW_SAMPLES), len(self._samples) - 2 * WINDOW_SAMPLES)
        window = self._samples[at + WINDOW_SAMPLES :][:WINDOW_SAMPLES]
        frame = min(max(0, round(f0_at / F0_HOP_SAMPLES)), len(self._f0_hz) - 1)
        magnitude_F = np.abs(np.fft.rfft(window * np.hanning(WINDOW_SAMPLES), MEL.fft_samples))
        mel_db = _db(magnitude_F @ mel_bands(MEL) / WINDOW_SAMPLES, BAND_FLOOR_DB)
        level_dbfs = float(_db(np.sqrt(np.mean(np.square(window))), FLOOR_DB))
        return Side(level_dbfs, float(self._f0_hz[frame]), mel_db)


def bounds(jumps: Sequence[Jump], percentile: float = PERCENTILE) -> Jump:
    """The jump that this share of some stays below, measure by measure."""
    assert jumps, "jumps to compare with"
    rows = np.array([(each.level_db, each.f0_semitones, each.mel_db) for each in jumps])
    return Jump(*np.percentile(rows, percentile, axis=0).tolist())


def is_within(each: Jump, most: Jump) -> bool:
    """Whether a jump is no larger in any measure."""
    return each.level_db <= most.level_db and each.f0_semitones <= most.f0_semitones and each.mel_db <= most.mel_db


def _db(magnitude: NDArray[np.float64] | float, floor_db: float) -> NDArray[np.float64]:
    return np.asarray(20 * np.log10(np.maximum(magnitude, 10 ** (floor_db / 20))))
