"""Measures of a stretch of sound, on the scales of `tasks.edits.score`. A stretch comes in blocks (num_samples, C), the
first of which may be empty: an hour of it is never held."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.pitch import track_f0
from speechwright.audio.resample import resample
from speechwright.dsp.average_speech import LongTerm
from speechwright.dsp.bandwidth import treble_lack_db
from speechwright.dsp.channel import LINE_HZ
from speechwright.dsp.declip import ClipMeter
from speechwright.dsp.level import Rms
from speechwright.dsp.loudness import Loudness
from speechwright.dsp.marks import median_f0_hz
from speechwright.dsp.noise_profile import TINY, profile_of
from speechwright.dsp.reverberation import RoomMeter
from speechwright.dsp.silence import Segmenter
from speechwright.dsp.stream import Meter
from speechwright.tasks.edits.score import percent, semitones
from speechwright.types import Audio

Floats = NDArray[np.float64]
Blocks = Iterable[Floats]
Measure = Callable[[Blocks, int], float]
M = TypeVar("M", bound=Meter)
ANALYSIS_RATE_HZ = 16_000
SILENT_DB, QUIET_S, ROOM_S = -120.0, 0.1, 4.0
FORMANT_HZ = (300.0, 3_500.0)  # where formants tell voices apart


def length(blocks: Blocks, rate_hz: int) -> float:
    """In percent of a second."""
    return percent(max(1, sum(map(len, blocks))) / rate_hz)


def level(blocks: Blocks, rate_hz: int) -> float:
    """RMS in dBFS."""
    return max(SILENT_DB, _pushed(Rms(), blocks).dbfs())


def loudness(blocks: Blocks, rate_hz: int) -> float:
    """Integrated, in LUFS."""
    num_channels, blocks = _channels(blocks)
    return max(SILENT_DB, _pushed(Loudness(rate_hz, num_channels), blocks).lufs())


def pitch(blocks: Blocks, rate_hz: int) -> float:
    """The median F0 in semitones; NaN without a voice."""
    f0_hz = median_f0_hz(_gathered(blocks), rate_hz)
    return semitones(f0_hz) if f0_hz > 0 else math.nan


def pitch_range(blocks: Blocks, rate_hz: int) -> float:
    """From the 10th to the 90th percentile of F0; NaN without a voice."""
    sound_NC = _gathered(blocks)
    if not len(sound_NC):
        return math.nan
    mono = Audio(sound_NC.mean(axis=1).astype(np.float32), rate_hz)
    f0_hz, voiced = track_f0(resample(mono, ANALYSIS_RATE_HZ), ANALYSIS_RATE_HZ // 100)
    heard = f0_hz[voiced]
    return float(np.diff(12 * np.log2(np.percentile(heard, [10, 90])))[0]) if len(heard) else math.nan


def background(blocks: Blocks, rate_hz: int) -> float:
    """The level of the background in dBFS: of the silences, or, where there are none, of what is always there; NaN
    where it is too short to tell."""
    sound_NC = _gathered(blocks)
    if len(sound_NC) < QUIET_S * rate_hz:
        return math.nan
    spans = _pushed(Segmenter(rate_hz, sound_NC.shape[1]), [sound_NC]).finish().quiet
    quiet = np.concatenate([sound_NC[begin:end] for begin, end in spans] or [sound_NC[:0]])
    if len(quiet) >= QUIET_S * rate_hz:
        return level([quiet], rate_hz)
    return max(SILENT_DB, float(profile_of(sound_NC, rate_hz).rms_dbfs.max()))


def reverberation(blocks: Blocks, rate_hz: int) -> float:
    """The time in which sound dies away by 60 dB, in seconds; 0 where no room is heard, NaN where it is too short to
    tell."""
    meter, count = RoomMeter(rate_hz), 0
    for block_NC in blocks:
        meter.push(block_NC)
        count += len(block_NC)
    return meter.finish().rt60_s if count >= ROOM_S * rate_hz else math.nan


def treble(blocks: Blocks, rate_hz: int) -> float:
    """The treble against that of average speech, in dB."""
    return -treble_lack_db(rate_hz, _pushed(LongTerm(rate_hz), blocks).finish())


def width(blocks: Blocks, rate_hz: int) -> float:
    """The power outside of a telephone's band against that inside it, in dB; NaN for silence."""
    meter = LongTerm(rate_hz)
    power_F = _pushed(meter, blocks).finish()
    inside = (meter.hz >= LINE_HZ[0]) & (meter.hz <= LINE_HZ[1])
    outside, within = float(power_F[~inside].sum()), float(power_F[inside].sum())
    return max(SILENT_DB, 10 * math.log10(max(TINY, outside) / within)) if within else math.nan


def formants(blocks: Blocks, rate_hz: int) -> float:
    """Where the middle of the power of speech lies, on a scale of percent; NaN for silence."""
    meter = LongTerm(rate_hz)
    power_F = _pushed(meter, blocks).finish()
    inside = (meter.hz >= FORMANT_HZ[0]) & (meter.hz <= FORMANT_HZ[1])
    weights = np.sqrt(power_F[inside])
    return percent(float(np.exp(np.average(np.log(meter.hz[inside]), weights=weights)))) if weights.any() else math.nan


def clipped(blocks: Blocks, rate_hz: int) -> float:
    """The share of samples in clipped runs, in percent."""
    return 100 * _pushed(ClipMeter(rate_hz), blocks).finish().share


def stress(blocks: Blocks, rate_hz: int) -> float:
    """Half of it level, three tenths pitch, two tenths length, as SpeechEditBench weighs them; each in shares of what
    makes it double (our choice)."""
    sound = [_gathered(blocks)]
    height = pitch(sound, rate_hz)
    return (
        0.5 * level(sound, rate_hz) / 6
        + 0.3 * (0.0 if math.isnan(height) else height) / 12
        + 0.2 * length(sound, rate_hz) / 69
    )


def silence(blocks: Blocks, rate_hz: int) -> float:
    """What there is of it at both ends, in seconds."""
    num_channels, blocks = _channels(blocks)
    segments = _pushed(Segmenter(rate_hz, num_channels), blocks).finish()
    spans = (segments.leading, segments.trailing)
    return sum(end - begin for begin, end in spans) / rate_hz


def _pushed(meter: M, blocks: Blocks) -> M:
    for block in blocks:
        meter.push(block)
    return meter


def _channels(blocks: Blocks) -> tuple[int, Blocks]:
    """How many there are, and the blocks."""
    rest = iter(blocks)
    first = next(rest)
    return first.shape[1], chain([first], rest)


def _gathered(blocks: Blocks) -> Floats:
    return np.concatenate(list(blocks))


MEASURES: dict[str, Measure] = {
    "length": length,
    "level": level,
    "loudness": loudness,
    "pitch": pitch,
    "pitch range": pitch_range,
    "background": background,
    "reverberation": reverberation,
    "treble": treble,
    "width": width,
    "formants": formants,
    "clipped": clipped,
    "stress": stress,
    "silence": silence,
}


WHOLE = frozenset(("level", "loudness", "clipped", "silence"))
"""Measures of the whole of a stretch, however long: its ends tell, or loud parts of it. Of others a part is enough."""


def beginning(blocks: Blocks, num_channels: int, most: int) -> Iterator[Floats]:
    """At most so many samples of some blocks; at least a block, if an empty one."""
    yield np.zeros((0, num_channels))
    for block in blocks:
        if most <= 0:
            return
        yield block[:most]
        most -= len(block)
