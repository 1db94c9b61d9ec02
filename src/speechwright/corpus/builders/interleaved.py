"""Long text of which some is spoken, segment by segment (InSerter, arXiv 2503.02769, and its relatives)."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
from pydantic import Field

from speechwright.corpus.bank import VoicesSettings
from speechwright.corpus.builders.builder import Builder
from speechwright.corpus.rejected import Rejected
from speechwright.corpus.sources.source import Record
from speechwright.corpus.split import choose
from speechwright.corpus.studio import Studio
from speechwright.masks import Mask
from speechwright.tasks.interleave import Cutting, Grain, Layout, Segment, segments, to_conversation
from speechwright.types import Conversation, Speech


class Interleaved(Builder):
    """Speech and text by turns. Each segment is spoken on its own, so nothing has to be aligned.

    The row's meta-data hold the segments; joined, they are the record's text to the letter.

    Args:
        voices: a bank; each segment has a voice of its own.
        grain, layout, share, least_words, mean_words: see `tasks.interleave.Cutting`; of several layouts one is drawn.
        layouts: share of each.
        mask: what a model learns of it: "text" what is written, as in InSerter, "assistant" the units too.
    """

    kind: str = "interleaved"
    voices: tuple[VoicesSettings, ...] = Field(min_length=1)
    grain: Grain = "words"
    layouts: dict[Layout, float] = Field(default={"in place": 1.0})
    share: float | None = Field(default=None, gt=0, lt=1)
    least_words: int = Field(default=5, ge=1)
    mean_words: float = Field(default=10, ge=1)
    mask: Mask = "text"

    def item(self, record: Record, studio: Studio) -> Conversation:
        if not record.text.strip():
            raise Rejected("no text")
        layout = choose(studio.rng, tuple(self.layouts), tuple(self.layouts.values()))
        share = self.share if layout == "in place" else None
        cutting = Cutting(self.grain, layout, share, self.least_words, self.mean_words)
        cut = segments(record.text, cutting, studio.rng)
        speech = self._spoken(cut, studio)
        conversation = to_conversation(self._written(cut, studio), speech, layout, self.mask)
        spans = [[segment.text, index in speech] for index, segment in enumerate(cut)]
        meta = {**conversation.meta, "segments": json.dumps(spans, ensure_ascii=False)}
        return replace(conversation, meta=meta)

    def _spoken(self, cut: tuple[Segment, ...], studio: Studio) -> dict[int, Speech]:
        """The speech of the segments to speak; what is rejected is written, if the gate says so."""
        speech: dict[int, Speech] = {}
        for index in np.flatnonzero([segment.spoken for segment in cut]):
            try:
                speech[int(index)] = studio.say(cut[index].text, self.voices)
            except Rejected as rejected:
                if self.gate is None or self.gate.otherwise != "write":
                    raise
                studio.written.append(rejected)
        return speech

    def _written(self, cut: tuple[Segment, ...], studio: Studio) -> list[Segment]:
        """The segments as a language model writes them."""
        if studio.form == "as written":
            return list(cut)
        return [replace(segment, text=f"{studio.text(segment.text).rstrip('.')} ") for segment in cut]
