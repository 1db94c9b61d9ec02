"""Gaps between words, as places of their own: "the pause after fish", "the gap between salt and pepper"."""

from __future__ import annotations

from dataclasses import replace

from speechwright.tasks.edits.phrase import Phrase
from speechwright.tasks.edits.place import Ground, Place, Target
from speechwright.tasks.edits.points import points_of

PAUSE = (
    r"(?:(?:pauses?|silences?|gaps?|breaks?|spaces?) (?:in )?between (?:(?:the|my|all|each|of) )*(?:words|sentences|"
    r"phrases)|pauses?|silences?|gaps?|breaks?|dead air|dead space|hesitations?|silent "
    r"(?:parts?|bits?|sections?|stretch(?:es)?|spots?|moments?|gaps?)|quiet (?:parts?|"
    r"bits?|gaps?|moments?)|"
    r"blanks?|beats?|spaces?|breathing (?:room|space|pauses?)|stops?|awkward silences?|lulls?|delays?|(?:time|room|"
    r"space|distance|air) between (?:the |my |each )?words|"
    r"(?:time|room|space|air) (?=between ␣))"
)


_EVERYWHERE = ("between words", "between the words", "in between words", "between my words", "between sentences")


def gaps_of(phrase: Phrase, ground: Ground) -> list[Target]:
    """Readings of a phrase as gaps, or as stretches whose gaps are meant."""
    if phrase.low in _EVERYWHERE:
        return []
    points = [
        replace(target, places=tuple(_gap(place, ground) for place in target.places))
        for target in points_of(phrase, ground)
    ]
    stretches = [
        target for target in ground.targets(phrase) if not phrase.low.startswith(("between", "after", "before"))
    ]
    return sorted([*points, *stretches], key=lambda target: target.cost)


def is_gap(place: Place) -> bool:
    return place.words is not None and place.words.first == place.words.last


def _gap(place: Place, ground: Ground) -> Place:
    """From the end of the word before a point to the beginning of the one after it; silence at the ends included."""
    words = ground.transcript.words
    if place.words is None or not words:
        return place
    at = place.words.first
    begin = words[at - 1].end if at else 0
    end = words[at].begin if at < len(words) else ground.transcript.num_samples
    return Place(begin, end, place.words)
