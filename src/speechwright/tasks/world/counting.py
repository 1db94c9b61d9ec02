"""Counting up and down, in steps, and the next number."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from speechwright.tasks.spoken_form import words_of
from speechwright.tasks.wordings import Wordings
from speechwright.tasks.world.intent import Intent, Slots, between, pick
from speechwright.tasks.world.judging import settles_on_number
from speechwright.tasks.world.numbers import find_numbers, number_value, number_words

_STEPS = {"twos": 2, "fives": 5, "tens": 10}


def _value(words: str) -> int:
    value = number_value(words)
    assert value is not None, f"{words!r} is no number"
    return value


def _counted(slots: Slots) -> list[int]:
    first, last = _value(slots["first"]), _value(slots["last"])
    step = _STEPS[slots["step"]] if "step" in slots else 1
    return list(range(first, last + 1, step)) if first < last else list(range(first, last - 1, -step))


def _draw_up(rng: np.random.Generator) -> Slots:
    first = between(rng, 0, 20) if rng.random() < 0.5 else between(rng, 0, 94)
    return {"first": number_words(first), "last": number_words(first + between(rng, 2, 6))}


def _draw_down(rng: np.random.Generator) -> Slots:
    slots = _draw_up(rng)
    return {"first": slots["last"], "last": slots["first"]}


def _draw_by(rng: np.random.Generator) -> Slots:
    step = pick(rng, tuple(_STEPS))
    first = _STEPS[step] * between(rng, 1, 4)
    return {"step": step, "first": number_words(first), "last": number_words(first + _STEPS[step] * between(rng, 2, 5))}


def _count(name: str, wordings: Wordings, draw: Callable[[np.random.Generator], Slots], combinations: int) -> Intent:
    return Intent(
        name,
        wordings,
        draw,
        answer=lambda slots: f"{', '.join(number_words(number) for number in _counted(slots))}.",
        check=lambda slots, answer: find_numbers(words_of(answer)) == _counted(slots),
        combinations=combinations,
    )


def _draw_next(rng: np.random.Generator) -> Slots:
    return {"side": pick(rng, ("after", "before")), "n": number_words(between(rng, 1, 100))}


def _next(slots: Slots) -> int:
    return _value(slots["n"]) + (1 if slots["side"] == "after" else -1)


COUNT_UP = _count(
    "count_up",
    Wordings(
        train=(
            "count from {first} to {last}.",
            "count up from {first} to {last}.",
            "please count from {first} to {last}.",
            "can you count from {first} to {last}?",
            "start at {first} and count to {last}.",
            "count to {last}, starting at {first}.",
            "say the numbers from {first} to {last}.",
            "tell me the numbers from {first} to {last}.",
            "i want you to count from {first} to {last}.",
        ),
        test=(
            "could you count up from {first} to {last}?",
            "please say the numbers from {first} to {last}.",
            "start at {first} and count up to {last}.",
        ),
    ),
    _draw_up,
    combinations=95 * 5,
)
COUNT_DOWN = _count(
    "count_down",
    Wordings(
        train=(
            "count down from {first} to {last}.",
            "please count down from {first} to {last}.",
            "can you count down from {first} to {last}?",
            "count backwards from {first} to {last}.",
            "please count backwards from {first} to {last}.",
            "start at {first} and count down to {last}.",
            "count down to {last}, starting at {first}.",
            "i want you to count down from {first} to {last}.",
        ),
        test=(
            "could you count down from {first} to {last}?",
            "start at {first} and count backwards to {last}.",
            "can you count backwards from {first} to {last}?",
        ),
    ),
    _draw_down,
    combinations=95 * 5,
)
COUNT_BY = _count(
    "count_by",
    Wordings(
        train=(
            "count by {step} from {first} to {last}.",
            "count in {step} from {first} to {last}.",
            "please count by {step} from {first} to {last}.",
            "can you count in {step} from {first} to {last}?",
            "count from {first} to {last} by {step}.",
            "count from {first} to {last} in {step}.",
            "count up by {step} from {first} to {last}.",
            "start at {first} and count in {step} to {last}.",
        ),
        test=(
            "please count in {step} from {first} to {last}.",
            "can you count by {step} from {first} to {last}?",
            "start at {first} and count by {step} to {last}.",
        ),
    ),
    _draw_by,
    combinations=3 * 4 * 4,
)
NUMBER_NEXT = Intent(
    "number_next",
    Wordings(
        train=(
            "what number comes {side} {n}?",
            "which number comes {side} {n}?",
            "what number is {side} {n}?",
            "which number is right {side} {n}?",
            "what is the number {side} {n}?",
            "tell me the number {side} {n}.",
            "name the number {side} {n}.",
            "do you know the number {side} {n}?",
            "the number {side} {n} is what?",
        ),
        test=(
            "which number is {side} {n}?",
            "please tell me the number {side} {n}.",
            "can you name the number {side} {n}?",
        ),
    ),
    _draw_next,
    answer=lambda slots: f"it is {number_words(_next(slots))}.",
    check=lambda slots, answer: settles_on_number(answer, _next(slots), [_value(slots["n"])]),
    combinations=2 * 100,
    core=lambda slots: number_words(_next(slots)),
)
