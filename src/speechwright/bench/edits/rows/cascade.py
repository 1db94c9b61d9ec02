"""The cascade: the edited text, spoken anew by a voice of the table. What most speech models do, with an honest voice.

The voice is the English one of eSpeak whose pitch is nearer; it is brought to the recording's level and pitch, and
faster, slower, higher or lower where that is asked of all of it. Nothing of the recording itself is left, and what is
asked of a part of it other than words can't be told to a voice.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.pcm import PcmFile, PcmWriter
from speechwright.audio.resample import resample
from speechwright.bench.edits.desk import Desk, Made
from speechwright.bench.edits.item import EditItem
from speechwright.bench.edits.texts import text_after
from speechwright.dsp.marks import median_f0_hz
from speechwright.metrics.prosody import semitones
from speechwright.tasks.edits.plan import Plan
from speechwright.tts import VOICES
from speechwright.tts.voice import Engine, Voice, speak

ENGINE, LOW, HIGH = "espeak", "en-us", "en-us+f3"
MEDIAN_HZ = {LOW: 100.0, HIGH: 190.0}  # of their own pitch


class Cascade:
    """Speaks anew."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._engine: Engine = VOICES[ENGINE]()

    def make(self, item: EditItem, path: Path) -> Made:
        words, plan = self._desk.words(item), self._desk.plan(item)
        with PcmFile(item.sound) as file:
            sound_NC, coding = file.floats(0, file.num_samples), file.coding
        text = text_after(words, plan.operations) or words.text
        voice = _voice(median_f0_hz(sound_NC, coding.rate_hz), plan)
        audio = resample(speak(self._engine, text, voice).audio, coding.rate_hz)
        gain = _rms(sound_NC) / max(_rms(audio.samples), 1e-9) * 10 ** (_whole(plan, "volume", "gain_db") / 20)
        spoken_NC = np.repeat(audio.samples[:, None] * gain, coding.num_channels, axis=1).astype(np.float64)
        with PcmWriter(path, coding) as out:
            out.write(coding.raw(spoken_NC))
        return Made(None, notes={"voice": voice.label})


def _voice(f0_hz: float, plan: Plan) -> Voice:
    """The nearer voice, at the pitch of the recording, with what is asked of all of it."""
    heard_hz = f0_hz if f0_hz > 0 else MEDIAN_HZ[LOW]
    name = min(MEDIAN_HZ, key=lambda each: abs(math.log2(MEDIAN_HZ[each] / heard_hz)))
    pitch = semitones(heard_hz, MEDIAN_HZ[name]) + _whole(plan, "pitch", "semitones")
    rate = _whole(plan, "speed", "factor") or 1.0
    return Voice(ENGINE, name, min(2.0, max(0.5, rate)), min(12.0, max(-12.0, pitch)))


def _whole(plan: Plan, edit: str, key: str) -> float:
    """An amount that is asked of the whole recording; 0 where none is."""
    found = [
        step.amounts[key]
        for step in plan.operations
        if step.edit == edit and key in step.amounts and (step.begin, step.end) == (0, plan.num_samples)
    ]
    return float(found[0]) if found else 0.0


def _rms(samples: NDArray[Any]) -> float:
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))
