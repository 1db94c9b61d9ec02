"""What one item is made with: its generator, voices, a tokenizer, the gate; and what was said for it so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.resample import resample
from speechwright.audio.write import encode_flac
from speechwright.corpus.bank import VoiceBank, VoicesSettings
from speechwright.corpus.gate import GateSettings, why_rejected
from speechwright.corpus.recording import Recording
from speechwright.corpus.rejected import Rejected
from speechwright.corpus.sources.source import Record
from speechwright.corpus.speakable import why_not_spoken
from speechwright.corpus.split import Split
from speechwright.corpus.write_out import written_out
from speechwright.tasks.spoken_form import spoken_form
from speechwright.tts.voice import Spoken
from speechwright.types import Audio, Span, Speech, Units

Encode = Callable[[Audio], Units]
Form = Literal["spoken", "as written"]
Voices = tuple[VoicesSettings, ...]
RATE_HZ = 16_000
UNIT_VOICE = "units"  # what rows call it


@dataclass
class Studio:
    """One item's.

    Args:
        rng: of the item.
        split: whose voices and wordings.
        encode: sound → units; None for data without units.
        form: how a language model is to read and write its texts: "spoken" as `tasks.spoken_form` (what `mini` knows),
            or "as written".
        gate: for what is spoken here; recordings are not asked.
        margin_s: silence of up to this length before and after each text.
        written: why what was to be spoken is written instead.
        unit_voice: text in spoken form → the units of one clear voice, instead of voices that the model learns to
            speak in. It makes no sound, so neither gate nor hours know of it.
        place: which of the rows this is that are made of one draw.
        voices, sounds: of all that was said or taken, in that order; sounds as FLAC where they are kept.
    """

    rng: np.random.Generator
    split: Split
    encode: Encode | None
    form: Form
    gate: GateSettings | None
    margin_s: float
    keep_sound: bool = False
    voices: list[str] = field(default_factory=list)
    sounds: list[bytes] = field(default_factory=list)
    length_s: float = 0.0
    written: list[Rejected] = field(default_factory=list)
    unit_voice: Callable[[str], Units] | None = None
    place: int = 0

    def text(self, text: str) -> str:
        """What a language model reads or writes.

        Raises:
            Rejected: there is nothing in it.
        """
        if not text.strip():
            raise Rejected("no text")
        return spoken_form(written_out(text)) if self.form == "spoken" else text.strip()

    def say(self, text: str, voices: Voices, split: Split | None = None) -> Speech:
        """A text in a voice of the bank, as units.

        Args:
            split: whose voices; the item's own if None.

        Raises:
            Rejected: it can't be spoken, or did not pass the gate.
        """
        recording = self.spoken(text, voices, split)
        return self.take(recording.audio, recording.voice)

    def answer(self, text: str, voices: Voices) -> Speech:
        """A text as the model is to speak it: by the unit voice where there is one, or else in a voice of the bank. It
        is the same in training and in tests.

        Raises:
            Rejected: see `say`.
        """
        if self.unit_voice is None:
            return self.say(text, voices, "train")
        if reason := why_not_spoken(text):
            raise Rejected(reason, found=text[:80])
        self.voices.append(UNIT_VOICE)
        return Speech(self.unit_voice(spoken_form(written_out(text))))

    def spoken(self, text: str, voices: Voices, split: Split | None = None) -> Recording:
        """The same as sound: at 16 kHz, between silences."""
        if reason := why_not_spoken(text):
            raise Rejected(reason, found=text[:80])
        bank = open_bank(voices)
        said = written_out(text)
        spoken = bank.say(said, bank.draw(self.rng, split or self.split))
        audio, start_s = with_margins(spoken, self.rng, self.margin_s)
        if self.gate is not None and (reason := why_rejected(spoken.audio, said, self.gate)):
            raise Rejected(reason, spoken.voice.label, text[:80])
        words, phonemes = (_shifted(spans, start_s) for spans in (spoken.words, spoken.phonemes))
        return Recording(text, audio, spoken.voice.label, words, phonemes)

    def recording(self, record: Record, voices: Voices) -> Recording:
        """The recording of a record, or its text in a voice of the bank."""
        if record.audio is None:
            return self.spoken(record.text, voices)
        return Recording(record.text, record.audio, record.voice or "recording", record.words)

    def speech(self, record: Record, voices: Voices) -> Speech:
        """The same as units."""
        recording = self.recording(record, voices)
        return self.take(recording.audio, recording.voice)

    def take(self, audio: Audio, voice: str) -> Speech:
        """A sound, as units.

        Raises:
            Rejected: it has none.
        """
        assert self.encode is not None, "a builder with speech has a tokenizer"
        units = self.encode(audio)
        if not len(units):
            raise Rejected("no units", voice)
        self.keep(audio, voice)
        if self.keep_sound:
            self.sounds.append(encode_flac(audio))
        return Speech(units)

    def keep(self, audio: Audio, voice: str) -> None:
        """Remember that the item has this sound."""
        self.voices.append(voice)
        self.length_s += audio.length_s


@cache
def open_bank(settings: Voices) -> VoiceBank:
    """The bank of these settings, opened once a process."""
    return VoiceBank(settings)


def with_margins(spoken: Spoken, rng: np.random.Generator, margin_s: float) -> tuple[Audio, float]:
    """The sound at 16 kHz between stretches of silence, and how long the first is in seconds."""
    before, after = (round(RATE_HZ * share) for share in rng.uniform(0, margin_s, 2))
    samples: NDArray[np.float32] = resample(spoken.audio, RATE_HZ).samples
    return Audio(np.pad(samples, (before, after)), RATE_HZ), before / RATE_HZ


def _shifted(spans: tuple[Span, ...], by_s: float) -> tuple[Span, ...]:
    """The same spans, later."""
    return tuple(Span(span.label, span.start_s + by_s, span.end_s + by_s) for span in spans)
