"""Requests of the mini world: drawing them and judging answers to them."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from speechwright.errors import UnknownName
from speechwright.tasks.spoken_form import words_of
from speechwright.tasks.wordings import SPLITS, Split
from speechwright.tasks.world import WORLD
from speechwright.tasks.world.constraints import CONSTRAINTS
from speechwright.tasks.world.intent import Intent, Slots, pick

RESERVED_FROM = 400  # combinations; smaller intents are closed facts, of which only wordings are held out
RESERVED_PERCENT = 6
CONSTRAINED_SHARE = 0.25  # of the requests that can carry one; about 15 % of all


@dataclass(frozen=True)
class Request:
    """What a person asks, and all that is needed to judge an answer to it.

    Args:
        text: the words of the request, in spoken form.
        intent: name in the WORLD table.
        slots: what the wording was filled with.
        answer: a right answer.
        constraint: name in CONSTRAINTS, or "" for none.
    """

    text: str
    intent: str
    slots: Slots = field(hash=False)
    answer: str
    constraint: str = ""


def draw_request(rng: np.random.Generator, split: Split) -> Request:
    """A request of that split, any intent: rich ones somewhat more often than those with a single answer."""
    intents, cumulated = _weighted()
    return draw_request_of(intents[int(np.searchsorted(cumulated, rng.random(), side="right"))], rng, split)


def draw_request_of(intent: Intent, rng: np.random.Generator, split: Split) -> Request:
    """A request of that intent and split. Training never gets a wording or a reserved combination of the tests."""
    slots = _draw_slots(intent, rng, split)
    text = intent.wordings.draw(rng, split).format(**slots)
    answer = intent.answer(slots)
    if intent.core is None or rng.random() >= CONSTRAINED_SHARE:
        return Request(text, intent.name, slots, answer)
    core = intent.core(slots)
    constraint = pick(rng, [constraint for constraint in CONSTRAINTS.values() if constraint.suits(core)])
    framed = constraint.wordings.draw(rng, split).format(request=text)
    return Request(framed, intent.name, slots, constraint.apply(answer, core), constraint.name)


def check_answer(request: Request, answer: str) -> bool:
    """Whether the answer is right: it follows the constraint, and what is left passes the rule of the intent."""
    words = words_of(answer)
    if request.constraint:
        if request.constraint not in CONSTRAINTS:
            wanted, remedy = "a name of CONSTRAINTS", f"choose one of {', '.join(CONSTRAINTS)}"
            raise UnknownName(f"constraint {request.constraint!r}", wanted, remedy)
        inner = CONSTRAINTS[request.constraint].inner(words)
        if inner is None:
            return False
        words = inner
    return _intent(request.intent).check(request.slots, " ".join(words))


def is_reserved(intent: Intent, slots: Slots) -> bool:
    """Whether only tests may use these slots: about 6 % of a combinatorial intent's, the same on every machine."""
    if intent.combinations < RESERVED_FROM:
        return False
    digest = hashlib.sha256(repr((intent.name, sorted(slots.items()))).encode()).digest()
    return int.from_bytes(digest[:4], "big") % 100 < RESERVED_PERCENT


def _draw_slots(intent: Intent, rng: np.random.Generator, split: Split) -> Slots:
    assert split in SPLITS, f"split {split!r}, wanted one of {SPLITS}"
    slots = intent.draw(rng)
    while intent.combinations >= RESERVED_FROM and is_reserved(intent, slots) != (split == "test"):
        slots = intent.draw(rng)
    return slots


@cache
def _intent(name: str) -> Intent:
    intent: Intent = WORLD[name]
    return intent


@cache
def _weighted() -> tuple[list[Intent], np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """All intents and their cumulated shares. A share grows with the digits of the number of combinations, up to 5."""
    intents = [_intent(name) for name in WORLD]
    weights = np.array([1 + min(math.log10(intent.combinations), 4) for intent in intents])
    return intents, np.cumsum(weights / weights.sum())
