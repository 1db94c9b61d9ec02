"""Which is bigger, heavier or faster, putting numbers in order, odd and even."""

from __future__ import annotations

import numpy as np

from speechwright.tasks.spoken_form import words_of
from speechwright.tasks.wordings import Wordings
from speechwright.tasks.world.intent import Intent, Slots, between, pick, sample, with_article
from speechwright.tasks.world.judging import names, says_yes
from speechwright.tasks.world.numbers import find_numbers, number_words

# each from the least to the most, so far apart that nobody would argue
_RANKS: dict[tuple[str, str], tuple[str, ...]] = {
    ("smaller", "bigger"): ("bee", "mouse", "rabbit", "sheep", "horse", "elephant", "whale"),
    ("lighter", "heavier"): ("feather", "pencil", "book", "chair", "piano", "car", "house"),
    ("slower", "faster"): ("snail", "turtle", "chicken", "bicycle", "train", "rocket"),
}
_KINDS = tuple(kind for kinds in _RANKS for kind in kinds)
_THINGS = tuple(thing for things in _RANKS.values() for thing in things)


def _draw_number_pair(rng: np.random.Generator) -> Slots:
    limit = 20 if rng.random() < 0.5 else 100
    one, other = sample(rng, range(limit + 1), 2)
    return {"kind": pick(rng, ("bigger", "smaller")), "a": number_words(one), "b": number_words(other)}


def _pair(slots: Slots) -> list[int]:
    return find_numbers(slots["a"].split()) + find_numbers(slots["b"].split())


def _number_winner(slots: Slots) -> int:
    return max(_pair(slots)) if slots["kind"] == "bigger" else min(_pair(slots))


def _check_number(slots: Slots, answer: str) -> bool:
    numbers = find_numbers(words_of(answer))
    return numbers[:1] == [_number_winner(slots)] and set(numbers) <= set(_pair(slots)) and _right_kind(slots, answer)


def _right_kind(slots: Slots, answer: str) -> bool:
    return {kind for kind in _KINDS if names(words_of(answer), kind)} <= {slots["kind"]}


def _draw_order(rng: np.random.Generator) -> Slots:
    limit = 20 if rng.random() < 0.5 else 50
    a, b, c = (number_words(number) for number in sample(rng, range(limit + 1), 3))
    return {"numbers": f"{a}, {b} and {c}"}


def _ordered(slots: Slots) -> list[int]:
    # A comma and "and" part the numbers: read each by itself.
    return sorted(find_numbers(slots["numbers"].replace(",", " ,").replace(" and ", " , ").split()))


def _draw_things(rng: np.random.Generator) -> Slots:
    kinds = pick(rng, tuple(_RANKS))
    one, other = sample(rng, _RANKS[kinds], 2)
    return {"kind": pick(rng, kinds), "a": with_article(one), "b": with_article(other)}


def _thing_winner(slots: Slots) -> str:
    (kinds, things), *_ = [rank for rank in _RANKS.items() if slots["kind"] in rank[0]]
    pair = sorted((slots[name].split()[1] for name in ("a", "b")), key=things.index)
    return pair[kinds.index(slots["kind"])]


def _check_thing(slots: Slots, answer: str) -> bool:
    named = [word for word in words_of(answer) if word in _THINGS]
    asked = {slots["a"].split()[1], slots["b"].split()[1]}
    return named[:1] == [_thing_winner(slots)] and set(named) <= asked and _right_kind(slots, answer)


def _draw_odd_even(rng: np.random.Generator) -> Slots:
    return {"n": number_words(between(rng, 0, 100)), "kind": pick(rng, ("odd", "even"))}


def _number(slots: Slots) -> int:
    return find_numbers(slots["n"].split())[0]


def _parity(slots: Slots) -> str:
    return ("even", "odd")[_number(slots) % 2]


def _yes_or_no(slots: Slots) -> str:
    return "yes" if slots["kind"] == _parity(slots) else "no"


