"""Second thoughts about what the grammar read: where the words of an instruction as a whole are like something else.

"It ends with a jolt, could it go slowly down to nothing over two seconds?" can be read as two requests, word by word;
as a whole it is like the wordings of one, a fade. The guess is preferred only where the reading is doubtful by itself:
it has requests that their own words are not like, it is far-fetched, or it leaves out a part that was named; or where
the guess is nearly certain and about the same part. The bounds were chosen on wordings that the likeness was not fitted
to.
"""

from __future__ import annotations

from collections.abc import Sequence

from speechwright.tasks.edits.edit import Clause, Reading
from speechwright.tasks.edits.forms import whole
from speechwright.tasks.edits.guess import Guess, guessed
from speechwright.tasks.edits.likeness import likeness
from speechwright.tasks.edits.outline import outline_of
from speechwright.tasks.edits.phrase import phrase_of
from speechwright.tasks.edits.reader import plainly_read
from speechwright.tasks.edits.small_words import variants
from speechwright.tasks.edits.verbs import VERBS

_VERB = whole(VERBS)
_FAR_FETCHED = 8.0  # the cost of a reading
_LIKELY, _CERTAIN = 0.45, 0.93  # probabilities of a guess
_UNLIKE = 0.2  # the probability of an edit below which a request is hardly one
_SHORTEST = 6  # words from which a guess may be better than a reading that is not doubtful
_LEAST_SINGLE = 0.5  # that an instruction is one request


def reconsidered(readings: Sequence[Reading], cost: float, clause: Clause) -> Reading | None:
    """The reading that is to be taken in the place of those of the grammar; None where theirs is as good.

    Args:
        readings: without problems.
        cost: of all of them.
        clause: the whole instruction.
    """
    if len(readings) == 2 and (once := _said_twice(readings)):
        return once
    guess = guessed(clause) if readings else None
    reading = plainly_read(guess, clause) if guess else None
    if guess is None or reading is None:
        return None
    is_doubtful = _is_doubtful(readings, reading, cost)
    is_other = is_doubtful or (readings[0].edit != reading.edit and len(clause.phrase) >= _SHORTEST)
    is_sure = guess.probability >= (_LIKELY if is_doubtful else _CERTAIN)
    return reading if is_other and is_sure and _may_replace(readings, reading, guess, clause) else None


def _is_doubtful(readings: Sequence[Reading], other: Reading, cost: float) -> bool:
    is_lost = _parts([other]) and not _parts(readings)
    return len(readings) > 1 or cost >= _FAR_FETCHED or bool(is_lost)


def _may_replace(readings: Sequence[Reading], other: Reading, guess: Guess, clause: Clause) -> bool:
    """Whether nothing that was asked for is dropped by it."""
    if len(readings) == 1:
        return not _parts(readings) - _parts([other])
    extra = [one for one in readings if one.edit != other.edit]
    is_one = guess.is_single >= _LEAST_SINGLE and (bool(extra) or _is_complaint(readings, other))
    return is_one and all(_resemblance(one, clause) < _UNLIKE for one in extra)


def _is_complaint(readings: Sequence[Reading], other: Reading) -> bool:
    """ "I talk so slowly in the last word, make me faster": what is wrong where, and what to do, without the part."""
    parts = _parts(readings)
    return bool(parts) and parts == _parts([other]) and not all(_parts([one]) for one in readings)


def _said_twice(readings: Sequence[Reading]) -> Reading | None:
    """ "It clipped. Can you fix the clipping in the last word?": the one with a part, where all else is the same and
    the other is no request."""
    one, other = readings
    if one.edit != other.edit or len(one.operations) != 1 or len(other.operations) != 1:
        return None
    first, last = one.operations[0], other.operations[0]
    holds = first.begin == 0 and not first.words and first.end >= last.end and last.begin < last.end
    is_other = (first.begin, first.end) != (last.begin, last.end) and dict(first.amounts) == dict(last.amounts)
    said = variants(phrase_of(first.reason))[0][0]
    return other if holds and is_other and not _VERB.match(said.low) else None


def _resemblance(reading: Reading, clause: Clause) -> float:
    """How probable the edit of a reading is by the words that it was read from."""
    said = phrase_of(reading.operations[0].reason if reading.operations else "")
    probable = likeness().probable(outline_of(Clause(said, clause.ground)).text)
    return sum(share for key, share in probable.items() if key.startswith(f"{reading.edit}/"))


def _parts(readings: Sequence[Reading]) -> set[tuple[int, int]]:
    """The words that are named, as stretches."""
    steps = [step for one in readings for step in one.operations]
    return {(step.begin, step.end) for step in steps if step.words and step.begin < step.end}
