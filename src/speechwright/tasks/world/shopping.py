"""The shopping list: putting things on it and taking them off."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from speechwright.tasks.spoken_form import words_of
from speechwright.tasks.wordings import Wordings
from speechwright.tasks.world.intent import Intent, Slots, pick, sample

_ITEMS = tuple(
    """
milk bread butter eggs cheese apples bananas rice sugar salt pepper coffee honey soap shampoo toothpaste candles
batteries paper pasta potatoes onions carrots tomatoes yoghurt chocolate biscuits juice water lemons garlic mushrooms
chicken soup vinegar matches napkins sponges oranges cabbage spinach olives cream bacon sausages noodles lentils ginger
pancakes crackers popcorn ketchup mustard pencils envelopes stamps
""".split()
)
_VERBS = ("added", "took")


def _draw(rng: np.random.Generator) -> Slots:
    if rng.random() < 0.5:
        return {"items": pick(rng, _ITEMS)}
    return {"items": " and ".join(sample(rng, _ITEMS, 2))}


def _check(verb: str) -> Callable[[Slots, str], bool]:
    def check(slots: Slots, answer: str) -> bool:
        words = words_of(answer)
        items = [word for word in words if word in _ITEMS]
        return sorted(items) == sorted(slots["items"].split(" and ")) and [w for w in words if w in _VERBS] == [verb]

    return check


_COMBINATIONS = len(_ITEMS) * len(_ITEMS)
ADD_TO_LIST = Intent(
    "add_to_list",
    Wordings(
        train=(
            "add {items} to my shopping list.",
            "put {items} on my shopping list.",
            "please add {items} to my list.",
            "add {items} to the list.",
            "put {items} on the list.",
            "can you add {items} to my list?",
            "we need {items}, add it to the list.",
            "i need to buy {items}.",
            "please put {items} on my list.",
        ),
        test=(
            "add {items} to my list.",
            "please put {items} on the shopping list.",
            "can you put {items} on my shopping list?",
        ),
    ),
    _draw,
    answer=lambda slots: f"i added {slots['items']} to your list.",
    check=_check("added"),
    combinations=_COMBINATIONS,
)
REMOVE_FROM_LIST = Intent(
    "remove_from_list",
    Wordings(
        train=(
            "take {items} off my shopping list.",
            "remove {items} from my shopping list.",
            "please take {items} off my list.",
            "remove {items} from the list.",
            "take {items} off the list.",
            "can you take {items} off my list?",
            "i have {items}, take it off the list.",
            "i do not need {items} any more.",
            "please remove {items} from my list.",
        ),
        test=(
            "remove {items} from my list.",
            "please take {items} off the shopping list.",
            "can you remove {items} from my shopping list?",
        ),
    ),
    _draw,
    answer=lambda slots: f"i took {slots['items']} off your list.",
    check=_check("took"),
    combinations=_COMBINATIONS,
)
