"""What a recording is to say, as a row of its parts: taken out, said again, put elsewhere, with new sound between.

A part runs from one gap to another, wherever in these it is cut later. Nothing here touches sound.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from speechwright.editing.cuts import Gap


@dataclass(frozen=True, eq=False)
class Made:
    """Sound that comes in (num_samples, num_channels), and the text that it says, if any."""

    sound_NC: NDArray[np.float64]
    text: str = ""


@dataclass(frozen=True)
class Part:
    """A stretch of the input between two gaps; or what was made, to stand between them.

    Args:
        begin, end: the gaps.
        made: new sound.
        is_elsewhere: whether it stands where it was not before, moved or said again.
    """

    begin: Gap
    end: Gap
    made: Made | None = None
    is_elsewhere: bool = False

    @property
    def length_s(self) -> float:
        """At the least."""
        return max(0.0, self.end.begin_s - self.begin.end_s)


Parts = tuple[Part, ...]


def whole(length_s: float) -> Parts:
    """A recording that nobody touched."""
    return (Part(Gap(0.0, 0.0), Gap(length_s, length_s)),)


def without(parts: Parts, begin: Gap, end: Gap) -> Parts:
    """The row without what lies between two gaps."""
    return tuple(part for part in _split(parts, begin, end) if not _is_between(part, begin, end))


def repeated(parts: Parts, begin: Gap, end: Gap, times: int) -> Parts:
    """The row with what lies between two gaps said so often."""
    parts = _split(parts, begin, end)
    said = [_elsewhere(part) for part in parts if _is_between(part, begin, end)]
    after = 1 + max((at for at, part in enumerate(parts) if _is_between(part, begin, end)), default=-1)
    return (*parts[:after], *said * (times - 1), *parts[after:])


def moved(parts: Parts, begin: Gap, end: Gap, to: Gap) -> Parts:
    """The row with what lies between two gaps put into a third."""
    parts = _split(_split(parts, begin, end), to, to)
    gone = [_elsewhere(part) for part in parts if _is_between(part, begin, end)]
    rest = tuple(part for part in parts if not _is_between(part, begin, end))
    return _put(rest, to, gone)


def inserted(parts: Parts, at: Gap, made: Made) -> Parts:
    """The row with new sound in a gap."""
    return _put(_split(parts, at, at), at, [Part(at, at, made)])


def replaced(parts: Parts, begin: Gap, end: Gap, made: Made) -> Parts:
    """The row with new sound in the place of what lies between two gaps."""
    parts = _split(parts, begin, end)
    places = [at for at, part in enumerate(parts) if _is_between(part, begin, end)]
    if not places:
        return _put(parts, begin, [Part(begin, end, made)])
    new = {places[0]: (Part(begin, end, made),)}
    return tuple(one for at, part in enumerate(parts) for one in new.get(at, () if at in places else (part,)))


def _elsewhere(part: Part) -> Part:
    return replace(part, is_elsewhere=True)


def _is_between(part: Part, begin: Gap, end: Gap) -> bool:
    return _at(begin) <= _at(part.begin) and _at(part.end) <= _at(end) and _at(part.begin) < _at(part.end)


def _split(parts: Parts, *gaps: Gap) -> Parts:
    """The row with no part running across these gaps."""
    for gap in gaps:
        parts = tuple(one for part in parts for one in _halves(part, gap))
    return parts


def _halves(part: Part, gap: Gap) -> Sequence[Part]:
    if part.made is not None or not _at(part.begin) < _at(gap) < _at(part.end):
        return (part,)
    return replace(part, end=gap), replace(part, begin=gap)


def _put(parts: Parts, at: Gap, new: Sequence[Part]) -> Parts:
    """Behind what ends in a gap; otherwise before what begins there; otherwise where it would have been."""
    ends = _last(parts, lambda part: _at(part.end) == _at(at))
    begins = next((place for place, part in enumerate(parts) if _at(part.begin) == _at(at)), None)
    earlier = _last(parts, lambda part: _at(part.end) <= _at(at)) or 0
    place = ends if ends is not None else begins if begins is not None else earlier
    return (*parts[:place], *new, *parts[place:])


def _last(parts: Parts, holds: Callable[[Part], bool]) -> int | None:
    """Behind the last part of which something holds."""
    return max((place + 1 for place, part in enumerate(parts) if holds(part)), default=None)


def _at(gap: Gap) -> float:
    return (gap.begin_s + gap.end_s) / 2
