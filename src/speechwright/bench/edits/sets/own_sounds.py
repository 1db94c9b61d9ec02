"""The recordings of the set made here: sentences, spoken by engines of the table, as files of several kinds.

Half of the voices were made from recordings of people, where those engines are installed. Rates, channels and sample
types are those that users' files have; a little pink noise lies under all of it, since no microphone gives digital
silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.pcm import Coding, PcmWriter
from speechwright.audio.resample import resample
from speechwright.bench.edits.sets.own_words import Kind
from speechwright.corpus.bank import VoiceBank, VoicesSettings
from speechwright.dsp.background import add_noise
from speechwright.dsp.room import add_room, room_response
from speechwright.dsp.stream import pass_through
from speechwright.tasks.edits.transcript import Transcript, Word
from speechwright.tasks.spoken_form import words_of
from speechwright.tasks.world.intent import pick
from speechwright.tts.voice import Spoken
from speechwright.types import Audio

VOICES = (
    VoicesSettings(engine="flite", share=3, where_installed=True),
    VoicesSettings(engine="festival", share=2, where_installed=True),
    VoicesSettings(engine="espeak", share=5, names=("en-us", "en-us+f*", "en-us+m*", "en-gb*", "en-us+[A-Z]*")),
)
UNCLEAR = ("*hisper*", "*Robot*", "*robosoft*", "*Demonic", "*croak", "*Tweaky", "*klatt*")
CODINGS = tuple(
    Coding(rate_hz, channels, subtype)
    for rate_hz, channels, subtype in (
        (16_000, 1, "PCM_16"),
        (22_050, 1, "PCM_16"),
        (24_000, 1, "FLOAT"),
        (44_100, 2, "PCM_16"),
        (48_000, 1, "PCM_24"),
        (48_000, 2, "PCM_24"),
    )
)
PEAK = 0.2  # leaves room for 10 dB more
FLOOR_SNR_DB, NOISY_SNR_DB = 45.0, (5.0, 15.0)
MARGIN_S, SILENT_MARGIN_S = (0.15, 0.4), (0.6, 1.5)
ROOM_RT60_S, ROOM_DISTANCE_M = (0.4, 0.7), 1.0
RIGHT_GAIN = 0.7

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Recorded:
    """A recording as it will lie in its file, and what is said in it, by the engine that spoke."""

    sound_NC: Floats
    coding: Coding
    transcript: Transcript
    voice: str

    def write(self, path: Path) -> None:
        with PcmWriter(path, self.coding) as out:
            out.write(self.coding.raw(self.sound_NC))


@cache
def bank() -> VoiceBank:
    """The voices, opened once a process."""
    return VoiceBank(tuple(entry.model_copy(update={"without": UNCLEAR}) for entry in VOICES))


def record(text: str, kind: Kind, rng: np.random.Generator) -> Recorded | None:
    """A sentence as a recording for a kind of request; None where the engine's words are not those of the text."""
    voice = bank().draw(rng, "train")
    spoken, coding = bank().say(text, voice), pick(rng, CODINGS)
    words = _words(text, spoken)
    if words is None:
        return None
    before_s, after_s = rng.uniform(*(SILENT_MARGIN_S if kind == "trim" else MARGIN_S), 2)
    plain = resample(spoken.audio, coding.rate_hz).samples.astype(np.float64)
    lead, trail = round(before_s * coding.rate_hz), round(after_s * coding.rate_hz)
    sound_NC = _as_recorded(np.pad(plain, (lead, trail))[:, None], coding, kind, rng)
    placed = [Word(word, _at(one, coding, lead), _at(two, coding, lead), word[-1] in ".?!") for word, one, two in words]
    return Recorded(sound_NC, coding, Transcript(tuple(placed), coding.rate_hz, len(sound_NC)), voice.label)


def _at(time_s: float, coding: Coding, lead: int) -> int:
    return lead + round(time_s * coding.rate_hz)


def _words(text: str, spoken: Spoken) -> list[tuple[str, float, float]] | None:
    """Written words with their times; None where the engine divides the text differently."""
    written = text.split()
    labels = ["".join(words_of(span.label)) for span in spoken.words]
    if ["".join(words_of(word)) for word in written] != labels:
        return None
    ends = [*(span.start_s for span in spoken.words[1:]), spoken.audio.length_s]
    return [
        (word, span.start_s, min(span.end_s, end_s))
        for word, span, end_s in zip(written, spoken.words, ends, strict=True)
    ]


def _as_recorded(sound_N1: Floats, coding: Coding, kind: Kind, rng: np.random.Generator) -> Floats:
    """With its room, its background, its level and its channels."""
    if kind == "room":
        response = room_response(coding.rate_hz, float(rng.uniform(*ROOM_RT60_S)), ROOM_DISTANCE_M, rng)
        sound_N1 = pass_through(add_room(coding.rate_hz, response), [sound_N1])
    snr_db = float(rng.uniform(*NOISY_SNR_DB)) if kind == "noise" else FLOOR_SNR_DB
    noisy = add_noise(sound_N1, coding.rate_hz, snr_db, "pink", rng)
    levelled = noisy * (PEAK / np.abs(noisy).max())
    return np.asarray(levelled * np.array([1.0, RIGHT_GAIN][: coding.num_channels]))


def speech_of(recorded: Recorded) -> Audio:
    """The mean of the channels."""
    return Audio(recorded.sound_NC.mean(axis=1).astype(np.float32), recorded.coding.rate_hz)
