"""Opposites, plurals, past tenses and rhymes of single words."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from speechwright.tasks.spoken_form import words_of
from speechwright.tasks.wordings import Wordings
from speechwright.tasks.world.closed import closed_fact
from speechwright.tasks.world.intent import Intent, Slots, pick
from speechwright.tasks.world.pairs import FAMILY_OF, OPPOSITES, PASTS, PLURALS, RHYMES


def _draw_rhyme(rng: np.random.Generator) -> Slots:
    return {"word": pick(rng, tuple(RHYMES))}


def _check_rhyme(slots: Slots, answer: str) -> bool:
    named: Iterable[str] = [word for word in words_of(answer) if word in RHYMES and word != slots["word"]]
    return bool(named) and set(named) <= set(FAMILY_OF[slots["word"]])


OPPOSITE = closed_fact(
    "opposite",
    Wordings(
        train=(
            "what is the opposite of {word}?",
            "tell me the opposite of {word}.",
            "name the opposite of {word}.",
            "give me the opposite of {word}.",
            "which word is the opposite of {word}?",
            "do you know the opposite of {word}?",
            "{word} is the opposite of what?",
            "i need the opposite of {word}.",
            "say the opposite of {word}.",
        ),
        test=(
            "please give me the opposite of {word}.",
            "what word is the opposite of {word}?",
            "can you tell me the opposite of {word}?",
        ),
    ),
    "word",
    OPPOSITES,
    "the opposite is {value}.",
)
PLURAL = closed_fact(
    "plural",
    Wordings(
        train=(
            "what is the plural of {word}?",
            "tell me the plural of {word}.",
            "name the plural of {word}.",
            "give me the plural of {word}.",
            "which word is the plural of {word}?",
            "do you know the plural of {word}?",
            "i need the plural of {word}.",
            "say the plural of {word}.",
            "how do you say more than one {word}?",
        ),
        test=(
            "please give me the plural of {word}.",
            "what word is the plural of {word}?",
            "can you tell me the plural of {word}?",
        ),
    ),
    "word",
    PLURALS,
    "the plural is {value}.",
)
PAST_TENSE = closed_fact(
    "past_tense",
    Wordings(
        train=(
            "what is the past tense of {verb}?",
            "what is the past of {verb}?",
            "tell me the past tense of {verb}.",
            "name the past tense of {verb}.",
            "give me the past tense of {verb}.",
            "do you know the past tense of {verb}?",
            "i need the past tense of {verb}.",
            "say the past tense of {verb}.",
            "put {verb} into the past tense.",
        ),
        test=(
            "please give me the past tense of {verb}.",
            "can you tell me the past of {verb}?",
            "which word is the past tense of {verb}?",
        ),
    ),
    "verb",
    PASTS,
    "the past tense is {value}.",
)
RHYME = Intent(
    "rhyme",
    Wordings(
        train=(
            "what rhymes with {word}?",
            "which word rhymes with {word}?",
            "tell me a rhyme for {word}.",
            "find a rhyme for {word}.",
            "give me a word that rhymes with {word}.",
            "name a word that rhymes with {word}.",
            "do you know a rhyme for {word}?",
            "i need a rhyme for {word}.",
            "say a word that rhymes with {word}.",
        ),
        test=(
            "what word rhymes with {word}?",
            "please give me a rhyme for {word}.",
            "tell me a word that rhymes with {word}.",
        ),
    ),
    _draw_rhyme,
    answer=lambda slots: f"{RHYMES[slots['word']]} rhymes with {slots['word']}.",
    check=_check_rhyme,
    combinations=len(RHYMES),
    core=lambda slots: RHYMES[slots["word"]],
)
