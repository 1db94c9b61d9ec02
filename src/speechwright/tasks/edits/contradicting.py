"""Steps that take back each other: a word is deleted and made louder, a sentence is to be louder and quieter."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.answers import place_of, way_of
from speechwright.tasks.edits.plan import Operation

_OPPOSED = ("volume", "speed", "pitch", "formants", "intonation", "shorten_pauses", "stress")
_NUMBERS = ("factor", "gain_db", "semitones", "ratio", "strength", "by_hz", "by_seconds")


def refuse_contradictions(operations: Sequence[Operation]) -> None:
    """Raises BadInstruction where one step takes back another."""
    for one, other in combinations(operations, 2):
        if is_contradiction(one, other):
            found = f"“{one.reason}” and “{other.reason}”, of which one takes back the other"
            raise BadInstruction(found, "steps that can all be done", "leave one of them out")


def is_contradiction(one: Operation, other: Operation) -> bool:
    """Whether a step is about words that the one before deletes, or changes the same part in the other direction."""
    if one.edit == "delete":
        return one.begin <= other.begin < other.end <= one.end
    same = one.edit == other.edit and place_of(one) == place_of(other)
    one_way, other_way = way_of(one), way_of(other)
    both = [key for key in _NUMBERS if key in one_way and key in other_way]
    return same and one.edit in _OPPOSED and any(one_way[key] != other_way[key] for key in both)
