"""One side of a pair: a sound as it goes into the row, and the words in it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.pcm import PcmFile
from speechwright.audio.write import decode_flac, encode_flac
from speechwright.tasks.edits.transcript import Run, Transcript, Word
from speechwright.types import Audio


@dataclass(frozen=True)
class Side:
    """A sound with its words.

    Args:
        flac: the sound, 16 bits, one channel.
        transcript: its words, in samples of that sound.
        is_real: it was recorded, or spoken in one go; nobody edited it.
    """

    flac: bytes
    transcript: Transcript
    is_real: bool = False

    @property
    def rate_hz(self) -> int:
        return self.transcript.rate_hz

    @cached_property
    def audio(self) -> Audio:
        return decode_flac(self.flac)

    @property
    def sound_NC(self) -> NDArray[np.float64]:
        """The sound as signal processing wants it: (num_samples, 1)."""
        return self.audio.samples.astype(np.float64)[:, None]

    def part(self, begin: int, end: int) -> Audio:
        """Samples [begin, end)."""
        return Audio(self.audio.samples[begin:end], self.rate_hz)

    def open(self) -> PcmFile:
        """The sound as the editor reads files."""
        return PcmFile(io.BytesIO(self.flac))


def side_of(audio: Audio, words: Sequence[Word], is_real: bool = False) -> Side:
    """A side of a sound and its words."""
    return Side(encode_flac(audio), Transcript(tuple(words), audio.rate_hz, len(audio.samples)), is_real)


def bare(text: str) -> str:
    """A text without the marks around it, as instructions quote it."""
    return text.strip("\"'“”‘’.,;:!?…()[]- ")


def plain(run: Run, transcript: Transcript) -> str:
    """The words of a run as an instruction quotes them, without marks."""
    return " ".join(filter(None, (bare(word.text) for word in transcript.words[run.first : run.last])))
