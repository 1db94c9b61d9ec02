"""Recordings for the tests of edits: spoken by a voice, with its own word times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from speechwright.audio.pcm import Coding, PcmWriter
from speechwright.audio.resample import resample
from speechwright.editing.cuts import Gap
from speechwright.editing.parts import Made
from speechwright.editing.recording import Recording, Synthesised
from speechwright.editing.timeline import Timeline
from speechwright.tasks.edits.transcript import Transcript, Word
from speechwright.types import Span
from tests.asr.say import spoken

CODING = Coding(44_100, 2, "PCM_24")
TEXT = "please tell me your very best way home from our station. we saw another very big dog there."
NOISE_RMS, SILENCE_S, PAUSE_S = 3e-4, 0.3, 0.4


def recording(path: Path, text: str = TEXT, coding: Coding = CODING) -> tuple[Path, Transcript]:
    """A text as a file of that coding, its channels of unequal loudness in a quiet room, with a pause after each
    sentence; and its words."""
    said = spoken(text)
    mono = resample(said.audio, coding.rate_hz).samples.astype(np.float64)
    words = list(_words(text, said.words, coding.rate_hz))
    for word in [word for word in reversed(words[:-1]) if word.ends_sentence]:
        at = word.end - round(SILENCE_S * coding.rate_hz)
        mono = np.insert(mono, at, np.zeros(round(PAUSE_S * coding.rate_hz)))
        words = [_later(each, round(PAUSE_S * coding.rate_hz)) if each.begin >= word.end else each for each in words]
    mono = np.pad(mono, round(SILENCE_S * coding.rate_hz))
    noise = np.random.default_rng(0).normal(scale=NOISE_RMS, size=(len(mono), coding.num_channels))
    with PcmWriter(path, coding) as out:
        out.write(coding.raw(mono[:, None] * np.linspace(0.6, 0.3, coding.num_channels) + noise))
    return path, Transcript(tuple(words), coding.rate_hz, len(mono))


def _words(text: str, spans: Sequence[Span], rate_hz: int) -> Iterator[Word]:
    end = 0
    for written, span in zip(text.split(), spans, strict=True):
        begin = max(end, round((SILENCE_S + span.start_s) * rate_hz))
        end = max(begin, round((SILENCE_S + span.end_s) * rate_hz))
        yield Word(written, begin, end, written[-1] in ".?!")


def _later(word: Word, by: int) -> Word:
    return Word(word.text, word.begin + by, word.end + by, word.ends_sentence)


def buzz(recording: Recording, text: str, before: Gap, after: Gap) -> Made:
    """Stands for a voice: a quarter of a second of a tone, for what needs no voice to be tested."""
    recording.synthesised.append(Synthesised(text, "buzz"))
    tone = 0.05 * np.sin(np.arange(recording.rate_hz // 4) / 20)
    return Made(np.repeat(tone[:, None], recording.file.coding.num_channels, axis=1), text)


def output(timeline: Timeline) -> np.ndarray:
    """The whole output as its coding holds it."""
    return np.concatenate(list(timeline.raw()))
