"""Second thoughts about what the grammar read as one request: where its words as a whole are like something else.

"Let the voice go up and down much more" has "down" and "more" in it, from which the grammar may take that less is
wanted; as a whole it is like the wordings of a livelier melody. The guess is preferred only where the reading is
far-fetched, leaves out a part that was named, or the guess can be trusted so far that the grammar hardly can; and only
where it drops no part. The bounds were chosen on wordings that the likeness was not fitted to.
"""

from __future__ import annotations

from collections.abc import Sequence

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.answers import way_of
from speechwright.tasks.edits.edit import Clause, Reading
from speechwright.tasks.edits.forms import whole as whole_words
from speechwright.tasks.edits.guess import Guess, guessed
from speechwright.tasks.edits.likeness import share_of, words_of
from speechwright.tasks.edits.losing import states
from speechwright.tasks.edits.outline import outline_of
from speechwright.tasks.edits.phrase import phrase_of
from speechwright.tasks.edits.place import BARE
from speechwright.tasks.edits.reader import REFUSED, likely_of, parts_of, plainly_read
from speechwright.tasks.edits.said import ONE_THERE, WHICH_ONE
from speechwright.tasks.edits.small_words import variants
from speechwright.tasks.edits.verbs import VERBS

_VERB = whole_words(VERBS)
_TO_BE = whole_words("should|must|ought to|has to|needs to|have to|need to")
FAR_FETCHED = 8.0  # the cost of a reading
_PLAIN, _WELL_READ = 1.0, 2.1  # the cost of several readings, of one, that need no second thoughts
_REFUSED_BELOW = 10.0  # the cost of a style or an emotion below which it is one
_LIKELY, _CERTAIN = 1.0, 1.7  # how far a guess has to be trusted, in nats: against a doubtful reading, against others
_SHORTEST = 8  # words from which a guess may be better than a reading that is not doubtful
_LONG = 6  # words of an outline from which a guess of the same edit may be better; "more monotonous" is left alone
_SURE = 0.8  # how probable its sense has to be
_CONTENT = ("delete", "insert", "move", "replace")
_UNLIKE = 0.02  # the probability of its edit, below which the words are hardly like a reading


def reconsidered(reading: Reading, cost: float, clause: Clause) -> Reading | None:
    """The reading that is to be taken in the place of that of the grammar; None where that is as good.

    Args:
        reading: without a problem.
        cost: of it, with what was left out around it.
        clause: the whole instruction.
    """
    guess = guessed(clause)
    other = plainly_read(guess, clause) if guess else None
    if guess is None or other is None or parts_of(reading) - parts_of(other):
        return None
    is_doubtful = cost >= FAR_FETCHED or bool(parts_of(other) - parts_of(reading))
    may_differ = is_doubtful or (len(clause.phrase) >= _SHORTEST and _asks_for_another(reading, other, guess, clause))
    return other if may_differ and guess.trust >= (_LIKELY if is_doubtful else _CERTAIN) else None


def _asks_for_another(reading: Reading, other: Reading, guess: Guess, clause: Clause) -> bool:
    """Whether it is surely the same edit in another way, or one that the words are much more like and that changes no
    words."""
    likely = likely_of(clause)
    if reading.edit != other.edit:
        return other.edit not in _CONTENT and max(share_of(reading.edit, some) for some in likely) < _UNLIKE
    is_sure = max(some[guess.key] for some in likely) >= _SURE
    is_long = len(words_of(outline_of(clause).text)) >= _LONG
    return (
        is_sure and is_long and [way_of(one) for one in reading.operations] != [way_of(one) for one in other.operations]
    )


def is_plain(readings: Sequence[Reading], cost: float, others: Sequence[Reading], clause: Clause) -> bool:
    """Whether the grammar alone can be followed for several requests.

    Args:
        readings: without problems.
        cost: of all of them, without the cuts.
        others: those where what words are like is weighed too.
        clause: the whole instruction.
    """
    edits = {other.edit for other in others}
    is_shorter = len(others) < len(readings)
    asked = [one for one in readings if _is_request(one)]
    drops = any((is_shorter and one.edit not in edits) or parts_of(one) - _parts(one.edit, others) for one in asked)
    if cost < _PLAIN or not drops or len(others) > 1:
        return cost < _PLAIN or drops
    guess = guessed(clause)
    return guess is None or guess.trust < _CERTAIN


def _parts(edit: str, others: Sequence[Reading]) -> set[tuple[int, int]]:
    """What others name for an edit; for all edits, where none of them is that one."""
    same = [other for other in others if other.edit == edit]
    return set().union(*map(parts_of, same or others))


def has_clear_problem(readings: Sequence[Reading], others: Sequence[Reading]) -> bool:
    """Whether what is wrong with a request stands, whatever its words are like: a word that is said several times, or
    not as often as that. Other readings may only do the same edit to words that they name."""
    named = {other.edit for other in others if any(step.words for step in other.operations)}
    return any(
        isinstance(one.problem, BadInstruction)
        and one.problem.wanted in (WHICH_ONE, ONE_THERE)
        and one.cost < FAR_FETCHED
        and one.edit not in named
        for one in readings
    )


def is_refusal(readings: Sequence[Reading]) -> bool:
    """Whether what is asked for is clearly what only a learned editor does."""
    return len(readings) == 1 and readings[0].edit in REFUSED and readings[0].cost < _REFUSED_BELOW


def _is_request(reading: Reading) -> bool:
    said = variants(phrase_of(reading.operations[0].reason))[0][0].low if reading.operations else ""
    orders = parts_of(reading) and (
        _VERB.match(said) or _TO_BE.search(said)
    )  # "take out the um": a word without a mark
    return reading.cost <= _WELL_READ + BARE * bool(orders) and not states(said)


def one_of_two(readings: Sequence[Reading], clause: Clause) -> Reading | None:
    """The one request that two readings for the same edit are: "I talk so slowly in the last word, make me faster" says
    what is wrong where and then what to do; None where they are two."""
    one, other = readings
    guess = guessed(clause) if one.edit == other.edit else None
    whole = plainly_read(guess, clause) if guess else None
    if guess is None or whole is None or whole.edit != one.edit or guess.trust < _LIKELY:
        return None
    parts = parts_of(one) | parts_of(other)
    is_one = parts == parts_of(whole) and not (parts_of(one) and parts_of(other))
    said = variants(phrase_of(one.operations[0].reason if one.operations else ""))[0][0]
    return whole if is_one and parts and not _VERB.match(said.low) else None
