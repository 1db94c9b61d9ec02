"""The same amount in another unit, in round numbers."""

from __future__ import annotations

import numpy as np

from speechwright.tasks.spoken_form import words_of
from speechwright.tasks.wordings import Wordings
from speechwright.tasks.world.intent import Intent, Slots, between, pick
from speechwright.tasks.world.judging import names, settles_on_number
from speechwright.tasks.world.numbers import amount, find_numbers, number_words

# larger unit, smaller unit, how many of the smaller, the largest count of the larger that is asked about
_RATIOS = (
    ("hour", "minute", 60, 10),
    ("minute", "second", 60, 10),
    ("day", "hour", 24, 5),
    ("week", "day", 7, 10),
    ("year", "month", 12, 10),
    ("dozen", "egg", 12, 10),
    ("metre", "centimetre", 100, 10),
    ("centimetre", "millimetre", 10, 20),
    ("kilometre", "metre", 1000, 20),
    ("kilogram", "gram", 1000, 20),
    ("dollar", "cent", 100, 10),
    ("century", "year", 100, 10),
)
_IRREGULAR = {"dozen": "dozen", "century": "centuries"}
_UNITS = sorted({unit for ratio in _RATIOS for unit in ratio[:2]})
_PLURALS = {_IRREGULAR.get(unit, f"{unit}s"): unit for unit in _UNITS}
_FORMS = {**_PLURALS, **{unit: unit for unit in _UNITS}}


def _amount(count: int, unit: str) -> str:
    return f"{number_words(count)} {_IRREGULAR[unit]}" if unit in _IRREGULAR and count != 1 else amount(count, unit)


def _draw(rng: np.random.Generator) -> Slots:
    large, small, ratio, most = pick(rng, _RATIOS)
    count = between(rng, 1, most)
    if rng.random() < 0.5:
        return {"amount": _amount(count, large), "unit": _IRREGULAR.get(small, f"{small}s")}
    return {"amount": _amount(count * ratio, small), "unit": _IRREGULAR.get(large, f"{large}s")}


def _converted(slots: Slots) -> tuple[int, str]:
    count, had, wanted = _given(slots)
    for large, small, ratio, _ in _RATIOS:
        if (large, small) == (had, wanted):
            return count * ratio, wanted
        if (small, large) == (had, wanted):
            return count // ratio, wanted
    raise AssertionError(f"no ratio between {had} and {wanted}")


def _given(slots: Slots) -> tuple[int, str, str]:
    words = slots["amount"].split()
    return find_numbers(words)[0], _FORMS[words[-1]], _FORMS[slots["unit"]]


def _core(slots: Slots) -> str:
    return _amount(*_converted(slots))


def _check(slots: Slots, answer: str) -> bool:
    count, had, wanted = _given(slots)
    named = {unit for form, unit in _FORMS.items() if names(words_of(answer), form)}
    right_units = named <= {had, wanted} and named != {had}
    return right_units and settles_on_number(answer, _converted(slots)[0], [count])


CONVERT = Intent(
    "convert",
    Wordings(
        train=(
            "how many {unit} are in {amount}?",
            "how many {unit} make {amount}?",
            "how many {unit} is {amount}?",
            "convert {amount} to {unit}.",
            "convert {amount} into {unit}.",
            "what is {amount} in {unit}?",
            "turn {amount} into {unit}.",
            "change {amount} into {unit}.",
            "tell me {amount} in {unit}.",
            "{amount} is how many {unit}?",
        ),
        test=(
            "can you convert {amount} to {unit}?",
            "please change {amount} to {unit}.",
            "how many {unit} are there in {amount}?",
        ),
    ),
    _draw,
    answer=lambda slots: f"that is {_core(slots)}.",
    check=_check,
    combinations=2 * sum(ratio[3] for ratio in _RATIOS),
    core=_core,
)