def _check_odd_even(slots: Slots, answer: str) -> bool:
    words = words_of(answer)
    wrong_kind = "odd" if _parity(slots) == "even" else "even"
    agrees = says_yes(answer) == (slots["kind"] == _parity(slots))
    return agrees and not names(words, wrong_kind) and set(find_numbers(words)) <= {_number(slots)}


BIGGER_NUMBER = Intent(
    "bigger_number",
    Wordings(
        train=(
            "which is {kind}, {a} or {b}?",
            "what is {kind}, {a} or {b}?",
            "which number is {kind}, {a} or {b}?",
            "is {a} or {b} {kind}?",
            "tell me which is {kind}, {a} or {b}.",
            "{a} or {b}, which is {kind}?",
            "what number is {kind}, {a} or {b}?",
            "name the {kind} number, {a} or {b}.",
            "of {a} and {b}, which is {kind}?",
        ),
        test=(
            "{a} or {b}, which number is {kind}?",
            "please tell me which is {kind}, {a} or {b}.",
            "of {a} and {b}, what is {kind}?",
        ),
    ),
    _draw_number_pair,
    answer=lambda slots: f"{number_words(_number_winner(slots))} is {slots['kind']}.",
    check=_check_number,
    combinations=2 * 101 * 100,
    core=lambda slots: number_words(_number_winner(slots)),
)
ORDER_NUMBERS = Intent(
    "order_numbers",
    Wordings(
        train=(
            "put {numbers} in order.",
            "please put {numbers} in order.",
            "sort {numbers}.",
            "sort the numbers {numbers}.",
            "can you sort {numbers}?",
            "can you put {numbers} in order?",
            "order {numbers} from small to big.",
            "sort {numbers} from small to big.",
            "what is the right order of {numbers}?",
        ),
        test=("please sort {numbers}.", "put {numbers} in order from small to big.", "could you sort {numbers}?"),
    ),
    _draw_order,
    answer=lambda slots: f"{', '.join(number_words(number) for number in _ordered(slots))}.",
    check=lambda slots, answer: find_numbers(words_of(answer)) == _ordered(slots),
    combinations=51 * 50 * 49,
)
COMPARE_THINGS = Intent(
    "compare_things",
    Wordings(
        train=(
            "which is {kind}, {a} or {b}?",
            "what is {kind}, {a} or {b}?",
            "is {a} or {b} {kind}?",
            "tell me which is {kind}, {a} or {b}.",
            "{a} or {b}, which is {kind}?",
            "do you know which is {kind}, {a} or {b}?",
            "of {a} and {b}, which is {kind}?",
            "say which is {kind}, {a} or {b}.",
        ),
        test=(
            "{a} or {b}, what is {kind}?",
            "please tell me which is {kind}, {a} or {b}.",
            "of {a} and {b}, what is {kind}?",
        ),
    ),
    _draw_things,
    answer=lambda slots: f"the {_thing_winner(slots)} is {slots['kind']}.",
    check=_check_thing,
    combinations=2 * (7 * 6 + 7 * 6 + 6 * 5),
    core=_thing_winner,
)
ODD_EVEN = Intent(
    "odd_even",
    Wordings(
        train=(
            "is {n} {kind}?",
            "is {n} an {kind} number?",
            "is the number {n} {kind}?",
            "tell me if {n} is {kind}.",
            "can you tell me if {n} is {kind}?",
            "do you think {n} is {kind}?",
            "is it true that {n} is {kind}?",
            "would you call {n} an {kind} number?",
            "{n} is {kind}, is that right?",
        ),
        test=(
            "is the number {n} an {kind} number?",
            "please tell me if {n} is {kind}.",
            "is it right that {n} is {kind}?",
        ),
    ),
    _draw_odd_even,
    answer=lambda slots: f"{_yes_or_no(slots)}, {slots['n']} is {_parity(slots)}.",
    check=_check_odd_even,
    combinations=2 * 101,
    core=_yes_or_no,
)
