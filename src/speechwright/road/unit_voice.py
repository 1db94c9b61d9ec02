"""The step that trains a unit voice: texts → units without a sound between."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from speechwright.errors import BadData
from speechwright.road.step import Place, Step
from speechwright.rows import conversation_from_row
from speechwright.shards import Shards, open_shards
from speechwright.tasks.spoken_form import spoken_form
from speechwright.train.unit_voice import Pair, UnitVoiceTraining, train_unit_voice
from speechwright.types import Speech, Text
from speechwright.units.from_text import signs_of


class UnitVoiceStep(UnitVoiceTraining, Step):
    """Trains a unit voice, which then speaks in data steps that name it (`unit_voice`).

    Args:
        data: a step of builder `text-to-units`, of one clear voice.
        held_out: another, for the held-out loss.
    """

    data: str
    held_out: str

    def inputs(self) -> set[str]:
        return {self.data, self.held_out}

    def walk(self, place: Place) -> None:
        settings = UnitVoiceTraining(**self.model_dump(exclude={"data", "held_out"}))
        shards = open_shards(place.of(self.data))
        if shards.spec is None:
            raise BadData(f"{shards.folder} without units", "data of builder text-to-units", "name another step")
        held_out = list(_pairs(open_shards(place.of(self.held_out))))
        train_unit_voice(list(_pairs(shards)), held_out, shards.spec, settings, place.folder).save(
            place.folder / "unit_voice"
        )


def _pairs(shards: Shards) -> Iterator[Pair]:
    for row in shards.rows():
        parts = [part for turn in conversation_from_row(row, shards.spec).turns for part in turn.parts]
        match parts:
            case [Text(text=text), Speech(units=units)] if units is not None:
                yield signs_of(spoken_form(text)), units.ids.astype(np.int32)
            case _:
                raise BadData(f"row {row['id']} of {shards.folder}", "a text and its units", "name another step")
