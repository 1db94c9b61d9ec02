"""Who speaks the words that are put into a recording: a man for a man, as far as pitch tells, and of those at hand the
one who is nearest in pitch.

Voices made from recordings of people come first; eSpeak NG's are there where none of those is installed. The list and
its order are our choice: of voices of one pitch those that recognizers understood best.
"""

from __future__ import annotations

import math

from speechwright.errors import MissingExtra
from speechwright.tts import VOICES
from speechwright.tts.voice import Engine, Voice

# Engine → voice → its median F0 in Hz, measured over a sentence of twenty words.
CASTS = {
    "flite": {"awb": 130.0, "kal16": 96.0, "rms": 101.0, "slt": 168.0},
    "espeak": {"en-us+m3": 103.0, "en-us+Nguyen": 148.0, "en-us+f2": 194.0, "en-us+f5": 204.0, "en-us+linda": 227.0},
}
# Between the ranges that are commonly given for men (85 to 155 Hz) and women (165 to 255 Hz).
PARTING_HZ = 160.0
_UNHEARD_HZ = 130.0  # for a recording in which no pitch is heard


class Casting:
    """The engines that are opened, each once."""

    def __init__(self) -> None:
        self._engines: dict[str, Engine] = {}

    def engine(self, name: str) -> Engine:
        """An engine of the VOICES table.

        Raises:
            UnknownName: there is no such engine.
            MissingExtra: it is not installed.
        """
        if name not in self._engines:
            self._engines[name] = VOICES[name]()
        return self._engines[name]

    def voice_for(self, f0_hz: float) -> Voice:
        """The voice that speaks for somebody of this median F0 (0: unknown).

        Raises:
            MissingExtra: no engine is installed.
        """
        engine = self._first()
        wanted_hz = f0_hz or _UNHEARD_HZ
        voices = {name: hz for name, hz in CASTS[engine.name].items() if (hz > PARTING_HZ) == (wanted_hz > PARTING_HZ)}
        return Voice(engine.name, min(voices, key=lambda name: abs(math.log(voices[name] / wanted_hz))))

    def _first(self) -> Engine:
        """The first engine that is installed."""
        *preferred, last = CASTS
        for name in preferred:
            try:
                return self.engine(name)
            except MissingExtra:
                continue
        return self.engine(last)
