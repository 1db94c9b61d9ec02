"""What a person would write in an afternoon: the same plan, each step by the plain means that every audio library has.

Overlap-add for tempo and pitch, gains, hard cuts at the aligned ends of words, zeros for pauses, spectral subtraction.
It has no words to put in and no means against a room, and it takes no care: no fades, no look for a better place to
cut, no look at what the sound is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import signal

from speechwright.audio.pcm import PcmFile, PcmWriter
from speechwright.bench.edits.checks import wanted_pause_s
from speechwright.bench.edits.desk import Desk, Made
from speechwright.bench.edits.item import EditItem
from speechwright.bench.edits.places import Whereabouts
from speechwright.bench.edits.rows.overlap_add import shifted, stretched
from speechwright.dsp.loudness import Loudness
from speechwright.dsp.marks import median_f0_hz
from speechwright.dsp.silence import Segmenter
from speechwright.editing.timeline import Timeline
from speechwright.errors import BadInstruction
from speechwright.metrics.prosody import semitones
from speechwright.tasks.edits.plan import Operation
from speechwright.tasks.edits.score import LEVELS_RMS
from speechwright.tasks.edits.transcript import Transcript
from speechwright.tasks.spoken_form import words_of

Floats = NDArray[np.float64]
STRESS_DB, TRIM_DB = 6.0, 40.0
QUIETEST_SHARE, LEAST_GAIN, FRAME_S = 0.1, 0.1, 0.032


class Signal:
    """Plain signal processing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def make(self, item: EditItem, path: Path) -> Made:
        words, plan = self._desk.words(item), self._desk.plan(item)
        with PcmFile(item.sound) as file:
            timeline = Timeline(file)
            cuts = [cut for step in plan.operations for cut in _do(timeline, step, words)]
            with PcmWriter(path, file.coding) as out:
                for block in timeline.raw():
                    out.write(block)
            where = Whereabouts([(piece.begin, piece.end, piece.num_samples) for piece in timeline.pieces])
        return Made(where, tuple(where.after(cut) for cut in cuts))


def _do(timeline: Timeline, step: Operation, words: Transcript) -> list[int]:
    """Do a step; samples of the recording behind which something was cut out."""
    if step.edit in CUTS:
        spans = CUTS[step.edit](timeline, step, words)
        for begin, end in spans:
            timeline.replace(begin, end, [])
        return [end for begin, end in spans if 0 < begin and end < timeline.source.num_samples]
    if step.edit == "pause":
        silence = np.zeros((round(float(step.amounts["seconds"]) * words.rate_hz), timeline.coding.num_channels))
        timeline.replace(step.begin, step.begin, [timeline.made(step.begin, step.begin, [silence])])
        return []
    if step.edit not in EFFECTS:
        raise BadInstruction(f"{step.edit}, which plain signal processing can't do", "an edit that it can", "leave it")
    sound_NC = _sound(timeline, step.begin, step.end)
    made = timeline.made(step.begin, step.end, [EFFECTS[step.edit](sound_NC, words.rate_hz, step)])
    timeline.replace(step.begin, step.end, [made])
    return []


def _sound(timeline: Timeline, begin: int, end: int) -> Floats:
    nothing = np.zeros((0, timeline.coding.num_channels))
    return np.concatenate([nothing, *timeline.floats(timeline.inside(begin, end))])


def _speed(sound_NC: Floats, rate_hz: int, step: Operation) -> Floats:
    factor = step.amounts.get("factor")
    if factor is None:
        raise BadInstruction("a class of speed", "a factor", "leave it out")
    return stretched(sound_NC, rate_hz, max(1, round(len(sound_NC) / float(factor))))


def _pitch(sound_NC: Floats, rate_hz: int, step: Operation) -> Floats:
    told = {key: float(value) for key, value in step.amounts.items()}
    if "semitones" in told:
        return shifted(sound_NC, rate_hz, told["semitones"])
    f0_hz = median_f0_hz(sound_NC, rate_hz)
    to_hz = told["to_hz"] if "to_hz" in told else f0_hz + told["by_hz"]
    return shifted(sound_NC, rate_hz, semitones(to_hz, f0_hz)) if f0_hz > 0 and to_hz > 0 else sound_NC


def _volume(sound_NC: Floats, rate_hz: int, step: Operation) -> Floats:
    if "level" in step.amounts:
        return sound_NC * (LEVELS_RMS[str(step.amounts["level"])] / max(float(np.sqrt(np.mean(sound_NC**2))), 1e-9))
    return sound_NC * 10 ** (float(step.amounts["gain_db"]) / 20)


