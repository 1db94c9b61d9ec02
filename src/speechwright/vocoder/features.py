"""What passes between units and waveform: log-mel, F0 and voicing of a sound at a fixed level.

Legend: T frames, M mel bands.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.features import MelSpec, log_mel
from speechwright.audio.level import normalize_rms
from speechwright.audio.pitch import track_f0
from speechwright.audio.resample import resample
from speechwright.types import Audio

Floats = NDArray[np.float32]

LEVEL_DBFS = -23.0  # every sound is brought to this level before it is learned from; so decoded speech has it too
REFERENCE_HZ = 150.0  # log F0 is counted from here
MEL_MEAN, MEL_SCALE = -3.2, 2.6  # of speech at that level, measured on eSpeak and flite


@dataclass(frozen=True, eq=False)
class Features:
    """Frames of a sound.

    Args:
        mel_TM: natural log of mel magnitudes, about standardised (float32).
        log_f0_T: natural log of F0 over `REFERENCE_HZ`, drawn straight through what is unvoiced (float32).
        voiced_T: 1 where voiced, else 0 (float32).
    """

    mel_TM: Floats
    log_f0_T: Floats
    voiced_T: Floats

    def __len__(self) -> int:
        return len(self.mel_TM)

    @property
    def pitch(self) -> float:
        """Mean log F0 of the voiced frames; 0 (the reference) if none is voiced."""
        return float(self.log_f0_T[self.voiced_T > 0].mean()) if self.voiced_T.any() else 0.0

    def window(self, start: int, num: int) -> Features:
        """Up to `num` frames from `start` on."""
        kept = slice(start, start + num)
        return Features(self.mel_TM[kept], self.log_f0_T[kept], self.voiced_T[kept])


def levelled(audio: Audio, spec: MelSpec) -> Audio:
    """The sound at the rate and level that the nets know.

    Raises:
        BadAudio: it is empty, or digital silence.
    """
    return resample(normalize_rms(audio, LEVEL_DBFS), spec.rate_hz)


def features(audio: Audio, spec: MelSpec) -> Features:
    """Features of a levelled sound, one frame a hop: num_samples // hop_samples + 1."""
    f0_hz, voiced = track_f0(audio, spec.hop_samples)
    mel = (log_mel(audio, spec) - np.float32(MEL_MEAN)) / np.float32(MEL_SCALE)
    return Features(mel, _log_f0(f0_hz, voiced), voiced.astype(np.float32))


def _log_f0(f0_hz: Floats, voiced: NDArray[np.bool_]) -> Floats:
    if not voiced.any():
        return np.zeros_like(f0_hz)
    frames = np.arange(len(f0_hz))
    drawn = np.interp(frames, frames[voiced], np.log(f0_hz[voiced] / REFERENCE_HZ))
    return np.asarray(drawn, np.float32)
