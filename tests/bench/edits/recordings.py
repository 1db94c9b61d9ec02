"""Items for the tests: one sentence, spoken once, and what may be asked of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from speechwright.asr.pocketsphinx import PocketSphinx
from speechwright.audio.pcm import Coding, PcmWriter
from speechwright.audio.resample import resample
from speechwright.bench.edits.item import EditItem, Goal
from speechwright.bench.edits.places import Whereabouts
from speechwright.bench.edits.scene import Scene
from speechwright.bench.edits.take import Take
from tests.asr.say import spoken

TEXT = "the green bottle stands on the very old wooden table in our kitchen"
CODING = Coding(22_050, 2, "PCM_24")
MARGIN_S = 0.3


@cache
def ear() -> PocketSphinx:
    return PocketSphinx()


@cache
def sound() -> np.ndarray:
    """The sentence in a quiet room, (num_samples, 2)."""
    mono = resample(spoken(TEXT).audio, CODING.rate_hz).samples.astype(np.float64)
    mono = np.pad(0.3 * mono, round(MARGIN_S * CODING.rate_hz))
    return mono[:, None] * [1.0, 0.7] + np.random.default_rng(0).normal(scale=1e-4, size=(len(mono), 2))


def written(path: Path, sound_NC: np.ndarray) -> Path:
    with PcmWriter(path, CODING) as out:
        out.write(CODING.raw(sound_NC))
    return path


def span_of(word: str) -> tuple[float, float]:
    """Where the engine says a word, in seconds of the recording."""
    found = next(span for span in spoken(TEXT).words if span.label == word)
    return MARGIN_S + found.start_s, MARGIN_S + found.end_s


def item(folder: Path, instruction: str, *goals: Goal, target: str = "") -> EditItem:
    path = folder / "in.wav"
    if not path.exists():
        written(path, sound())
    return EditItem("0", path, goals[0].edit, instruction, TEXT, target, goals)


def scene(one: EditItem, made_NC: np.ndarray, where: Whereabouts | None) -> Scene:
    """An item beside a sound that was made of it."""
    path = written(one.sound.with_name("out.wav"), made_NC)
    before = Take(one.sound, ear(), TEXT, one.target)
    return Scene(one, before, Take(path, ear(), one.wanted, TEXT), where)


def unmoved() -> Whereabouts:
    return Whereabouts([(0, len(sound()), len(sound()))])
