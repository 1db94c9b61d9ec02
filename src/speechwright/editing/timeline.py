"""A recording as a row of pieces: stretches of the input that nobody touched, and stretches that were made.

Positions are samples of the input throughout, whatever was cut or stretched before them: a piece that was made stands
for a stretch of the input, or for a point of it where something was put in.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

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
        self._file.write(np.ascontiguousarray(sound_NC, np.float32).tobytes())
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
    """

    begin: int
    end: int
    first: int | None = None
    last: int | None = None

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
        """Samples of the input that the output has unchanged."""
        return sum(piece.num_samples for piece in self.pieces if piece.is_kept)

    def inside(self, begin: int, end: int) -> tuple[Piece, ...]:
        """The pieces of a stretch of the input. What was put in at its very ends is outside, but at the input's own."""
        self._cut(begin)
        self._cut(end)
        return tuple(piece for piece in self.pieces if self._is_inside(piece, begin, end))

    def replace(self, begin: int, end: int, pieces: Iterable[Piece]) -> None:
        """Put other pieces in the place of a stretch; at a point, between what lies before and after it."""
        gone = set(self.inside(begin, end))
        places = [place for place, piece in enumerate(self.pieces) if piece in gone]
        at = places[0] if places else self._place_of(begin)
        before = tuple(piece for piece in self.pieces[:at] if piece not in gone)
        after = tuple(piece for piece in self.pieces[at:] if piece not in gone)
        self.pieces = (*before, *(piece for piece in pieces if piece.num_samples), *after)

    def made(self, begin: int, end: int, blocks: Iterable[Floats]) -> Piece:
        """Keep sound that stands for a stretch of the input."""
        bounds = [self.store.add(block) for block in blocks]
        first = bounds[0][0] if bounds else self.store.num_samples
        return Piece(begin, end, first, bounds[-1][1] if bounds else first)

    def floats(self, pieces: Iterable[Piece]) -> Iterator[Floats]:
        """The sound of some pieces, a block at a time."""
        for piece in pieces:
            for at in range(0, piece.num_samples, BLOCK_SAMPLES):
                size = min(BLOCK_SAMPLES, piece.num_samples - at)
                yield self._floats(piece, at, size)

    def raw(self) -> Iterator[Raw]:
        """The output, a block at a time, as the input's coding holds it; kept samples to the bit."""
        for piece in self.pieces:
            if piece.is_kept:
                yield from self.source.blocks(piece.begin, piece.end)
            else:
                yield from (self.coding.raw(block) for block in self.floats((piece,)))

    def _floats(self, piece: Piece, at: int, size: int) -> Floats:
        if piece.first is None:
            return self.source.floats(piece.begin + at, piece.begin + at + size)
        return self.store.read(piece.first + at, piece.first + at + size)

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

    def _is_inside(self, piece: Piece, begin: int, end: int) -> bool:
        if piece.begin < piece.end:
            return begin <= piece.begin and piece.end <= end
        at_edge = piece.begin in (begin, end) and piece.begin not in (0, self.source.num_samples)
        return begin <= piece.begin <= end and begin < end and not at_edge
