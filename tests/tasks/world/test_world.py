"""Laws that every intent keeps, whatever it is about."""

import re
from itertools import pairwise
from string import Formatter

import numpy as np
import pytest

from speechwright.tasks.spoken_form import spoken_form
from speechwright.tasks.world import WORLD
from speechwright.tasks.world.intent import Intent
from speechwright.tasks.world.pairs import FAMILY_OF

_DRAWS = 200
_INTENTS: dict[str, Intent] = {name: WORLD[name] for name in WORLD}


@pytest.fixture(params=_INTENTS)
def intent(request: pytest.FixtureRequest) -> Intent:
    return _INTENTS[request.param]


def _slots(intent: Intent, seed: int = 0) -> list[dict[str, str]]:
    rng = np.random.default_rng(seed)
    return [intent.draw(rng) for _ in range(_DRAWS)]


def test_its_answer_passes_its_rule(intent: Intent) -> None:
    for slots in _slots(intent):
        answer = intent.answer(slots)
        assert intent.check(slots, answer), (slots, answer)
        assert spoken_form(answer) == answer and answer.endswith(".")
        assert len(answer.split()) <= 24
        if intent.core is not None:
            assert intent.check(slots, intent.core(slots)), (slots, intent.core(slots))


def test_the_answer_to_another_request_fails(intent: Intent) -> None:
    drawn = _slots(intent)
    for slots, other in pairwise(drawn):
        if intent.answer(other) != intent.answer(slots) and not _rhyme(slots, other):
            assert not intent.check(slots, intent.answer(other)), (slots, intent.answer(other))
    assert not intent.check(drawn[0], "") and not intent.check(drawn[0], "i do not know.")


def _rhyme(slots: dict[str, str], other: dict[str, str]) -> bool:
    """Words of one family have each other for a right answer."""
    return "word" in slots and other["word"] in FAMILY_OF.get(slots["word"], ())


def test_rules_hardly_ever_take_the_answer_of_another_intent() -> None:
    rng = np.random.default_rng(1)
    judges = [intent for intent in _INTENTS.values() if intent.combinations > 1]  # small talk takes what is polite
    pairs = [(intent, other) for intent in judges for other in _INTENTS.values() if other is not intent]
    taken = [intent.check(intent.draw(rng), other.answer(other.draw(rng))) for intent, other in pairs]
    assert len(taken) > 1000 and np.mean(taken) < 0.01


def test_it_draws_as_many_combinations_as_it_claims(intent: Intent) -> None:
    seen = {tuple(sorted(slots.items())) for seed in range(5) for slots in _slots(intent, seed)}
    assert len(seen) <= intent.combinations
    if intent.combinations <= 100:
        assert len(seen) == intent.combinations


def test_its_wordings_are_enough_and_each_has_all_slots(intent: Intent) -> None:
    slots = _slots(intent)[0]
    assert len(intent.wordings.train) >= 8 and len(intent.wordings.test) >= 3
    for wording in intent.wordings.train + intent.wordings.test:
        fields = [field for _, field, _, _ in Formatter().parse(wording) if field]
        assert sorted(fields) == sorted(slots), wording
        assert spoken_form(wording.format(**slots)) == wording.format(**slots)
        assert re.fullmatch("[a-z ,.?'{}_]+", wording)


def test_a_wording_means_one_intent_only() -> None:
    meanings: dict[str, set[str]] = {}
    for name, one in _INTENTS.items():
        assert one.name == name
        for wording in one.wordings.train + one.wordings.test:
            meanings.setdefault(re.sub("{[a-z]+}", "{}", wording), set()).add(name)
    shared = {tuple(sorted(names)) for names in meanings.values() if len(names) > 1}
    assert shared == _TOLD_APART_BY_SLOTS


# Pairs of intents that share wordings: what stands in the slots tells them apart.
_TOLD_APART_BY_SLOTS = {
    ("bigger_number", "compare_things"),
    ("convert", "how_many"),
    ("member", "odd_even"),
    ("name_some", "scale"),
    ("number_next", "scale"),
}


def test_the_world_is_large_by_arithmetic() -> None:
    intents = _INTENTS.values()
    assert len(intents) >= 28
    assert sum(one.combinations * len(one.wordings.train) for one in intents) >= 1_000_000
    assert sum(one.combinations >= 1000 for one in intents) >= 12
