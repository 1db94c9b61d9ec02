"""Recordings with word times, their words in sound and writing by turns."""

from __future__ import annotations

from pydantic import Field

from speechwright.corpus.bank import VoicesSettings
from speechwright.corpus.builders.builder import Builder
from speechwright.corpus.interleave import interleaved, written_words
from speechwright.corpus.rejected import Rejected
from speechwright.corpus.sources.source import Record
from speechwright.corpus.studio import Studio
from speechwright.types import Conversation, Turn


class Woven(Builder):
    """A few words in units, the same words written, the next ones, and so on (see `corpus.interleave`).

    Args:
        voices: who speaks the records that have no recording.
    """

    kind: str = "woven"
    voices: tuple[VoicesSettings, ...] = Field(default=())

    def item(self, record: Record, studio: Studio) -> Conversation:
        recording = studio.recording(record, self.voices)
        if not recording.words:
            raise Rejected("no word times", recording.voice)
        speech = studio.take(recording.audio, recording.voice)
        assert speech.units is not None, "units have just been made"
        spans = written_words(studio.text(record.text), recording.words)
        return Conversation((Turn("assistant", interleaved(speech.units, spans, studio.rng)),), task=self.kind)
