"""Clauses that only name a part for what follows: "find the word very and …", "in the last sentence, …"."""

from __future__ import annotations

from collections.abc import Iterator

from speechwright.tasks.edits.edit import Clause
from speechwright.tasks.edits.forms import forms, whole
from speechwright.tasks.edits.place import Place
from speechwright.tasks.edits.small_words import variants
from speechwright.tasks.edits.transcript import Run

_FINDING = forms(
    "find locate look_for search_for go_to jump_to take select pick highlight look_at see listen_to "
    "consider focus_on mark choose grab"
)
_FIND = whole(rf"(?!(?:take|taking) out(?!\S))(?:{_FINDING})(?: (?:out|where|me))?|you know")
_IN = whole(
    r"(?:in|within|inside|for|during|on|at|throughout|as for|regarding|concerning|with|"
    r"with regards? to|when it comes to|as regards)"
)


def read_focus(clause: Clause) -> Iterator[tuple[tuple[Place, ...], Run | None, float]]:
    """The places that a clause names, the words that are meant from then on, and a cost."""
    for phrase, cost in variants(clause.phrase):
        for lead in (_FIND, _IN):
            match = lead.match(phrase.low)
            if match and match.end() < len(phrase.low):
                rest = phrase.cut(match.end() + 1, len(phrase.low))
                for target in clause.ground.targets(rest)[:1]:
                    if not target.problem and not target.is_whole:
                        yield target.places, _scope(target.places) if lead is _IN else None, cost + target.cost + 0.5


def _scope(places: tuple[Place, ...]) -> Run | None:
    words = places[0].words
    return words if len(places) == 1 and words and words.last - words.first > 1 else None
