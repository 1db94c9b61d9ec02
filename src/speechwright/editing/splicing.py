"""A row of parts becomes sound: kept samples, and a short seam where two parts meet that were apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from speechwright.editing.cuts import FADE_S, Gap, seam
from speechwright.editing.joining import Join
from speechwright.editing.parts import Made, Part, Parts
from speechwright.editing.timeline import Piece, Timeline

Floats = NDArray[np.float64]
Meeting = Callable[[Part, Part], Join]
Quiet = Callable[[Gap], int]


@dataclass(frozen=True, eq=False)
class Border:
    """How a part goes over to the next one.

    Args:
        left, right: where it ends and where the next one begins, in samples of the input.
        half: so many samples about both are faded.
        faded: what they become; none where what was made fades by itself, or nothing has to.
        worst: the largest jump, in shares of the natural one; 0 where nothing was cut.
    """

    left: int
    right: int
    half: int = 0
    faded: Floats | None = None
    worst: float = 0.0

    @property
    def is_join(self) -> bool:
        """Whether two stretches meet in it, rather than one ending."""
        return self.faded is not None and len(self.faded) == 2 * self.half


def splice(timeline: Timeline, parts: Parts, meeting: Meeting, quiet: Quiet) -> None:
    """Make a recording that nobody changed yet say a row of parts.

    Args:
        timeline: the recording.
        parts: what it is to be; at least one.
        meeting: the join between two parts that were apart.
        quiet: the sample of a gap where sound is best put in.
    """
    parts = tuple(_merged(parts, _half(timeline)))
    inner = [_border(timeline, one, two, meeting, quiet) for one, two in pairwise(parts)]
    first, last = _start(timeline, parts[0], quiet), _stop(timeline, parts[-1], quiet)
    rows = zip(parts, [first, *inner], [*inner, last], strict=True)
    pieces = [piece for row in rows for piece in _pieces(timeline, *row)]
    if first.faded is not None:
        pieces.insert(0, timeline.made(first.right, first.right + first.half, [first.faded], ""))
    timeline.pieces = tuple(piece for piece in pieces if piece.num_samples)


def _half(timeline: Timeline) -> int:
    return round(FADE_S / 2 * timeline.coding.rate_hz)


def _merged(parts: Iterable[Part], half: int) -> Iterator[Part]:
    """The row with made parts that follow each other in one."""
    held: Part | None = None
    for part in parts:
        if held is not None and held.made is not None and part.made is not None:
            held = Part(held.begin, part.end, _both(held.made, part.made, half))
            continue
        if held is not None:
            yield held
        held = part
    if held is not None:
        yield held


def _both(one: Made, two: Made, half: int) -> Made:
    half = min(half, len(one.sound_NC) // 2, len(two.sound_NC) // 2)
    left, right = len(one.sound_NC) - 2 * half, 2 * half
    between = seam(one.sound_NC[left:], two.sound_NC[:right])
    sound_NC = np.concatenate([one.sound_NC[:left], between, two.sound_NC[right:]])
    return Made(sound_NC, f"{one.text} {two.text}".strip())


def _border(timeline: Timeline, one: Part, two: Part, meeting: Meeting, quiet: Quiet) -> Border:
    made = one.made or two.made
    if made is None and one.end != two.begin:
        join = meeting(one, two)
        return Border(join.left, join.right, join.half, join.faded, join.worst)
    at = quiet(one.end if one.made is None else two.begin)
    if made is None:
        return Border(at, at)
    return Border(at, at, min(_half(timeline), at, timeline.source.num_samples - at, len(made.sound_NC) // 4))


def _start(timeline: Timeline, part: Part, quiet: Quiet) -> Border:
    """Where the first part begins: at the input's first sample, or faded in where that is gone."""
    if part.made is not None or part.begin.end_s <= 0:
        return Border(0, 0)
    at = quiet(part.begin)
    half = min(_half(timeline), timeline.source.num_samples - at)
    return Border(0, at, half, timeline.source.floats(at, at + half) * _rise(half))


def _stop(timeline: Timeline, part: Part, quiet: Quiet) -> Border:
    """Where the last part ends."""
    num_samples = timeline.source.num_samples
    if part.made is not None or part.end.begin_s * timeline.coding.rate_hz >= num_samples - 0.5:
        return Border(num_samples, num_samples)
    at = quiet(part.end)
    half = min(_half(timeline), at)
    return Border(at, at, half, timeline.source.floats(at - half, at) * _rise(half)[::-1])


def _rise(num_samples: int) -> Floats:
    return ((np.arange(num_samples) + 0.5) / max(1, num_samples))[:, None]


def _pieces(timeline: Timeline, part: Part, before: Border, after: Border) -> Iterator[Piece]:
    """A part, and the seam behind it."""
    if part.made is not None:
        yield _made(timeline, part.made, before, after)
        return
    begin, end = before.right + before.half, after.left - after.half
    assert begin <= end, f"a part from sample {begin} to {end}"
    yield Piece(begin, end)
    if after.faded is not None:
        made = timeline.made(end, _stands_to(after, end), [after.faded], "")
        yield replace(made, is_join=after.is_join)


def _stands_to(border: Border, begin: int) -> int:
    """The end of the stretch that a seam stands for: over what is gone; a point where sound goes back."""
    if border.left > border.right:
        return begin
    return border.right + border.half if border.left < border.right else border.left


def _made(timeline: Timeline, made: Made, before: Border, after: Border) -> Piece:
    """New sound, faded over from what was before it and into what comes after it."""
    sound_NC, source = made.sound_NC.copy(), timeline.source
    head, tail = 2 * before.half, 2 * after.half
    if head:
        sound_NC[:head] = seam(source.floats(before.left - before.half, before.left + before.half), sound_NC[:head])
    if tail:
        following = source.floats(after.right - after.half, after.right + after.half)
        sound_NC[len(sound_NC) - tail :] = seam(sound_NC[len(sound_NC) - tail :], following)
    begin, end = before.left - before.half, after.right + after.half
    return timeline.made(begin, max(begin, end), [sound_NC], made.text)
