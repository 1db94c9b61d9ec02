"""Sound that passes through in blocks: what all changes of whole recordings share.

Sound in this room is float64 of shape (num_samples, num_channels), N samples by C channels, at its own rate. However a
recording is cut into blocks, the very same samples come out: what computes does so on pieces of one size, which start
at fixed places of the recording.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float64]


class Stream(Protocol):
    """Takes a recording in blocks of any length and gives back one of the same length, sample for sample in place.

    What `push` gives may lag behind what it was given; `finish` gives the rest. After `finish` a stream is spent.
    """

    def push(self, block_NC: Sound) -> Sound: ...

    def finish(self) -> Sound: ...


class Meter(Protocol):
    """Listens to a recording that comes in blocks of any length; what it found is told by each in its own words."""

    def push(self, block_NC: Sound) -> None: ...


def pass_through(stream: Stream, blocks: Iterable[Sound]) -> Sound:
    """All that a stream makes of these blocks, in one array (N, C)."""
    return np.concatenate([*(stream.push(block) for block in blocks), stream.finish()])


class Gathering:
    """Holds blocks back until a piece of the wanted length is there."""

    def __init__(self) -> None:
        self._blocks: list[Sound] = []
        self._held = 0

    def __len__(self) -> int:
        return self._held

    def add(self, block_NC: Sound) -> None:
        self._blocks.append(np.array(block_NC, np.float64))
        self._held += len(block_NC)

    def take(self, num_samples: int, keep: int = 0) -> Sound:
        """The first samples; the last `keep` of them stay for the next piece."""
        taken_NC = self.peek(num_samples)
        rest_NC = self._blocks[0][num_samples - keep :] if self._blocks else taken_NC
        self._blocks = [rest_NC if len(rest_NC) > num_samples else rest_NC.copy()]
        self._held = len(rest_NC)
        return taken_NC

    def peek(self, num_samples: int) -> Sound:
        """The first samples, which stay."""
        if len(self._blocks) > 1:
            self._blocks = [np.concatenate(self._blocks)]
        return self._blocks[0][:num_samples] if self._blocks else np.zeros((0, 1))


class Unchanged:
    """The stream that does nothing."""

    def __init__(self) -> None:
        self._none_NC: Sound = np.zeros((0, 1))

    def push(self, block_NC: Sound) -> Sound:
        self._none_NC = np.zeros((0, block_NC.shape[1]))
        return np.array(block_NC, np.float64)

    def finish(self) -> Sound:
        return self._none_NC


class Envelope(Unchanged):
    """Multiplies each sample by a gain that depends on its place alone.

    Args:
        gains: gives linear gains (N,) for places (N,), counted in samples from the start of the recording.
    """

    def __init__(self, gains: Callable[[NDArray[np.int64]], Sound]) -> None:
        super().__init__()
        self._gains = gains
        self._place = 0

    def push(self, block_NC: Sound) -> Sound:
        sound_NC = super().push(block_NC)
        places = np.arange(self._place, self._place + len(block_NC), dtype=np.int64)
        self._place += len(block_NC)
        return sound_NC * self._gains(places)[:, None]


class Pieces:
    """Changes a recording piece by piece; each change sees some of what lies before and after its piece.

    Args:
        change: takes samples (context + piece + context, C) and gives as many; those of the context are dropped.
        piece_samples: length of all pieces but the last.
        context_samples: length of what is seen on either side; beyond the ends of the recording it is silence.
    """

    def __init__(self, change: Callable[[Sound], Sound], piece_samples: int, context_samples: int = 0) -> None:
        assert piece_samples > 0 and context_samples >= 0, f"pieces of {piece_samples}, context {context_samples}"
        self._change, self._piece, self._context = change, piece_samples, context_samples
        self._gathering = Gathering()
        self._begun = False
        self._none_NC: Sound = np.zeros((0, 1))

    def push(self, block_NC: Sound) -> Sound:
        self._none_NC = np.zeros((0, block_NC.shape[1]))
        if not self._begun:
            self._gathering.add(self._silence())
            self._begun = True
        self._gathering.add(block_NC)
        done = [self._none_NC]
        while len(self._gathering) >= self._piece + 2 * self._context:
            done.append(self._changed(self._piece))
        return np.concatenate(done)

    def finish(self) -> Sound:
        self._gathering.add(self._silence())
        rest = len(self._gathering) - 2 * self._context
        return self._changed(rest) if rest > 0 else self._none_NC

    def _silence(self) -> Sound:
        return np.zeros((self._context, self._none_NC.shape[1]))

    def _changed(self, num_samples: int) -> Sound:
        piece_NC = self._gathering.take(num_samples + 2 * self._context, keep=2 * self._context)
        changed_NC = self._change(piece_NC)
        assert changed_NC.shape == piece_NC.shape, f"a change made {piece_NC.shape} into {changed_NC.shape}"
        return changed_NC[self._context : self._context + num_samples]
