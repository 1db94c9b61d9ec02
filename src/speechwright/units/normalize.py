"""Level and channel normalisation of log-mel features, the same in training and in use.

Legend: T frames, M mel bands.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

RANGE = 8.0  # nepers kept below the level of speech; what lies lower is room noise or digital silence
PRIOR_FRAMES = 150.0  # weight of the average channel against the recording's own: short clips say little of theirs
SCALE = 0.4  # brings the result to about unit variance


def normalize(log_mel_TM: Floats) -> Floats:
    """Remove the recording's level and part of its channel (see `channel`), and bound what is left."""
    features = log_mel_TM - channel(log_mel_TM)
    return np.asarray((np.maximum(features, -RANGE) + RANGE / 2) * SCALE, dtype=np.float32)


def channel(log_mel_TM: Floats) -> Floats:
    """Level and channel of a recording, (M,).

    Level: the 95th percentile over frames of the frame's log energy. Channel: the mean over speech frames of each band,
    taken relative to the mean over bands, shrunk towards zero by `PRIOR_FRAMES` (a MAP estimate; our choice).
    """
    energy_T = _frame_energy(log_mel_TM)
    level = np.percentile(energy_T, 95)
    speech = log_mel_TM[energy_T > level - 3.0] - level
    channel_M = speech.sum(0) / (len(speech) + PRIOR_FRAMES)
    return np.asarray(channel_M - channel_M.mean() + level, dtype=np.float32)


def _frame_energy(log_mel_TM: Floats) -> Floats:
    peak_T = log_mel_TM.max(1)
    return np.asarray(peak_T + np.log(np.exp(log_mel_TM - peak_T[:, None]).mean(1)))
