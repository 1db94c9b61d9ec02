"""Which sequences make which batch, addressed by (seed, epoch, position), so that a run can go on anywhere.

Legend: B sequences of a batch, T tokens of the longest of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import Tensor

from speechwright.errors import BadData, BadRecipe

Item = TypeVar("Item", covariant=True)
Indices = NDArray[np.int64]
Position = tuple[int, int]  # epoch, batch in the epoch
# Ids, and what each weighs as a loss target: yes or no, or a number.
Example = tuple[NDArray[np.int32], NDArray[np.bool_] | NDArray[np.float32]]
IGNORED = -100
# Sequences are sorted by length within a pool of so many batches: little padding, yet other neighbours every epoch.
POOL_BATCHES = 64


class Indexed(Protocol[Item]):
    """Things by number: a list, shards, a mixture of such."""

    def __len__(self) -> int: ...
    def __getitem__(self, index: int, /) -> Item: ...


class BatchPlan:
    """Batches of sequences of like length, each sequence once an epoch, in an order that (seed, epoch) determines.

    Args:
        lengths: tokens (or frames) of each sequence, (num_sequences,), all ≥ 1.
        max_tokens: a batch has at most so many positions, padding included.
        seed: of the order.
        items: numbers of the sequences that an epoch consists of, where that is not all of them once
            (`Mixture.items`).

    Raises:
        BadData: there are no sequences, or one is longer than `max_tokens`.
    """

    def __init__(
        self, lengths: ArrayLike, max_tokens: int, seed: int, items: Callable[[int], Indices] | None = None
    ) -> None:
        self.lengths = np.asarray(lengths, np.int64)
        self.max_tokens, self.seed = max_tokens, seed
        self._items = items or (lambda epoch: np.arange(len(self.lengths)))
        self._made: tuple[int, list[Indices]] = (-1, [])
        _require_lengths(self.lengths, max_tokens)

    def num_batches(self, epoch: int) -> int:
        return len(self._epoch(epoch))

    def batch(self, epoch: int, position: int) -> Indices:
        """Numbers of the sequences of one batch."""
        return self._epoch(epoch)[position]

    def walk(self, start: Position = (0, 0)) -> Iterator[tuple[Indices, Position]]:
        """Batches from `start` on, epoch after epoch without end, each with the position that comes after it."""
        epoch, position = start
        while True:
            if position < self.num_batches(epoch):
                position += 1
                yield self.batch(epoch, position - 1), (epoch, position)
            else:
                epoch, position = epoch + 1, 0

    def _epoch(self, epoch: int) -> list[Indices]:
        if self._made[0] != epoch:
            self._made = (epoch, self._make(epoch))
        return self._made[1]

    def _make(self, epoch: int) -> list[Indices]:
        rng = np.random.default_rng([self.seed, epoch])
        items = self._items(epoch)
        order = items[rng.permutation(len(items))]
        pool = max(1, int(POOL_BATCHES * self.max_tokens / self.lengths[order].mean()))
        batches: list[Indices] = []
        for start in range(0, len(order), pool):
            batches += self._cut(order[start : start + pool])
        return [batches[index] for index in rng.permutation(len(batches))]

    def _cut(self, pool: Indices) -> list[Indices]:
        """A pool, sorted by length, in pieces that are as full as may be."""
        pool = pool[np.argsort(self.lengths[pool], kind="stable")]
        starts = [0]
        for index, length in enumerate(self.lengths[pool].tolist()):
            if (index + 1 - starts[-1]) * length > self.max_tokens:
                starts.append(index)
        return np.split(pool, starts[1:])


class Mixture(Generic[Item]):
    """Several sources as one, each with its share of the sequences of an epoch.

    An epoch has as many sequences as all sources together. A source goes through its own in a new order each pass, and
    goes on in the next epoch where it stopped in the last: a small one comes again and again, a large one in parts.

    Args:
        sources: name → (sequences, share); shares are taken relative to their sum. The order of names means nothing.
        seed: of the orders.

    Raises:
        BadRecipe: a share is not positive.
        BadData: a source is empty.
    """

    def __init__(self, sources: Mapping[str, tuple[Indexed[Item], float]], seed: int) -> None:
        for name, (items, share) in sources.items():
            if not share > 0:
                raise BadRecipe(f"share {share} of source {name!r}", "shares above 0", "leave the source out")
            if not len(items):
                raise BadData(f"no sequences in source {name!r}", "at least one", "build it or leave it out")
        self.names = sorted(sources)
        self._sources = [sources[name][0] for name in self.names]
        self._shares = np.array([sources[name][1] for name in self.names], np.float64)
        self._starts = np.cumsum([0, *(len(items) for items in self._sources)])
        self.seed = seed

    def __len__(self) -> int:
        return int(self._starts[-1])

    def __getitem__(self, index: int) -> Item:
        if not 0 <= index < len(self):
            raise IndexError(f"sequence {index} of {len(self)}")
        source = int(np.searchsorted(self._starts, index, side="right")) - 1
        return self._sources[source][index - int(self._starts[source])]

    def items(self, epoch: int) -> Indices:
        """Numbers of the sequences of an epoch, source by source."""
        taken = [self._take(source, epoch, count) for source, count in enumerate(self.counts())]
        return np.concatenate(taken)

    def counts(self) -> list[int]:
        """Sequences of an epoch by source: the shares in whole numbers, the largest remainders rounded up."""
        exact = self._shares / self._shares.sum() * len(self)
        counts = np.floor(exact).astype(int)
        for source in np.argsort(counts - exact, kind="stable")[: len(self) - int(counts.sum())]:
            counts[source] += 1
        return [int(count) for count in counts]

    def _take(self, source: int, epoch: int, count: int) -> Indices:
        size = len(self._sources[source])
        first, last = epoch * count, (epoch + 1) * count
        passes = range(first // size, -(-last // size))
        orders = [np.random.default_rng([self.seed, source, number]).permutation(size) for number in passes]
        stream = np.concatenate([np.empty(0, np.int64), *orders])
        offset = first - passes.start * size
        return stream[offset : offset + count] + int(self._starts[source])


@dataclass(frozen=True)
class Batch:
    """Sequences padded on the right: `ids_BT` and `labels_BT` int64; a label is its id, or IGNORED where not learned;
    `weights_BT` float32, what each counts in the loss.

    No mask goes with it: a causal model reads nothing to the right, so what is learned can't see the padding.
    """

    ids_BT: Tensor
    labels_BT: Tensor
    weights_BT: Tensor


def collate(sequences: Sequence[Example], pad_id: int) -> Batch:
    """Pad sequences to the longest of them."""
    shape = (len(sequences), max(len(ids) for ids, _ in sequences))
    ids_BT, labels_BT = np.full(shape, pad_id, np.int64), np.full(shape, IGNORED, np.int64)
    weights_BT = np.zeros(shape, np.float32)
    for row, (ids, learned) in enumerate(sequences):
        ids_BT[row, : len(ids)] = ids
        labels_BT[row, : len(ids)] = np.where(learned > 0, ids, IGNORED)
        weights_BT[row, : len(ids)] = learned
    return Batch(torch.from_numpy(ids_BT), torch.from_numpy(labels_BT), torch.from_numpy(weights_BT))


def _require_lengths(lengths: NDArray[np.int64], max_tokens: int) -> None:
    if not len(lengths):
        raise BadData("no sequences", "at least one", "check what the data set was built from")
    assert lengths.min() >= 1, f"sequence {int(lengths.argmin())} is empty"
    if lengths.max() > max_tokens:
        found = f"sequence {int(lengths.argmax())} of {lengths.max()} tokens"
        raise BadData(found, f"at most {max_tokens}, the size of a batch", "raise batch_tokens or cut the data shorter")
