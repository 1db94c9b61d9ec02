"""A key-value cache with room to grow.

Transformers' dynamic cache makes new tensors at every token. With sixteen replies side by side on a CPU that copying
took half of the time; here a token is written into room that is there already.

Shape letters: B replies, H heads, T tokens, K width of a head.
"""

from __future__ import annotations

from typing import Any

from torch import Tensor
from transformers.cache_utils import DynamicCache, DynamicLayer

ROOM_TOKENS = 256


class RoomyLayer(DynamicLayer):  # type: ignore[misc]
    """One layer's keys and values, each a view of a larger tensor that is renewed only when it is full."""

    keys: Tensor | None
    values: Tensor | None

    def __init__(self) -> None:
        super().__init__()
        self._rooms: list[Tensor | None] = [None, None]

    def update(self, key_states: Tensor, value_states: Tensor, *args: Any, **kwargs: Any) -> tuple[Tensor, Tensor]:
        """Append states of shape (B, H, T, K); all keys and all values."""
        if not self.is_initialized:
            self.lazy_initialization(key_states, value_states)
            self.keys, self.values = key_states[:, :, :0], value_states[:, :, :0]
        assert self.keys is not None and self.values is not None, "an initialised layer holds tensors"
        self.keys, self._rooms[0] = _append(self.keys, key_states, self._rooms[0])
        self.values, self._rooms[1] = _append(self.values, value_states, self._rooms[1])
        return self.keys, self.values


def roomy_cache(model: Any) -> Any:
    """An empty cache for a model; layers that are no plain attention keep the kind that Transformers gives them."""
    cache = DynamicCache(config=model.config)
    cache.layers = [RoomyLayer() if type(layer) is DynamicLayer else layer for layer in cache.layers]
    return cache


def _append(kept_BHTK: Tensor, new_BHTK: Tensor, room: Tensor | None) -> tuple[Tensor, Tensor]:
    """`kept` and `new` in a row as a view of the room, and the room; a new one if `kept` is not in it or it is full."""
    start, stop = kept_BHTK.shape[2], kept_BHTK.shape[2] + new_BHTK.shape[2]
    if room is None or room.data_ptr() != kept_BHTK.data_ptr() or room.shape[2] < stop:
        batch, heads, _, width = new_BHTK.shape
        room = new_BHTK.new_empty((batch, heads, stop + ROOM_TOKENS, width))
        room[:, :, :start] = kept_BHTK
    room[:, :, start:stop] = new_BHTK
    return room[:, :, :stop], room
