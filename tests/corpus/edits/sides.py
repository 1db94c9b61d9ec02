"""Recordings for tests of pairs: spoken by eSpeak NG, with the times of their words."""

from __future__ import annotations

from functools import cache

import numpy as np

from speechwright.audio.resample import resample
from speechwright.corpus.edits.pair import Draw
from speechwright.corpus.edits.placing import placed_words
from speechwright.corpus.edits.side import Side, side_of
from speechwright.corpus.split import Split
from speechwright.tasks.edits.transcript import Word
from speechwright.tts.espeak import Espeak
from speechwright.tts.voice import Voice
from speechwright.types import Audio

TEXT = "Today we will cook some rice with salt; the water is very hot. My sister bought three green apples."
MARGIN = 3_200


@cache
def spoken(text: str = TEXT, name: str = "en-us") -> Side:
    """The text, between stretches of silence."""
    said = _engine().say(text, Voice("espeak", name))
    audio = resample(said.audio, 16_000)
    words = placed_words(text, said.words, said.phonemes, 16_000)
    later = tuple(Word(word.text, word.begin + MARGIN, word.end + MARGIN, word.ends_sentence) for word in words)
    return side_of(Audio(np.pad(audio.samples, MARGIN), 16_000), later, is_real=True)


def draw(seed: int = 0, split: Split = "train", side: Side | None = None) -> Draw:
    return Draw(np.random.default_rng(seed), split, side or spoken())


@cache
def _engine() -> Espeak:
    return Espeak()
