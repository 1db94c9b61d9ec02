"""A row of parts becomes sound: kept samples, and a short seam where two parts meet that were apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from speechwright.editing.cuts import FADE_S, Gap, seam
from speechwright.editing.joining import Join
from speechwright.editing.parts import Made, Part, Parts
from speechwright.editing.timeline import Piece, Timeline

Floats = NDArray[np.float64]


class Cutter(Protocol):
    """Who finds the places at which a recording is cut."""

    def meet(self, one: Part, two: Part) -> Join:
        """The join between two parts that were apart."""
        ...

    def quiet(self, gap: Gap) -> int:
        """The sample of a gap where sound is best put in."""
        ...

    def lead_in(self, gap: Gap, made_NC: Floats) -> tuple[int, int]:
        """The sample of a gap at which new speech is gone over to, and the one of the new speech."""
        ...

    def lead_out(self, made_NC: Floats, gap: Gap) -> tuple[int, int]:
        """The sample of new speech from which the recording is gone back to, and the one of the recording."""
        ...


@dataclass(frozen=True, eq=False)
class Border:
    """How a part goes over to the next one.

    Args:
        left, right: where it ends and where the next one begins, in samples of the input.
        half: so many samples about both are faded.
        faded: what they become; none where what was made fades by itself, or nothing has to.
        made: the sample of what was made that meets `left` or `right`.
        worst: the largest jump, in shares of the natural one; 0 where nothing was cut.
    """

    left: int
    right: int
    half: int = 0
    faded: Floats | None = None
    made: int = 0
    worst: float = 0.0

    @property
    def is_join(self) -> bool:
        """Whether two stretches meet in it, rather than one ending."""
        return self.faded is not None and len(self.faded) == 2 * self.half


def splice(timeline: Timeline, parts: Parts, cutter: Cutter) -> None:
    """Make a recording that nobody changed yet say a row of parts.

    Args:
        timeline: the recording.
        parts: what it is to be; at least one.
        cutter: who finds the places to cut at.
    """
    parts = tuple(_merged(parts, _half(timeline)))
    inner = [_border(timeline, one, two, cutter) for one, two in pairwise(parts)]
    first, last = _start(timeline, parts[0], cutter), _stop(timeline, parts[-1], cutter)
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


def _border(timeline: Timeline, one: Part, two: Part, cutter: Cutter) -> Border:
    if one.made is not None:
        return _leading_out(timeline, one.made, _share(one, two.begin)[1], cutter)
    if two.made is not None:
        return _leading_in(timeline, _share(two, one.end)[0], two.made, cutter)
    if one.end == two.begin:
        at = cutter.quiet(one.end)
        return Border(at, at)
    join = cutter.meet(one, two)
    return Border(join.left, join.right, join.half, join.faded, worst=join.worst)


def _share(new: Part, gap: Gap) -> tuple[Gap, Gap]:
    """What is left of a gap before and after new sound: half of it, where new speech comes into it."""
    if new.begin != new.end or new.made is None or not new.made.text:
        return gap, gap
    middle_s = (gap.begin_s + gap.end_s) / 2
    return Gap(gap.begin_s, middle_s), Gap(middle_s, gap.end_s)


def _leading_in(timeline: Timeline, gap: Gap, made: Made, cutter: Cutter) -> Border:
    """Background is put in where it is quiet; speech where it goes on from what is there."""
    at, first = cutter.lead_in(gap, made.sound_NC) if made.text else (cutter.quiet(gap), 0)
    half = min(_half(timeline), at, timeline.source.num_samples - at, len(made.sound_NC) // 8)
    return Border(at, at, half, made=max(first, half))


def _leading_out(timeline: Timeline, made: Made, gap: Gap, cutter: Cutter) -> Border:
    size = len(made.sound_NC)
    last, at = cutter.lead_out(made.sound_NC, gap) if made.text else (size, cutter.quiet(gap))
    half = min(_half(timeline), at, timeline.source.num_samples - at, size // 8)
    return Border(at, at, half, made=min(last, size - half))


def _start(timeline: Timeline, part: Part, cutter: Cutter) -> Border:
    """Where the first part begins: at the input's first sample, or faded in where that is gone."""
    if part.made is not None or part.begin.end_s <= 0:
        return Border(0, 0)
    at = cutter.quiet(part.begin)
    half = min(_half(timeline), timeline.source.num_samples - at)
    return Border(0, at, half, timeline.source.floats(at, at + half) * _rise(half))


def _stop(timeline: Timeline, part: Part, cutter: Cutter) -> Border:
    """Where the last part ends."""
    num_samples = timeline.source.num_samples
    if part.made is not None or part.end.begin_s * timeline.coding.rate_hz >= num_samples - 0.5:
        return Border(num_samples, num_samples, made=0 if part.made is None else len(part.made.sound_NC))
    at = cutter.quiet(part.end)
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
    source, head, tail = timeline.source, 2 * before.half, 2 * after.half
    sound_NC = made.sound_NC[before.made - before.half : after.made + after.half].copy()
    if head:
        sound_NC[:head] = seam(source.floats(before.left - before.half, before.left + before.half), sound_NC[:head])
    if tail:
        following = source.floats(after.right - after.half, after.right + after.half)
        sound_NC[len(sound_NC) - tail :] = seam(sound_NC[len(sound_NC) - tail :], following)
    begin, end = before.left - before.half, after.right + after.half
    return timeline.made(begin, max(begin, end), [sound_NC], made.text)
