"""Letters: spelling a word, its first and last letter, the order of the alphabet."""

from __future__ import annotations

import string

import numpy as np

from speechwright.tasks.spoken_form import words_of
from speechwright.tasks.wordings import Wordings
from speechwright.tasks.world.intent import Intent, Slots, pick
from speechwright.tasks.world.judging import settles_on
from speechwright.tasks.world.words import WORDS

_LETTERS = string.ascii_lowercase
_SPELLED = tuple(word for word in WORDS if len(word) <= 6)


def _draw_word(rng: np.random.Generator) -> Slots:
    return {"word": pick(rng, _SPELLED)}


def _draw_end(rng: np.random.Generator) -> Slots:
    return {"which": pick(rng, ("first", "last")), "word": pick(rng, WORDS)}


def _end_letter(slots: Slots) -> str:
    return slots["word"][0 if slots["which"] == "first" else -1]


def _draw_letter(rng: np.random.Generator) -> Slots:
    side = pick(rng, ("after", "before"))
    return {"side": side, "letter": pick(rng, _LETTERS[:-1] if side == "after" else _LETTERS[1:])}


def _next_letter(slots: Slots) -> str:
    return _LETTERS[_LETTERS.index(slots["letter"]) + (1 if slots["side"] == "after" else -1)]


SPELL = Intent(
    "spell",
    Wordings(
        train=(
            "spell {word}.",
            "please spell {word}.",
            "spell the word {word}.",
            "how do you spell {word}?",
            "how is {word} spelled?",
            "can you spell {word}?",
            "tell me how to spell {word}.",
            "i want to spell {word}.",
            "which letters are in {word}?",
            "give me the letters of {word}.",
        ),
        test=("please spell the word {word}.", "could you spell {word}?", "how do i spell {word}?"),
    ),
    _draw_word,
    # A comma after each letter: an "a" between spaces is spoken as the article.
    answer=lambda slots: f"{', '.join(slots['word'])}.",
    check=lambda slots, answer: words_of(answer) == list(slots["word"]),
    combinations=len(_SPELLED),
)
END_LETTER = Intent(
    "end_letter",
    Wordings(
        train=(
            "what is the {which} letter of {word}?",
            "which is the {which} letter of {word}?",
            "what is the {which} letter in {word}?",
            "tell me the {which} letter of {word}.",
            "name the {which} letter of {word}.",
            "which letter is {which} in {word}?",
            "what letter comes {which} in {word}?",
            "give me the {which} letter of {word}.",
            "i need the {which} letter of {word}.",
        ),
        test=(
            "please tell me the {which} letter of {word}.",
            "which letter comes {which} in {word}?",
            "what is the {which} letter of the word {word}?",
        ),
    ),
    _draw_end,
    answer=lambda slots: f"it is {_end_letter(slots)}.",
    check=lambda slots, answer: settles_on(answer, _end_letter(slots), _LETTERS, (slots["word"],)),
    combinations=2 * len(WORDS),
    core=_end_letter,
)
LETTER_NEXT = Intent(
    "letter_next",
    Wordings(
        train=(
            "what letter comes {side} {letter}?",
            "which letter comes {side} {letter}?",
            "what letter is {side} {letter}?",
            "which letter is right {side} {letter}?",
            "what is the letter {side} {letter}?",
            "tell me the letter {side} {letter}.",
            "name the letter {side} {letter}.",
            "do you know the letter {side} {letter}?",
            "in the alphabet, what comes {side} {letter}?",
        ),
        test=(
            "which letter is {side} {letter}?",
            "please tell me the letter {side} {letter}.",
            "in the alphabet, which letter comes {side} {letter}?",
        ),
    ),
    _draw_letter,
    answer=lambda slots: f"it is {_next_letter(slots)}.",
    check=lambda slots, answer: settles_on(answer, _next_letter(slots), _LETTERS, (slots["letter"],)),
    combinations=2 * 25,
    core=_next_letter,
)
