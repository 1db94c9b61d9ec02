"""What every builder is: settings, and how one record becomes one row."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Annotated

import numpy as np
import pyarrow as pa
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SerializeAsAny

from speechwright.corpus.builders import BUILDERS
from speechwright.corpus.edits.example import EditExample, example_to_row
from speechwright.corpus.gate import GateSettings
from speechwright.corpus.kinds import of_kind
from speechwright.corpus.recording import Recording, recording_to_row
from speechwright.corpus.sources.source import Record, Source, SourceSettings, draw
from speechwright.corpus.split import Split, choose
from speechwright.corpus.studio import Form, Studio
from speechwright.errors import BadData
from speechwright.rows import CONVERSATION_SCHEMA, Provenance, conversation_to_row
from speechwright.types import Conversation, Row, UnitSpec


class Builder(BaseModel, ABC):
    """How the rows of one data set are made.

    Args:
        sources: of its records.
        items: so many are drawn, each source as often as its share; if None, every record of every source once, in
            order.
        split: whose records, wordings and voices.
        form: of the texts that a language model reads and writes, see `Studio`.
        gate: what is spoken has to pass it; None lets all through.
        margin_s: silence of up to this length before and after each spoken text.
        keep_sound: keep the sound beside the units.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: str
    sources: tuple[SourceSettings, ...] = Field(min_length=1)
    items: int | None = Field(default=None, gt=0)
    split: Split = "train"
    form: Form = "as written"
    gate: GateSettings | None = None
    margin_s: float = Field(default=0.2, ge=0, le=2)
    keep_sound: bool = False

    @property
    def schema(self) -> pa.Schema:
        return CONVERSATION_SCHEMA

    @property
    def has_speech(self) -> bool:
        """Whether it needs a tokenizer."""
        return True

    @property
    def rows_a_draw(self) -> int:
        """How many rows are made of one record, drawn once for all of them."""
        return 1

    @abstractmethod
    def item(self, record: Record, studio: Studio) -> Conversation | Recording | EditExample:
        """What is made of a record, as `schema` wants it.

        Raises:
            Rejected: nothing can be.
            SpeechwrightError: see `corpus.rejected`.
        """

    def row(self, record: Record, studio: Studio, about: Provenance, item_id: str, spec: UnitSpec | None) -> Row:
        """The row of a record."""
        item = self.item(record, studio)
        where = replace(about, voices=tuple(studio.voices))
        if isinstance(item, Recording):
            return recording_to_row(item, item_id, where)
        if isinstance(item, EditExample):
            return example_to_row(item, item_id, where)
        return conversation_to_row(item, spec, item_id, where, studio.sounds if self.keep_sound else None)

    def count(self) -> int:
        """How many items there are.

        Raises:
            BadData: all records are wanted of a source without an end.
        """
        return self.items if self.items is not None else self.rows_a_draw * sum(self.sizes())

    def sizes(self) -> list[int]:
        return [_end(source, self.split) for source in self.sources]

    def pick(self, index: int, rng: np.random.Generator) -> tuple[Source, Record]:
        """The record of draw `index` and where it comes from."""
        if self.items is not None:
            source = choose(rng, self.sources, [source.share for source in self.sources])
            return source, draw(source, self.split, rng)
        ends = np.cumsum(self.sizes())
        place = int(np.searchsorted(ends, index, side="right"))
        first = int(ends[place - 1]) if place else 0
        source = self.sources[place]
        return source, source.record(index - first, self.split, rng)


def _end(source: Source, split: Split) -> int:
    size = source.size(split)
    if size is None:
        raise BadData(f"all of {source.kind}, which has no end", "a number of items", "set `items`")
    return size


BuilderSettings = Annotated[SerializeAsAny[Builder], BeforeValidator(of_kind(BUILDERS))]
