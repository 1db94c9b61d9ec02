"""Recordings for the tests of this room: what an engine says, with the words where it says them."""

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.pcm import Coding, PcmWriter
from speechwright.audio.resample import resample
from speechwright.tasks.edits.transcript import Transcript, Word
from speechwright.tts.arpabet import PAUSE
from speechwright.tts.voice import Engine, Spoken, Voice
from tests.tts.engines import installed_engines

Floats = NDArray[np.float64]
TEXT = "She bought a small boat, and sailed around green islands every summer. Nobody else ever came along."
NUM_FIRST = 12  # words of the first sentence
PAUSE_S = 0.4  # of background before and after


@cache
def engines() -> dict[str, Engine]:
    return installed_engines()


@cache
def spoken(engine: str, name: str, rate: float = 1.0) -> Spoken:
    found = engines()[engine].say(TEXT, Voice(engine, name, rate=rate))
    assert len(found.words) == len(TEXT.split()), "a text whose words no engine runs together"
    return found


def recording(
    said: Spoken, rate_hz: int, balance: tuple[float, ...] = (1.0,), noise_dbfs: float | None = None
) -> Floats:
    """Speech at −20 dBFS (num_samples, num_channels), with white noise of one level in all channels."""
    mono_N = resample(said.audio, rate_hz).samples.astype(np.float64)
    mono_N = np.pad(0.1 * mono_N / np.sqrt(np.mean(mono_N**2)), round(PAUSE_S * rate_hz))
    level = 0.0 if noise_dbfs is None else 10 ** (noise_dbfs / 20)
    noise_NC = np.random.default_rng(0).standard_normal((len(mono_N), len(balance)))
    return mono_N[:, None] * np.array(balance) + level * noise_NC


def transcript(said: Spoken, rate_hz: int) -> Transcript:
    """Of such a recording."""
    length = round((2 * PAUSE_S + said.audio.length_s) * rate_hz)
    pauses_s = [span.start_s for span in said.phonemes if span.label == PAUSE]
    ends_s = [min([w.end_s, *(at for at in pauses_s if at > w.start_s)]) for w in said.words]  # eSpeak adds the pause
    bounds_s = [(w.start_s, end_s) for w, end_s in zip(said.words, ends_s, strict=True)]
    times = [tuple(round((PAUSE_S + at) * rate_hz) for at in bounds) for bounds in bounds_s]
    tokens = TEXT.split()
    words = tuple(Word(text, *each, text.endswith(".")) for text, each in zip(tokens, times, strict=True))
    return Transcript(words, rate_hz, length)


def written(path: Path, sound_NC: Floats, rate_hz: int) -> Path:
    coding = Coding(rate_hz, sound_NC.shape[1], "FLOAT")
    with PcmWriter(path, coding) as out:
        out.write(coding.raw(sound_NC))
    return path
