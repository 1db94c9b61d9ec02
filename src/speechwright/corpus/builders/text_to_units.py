"""Text and its units, without a wording: what a model learns to speak from (SpeechGPT's text-to-unit generator)."""

from __future__ import annotations

from pydantic import Field

from speechwright.corpus.bank import VoicesSettings
from speechwright.corpus.builders.builder import Builder
from speechwright.corpus.sources.source import Record
from speechwright.corpus.studio import Studio
from speechwright.types import Conversation, Speech, Text, Turn


class TextToUnits(Builder):
    """Pairs.

    Args:
        voices: who speaks the records that have no recording, in training and in tests: the voice is what is learned.
    """

    kind: str = "text-to-units"
    voices: tuple[VoicesSettings, ...] = Field(default=())

    def item(self, record: Record, studio: Studio) -> Conversation:
        text = studio.text(record.text)
        return Conversation(
            (Turn("user", (Text(text),)), Turn("assistant", (self._speech(record, studio),))), task=self.kind
        )

    def _speech(self, record: Record, studio: Studio) -> Speech:
        if record.audio is None:
            return studio.say(record.text, self.voices, "train")
        return studio.take(record.audio, record.voice)
