"""Laws that hold for each entry of EDITS, whatever it does."""

import importlib
import zlib
from string import Formatter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.tasks.edits import EDITS
from speechwright.tasks.edits.compounds import compound, is_right
from speechwright.tasks.edits.edit import Edit, Filled, Sense
from speechwright.tasks.edits.slots import SLOTS
from tests.tasks.edits.plans import TRANSCRIPTS

ALL: dict[str, Edit] = {name: EDITS[name] for name in EDITS}
SENSES = [
    (name, sense, wording) for name, edit in ALL.items() for sense in edit.senses for wording in sense.wordings.train
]
PLANNED = [(sense, wording) for name, sense, wording in SENSES if ALL[name].needs]
WRAPPERS = (
    "please {}",
    "could you {}?",
    "{}, please",
    "I'd like you to {}",
    "{}.",
    "okay, {}",
    "can you please {} for me",
)
_IMPERATIVE = (
    "delete",
    "insert",
    "replace",
    "make",
    "move",
    "add",
    "remove",
    "raise",
    "lower",
    "speed",
    "slow",
    "cut",
    "take",
)


def _filled(sense: Sense, wording: str, seed: int) -> tuple[Filled, int]:
    rng = np.random.default_rng([seed, zlib.crc32(wording.encode())])
    place = int(rng.integers(len(TRANSCRIPTS)))
    return sense.fill(wording, rng, TRANSCRIPTS[place]), place


@pytest.fixture(params=ALL)
def edit(request: pytest.FixtureRequest) -> Edit:
    return ALL[request.param]


def test_it_has_its_name_a_docstring_and_enough_wordings(edit: Edit) -> None:
    assert ALL[edit.name] is edit
    assert importlib.import_module(f"speechwright.tasks.edits.{edit.name}").__doc__
    assert len(edit.wordings.train) >= 30 and len(edit.wordings.test) >= 10
    for wording in edit.wordings.train + edit.wordings.test:
        assert {field for _, field, _, _ in Formatter().parse(wording) if field} <= SLOTS.keys(), wording


def test_its_amounts_are_those_that_it_needs(edit: Edit) -> None:
    assert set().union(*edit.needs) == set(edit.amounts)


def test_a_wording_belongs_to_one_edit_only() -> None:
    owners: dict[str, set[str]] = {}
    for name, one in ALL.items():
        for wording in one.wordings.train + one.wordings.test:
            owners.setdefault(wording.lower().rstrip("?."), set()).add(name)
    assert not {wording: names for wording, names in owners.items() if len(names) > 1}


def test_each_training_wording_asks_for_what_it_was_filled_with(edit: Edit) -> None:
    for sense in edit.senses:
        for wording in sense.wordings.train:
            filled, place = _filled(sense, wording, 1)
            assert is_right(filled, TRANSCRIPTS[place]), filled


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SENSES), st.integers(0, 10**6))
def test_whatever_the_slots(entry: tuple[str, Sense, str], seed: int) -> None:
    filled, place = _filled(entry[1], entry[2], seed)
    assert is_right(filled, TRANSCRIPTS[place]), filled


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from([one for one in PLANNED if one[1].startswith(_IMPERATIVE)]),
    st.sampled_from(WRAPPERS),
    st.integers(0, 99),
)
def test_politeness_changes_nothing(entry: tuple[Sense, str], wrapper: str, seed: int) -> None:
    filled, place = _filled(*entry, seed)
    assert is_right(Filled(wrapper.format(filled.text), filled.operations), TRANSCRIPTS[place]), wrapper.format(
        filled.text
    )


@settings(max_examples=30, deadline=None)
@given(st.sampled_from([one for one in PLANNED if "{text}" not in one[1]]), st.integers(0, 99))
def test_capitals_and_a_final_period_change_nothing(entry: tuple[Sense, str], seed: int) -> None:
    filled, place = _filled(*entry, seed)
    for text in (filled.text.upper(), filled.text + ".", f"  {filled.text}  "):
        assert is_right(Filled(text, filled.operations), TRANSCRIPTS[place]), text


def test_at_least_nine_compounds_in_ten_are_the_requests_in_a_row() -> None:
    rng, right = np.random.default_rng(7), []
    for item in range(60):
        transcript = TRANSCRIPTS[item % len(TRANSCRIPTS)]
        entries = [PLANNED[int(rng.integers(len(PLANNED)))] for _ in range(2 + item % 2)]
        right.append(is_right(compound(entries, rng, transcript), transcript))
    assert np.mean(right) >= 0.9
