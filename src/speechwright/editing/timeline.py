"""A recording as a row of pieces: stretches of the input that nobody touched, and stretches that were made.

Positions are samples of the input throughout, whatever was cut or stretched before them: a piece that was made stands
for a stretch of the input, or for a point of it where something was put in.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.pcm import Coding, PcmFile, Raw

Floats = NDArray[np.float64]
BLOCK_SAMPLES = 1 << 16


class Store:
    """Made sound, kept on disk as float32 until the program ends, so that an hour of it takes no memory."""

    def __init__(self, num_channels: int) -> None:
        self.num_channels, self.num_samples = num_channels, 0
        self._file = tempfile.TemporaryFile()

    def add(self, sound_NC: Floats) -> tuple[int, int]:
        """Keep a sound; where it lies."""
        assert sound_NC.ndim == 2 and sound_NC.shape[1] == self.num_channels, f"sound of shape {sound_NC.shape}"
        self._file.seek(0, 2)
        self._file.write(np.ascontiguousarray(sound_NC, np.float32).data)
        begin = self.num_samples
        self.num_samples += len(sound_NC)
        return begin, self.num_samples

    def read(self, first: int, last: int) -> Floats:
        """Sound [first, last) as float64."""
        size = 4 * self.num_channels
        self._file.seek(first * size)
        flat = np.frombuffer(self._file.read((last - first) * size), np.float32)
        return flat.reshape(-1, self.num_channels).astype(np.float64)


@dataclass(frozen=True)
class Piece:
    """A stretch of a timeline.

    Args:
        begin, end: of the input; the same at a point where something was put in.
        first, last: where it lies in the store; None for samples of the input as they are.
        text: what is said in it; None for what the input says there.
        is_join: whether sound goes on from elsewhere in its middle.
    """

    begin: int
    end: int
    first: int | None = None
    last: int | None = None
    text: str | None = None
    is_join: bool = False

    @property
    def is_kept(self) -> bool:
        return self.first is None

    @property
    def num_samples(self) -> int:
        return self.end - self.begin if self.first is None or self.last is None else self.last - self.first

    def split(self, at: int) -> tuple[Piece, Piece]:
        """Before and after a position inside; what was made is taken to run evenly over its stretch."""
        assert self.begin < at < self.end, f"position {at} in samples {self.begin} to {self.end}"
        if self.first is None or self.last is None:
            return replace(self, end=at), replace(self, begin=at)
        middle = self.first + round(self.num_samples * (at - self.begin) / (self.end - self.begin))
        return replace(self, end=at, last=middle), replace(self, begin=at, first=middle)


class Timeline:
    """A recording under edit.

    Args:
        source: the input.
    """

    def __init__(self, source: PcmFile) -> None:
        self.source = source
        self.store = Store(source.coding.num_channels)
        self.pieces: tuple[Piece, ...] = (Piece(0, source.num_samples),)

    @property
    def coding(self) -> Coding:
        return self.source.coding

    @property
    def num_samples(self) -> int:
        """Of the output as it stands."""
        return sum(piece.num_samples for piece in self.pieces)

    @property
    def kept_samples(self) -> int:
        """Samples of the input that the output has unchanged; those that it has twice count once."""
        kept, reached = 0, 0
        for begin, end in sorted((piece.begin, piece.end) for piece in self.pieces if piece.is_kept):
            kept += max(0, end - max(begin, reached))
            reached = max(reached, end)
        return kept

    def inside(self, begin: int, end: int) -> tuple[Piece, ...]:
        """The pieces of a stretch of the input. What was put in at its very ends is outside, but at the input's own."""
        return tuple(piece for run in self.runs(begin, end) for piece in run)

    def runs(self, begin: int, end: int) -> list[tuple[Piece, ...]]:
        """The same, grouped by where one follows the other: what was moved or said twice lies apart."""
        self._cut(begin)
        self._cut(end)
        flags = self._flags(begin, end)
        bounds = [0, *(at for at in range(1, len(flags)) if flags[at] != flags[at - 1]), len(flags)]
        return [self.pieces[one:two] for one, two in pairwise(bounds) if flags[one]]

    def swap(self, run: tuple[Piece, ...], pieces: Iterable[Piece]) -> None:
        """Put other pieces in the place of a run."""
        at = next(at for at in range(len(self.pieces)) if self.pieces[at : at + len(run)] == run)
        self.pieces = (*self.pieces[:at], *pieces, *self.pieces[at + len(run) :])

    def replace(self, begin: int, end: int, pieces: Iterable[Piece]) -> None:
        """Put other pieces in the place of a stretch; at a point, between what lies before and after it."""
        gone = set(self.inside(begin, end))
        places = [place for place, piece in enumerate(self.pieces) if piece in gone]
        at = places[0] if places else self._place_of(begin)
        before = tuple(piece for piece in self.pieces[:at] if piece not in gone)
        after = tuple(piece for piece in self.pieces[at:] if piece not in gone)
        self.pieces = (*before, *(piece for piece in pieces if piece.num_samples), *after)

    def made(self, begin: int, end: int, blocks: Iterable[Floats], text: str | None = None) -> Piece:
        """Keep sound that stands for a stretch of the input, and says a text."""
        bounds = [self.store.add(block) for block in blocks]
        first = bounds[0][0] if bounds else self.store.num_samples
        return Piece(begin, end, first, bounds[-1][1] if bounds else first, text)

    def placed(self) -> Iterator[tuple[int, Piece]]:
        """Every piece, with the output's sample at which it begins."""
        at = 0
        for piece in self.pieces:
            yield at, piece
            at += piece.num_samples

    def floats(self, pieces: Iterable[Piece]) -> Iterator[Floats]:
        """The sound of some pieces, a block at a time."""
        for piece in pieces:
            for at in range(0, piece.num_samples, BLOCK_SAMPLES):
                size = min(BLOCK_SAMPLES, piece.num_samples - at)
                yield self.part(piece, at, at + size)

    def output(self, begin: int, end: int) -> Floats:
        """Samples [begin, end) of the output as it stands."""
        return np.concatenate([np.zeros((0, self.coding.num_channels)), *self.blocks(begin, end)])

    def blocks(self, begin: int, end: int) -> Iterator[Floats]:
        """The same, a block at a time."""
        for at, piece in self.placed():
            low, high = max(0, begin - at), min(piece.num_samples, end - at)
            for first in range(low, high, BLOCK_SAMPLES):
                yield self.part(piece, first, min(first + BLOCK_SAMPLES, high))

    def part(self, piece: Piece, begin: int, end: int) -> Floats:
        """Samples [begin, end) of a piece."""
        if piece.first is None:
            return self.source.floats(piece.begin + begin, piece.begin + end)
        return self.store.read(piece.first + begin, piece.first + end)

    def raw(self) -> Iterator[Raw]:
        """The output, a block at a time, as the input's coding holds it; kept samples to the bit."""
        for piece in self.pieces:
            if piece.is_kept:
                yield from self.source.blocks(piece.begin, piece.end)
            else:
                yield from (self.coding.raw(block) for block in self.floats((piece,)))

    def _cut(self, at: int) -> None:
        """See that no piece runs across a position."""
        self.pieces = tuple(
            part for piece in self.pieces for part in (piece.split(at) if piece.begin < at < piece.end else (piece,))
        )

    def _place_of(self, point: int) -> int:
        """Where what is put in at a point goes: before the piece that begins there, wherever that was moved."""
        stretches = [(place, piece) for place, piece in enumerate(self.pieces) if piece.begin < piece.end]
        starting = [place for place, piece in stretches if piece.begin == point]
        ending = [place + 1 for place, piece in stretches if piece.end == point]
        later = [place for place, piece in stretches if piece.begin > point]
        return [*starting, *ending, *later, len(self.pieces)][0]

    def _flags(self, begin: int, end: int) -> list[bool]:
        """Which pieces are inside a stretch: what was put in at a point, where both its neighbours are, or where it is
        at an end of all and the other one is."""
        flags = [begin <= piece.begin and piece.end <= end for piece in self.pieces]
        is_long = [piece.begin < piece.end for piece in self.pieces]
        for at in range(len(flags)):
            if not is_long[at]:
                before = next((flags[k] for k in range(at - 1, -1, -1) if is_long[k]), True)
                after = next((flags[k] for k in range(at + 1, len(flags)) if is_long[k]), True)
                flags[at] = before and after and begin < end
        return flags
