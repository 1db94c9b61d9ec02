"""Plain changes of tempo and pitch, as a general audio library has them; no marks of the voice, no formants.

WSOLA: W. Verhelst and M. Roelands, "An overlap-add technique based on waveform similarity (WSOLA) for high quality
time-scale modification of speech", ICASSP 1993. Frames of 40 ms and a search of 10 ms are our choice.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.resample import resample
from speechwright.types import Audio

Floats = NDArray[np.float64]
HOP_S, SEARCH_S = 0.02, 0.01


def stretched(sound_NC: Floats, rate_hz: int, num_samples: int) -> Floats:
    """The sound faster or slower, (num_samples, C)."""
    hop, search = round(HOP_S * rate_hz), round(SEARCH_S * rate_hz)
    window_F1 = np.sin(np.pi * (np.arange(2 * hop) + 0.5) / (2 * hop))[:, None] ** 2
    padded = np.pad(sound_NC, ((search + hop, 4 * hop + search), (0, 0)))
    mean = padded.mean(axis=1)
    made, at = np.zeros((num_samples + 3 * hop, sound_NC.shape[1])), search + hop
    for out in range(0, num_samples + hop, hop):
        wanted = min(round(out * len(sound_NC) / num_samples), len(sound_NC)) + search
        at = _likest(mean, at + hop, wanted, hop, search) if out else wanted
        made[out : out + 2 * hop] += padded[at : at + 2 * hop] * window_F1
    return made[hop : hop + num_samples]


def shifted(sound_NC: Floats, rate_hz: int, semitones: float) -> Floats:
    """The sound higher or lower, of the same length: stretched, then played at another speed, formants and all."""
    ratio = 2 ** (semitones / 12)
    longer = stretched(sound_NC, rate_hz, max(1, round(len(sound_NC) * ratio)))
    played = [resample(Audio(channel, rate_hz), max(1, round(rate_hz / ratio))).samples for channel in longer.T]
    fitted = np.stack(played, axis=1).astype(np.float64)[: len(sound_NC)]
    return np.pad(fitted, ((0, len(sound_NC) - len(fitted)), (0, 0)))


def _likest(mean: Floats, natural: int, wanted: int, hop: int, search: int) -> int:
    """The start near the wanted one where the sound is most like what would follow by itself."""
    follows = mean[natural : natural + hop]
    first = max(0, wanted - search)
    windows = np.lib.stride_tricks.sliding_window_view(mean[first : wanted + search + len(follows)], len(follows))
    if not len(follows) or not len(windows):
        return wanted
    norms = np.sqrt(np.sum(np.square(windows), axis=1)) + 1e-9
    return first + int((windows @ follows / norms).argmax())
