"""Conversations in shards as sequences for training, rendered when they are asked for."""

from __future__ import annotations

import numpy as np

from speechwright.errors import BadData, SpeechwrightError
from speechwright.lm.render import Renderer
from speechwright.masks import MASKS, Mask
from speechwright.rows import conversation_from_row
from speechwright.shards import Shards
from speechwright.train.batches import Example


class RenderedShards:
    """Row i of a conversation data set as ids and loss targets.

    Args:
        shards: of CONVERSATION_SCHEMA.
        renderer: of the model that is trained.
        mask: which tokens are loss targets (see `Renderer.render`), where a conversation's own meta-data do not say.
        unit_weight: what a unit among them counts in the loss, against 1 of a piece of text.

    Raises:
        UnitMismatch: the shards hold other units than the model speaks.
    """

    def __init__(self, shards: Shards, renderer: Renderer, mask: Mask = "assistant", unit_weight: float = 1.0) -> None:
        if shards.spec is not None:
            renderer.layout.spec.require(shards.spec, f"the shards in {shards.folder}")
        self.shards, self.renderer, self.mask, self.unit_weight = shards, renderer, mask, unit_weight

    def __len__(self) -> int:
        return len(self.shards)

    def __getitem__(self, index: int) -> Example:
        row = self.shards[index]
        try:
            conversation = conversation_from_row(row, self.shards.spec)
            rendered = self.renderer.render(conversation, _mask(conversation.meta.get("mask", self.mask)))
        except SpeechwrightError as error:
            found = f"in row {index} ({row['id']!r}) of {self.shards.folder}: {error.found}"
            raise BadData(found, error.wanted, error.remedy) from error
        weights = np.where(self.renderer.layout.is_unit(rendered.ids), self.unit_weight, 1.0)
        return rendered.ids, (rendered.learned * weights).astype(np.float32)


def _mask(name: str) -> Mask:
    for mask in MASKS:
        if mask == name:
            return mask
    raise BadData(f"a mask {name!r} in the meta-data", f"one of {', '.join(MASKS)}", "build the data again")
