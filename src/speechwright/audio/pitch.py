"""Follows the fundamental frequency of a voice (F0): peaks of the autocorrelation, and the best path through them.

After P. Boersma, "Accurate short-term analysis of the fundamental frequency and the harmonics-to-noise ratio of a
sampled sound", Proceedings of the Institute of Phonetic Sciences 17 (1993), 97–110. From the paper: a Hann-windowed
frame of three longest periods; its autocorrelation divided by the window's, which brings every multiple of the period
of a periodic sound up to 1; costs that choose among the peaks. Ours: a low-pass on the power spectrum, which makes
jitter and breath harmless and the peaks smooth enough for parabolas; the values of the costs, chosen on pulse trains,
coloured noise and recordings of spoken digits.

Shapes: T frames, N samples of a frame, L lags, P candidates of a frame (the first one is "unvoiced", with 0 Hz).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from speechwright.errors import BadAudio
from speechwright.types import Audio

Floats = NDArray[np.float64]

FRAME_PERIODS = 3
LOW_PASS_HZ = 1000.0  # standard deviation of a Gaussian
LAG_RATE_HZ = 32_000  # the autocorrelation is computed this finely, or finer
NUM_PEAKS = 6
VOICING_THRESHOLD = 0.6  # height of a peak that counts as voice
SILENCE_THRESHOLD = 0.03  # frames below this part of the loudest sample lean towards unvoiced
OCTAVE_COST = 0.05  # for each octave further down
JUMP_COST = 0.7  # for each octave from frame to frame
SWITCH_COST = 0.25  # between voiced and unvoiced
BATCH_FRAMES = 256
TINY = 1e-12


def track_f0(
    audio: Audio, hop_samples: int, min_hz: float = 60.0, max_hz: float = 400.0
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """F0 in Hz, float32 (num_frames,), 0 where unvoiced; and whether voiced, bool (num_frames,).

    Frame t is centred on sample t · hop_samples; num_frames = num_samples // hop_samples + 1. Beyond its ends the sound
    is thought of as reflected; one shorter than half a frame (1.5 / min_hz) counts as unvoiced.

    Raises:
        BadAudio: the sound is empty, or its rate is below 4 · max_hz.
    """
    assert 0 < 2 * min_hz <= max_hz and hop_samples > 0, f"F0 between {min_hz} and {max_hz} Hz, hop {hop_samples}"
    if not len(audio.samples) or audio.rate_hz < 4 * max_hz:
        found = f"{len(audio.samples)} samples at {audio.rate_hz} Hz"
        raise BadAudio(found, f"a sound at {4 * max_hz:g} Hz or more", "give one, or resample it")
    half = round(FRAME_PERIODS / min_hz * audio.rate_hz / 2)
    if len(audio.samples) <= half:
        unvoiced = np.zeros(len(audio.samples) // hop_samples + 1, np.float32)
        return unvoiced, unvoiced > 0
    padded = np.pad(audio.samples, (half, half + 1), mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, 2 * half + 1)[::hop_samples]
    f0_hz = _best_path(*_candidates(frames, audio.rate_hz, min_hz, max_hz)).astype(np.float32)
    return f0_hz, f0_hz > 0


def _candidates(frames_TN: NDArray[np.float32], rate_hz: int, min_hz: float, max_hz: float) -> tuple[Floats, Floats]:
    """Frequencies and strengths (T, P) of all candidates."""
    batches = [frames_TN[start : start + BATCH_FRAMES] for start in range(0, len(frames_TN), BATCH_FRAMES)]
    peaks = [_peaks(_autocorrelation(batch, rate_hz, min_hz), rate_hz, min_hz, max_hz) for batch in batches]
    hz_TP, strength_TP = (np.concatenate(part) for part in zip(*peaks, strict=True))
    loudness_T = np.concatenate([np.abs(batch).max(axis=1) for batch in batches])
    loudness_T = loudness_T / max(float(loudness_T.max()), TINY)
    unvoiced_T = VOICING_THRESHOLD + np.maximum(0, 2 - loudness_T * (1 + VOICING_THRESHOLD) / SILENCE_THRESHOLD)
    return np.insert(hz_TP, 0, 0.0, axis=1), np.insert(strength_TP, 0, unvoiced_T, axis=1)


def _fineness(rate_hz: int) -> int:
    """How many steps of the autocorrelation make one sample."""
    return max(1, -(-LAG_RATE_HZ // rate_hz))


def _fft_length(least: int) -> int:
    """The smallest length of that many samples or more with no prime factor but 2, 3 and 5, and few of these two."""
    return min(odd << ((least - 1) // odd).bit_length() for odd in (1, 3, 5, 9, 15))


def _autocorrelation(frames_TN: NDArray[np.float32], rate_hz: int, min_hz: float) -> Floats:
    """(T, L): 1 at lag 0, and at every period of a periodic sound. One lag beyond 1 / min_hz."""
    num_samples, fineness = frames_TN.shape[1], _fineness(rate_hz)
    num_lags = int(fineness * rate_hz / min_hz) + 2
    num_fft = _fft_length(int(num_samples + rate_hz / min_hz + rate_hz / LOW_PASS_HZ) + 1)
    low_pass = np.exp(-0.5 * (np.fft.rfftfreq(num_fft, 1 / rate_hz) / LOW_PASS_HZ) ** 2)
    window_N = np.hanning(num_samples + 2)[1:-1]
    centred_TN = frames_TN - frames_TN.mean(axis=1, keepdims=True)
    spectra = np.fft.rfft(centred_TN * window_N, num_fft)
    power = (spectra.real**2 + spectra.imag**2) * low_pass
    raw_TL = np.fft.irfft(power, num_fft * fineness)[:, :num_lags]
    window_L = np.fft.irfft(np.abs(np.fft.rfft(window_N, num_fft)) ** 2, num_fft * fineness)[:num_lags]
    raw_TL *= window_L[0] / window_L
    raw_TL /= np.maximum(raw_TL[:, :1].copy(), TINY)
    return np.asarray(raw_TL)


def _peaks(corr_TL: Floats, rate_hz: int, min_hz: float, max_hz: float) -> tuple[Floats, Floats]:
    """Frequencies and strengths (T, NUM_PEAKS) of the strongest peaks; strength is -inf where there are fewer."""
    steps_hz = rate_hz * _fineness(rate_hz)
    lags_L = np.arange(max(1, int(steps_hz / max_hz)), corr_TL.shape[1] - 1)
    left, top, right = (corr_TL[:, lags_L[0] + side : lags_L[-1] + side + 1] for side in (-1, 0, 1))
    frames, places = np.nonzero((top > left) & (top >= right) & (top > 0))
    left, top, right = (part[frames, places] for part in (left, top, right))
    shift = 0.5 * (left - right) / np.minimum(left - 2 * top + right, -TINY)
    bonus_L = OCTAVE_COST * np.log2(steps_hz / (min_hz * lags_L))
    strength = np.minimum(top, 1) + bonus_L[places]
    return _strongest(frames, steps_hz / (lags_L[places] + shift), strength, len(corr_TL))


def _strongest(frames: NDArray[np.intp], hz: Floats, strength: Floats, num_frames: int) -> tuple[Floats, Floats]:
    """The strongest of all peaks, which come frame by frame, side by side (T, NUM_PEAKS)."""
    ranks = np.arange(len(frames)) - np.searchsorted(frames, frames)
    hz_TR = np.ones((num_frames, max(NUM_PEAKS, ranks.max(initial=0)) + 1))
    strength_TR = np.full_like(hz_TR, -np.inf)
    hz_TR[frames, ranks], strength_TR[frames, ranks] = hz, strength
    best = np.argpartition(-strength_TR, NUM_PEAKS, axis=1)[:, :NUM_PEAKS]
    return np.take_along_axis(hz_TR, best, axis=1), np.take_along_axis(strength_TR, best, axis=1)


def _best_path(hz_TP: Floats, strength_TP: Floats) -> Floats:
    """The frequencies (T,) of the path that is strongest after its jumps and switches are paid for."""
    octaves = np.log2(hz_TP, out=np.zeros_like(hz_TP), where=hz_TP > 0)
    voiced = hz_TP > 0
    jumps = np.abs(octaves[:-1, :, None] - octaves[1:, None, :])
    both = voiced[:-1, :, None] & voiced[1:, None, :]
    switched = voiced[:-1, :, None] ^ voiced[1:, None, :]
    costs_TPP = JUMP_COST * jumps * both + SWITCH_COST * switched
    score, origins = strength_TP[0], []
    for cost, strength in zip(costs_TPP, strength_TP[1:], strict=True):
        total = score[:, None] - cost
        origins.append(total.argmax(axis=0))
        score = total.max(axis=0) + strength
    return hz_TP[np.arange(len(hz_TP)), _traced_back(origins, int(score.argmax()))]


def _traced_back(origins: list[NDArray[np.intp]], last: int) -> list[int]:
    """The candidate of each frame, from the one of the last frame and where each best came from."""
    path = [last]
    for origin in reversed(origins):
        path.append(int(origin[path[-1]]))
    return path[::-1]
