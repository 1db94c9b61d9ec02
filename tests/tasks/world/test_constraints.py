import re

import pytest

from speechwright.tasks.spoken_form import spoken_form, words_of
from speechwright.tasks.world.constraints import CONSTRAINTS

_ANSWERS = [("it is paris.", "paris"), ("yes, it is.", "yes"), ("that is forty two.", "forty two")]


@pytest.mark.parametrize("name", CONSTRAINTS)
@pytest.mark.parametrize(("answer", "core"), _ANSWERS)
def test_what_is_applied_is_followed_and_leaves_the_answer(name: str, answer: str, core: str) -> None:
    constraint = CONSTRAINTS[name]
    if constraint.suits(core):
        framed = constraint.apply(answer, core)
        assert spoken_form(framed) == framed
        assert constraint.inner(words_of(framed)) in (words_of(answer), core.split())


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_answers_that_ignore_it_fail(name: str) -> None:
    assert CONSTRAINTS[name].inner(words_of("the answer is paris.")) is None
    assert not CONSTRAINTS[name].inner([])


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_each_stands_before_and_after_the_request_in_both_splits(name: str) -> None:
    wordings = CONSTRAINTS[name].wordings
    assert CONSTRAINTS[name].name == name and len(wordings.train) >= 4 and len(wordings.test) >= 2
    for side in (wordings.train, wordings.test):
        places = [wording.startswith("{request}") for wording in side]
        assert any(places) and not all(places)
        assert all(re.sub("[a-z ,.?]", "", wording) == "{}" for wording in side)


def test_demands_that_do_not_fit_are_not_made() -> None:
    suiting = {
        core: {name for name, one in CONSTRAINTS.items() if one.suits(core)} for core in ("yes", "blue", "a cub")
    }
    assert "yes_or_no" in suiting["yes"] and "one_word" not in suiting["yes"]
    assert "one_word" in suiting["blue"] and "yes_or_no" not in suiting["blue"]
    assert not {"one_word", "yes_or_no"} & suiting["a cub"]


def test_no_two_constraints_share_a_wording() -> None:
    wordings = [wording for one in CONSTRAINTS.values() for wording in one.wordings.train + one.wordings.test]
    assert len(wordings) == len(set(wordings))
