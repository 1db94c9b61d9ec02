"""Sums with results from zero to one hundred, times tables, halves and doubles."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from speechwright.tasks.wordings import Wordings
from speechwright.tasks.world.intent import Intent, Slots, between, pick
from speechwright.tasks.world.judging import settles_on_number
from speechwright.tasks.world.numbers import find_numbers, number_words

_FACTORS = {"double": 2.0, "twice": 2.0, "half of": 0.5}


def _values(slots: Slots) -> list[int]:
    return [find_numbers(value.split())[0] for name, value in slots.items() if name != "kind"]


def _sums(
    name: str,
    wordings: Wordings,
    draw: Callable[[np.random.Generator], tuple[int, int]],
    result: Callable[[int, int], int],
    combinations: int,
) -> Intent:
    """An intent over two numbers."""

    def total(slots: Slots) -> int:
        one, other = _values(slots)
        return result(one, other)

    def draw_slots(rng: np.random.Generator) -> Slots:
        one, other = draw(rng)
        return {"a": number_words(one), "b": number_words(other)}

    def core(slots: Slots) -> str:
        return number_words(total(slots))

    return Intent(
        name,
        wordings,
        draw_slots,
        answer=lambda slots: f"that is {core(slots)}.",
        check=lambda slots, answer: settles_on_number(answer, total(slots), _values(slots)),
        combinations=combinations,
        core=core,
    )


def _draw_add(rng: np.random.Generator) -> tuple[int, int]:
    """Every other sum has a small number in it, as most that people ask have."""
    one = between(rng, 0, 10) if rng.random() < 0.5 else between(rng, 0, 100)
    other = between(rng, 0, 100 - one)
    return (one, other) if rng.random() < 0.5 else (other, one)


def _draw_subtract(rng: np.random.Generator) -> tuple[int, int]:
    one, other = _draw_add(rng)
    return one + other, other


def _draw_times(rng: np.random.Generator) -> tuple[int, int]:
    return between(rng, 1, 12), between(rng, 1, 12)


def _draw_divide(rng: np.random.Generator) -> tuple[int, int]:
    divisor = between(rng, 2, 10)
    return divisor * between(rng, 1, 10), divisor


def _draw_scale(rng: np.random.Generator) -> Slots:
    kind, number = pick(rng, tuple(_FACTORS)), between(rng, 1, 50)
    return {"kind": kind, "n": number_words(2 * number if kind == "half of" else number)}


def _scaled(slots: Slots) -> int:
    return int(_FACTORS[slots["kind"]] * _values(slots)[0])


ADD = _sums(
    "add",
    Wordings(
        train=(
            "what is {a} plus {b}?",
            "how much is {a} plus {b}?",
            "{a} plus {b}?",
            "what is {a} and {b}?",
            "add {a} and {b}.",
            "add {a} to {b}.",
            "tell me {a} plus {b}.",
            "work out {a} plus {b}.",
            "what do {a} and {b} make?",
            "what is the sum of {a} and {b}?",
            "{a} plus {b} equals?",
            "{a} plus {b} is what?",
        ),
        test=("how much is {a} and {b}?", "can you add {a} and {b}?", "please tell me {a} plus {b}."),
    ),
    _draw_add,
    lambda a, b: a + b,
    combinations=101 * 102 // 2,
)
SUBTRACT = _sums(
    "subtract",
    Wordings(
        train=(
            "what is {a} minus {b}?",
            "how much is {a} minus {b}?",
            "{a} minus {b}?",
            "what is {a} take away {b}?",
            "take {b} from {a}.",
            "take {b} away from {a}.",
            "subtract {b} from {a}.",
            "tell me {a} minus {b}.",
            "work out {a} minus {b}.",
            "what is left of {a} without {b}?",
            "{a} minus {b} equals?",
            "{a} minus {b} is what?",
        ),
        test=("how much is {a} take away {b}?", "can you take {b} from {a}?", "please tell me {a} minus {b}."),
    ),
    _draw_subtract,
    lambda a, b: a - b,
    combinations=101 * 102 // 2,
)
TIMES = _sums(
    "times",
    Wordings(
        train=(
            "what is {a} times {b}?",
            "how much is {a} times {b}?",
            "{a} times {b}?",
            "multiply {a} by {b}.",
            "multiply {a} and {b}.",
            "tell me {a} times {b}.",
            "work out {a} times {b}.",
            "what is {a} multiplied by {b}?",
            "{a} times {b} equals?",
            "{a} times {b} is what?",
        ),
        test=("how much is {a} multiplied by {b}?", "can you multiply {a} by {b}?", "please tell me {a} times {b}."),
    ),
    _draw_times,
    lambda a, b: a * b,
    combinations=12 * 12,
)
DIVIDE = _sums(
    "divide",
    Wordings(
        train=(
            "what is {a} divided by {b}?",
            "how much is {a} divided by {b}?",
            "{a} divided by {b}?",
            "divide {a} by {b}.",
            "share {a} between {b}.",
            "tell me {a} divided by {b}.",
            "work out {a} divided by {b}.",
            "{a} divided by {b} equals?",
            "{a} divided by {b} is what?",
        ),
        test=("what is {a} shared between {b}?", "can you divide {a} by {b}?", "please tell me {a} divided by {b}."),
    ),
    _draw_divide,
    lambda a, b: a // b,
    combinations=9 * 10,
)
SCALE = Intent(
    "scale",
    Wordings(
        train=(
            "what is {kind} {n}?",
            "how much is {kind} {n}?",
            "tell me {kind} {n}.",
            "give me {kind} {n}.",
            "work out {kind} {n}.",
            "i need {kind} {n}.",
            "{kind} {n}?",
            "{kind} {n} is what?",
        ),
        test=("what number is {kind} {n}?", "please tell me {kind} {n}.", "can you work out {kind} {n}?"),
    ),
    _draw_scale,
    answer=lambda slots: f"that is {number_words(_scaled(slots))}.",
    check=lambda slots, answer: settles_on_number(answer, _scaled(slots), _values(slots)),
    combinations=3 * 50,
    core=lambda slots: number_words(_scaled(slots)),
)
