"""What every builder is: settings, and how one record becomes one row."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Annotated, Any

import numpy as np
import pyarrow as pa
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SerializeAsAny

from speechwright.corpus.builders import BUILDERS
from speechwright.corpus.gate import GateSettings
from speechwright.corpus.sources.source import Record, Source, draw, opened
from speechwright.corpus.split import Split, choose
from speechwright.corpus.studio import Form, Studio
from speechwright.errors import BadData, UnknownName
from speechwright.rows import CONVERSATION_SCHEMA, Provenance, conversation_to_row
from speechwright.types import Conversation, Row, UnitSpec

SourceSettings = Annotated[SerializeAsAny[Source], BeforeValidator(opened)]


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

    @abstractmethod
    def conversation(self, record: Record, studio: Studio) -> Conversation:
        """What is made of a record.

        Raises:
            Rejected: nothing can be.
            SpeechwrightError: see `corpus.rejected`.
        """

    def row(self, record: Record, studio: Studio, about: Provenance, item_id: str, spec: UnitSpec | None) -> Row:
        """The row of a record."""
        conversation = self.conversation(record, studio)
        where = Provenance(about.source, about.licence, about.seed, tuple(studio.voices))
        return conversation_to_row(conversation, spec, item_id, where, studio.sounds if self.keep_sound else None)

    def count(self) -> int:
        """How many items there are.

        Raises:
            BadData: all records are wanted of a source without an end.
        """
        return self.items if self.items is not None else sum(self.sizes())

    def sizes(self) -> list[int]:
        return [_end(source, self.split) for source in self.sources]

    def pick(self, index: int, rng: np.random.Generator) -> tuple[Source, Record]:
        """The record of item `index` and where it comes from."""
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


def opened_builder(row: Any) -> Any:
    """The builder that settings describe, by its kind in the BUILDERS table.

    Raises:
        ValueError: there is no such kind, or it has other settings; for pydantic to say where.
    """
    if not isinstance(row, dict):
        return row
    try:
        kind = BUILDERS[str(row.get("kind"))]
    except UnknownName as error:
        raise ValueError(f"{error.found}, wanted {error.wanted}; {error.remedy}") from error
    return kind.model_validate(row)


BuilderSettings = Annotated[SerializeAsAny[Builder], BeforeValidator(opened_builder)]
