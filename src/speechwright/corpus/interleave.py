"""Interleaved speech and text: a few words in units, the same words written, the next ones, and so on.

Each written word follows its own sound at once, so a model learns which sounds make which word before it has learned
where to look (InSerter, arXiv 2503.02769, interleaves spans of synthetic speech and text for pre-training; to write
each span out after its sound, and spans of one to three words, are our choice).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from speechwright.types import Part, Span, Speech, Text, Units

MOST_WORDS = 3  # in a span


def interleaved(units: Units, words: Sequence[Span], rng: np.random.Generator) -> tuple[Part, ...]:
    """Speech and text by turns.

    Args:
        units: of the whole recording, with frame counts.
        words: its words in order, in seconds.
        rng: draws how many words are in a span.
    """
    assert units.frames is not None and len(words), "interleaving needs frame counts and words"
    ends_S = np.cumsum(units.frames)
    middle_s = (ends_S - units.frames / 2) / units.spec.rate_hz
    parts: list[Part] = []
    start, first = 0, 0
    while first < len(words):
        last = min(len(words), first + int(rng.integers(1, MOST_WORDS + 1)))
        end = len(units) if last == len(words) else int(np.searchsorted(middle_s, _gap(words, last)))
        if end > start or last == len(words):
            said = Units(units.ids[start:end], units.spec, units.frames[start:end])
            written = Text(" ".join(word.label for word in words[first:last]))
            parts += [Speech(said), written] if len(said) else [written]
            start, first = end, last
        else:  # spoken so fast that no unit is the words' own
            words = [*words[:first], _joined(words[first : last + 1]), *words[last + 1 :]]
    return tuple(parts)


def written_words(text: str, spans: Sequence[Span]) -> list[Span]:
    """The words of a text as they are written, where an engine spoke them.

    Engines speak some words as one and name it after the first ("of the" as "of"): the others join it. Where a name is
    not found in the text, or nothing is timed, the whole text is one span.
    """
    places: list[tuple[list[str], Span]] = []
    waiting = list(spans)
    for word in text.split():
        if waiting and _letters(word).startswith(_letters(waiting[0].label)):
            places.append(([word], waiting.pop(0)))
        elif places:
            places[-1][0].append(word)
    if waiting or not places:
        return [Span(text, 0.0, max((span.end_s for span in spans), default=1.0))]
    return [Span(" ".join(words), span.start_s, span.end_s) for words, span in places]


def _letters(word: str) -> str:
    return "".join(letter for letter in word.lower() if letter.isalnum())


def _gap(words: Sequence[Span], index: int) -> float:
    """The middle between a word and the one before it."""
    return (words[index - 1].end_s + words[index].start_s) / 2


def _joined(words: Sequence[Span]) -> Span:
    return Span(" ".join(word.label for word in words), words[0].start_s, words[-1].end_s)
