"""Running speech and running text, with nobody asking: what a language model is pre-trained on."""

from __future__ import annotations

from pydantic import Field

from speechwright.corpus.bank import VoicesSettings
from speechwright.corpus.builders.builder import Builder
from speechwright.corpus.sources.source import Record
from speechwright.corpus.studio import Studio
from speechwright.types import Conversation, Text, Turn


class UnitLanguage(Builder):
    """Speech alone, as units (SpeechGPT, arXiv 2305.11000, stage 1).

    Args:
        voices: who speaks the records that have no recording.
    """

    kind: str = "unit-language"
    voices: tuple[VoicesSettings, ...] = Field(default=())

    def item(self, record: Record, studio: Studio) -> Conversation:
        return Conversation((Turn("assistant", (studio.speech(record, self.voices),)),), task=self.kind)


class TextLanguage(Builder):
    """Text alone, so that the skill to write survives."""

    kind: str = "text-language"

    @property
    def has_speech(self) -> bool:
        return False

    def item(self, record: Record, studio: Studio) -> Conversation:
        return Conversation((Turn("assistant", (Text(studio.text(record.text)),)),), task=self.kind)
