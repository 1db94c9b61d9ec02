"""What a clause may stand for that the grammar can't read, or reads as what its words hardly mean.

The words of a clause, without parts, texts and amounts, make a sense probable (`likeness`). Where one is so clearly, a
plain wording of that sense is read in the place of the clause, with the same parts, texts and amounts; so what is
guessed could have been asked for in plain words. There is no guess where something could be lost by it: at a negation
or an exception that doesn't speak for that sense, at a second request, at a part or an amount that has no slot.
"""

from __future__ import annotations

from dataclasses import dataclass

from speechwright.tasks.edits.accepting import trust
from speechwright.tasks.edits.cores import cores
from speechwright.tasks.edits.edit import Clause
from speechwright.tasks.edits.likeness import NOTHING, Likeness, likeness, words_of
from speechwright.tasks.edits.losing import may_lose
from speechwright.tasks.edits.outline import Outline, outline_of
from speechwright.tasks.edits.phrase import Phrase
from speechwright.tasks.edits.plain import in_plain_words

LEAST_TRUST = 1.0  # log odds from which a guess may be looked at: this and the probabilities are our choice
_LEAST, _SURE = 0.4, 0.7  # how probable a sense has to be; one by which words are lost
_DESTROYS = ("delete",)
_LONGEST = 60  # words


@dataclass(frozen=True)
class Guess:
    """A plain wording for a clause.

    Args:
        phrase: the wording, filled.
        key: its sense.
        trust: the log odds that it is meant.
    """

    phrase: Phrase
    key: str
    trust: float


def guessed(clause: Clause) -> Guess | None:
    """The plain wording that a clause most probably stands for, or nothing."""
    known = likeness()
    outline = outline_of(clause)
    if (found := most_like(outline, clause, known)) is None:
        return None
    phrase, key, core = found
    odds = trust(outline.text, core, key, known)
    return Guess(phrase, key, odds) if odds >= LEAST_TRUST else None


def most_like(outline: Outline, clause: Clause, known: Likeness) -> tuple[Phrase, str, str] | None:
    """A plain wording of the most probable sense, its key and the core that it was known by; None where there is none,
    or where something might be lost by it."""
    if not 1 < len(words_of(outline.text)) <= _LONGEST:
        return None
    key, core = _best(outline.text, known)
    is_likely = known.probable(core)[key] >= (_SURE if key.startswith(_DESTROYS) else _LEAST)
    if not is_likely or key == NOTHING or may_lose(outline.text, core, key, clause.ground.transcript.forms, known):
        return None
    phrase = in_plain_words(key, outline, clause)
    return (phrase, key, core) if phrase else None


def _best(text: str, known: Likeness) -> tuple[str, str]:
    """The most probable sense of a text or of one of its cores, and that core."""
    best = [(*next(iter(known.probable(core).items())), core) for core in cores(text)]
    key, _, core = max(best, key=lambda found: found[1])
    return key, core
