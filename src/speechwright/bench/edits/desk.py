"""What all ways to edit share: the same ear, the same words, the same plan for an item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Protocol

from speechwright.asr import RECOGNIZERS
from speechwright.asr.recognizer import Recognizer
from speechwright.audio.pcm import PcmFile
from speechwright.bench.edits.by_diff import plan_by_diff
from speechwright.bench.edits.item import EditItem
from speechwright.bench.edits.places import Whereabouts
from speechwright.bench.edits.settings import EditsSettings
from speechwright.editing.words import aligned, recognized
from speechwright.tasks.edits.plan import Plan
from speechwright.tasks.edits.planner import make_plan
from speechwright.tasks.edits.transcript import Transcript


@dataclass(frozen=True)
class Made:
    """What a way to edit made of an item.

    Args:
        where: where moments of the recording have gone; None where nobody knows.
        seams: samples of the edited sound at which two stretches were joined.
        notes: what else is worth keeping, such as which voice spoke new words.
    """

    where: Whereabouts | None
    seams: tuple[int, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)


class EditRow(Protocol):
    """One way to edit."""

    def make(self, item: EditItem, path: Path) -> Made:
        """Write the edited sound.

        Raises:
            SpeechwrightError: it can't be done.
        """
        ...


class Desk:
    """The ear, and the words and the plan of the item that was worked on last."""

    def __init__(self, settings: EditsSettings) -> None:
        self.settings = settings
        self._words: tuple[str, Transcript] | None = None

    @cached_property
    def recognizer(self) -> Recognizer:
        found: Recognizer = RECOGNIZERS[self.settings.recognizer]()
        return found

    def words(self, item: EditItem) -> Transcript:
        """What is said in the recording, as far as an editor may know: aligned where it is told, else recognised."""
        if self._words is None or self._words[0] != item.id:
            told = item.told or self.settings.transcripts
            with PcmFile(item.sound) as file:
                if told and item.transcript:
                    words = aligned(file, self.recognizer, item.transcript)
                else:
                    words, _ = recognized(file, self.recognizer)
            self._words = item.id, words
        return self._words[1]

    def plan(self, item: EditItem) -> Plan:
        """By the instruction; by the difference of the two texts where there is none. It holds the words."""
        words = self.words(item)
        plan = make_plan(item.instruction, words) if item.instruction else plan_by_diff(words, item.target)
        return replace(plan, words=words.words)
