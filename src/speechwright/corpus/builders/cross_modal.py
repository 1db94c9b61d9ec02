"""Writing down what is heard and saying what is written, by wordings of the tasks (SpeechGPT, stage 2)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from speechwright.corpus.bank import VoicesSettings
from speechwright.corpus.builders.builder import Builder
from speechwright.corpus.sources.source import Record
from speechwright.corpus.split import choose
from speechwright.corpus.studio import Studio
from speechwright.tasks import TASKS
from speechwright.tasks.items import ReadItem
from speechwright.types import Conversation, Speech

Direction = Literal["asr", "tts"]


class CrossModal(Builder):
    """Recognition and synthesis turns.

    Args:
        tasks: share of each direction.
        listening: voices that are heard, where a record has no recording.
        speaking: voices that the model learns to speak in; without any, those of the recordings. Few and clear: the
            less they differ, the sharper what the model learns (our choice; the decoder gives any voice to the same
            units).
    """

    kind: str = "cross-modal"
    tasks: dict[Direction, float] = Field(default={"asr": 1.0, "tts": 1.0})
    listening: tuple[VoicesSettings, ...] = ()
    speaking: tuple[VoicesSettings, ...] = ()

    def item(self, record: Record, studio: Studio) -> Conversation:
        task = TASKS[choose(studio.rng, tuple(self.tasks), tuple(self.tasks.values()))]
        text = studio.text(record.text)
        item = ReadItem(text, self._speech(task.name, record, studio))
        wording = task.wordings.draw(studio.rng, studio.split)
        conversation: Conversation = task.to_conversation(item, wording)
        return conversation

    def _speech(self, task: str, record: Record, studio: Studio) -> Speech:
        if task == "tts" and (self.speaking or studio.unit_voice is not None):
            return studio.answer(record.text, self.speaking)
        return studio.speech(record, self.listening)