def _loudness(sound_NC: Floats, rate_hz: int, step: Operation) -> Floats:
    meter = Loudness(rate_hz, sound_NC.shape[1])
    meter.push(sound_NC)
    return sound_NC * 10 ** (meter.gain_db_to(float(step.amounts["lufs"])) / 20)


def _noise(sound_NC: Floats, rate_hz: int, step: Operation) -> Floats:
    """Spectral subtraction, the noise being the mean of the quietest tenth of the frames."""
    if step.amounts["do"] != "remove":
        raise BadInstruction("noise to be added", "noise to be removed", "leave it out")
    frame = min(round(FRAME_S * rate_hz), len(sound_NC))
    _, _, spectra_CFT = signal.stft(sound_NC, rate_hz, nperseg=frame, axis=0)
    magnitude = np.abs(spectra_CFT)
    levels_T = magnitude.sum(axis=tuple(range(magnitude.ndim - 1)))
    quiet = magnitude[..., levels_T <= np.quantile(levels_T, QUIETEST_SHARE)].mean(axis=-1, keepdims=True)
    gains = np.maximum(1 - quiet / np.maximum(magnitude, 1e-12), LEAST_GAIN)
    _, made = signal.istft(spectra_CFT * gains, rate_hz, nperseg=frame, time_axis=-1, freq_axis=0)
    return np.asarray(made.T[: len(sound_NC)].reshape(-1, sound_NC.shape[1]))


def _stress(sound_NC: Floats, rate_hz: int, step: Operation) -> Floats:
    return sound_NC * 10 ** (float(step.amounts["strength"]) * STRESS_DB / 20)


def _fade(sound_NC: Floats, rate_hz: int, step: Operation) -> Floats:
    size = min(len(sound_NC), round(float(step.amounts["seconds"]) * rate_hz))
    ramp = np.linspace(0, 1, max(1, size))[:, None]
    rest = np.ones((len(sound_NC) - len(ramp), 1))
    envelope = np.concatenate([ramp, rest])
    return np.asarray(sound_NC * (envelope if step.amounts["kind"] == "in" else envelope[::-1]))


def _deleted(timeline: Timeline, step: Operation, words: Transcript) -> list[tuple[int, int]]:
    return [(step.begin, step.end)]


def _fillers(timeline: Timeline, step: Operation, words: Transcript) -> list[tuple[int, int]]:
    fillers = [words_of(word) for word in str(step.amounts["words"]).split(",")]
    inside = [word for word in words.words if step.begin <= word.begin and word.end <= step.end]
    return [(word.begin, word.end) for word in inside if words_of(word.text) in fillers]


def _pauses(timeline: Timeline, step: Operation, words: Transcript) -> list[tuple[int, int]]:
    """The middles of the pauses that are to be shorter."""
    segmenter = Segmenter(words.rate_hz, timeline.coding.num_channels)
    segmenter.push(_sound(timeline, 0, timeline.source.num_samples))
    inside = [(max(begin, step.begin), min(end, step.end)) for begin, end in segmenter.finish().pauses]
    wanted = [(*span, wanted_pause_s((span[1] - span[0]) / words.rate_hz, step.amounts)) for span in inside]
    if any(end - begin < round(wanted_s * words.rate_hz) for begin, end, wanted_s in wanted if begin < end):
        raise BadInstruction("pauses to be longer", "pauses to be shorter", "leave it out")
    left = [(begin, end, round(wanted_s * words.rate_hz)) for begin, end, wanted_s in wanted if begin < end]
    return [(begin + keep // 2, end - (keep - keep // 2)) for begin, end, keep in left if keep < end - begin]


def _ends(timeline: Timeline, step: Operation, words: Transcript) -> list[tuple[int, int]]:
    """What lies 40 dB below the peak at the ends, as most libraries trim."""
    loud = np.abs(_sound(timeline, 0, timeline.source.num_samples)).max(axis=1)
    above = np.flatnonzero(loud >= loud.max() * 10 ** (-TRIM_DB / 20))
    spans = {"start": (0, int(above[0])), "end": (int(above[-1]) + 1, timeline.source.num_samples)}
    return [span for end, span in spans.items() if step.amounts["ends"] in (end, "both") and span[0] < span[1]]


Effect = Callable[[Floats, int, Operation], Floats]
EFFECTS: Mapping[str, Effect] = {
    "speed": _speed,
    "pitch": _pitch,
    "volume": _volume,
    "loudness": _loudness,
    "noise": _noise,
    "stress": _stress,
    "fade": _fade,
}
CUTS: Mapping[str, Callable[[Timeline, Operation, Transcript], list[tuple[int, int]]]] = {
    "delete": _deleted,
    "fillers": _fillers,
    "remove_pauses": _pauses,
    "shorten_pauses": _pauses,
    "trim": _ends,
}
