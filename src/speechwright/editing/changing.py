"""Changes a stretch of a recording by signal processing; what lies outside stays to the bit.

At either end the changed sound is faded in from the unchanged one, within the stretch, so that it begins and ends as
what is next to it expects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from speechwright.dsp.stream import Stream
from speechwright.editing.dividing import divided
from speechwright.editing.timeline import Piece, Timeline

Floats = NDArray[np.float64]
Effect = Callable[[Floats, int, int], Floats]
CONTEXT_S = 0.3  # of sound that an effect sees on either side
FADE_S = 0.01
PIECE_S = 20.0  # longer stretches are changed in pieces, cut at pauses, so that they take bounded memory


def change(timeline: Timeline, begin: int, end: int, effect: Effect) -> None:
    """Put what an effect makes of samples [begin, end) of the input in their place.

    Args:
        timeline: what is changed.
        begin, end: of the stretch.
        effect: sound (N, C), and the first and the last sample of it that are to change → what becomes of these, of any
            length. It is given 20 s at most at a time.
    """
    for run in timeline.runs(begin, end):
        _put(timeline, run, _changed(timeline, run, effect), FADE_S)


def _changed(timeline: Timeline, run: tuple[Piece, ...], effect: Effect) -> Iterator[Floats]:
    rate_hz = timeline.coding.rate_hz
    size = sum(piece.num_samples for piece in run)
    if size > PIECE_S * rate_hz:
        yield from (effect(piece, 0, len(piece)) for piece in divided(timeline.floats(run), rate_hz, PIECE_S))
        return
    begin = next(at for at, piece in timeline.placed() if piece is run[0])
    context = round(CONTEXT_S * rate_hz)
    low, high = max(0, begin - context), min(timeline.num_samples, begin + size + context)
    yield effect(timeline.output(low, high), begin - low, begin - low + size)


def stream(timeline: Timeline, begin: int, end: int, changer: Callable[[int], Stream], fade_s: float = FADE_S) -> None:
    """The same by streams, which keep the length.

    Args:
        changer: a stream for a sound of so many samples; of a stretch of which parts were moved there are several.
        fade_s: how long it takes to go over to the changed sound.
    """
    for run in timeline.runs(begin, end):
        size = sum(piece.num_samples for piece in run)
        _put(timeline, run, _streamed(changer(size), timeline.floats(run)), fade_s)


def _streamed(changer: Stream, blocks: Iterable[Floats]) -> Iterator[Floats]:
    for block in blocks:
        yield changer.push(block)
    yield changer.finish()


def _put(timeline: Timeline, run: tuple[Piece, ...], blocks: Iterable[Floats], fade_s: float) -> None:
    """Changed sound in the place of a run."""
    size = sum(piece.num_samples for piece in run)
    fade = min(round(fade_s * timeline.coding.rate_hz), size // 4)
    is_first, is_last = timeline.pieces[0] is run[0], timeline.pieces[-1] is run[-1]
    begin = next(at for at, piece in timeline.placed() if piece is run[0])
    first = timeline.output(begin, begin if is_first else begin + fade)
    last = timeline.output(begin + size if is_last else begin + size - fade, begin + size)
    made = timeline.made(run[0].begin, run[-1].end, _faded(blocks, first, last))
    timeline.swap(run, _shared(made, run))


def _shared(made: Piece, run: Sequence[Piece]) -> list[Piece]:
    """What was made of a run, shared out among its pieces by their lengths, so that each still says what it said."""
    lengths = np.array([piece.num_samples for piece in run])
    assert made.first is not None and made.last is not None, "a piece that was made"
    shares = np.concatenate([[0], np.cumsum(lengths)]) / max(1, lengths.sum())
    bounds = made.first + np.rint(shares * (made.last - made.first)).astype(int)
    return [
        replace(piece, first=int(first), last=int(last))
        for piece, first, last in zip(run, bounds, bounds[1:], strict=False)
    ]


def _faded(blocks: Iterable[Floats], first: Floats, last: Floats) -> Iterator[Floats]:
    """The blocks, faded in from the first samples and out to the last ones."""
    held = np.zeros((0, first.shape[1]))
    is_new = True
    for block in blocks:
        if is_new or len(block) < len(last):
            held = np.concatenate([held, block])
        else:
            yield held
            held = block
        if is_new and len(held) >= len(first):
            held[: len(first)] = _mixed(first, held[: len(first)])
            is_new = False
        if not is_new and len(held) > len(last):
            yield held[: len(held) - len(last)]
            held = held[len(held) - len(last) :].copy()
    size = min(len(held), len(last))
    yield np.concatenate([held[: len(held) - size], _mixed(held[len(held) - size :], last[len(last) - size :])])


def _mixed(old: Floats, new: Floats) -> Floats:
    """From the one to the other."""
    rise = ((np.arange(len(old)) + 0.5) / max(1, len(old)))[:, None]
    return old * (1 - rise) + new * rise
