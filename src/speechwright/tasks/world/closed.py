"""Builders for intents that know a closed table of facts, and for those that always answer the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from speechwright.tasks.spoken_form import words_of
from speechwright.tasks.wordings import Wordings
from speechwright.tasks.world.intent import Intent, Slots, pick
from speechwright.tasks.world.judging import names, settles_on


def closed_fact(
    name: str, wordings: Wordings, slot: str, facts: Mapping[str, str], sentence: str, constrained: bool = True
) -> Intent:
    """An intent that looks `facts` up.

    An answer is right when it names the fact's value and no other key or value of the table.

    Args:
        name: name of the intent.
        wordings: requests with that one slot.
        slot: name of the slot whose value is a key of `facts`.
        facts: key → value.
        sentence: the answer, with `{<slot>}` and `{value}`.
        constrained: whether an answer may carry a constraint.
    """
    keys = tuple(facts)
    choices = sorted({*facts, *facts.values()})

    def draw(rng: np.random.Generator) -> Slots:
        return {slot: pick(rng, keys)}

    def answer(slots: Slots) -> str:
        return sentence.format(value=facts[slots[slot]], **slots)

    def check(slots: Slots, answer: str) -> bool:
        return settles_on(answer, " ".join(words_of(facts[slots[slot]])), choices, echo=(slots[slot],))

    core = (lambda slots: facts[slots[slot]]) if constrained else None
    return Intent(name, wordings, draw, answer, check, len(keys), core)


def fixed_reply(name: str, wordings: Wordings, reply: str, accepted: Sequence[str]) -> Intent:
    """An intent without slots: it answers `reply`, and any answer with one of the accepted phrases is right."""
    return Intent(
        name,
        wordings,
        draw=lambda rng: {},
        answer=lambda slots: reply,
        check=lambda slots, answer: any(names(words_of(answer), phrase) for phrase in accepted),
        combinations=1,
    )
