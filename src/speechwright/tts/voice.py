"""What every engine of the table offers, and how one voice is set."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from speechwright.errors import BadText
from speechwright.types import Audio, Span


@dataclass(frozen=True)
class Voice:
    """One voice as it is to speak.

    Args:
        engine: name in the VOICES table.
        name: a voice of that engine ("en-us+f3", "slt").
        rate: speaking rate as a factor of the engine's own, 0.5 to 2.
        pitch: shift of the voice's pitch in semitones, -12 to 12.
        formants: factor of the frequencies of its formants, 0.8 to 1.25: another vocal tract, see `speak`.
    """

    engine: str
    name: str
    rate: float = 1.0
    pitch: float = 0.0
    formants: float = 1.0

    def __post_init__(self) -> None:
        assert 0.5 <= self.rate <= 2.0, f"rate {self.rate} is outside 0.5 to 2"
        assert -12 <= self.pitch <= 12, f"pitch {self.pitch} is outside -12 to 12 semitones"
        assert 0.8 <= self.formants <= 1.25, f"formants {self.formants} are outside 0.8 to 1.25"

    @property
    def label(self) -> str:
        """How a person names it: `engine:name`."""
        return f"{self.engine}:{self.name}"


@dataclass(frozen=True)
class Spoken:
    """A text as spoken: the sound, and where its words and phonemes lie.

    Phonemes are ARPAbet without stress marks, the same set from every engine; pauses are "pau".
    """

    audio: Audio
    words: tuple[Span, ...]
    phonemes: tuple[Span, ...]
    voice: Voice


class Engine(Protocol):
    """Text → speech. An engine holds whatever its library needs; one is used by one thread at a time."""

    name: str
    licence: str

    def names(self) -> tuple[str, ...]:
        """The voices it has, sorted."""
        ...

    def say(self, text: str, voice: Voice) -> Spoken:
        """Speak a text; the same text and voice give the same samples.

        Raises:
            BadText: nothing in the text can be spoken.
            UnknownName: the engine has no such voice.
        """
        ...


def speak(engine: Engine, text: str, voice: Voice) -> Spoken:
    """What the engine says in that voice, its formants moved.

    The sound is played faster or slower by the factor, once the engine has been asked for the rate and pitch that this
    undoes. What lies outside the rates and pitches that a voice can have is as near as it can be.
    """
    if voice.formants == 1.0:
        return engine.say(text, voice)
    rate = min(2.0, max(0.5, voice.rate / voice.formants))
    pitch = min(12.0, max(-12.0, voice.pitch - 12 * math.log2(voice.formants)))
    spoken = engine.say(text, replace(voice, rate=rate, pitch=pitch, formants=1.0))
    audio = Audio(spoken.audio.samples, round(spoken.audio.rate_hz * voice.formants))
    factor = spoken.audio.rate_hz / audio.rate_hz
    words, phonemes = (_scaled(spans, factor) for spans in (spoken.words, spoken.phonemes))
    return Spoken(audio, words, phonemes, voice)


def _scaled(spans: tuple[Span, ...], factor: float) -> tuple[Span, ...]:
    return tuple(Span(span.label, span.start_s * factor, span.end_s * factor) for span in spans)


def vary(
    voice: Voice,
    rng: np.random.Generator,
    rate_spread: float = 0.2,
    pitch_spread: float = 2.0,
    formant_spread: float = 0.0,
) -> Voice:
    """The voice with rate, pitch and formants drawn around its own (pitch normal, the others log-normal; cut at two
    spreads)."""
    turns = np.clip(rng.normal(size=3 if formant_spread else 2), -2, 2)
    rate = float(np.clip(voice.rate * np.exp(rate_spread * turns[0]), 0.5, 2.0))
    pitch = float(np.clip(voice.pitch + pitch_spread * turns[1], -12, 12))
    formants = float(np.clip(np.exp(formant_spread * turns[2]), 0.8, 1.25)) if formant_spread else 1.0
    return replace(voice, rate=round(rate, 3), pitch=round(pitch, 2), formants=round(formants, 3))


def require_speakable(text: str) -> str:
    """The text without surrounding white space.

    Raises:
        BadText: it holds no letter or digit.
    """
    if not any(char.isalnum() for char in text):
        raise BadText(f"text {text[:40]!r}", "at least one letter or digit", "give words to speak")
    return text.strip()
