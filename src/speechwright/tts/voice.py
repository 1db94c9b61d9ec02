"""What every engine of the table offers, and how one voice is set."""

from __future__ import annotations

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
    """

    engine: str
    name: str
    rate: float = 1.0
    pitch: float = 0.0

    def __post_init__(self) -> None:
        assert 0.5 <= self.rate <= 2.0, f"rate {self.rate} is outside 0.5 to 2"
        assert -12 <= self.pitch <= 12, f"pitch {self.pitch} is outside -12 to 12 semitones"

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


def vary(voice: Voice, rng: np.random.Generator, rate_spread: float = 0.2, pitch_spread: float = 2.0) -> Voice:
    """The voice with a rate and a pitch drawn around its own (log-normal and normal, cut at two spreads)."""
    turns = np.clip(rng.normal(size=2), -2, 2)
    rate = float(np.clip(voice.rate * np.exp(rate_spread * turns[0]), 0.5, 2.0))
    pitch = float(np.clip(voice.pitch + pitch_spread * turns[1], -12, 12))
    return replace(voice, rate=round(rate, 3), pitch=round(pitch, 2))


def require_speakable(text: str) -> str:
    """The text without surrounding white space.

    Raises:
        BadText: it holds no letter or digit.
    """
    if not any(char.isalnum() for char in text):
        raise BadText(f"text {text[:40]!r}", "at least one letter or digit", "give words to speak")
    return text.strip()
