"""Changes a stretch of a recording by signal processing; what lies outside stays to the bit.

At either end the changed sound is faded in from the unchanged one, within the stretch, so that it begins and ends as
what is next to it expects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.pauses import split_at_pauses
from speechwright.dsp.stream import Stream
from speechwright.editing.timeline import Timeline
from speechwright.types import Audio

Floats = NDArray[np.float64]
Effect = Callable[[Floats], Floats]
FADE_S = 0.01
PIECE_S = 30.0  # longer stretches are changed in pieces, cut at pauses, so that they take bounded memory


def change(timeline: Timeline, begin: int, end: int, effect: Effect) -> None:
    """Put what an effect makes of samples [begin, end) of the input in their place.

    Args:
        timeline: what is changed.
        begin, end: of the stretch.
        effect: sound (N, C) → sound of any length; it is given at most half a minute at a time.
    """
    pieces = timeline.inside(begin, end)
    made = (effect(piece) for piece in _in_pieces(timeline.floats(pieces), timeline.coding.rate_hz))
    _put(timeline, begin, end, made)


def stream(timeline: Timeline, begin: int, end: int, changer: Stream) -> None:
    """The same by a stream, which keeps the length."""
    _put(timeline, begin, end, _streamed(changer, timeline.floats(timeline.inside(begin, end))))


def _streamed(changer: Stream, blocks: Iterable[Floats]) -> Iterator[Floats]:
    for block in blocks:
        yield changer.push(block)
    yield changer.finish()


def _in_pieces(blocks: Iterable[Floats], rate_hz: int) -> Iterator[Floats]:
    """Blocks, gathered and cut again at pauses."""
    rest: Floats | None = None
    for block in blocks:
        rest = block if rest is None else np.concatenate([rest, block])
        if len(rest) > 2 * PIECE_S * rate_hz:
            *whole, rest = _cut(rest, rate_hz)
            yield from whole
    if rest is not None:
        yield from _cut(rest, rate_hz)


def _cut(sound_NC: Floats, rate_hz: int) -> list[Floats]:
    mean = Audio(sound_NC.mean(axis=1).astype(np.float32), rate_hz)
    ends = np.cumsum([len(piece.samples) for piece in split_at_pauses(mean, PIECE_S)])
    return np.split(sound_NC, ends[:-1])


def _put(timeline: Timeline, begin: int, end: int, blocks: Iterable[Floats]) -> None:
    fade = min(round(FADE_S * timeline.coding.rate_hz), (end - begin) // 4)
    head = fade if begin > 0 else 0
    tail = fade if end < timeline.source.num_samples else 0
    before = _ends(timeline, begin, end, head, tail)
    piece = timeline.made(begin, end, _faded(blocks, *before))
    timeline.replace(begin, end, [piece])


def _ends(timeline: Timeline, begin: int, end: int, head: int, tail: int) -> tuple[Floats, Floats]:
    """The first and the last samples of a stretch as they stand."""
    nothing = np.zeros((0, timeline.coding.num_channels))
    first = np.concatenate([*timeline.floats(timeline.inside(begin, begin + head)), nothing]) if head else nothing
    last = np.concatenate([*timeline.floats(timeline.inside(end - tail, end)), nothing]) if tail else nothing
    return first, last


def _faded(blocks: Iterable[Floats], first: Floats, last: Floats) -> Iterator[Floats]:
    """The blocks, faded in from the first samples and out to the last ones."""
    held = np.zeros((0, first.shape[1]))
    is_new = True
    for block in blocks:
        held = np.concatenate([held, block])
        if is_new and len(held) >= len(first):
            held[: len(first)] = _mixed(first, held[: len(first)])
            is_new = False
        if not is_new and len(held) > len(last):
            yield held[: len(held) - len(last)]
            held = held[len(held) - len(last) :]
    size = min(len(held), len(last))
    yield np.concatenate([held[: len(held) - size], _mixed(held[len(held) - size :], last[len(last) - size :])])


def _mixed(old: Floats, new: Floats) -> Floats:
    """From the one to the other."""
    rise = ((np.arange(len(old)) + 0.5) / max(1, len(old)))[:, None]
    return old * (1 - rise) + new * rise
