"""Requests that leave a recording as it is: the planner makes no plan, or one for what is so already."""

import pytest

from speechwright.corpus.edits.nothing import WORDINGS, is_refused, nothing
from speechwright.tasks.edits.compounds import sample_transcripts
from tests.corpus.edits.sides import draw


@pytest.mark.parametrize("wording", (*WORDINGS.train, *WORDINGS.test))
def test_the_planner_makes_nothing_of_them(wording: str) -> None:
    assert all(is_refused(wording, transcript) for transcript in sample_transcripts())


def test_what_is_so_already_is_asked_for_too() -> None:
    asked = [nothing(draw(seed)).back.asked for seed in range(6)]
    edits = {one.plan.operations[0].edit for one in asked if one and one.plan.operations}
    assert len(edits) >= 2 and all(one is not None and one.amount == "exact" for one in asked)
