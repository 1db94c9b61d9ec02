"""Repeating a phrase, turning words round, picking one of a list."""

from __future__ import annotations

import numpy as np

from speechwright.tasks.spoken_form import words_of
from speechwright.tasks.wordings import Wordings
from speechwright.tasks.world.intent import Intent, Slots, between, pick, sample
from speechwright.tasks.world.judging import settles_on
from speechwright.tasks.world.words import ADJECTIVES, NOUNS, VERBS, WORDS

_PLACES = ("first", "second", "third", "last")
_PHRASES = (
    "the {adjective} {noun}",
    "my {adjective} {noun}",
    "the {noun} and the {other}",
    "the {noun} is {adjective}",
    "we {verb} in the {noun}",
    "i like your {adjective} {noun}",
    "the {adjective} {noun} can {verb}",
    "{verb} with the {noun}",
)
_LIST_WORDS = tuple(word for word in WORDS if len(word) <= 7)


def _draw_phrase(rng: np.random.Generator) -> Slots:
    noun, other = sample(rng, NOUNS, 2)
    words = {"adjective": pick(rng, ADJECTIVES), "noun": noun, "other": other, "verb": pick(rng, VERBS)}
    return {"phrase": pick(rng, _PHRASES).format(**words)}


def _num_phrases() -> int:
    sizes = {"{adjective}": len(ADJECTIVES), "{noun}": len(NOUNS), "{other}": len(NOUNS) - 1, "{verb}": len(VERBS)}
    return sum(int(np.prod([size for slot, size in sizes.items() if slot in phrase])) for phrase in _PHRASES)


def _draw_list(rng: np.random.Generator) -> Slots:
    return {"words": ", ".join(sample(rng, _LIST_WORDS, between(rng, 2, 3)))}


def _num_lists(*lengths: int) -> int:
    size = len(_LIST_WORDS)
    return sum(int(np.prod([size - place for place in range(length)])) for length in lengths)


def _listed(slots: Slots) -> list[str]:
    return slots["words"].split(", ")


def _draw_nth(rng: np.random.Generator) -> Slots:
    return {"place": pick(rng, _PLACES), "words": ", ".join(sample(rng, _LIST_WORDS, between(rng, 3, 4)))}


def _nth(slots: Slots) -> str:
    return _listed(slots)[-1 if slots["place"] == "last" else _PLACES.index(slots["place"])]


REPEAT = Intent(
    "repeat",
    Wordings(
        train=(
            "repeat after me, {phrase}.",
            "please repeat after me, {phrase}.",
            "repeat these words, {phrase}.",
            "repeat this, {phrase}.",
            "say after me, {phrase}.",
            "please repeat this, {phrase}.",
            "can you repeat this, {phrase}?",
            "repeat what i say, {phrase}.",
            "say what i say, {phrase}.",
            "now repeat, {phrase}.",
        ),
        test=(
            "please say after me, {phrase}.",
            "can you repeat after me, {phrase}?",
            "please repeat what i say, {phrase}.",
        ),
    ),
    _draw_phrase,
    answer=lambda slots: f"{slots['phrase']}.",
    check=lambda slots, answer: words_of(answer) == slots["phrase"].split(),
    combinations=_num_phrases(),
)
REVERSE = Intent(
    "reverse",
    Wordings(
        train=(
            "reverse these words, {words}.",
            "reverse the words {words}.",
            "please reverse these words, {words}.",
            "say these words backwards, {words}.",
            "say the words backwards, {words}.",
            "turn these words round, {words}.",
            "can you reverse these words, {words}?",
            "say this list backwards, {words}.",
            "reverse this list, {words}.",
        ),
        test=(
            "please say these words backwards, {words}.",
            "can you say this list backwards, {words}?",
            "please reverse this list, {words}.",
        ),
    ),
    _draw_list,
    answer=lambda slots: f"{', '.join(reversed(_listed(slots)))}.",
    check=lambda slots, answer: words_of(answer) == _listed(slots)[::-1],
    combinations=_num_lists(2, 3),
)
NTH_WORD = Intent(
    "nth_word",
    Wordings(
        train=(
            "what is the {place} word, {words}?",
            "which is the {place} word, {words}?",
            "tell me the {place} word, {words}.",
            "say the {place} word, {words}.",
            "which word is {place}, {words}?",
            "which word comes {place}, {words}?",
            "name the {place} word, {words}.",
            "give me the {place} word of {words}.",
            "what is the {place} word of {words}?",
        ),
        test=(
            "please say the {place} word, {words}.",
            "what word comes {place}, {words}?",
            "tell me the {place} word of {words}.",
        ),
    ),
    _draw_nth,
    answer=lambda slots: f"the {slots['place']} word is {_nth(slots)}.",
    check=lambda slots, answer: settles_on(answer, _nth(slots), _LIST_WORDS + _PLACES, (slots["place"],)),
    combinations=4 * _num_lists(3, 4),
    core=_nth,
)
