"""Measures of a stretch of sound, on the scales of `tasks.edits.score`."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.pitch import track_f0
from speechwright.audio.resample import resample
from speechwright.dsp.average_speech import LongTerm
from speechwright.dsp.bandwidth import treble_lack_db
from speechwright.dsp.declip import ClipMeter
from speechwright.dsp.level import Rms
from speechwright.dsp.loudness import Loudness
from speechwright.dsp.marks import median_f0_hz
from speechwright.dsp.noise_profile import profile_of
from speechwright.dsp.reverberation import RoomMeter
from speechwright.dsp.silence import Segmenter
from speechwright.tasks.edits.score import percent, semitones
from speechwright.types import Audio

Floats = NDArray[np.float64]
Measure = Callable[[Floats, int], float]
Meter = TypeVar("Meter", bound="_Pushed")
ANALYSIS_RATE_HZ = 16_000
SILENT_DB, QUIET_S = -120.0, 0.1
FORMANT_HZ = (300.0, 3_500.0)  # where formants tell voices apart


class _Pushed(Protocol):
    def push(self, block_NC: Floats) -> None: ...


def length(sound_NC: Floats, rate_hz: int) -> float:
    """In percent of a second."""
    return percent(max(1, len(sound_NC)) / rate_hz)


def level(sound_NC: Floats, rate_hz: int) -> float:
    """RMS in dBFS."""
    return max(SILENT_DB, _pushed(Rms(), sound_NC).dbfs())


def loudness(sound_NC: Floats, rate_hz: int) -> float:
    """Integrated, in LUFS."""
    return max(SILENT_DB, _pushed(Loudness(rate_hz, sound_NC.shape[1]), sound_NC).lufs())


def pitch(sound_NC: Floats, rate_hz: int) -> float:
    """The median F0 in semitones; NaN without a voice."""
    f0_hz = median_f0_hz(sound_NC, rate_hz)
    return semitones(f0_hz) if f0_hz > 0 else math.nan


def pitch_range(sound_NC: Floats, rate_hz: int) -> float:
    """From the 10th to the 90th percentile of F0; NaN without a voice."""
    mono = Audio(sound_NC.mean(axis=1).astype(np.float32), rate_hz)
    f0_hz, voiced = track_f0(resample(mono, ANALYSIS_RATE_HZ), ANALYSIS_RATE_HZ // 100)
    heard = f0_hz[voiced]
    return float(np.diff(12 * np.log2(np.percentile(heard, [10, 90])))[0]) if len(heard) else math.nan


def background(sound_NC: Floats, rate_hz: int) -> float:
    """The level of the background in dBFS: of the silences, or, where there are none, of what is always there."""
    spans = _pushed(Segmenter(rate_hz, sound_NC.shape[1]), sound_NC).finish().quiet
    quiet = np.concatenate([sound_NC[begin:end] for begin, end in spans] or [sound_NC[:0]])
    if len(quiet) >= QUIET_S * rate_hz:
        return level(quiet, rate_hz)
    return max(SILENT_DB, float(profile_of(sound_NC, rate_hz).rms_dbfs.max()))


def reverberation(sound_NC: Floats, rate_hz: int) -> float:
    """The time in which sound dies away by 60 dB, in seconds; 0 where no room is heard."""
    return _pushed(RoomMeter(rate_hz), sound_NC).finish().rt60_s


def treble(sound_NC: Floats, rate_hz: int) -> float:
    """The treble against that of average speech, in dB."""
    return -treble_lack_db(rate_hz, _pushed(LongTerm(rate_hz), sound_NC).finish())


def formants(sound_NC: Floats, rate_hz: int) -> float:
    """Where the middle of the power of speech lies, on a scale of percent; NaN for silence."""
    meter = LongTerm(rate_hz)
    power_F = _pushed(meter, sound_NC).finish()
    inside = (meter.hz >= FORMANT_HZ[0]) & (meter.hz <= FORMANT_HZ[1])
    weights = np.sqrt(power_F[inside])
    return percent(float(np.exp(np.average(np.log(meter.hz[inside]), weights=weights)))) if weights.any() else math.nan


def clipped(sound_NC: Floats, rate_hz: int) -> float:
    """The share of samples in clipped runs, in percent."""
    return 100 * _pushed(ClipMeter(rate_hz), sound_NC).finish().share


def stress(sound_NC: Floats, rate_hz: int) -> float:
    """Half of it level, three tenths pitch, two tenths length, as SpeechEditBench weighs them; each in shares of what
    makes it double (our choice)."""
    height = pitch(sound_NC, rate_hz)
    return (
        0.5 * level(sound_NC, rate_hz) / 6
        + 0.3 * (0.0 if math.isnan(height) else height) / 12
        + 0.2 * length(sound_NC, rate_hz) / 69
    )


def silence(sound_NC: Floats, rate_hz: int) -> float:
    """What there is of it at both ends, in seconds."""
    segments = _pushed(Segmenter(rate_hz, sound_NC.shape[1]), sound_NC).finish()
    spans = (segments.leading, segments.trailing)
    return sum(end - begin for begin, end in spans) / rate_hz


def _pushed(meter: Meter, sound_NC: Floats) -> Meter:
    meter.push(sound_NC)
    return meter


MEASURES: dict[str, Measure] = {
    "length": length,
    "level": level,
    "loudness": loudness,
    "pitch": pitch,
    "pitch range": pitch_range,
    "background": background,
    "reverberation": reverberation,
    "treble": treble,
    "formants": formants,
    "clipped": clipped,
    "stress": stress,
    "silence": silence,
}


def gathered(blocks: Iterable[Floats], num_channels: int, most: int) -> Floats:
    """At most so many samples of some blocks."""
    found, count = [np.zeros((0, num_channels))], 0
    for block in blocks:
        found.append(block[: most - count])
        count += len(found[-1])
        if count >= most:
            break
    return np.concatenate(found)
