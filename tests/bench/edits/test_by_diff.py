"""Two texts become the changes that lead from one to the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechwright.bench.edits.by_diff import goals_by_diff, phrases_by_diff, plan_by_diff
from speechwright.bench.edits.texts import text_after
from speechwright.errors import BadData
from speechwright.tasks.edits.compounds import transcript_of

WORDS = st.lists(st.sampled_from("salt rice wash water boil then hot the".split()), min_size=1, max_size=9)


@given(WORDS, WORDS)
def test_the_plan_leads_to_the_wanted_text(old: list[str], new: list[str]) -> None:
    transcript = transcript_of(" ".join(old))
    if old == new:
        with pytest.raises(BadData):
            plan_by_diff(transcript, " ".join(new))
    else:
        assert text_after(transcript, plan_by_diff(transcript, " ".join(new)).operations) == " ".join(new)


def test_each_kind_of_change_is_named() -> None:
    old, new = "first wash the rice then boil it", "wash the white rice then cook it"
    assert [(goal.edit, goal.words, goal.amounts.get("text")) for goal in goals_by_diff(old, new)] == [
        ("delete", "first", None),
        ("insert", "", "white"),
        ("replace", "boil", "cook"),
    ]
    assert phrases_by_diff(old, new) == ("first", "white", "boil", "cook")


def test_case_and_marks_are_no_change() -> None:
    assert goals_by_diff("Well, that is it.", "well that is it") == ()
