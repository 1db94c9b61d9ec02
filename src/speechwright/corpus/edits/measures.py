"""What is measured on the sides of a pair: to choose amounts, to find the way back, to see that an edit was done."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.level import frame_levels_dbfs, rms_dbfs
from speechwright.corpus.edits.side import Side
from speechwright.dsp.average_speech import LongTerm
from speechwright.dsp.declip import ClipMeter
from speechwright.dsp.loudness import Loudness
from speechwright.dsp.marks import find_marks
from speechwright.dsp.marks import median_f0_hz as median_of
from speechwright.dsp.spectra import bin_hz
from speechwright.types import Audio

Floats = NDArray[np.float64]
# InstructSpeech's classes of RMS, where 1 is full scale (Huang et al., ICML 2024, on data).
VOLUMES = {"low": (0.02, 0.04), "medium": (0.07, 0.10), "high": (0.16, 0.20)}
# Letters and blanks a second; below 9.2 is slow and above 20.8 fast: Audiobox, arXiv 2312.15821.
PACES = {"slow": (0.0, 9.2), "normal": (9.2, 20.8), "fast": (20.8, math.inf)}
FLOOR_SHARE = 10  # percent of the frames that are quieter than what counts as the background's level


def sound_NC(audio: Audio) -> Floats:
    return audio.samples.astype(np.float64)[:, None]


def median_f0_hz(audio: Audio) -> float:
    """NaN where nobody speaks with a voice."""
    return median_of(sound_NC(audio), audio.rate_hz)


def f0_range_octaves(audio: Audio) -> float:
    """How far apart the 10th and the 90th percentile of F0 lie over voiced marks, in octaves; 0 without a voice. Few
    marks are mistaken by an octave, and these don't count."""
    marks = find_marks(sound_NC(audio), audio.rate_hz)
    periods = marks.period_K[marks.is_voiced_K]
    return float(np.ptp(np.percentile(np.log2(periods), [10, 90]))) if len(periods) > 1 else 0.0


def lufs_of(audio: Audio) -> float:
    meter = Loudness(audio.rate_hz, 1)
    meter.push(sound_NC(audio))
    return meter.lufs()


def volume_of(audio: Audio) -> str:
    """The class of a sound's RMS; "" between classes."""
    rms = 10 ** (rms_dbfs(audio) / 20)
    return next((name for name, (low, high) in VOLUMES.items() if low <= rms <= high), "")


def pace_of(side: Side, begin: int, end: int) -> str:
    """The class of the pace at which words are said in a stretch; "" where none are."""
    words = [word for word in side.transcript.words if begin <= word.begin and word.end <= end]
    if not words:
        return ""
    length_s = (words[-1].end - words[0].begin) / side.rate_hz
    pace = len(" ".join(word.text for word in words)) / max(1e-3, length_s)
    return next(name for name, (low, high) in PACES.items() if low <= pace < high)


def floor_dbfs(audio: Audio) -> float:
    """The level of the background."""
    return float(np.percentile(np.maximum(frame_levels_dbfs(audio), -120.0), FLOOR_SHARE))


def spectrum_db(audio: Audio) -> tuple[Floats, Floats]:
    """Frequencies in Hz, and the mean level of speech at each in dB (F,)."""
    meter = LongTerm(audio.rate_hz)
    meter.push(sound_NC(audio))
    return bin_hz(audio.rate_hz), 10 * np.log10(np.maximum(meter.finish(), 1e-20))


def share_above_db(audio: Audio, hz: float) -> float:
    """The power above a frequency, against that of all, in dB."""
    bins_hz, level_F = spectrum_db(audio)
    power_F = 10 ** (level_F / 10)
    return float(10 * np.log10(max(power_F[bins_hz >= hz].sum(), 1e-20) / max(power_F.sum(), 1e-20)))


def warp_octaves(before: Audio, after: Audio) -> float:
    """By how much the spectral envelope of the second lies higher, where the two fit best: formants that have moved.

    Envelopes are averaged over a third of an octave, on a scale of octaves from 300 Hz to 5 kHz.
    """
    grid = np.arange(np.log2(300), np.log2(min(5000, before.rate_hz / 2.2)), 0.02)
    one, other = (_envelope(audio, grid) for audio in (before, after))
    shifts = np.arange(-20, 21)
    fits = [_likeness(one, other, int(shift)) for shift in shifts]
    return 0.02 * float(shifts[int(np.argmax(fits))])


def _envelope(audio: Audio, octaves_G: Floats) -> Floats:
    hz, level_F = spectrum_db(audio)
    level_G = np.interp(octaves_G, np.log2(np.maximum(hz, 1)), level_F)
    smooth = np.ones(17) / 17
    return np.convolve(np.pad(level_G, 8, mode="edge"), smooth, "valid")


def _likeness(one: Floats, other: Floats, shift: int) -> float:
    """The correlation of two envelopes of which the second is moved down by `shift` steps."""
    size = len(one) - abs(shift)
    low, high = max(0, -shift), max(0, shift)
    return float(np.corrcoef(one[low : low + size], other[high : high + size])[0, 1])


def clipped_share(audio: Audio) -> float:
    """The share of samples in flat tops."""
    meter = ClipMeter(audio.rate_hz)
    meter.push(sound_NC(audio))
    found = meter.finish()
    return found.share if found.is_clipped else 0.0


def level_db(audio: Audio) -> float:
    """In dBFS, and no lower than digital silence with dither would be."""
    return max(-100.0, rms_dbfs(audio))
