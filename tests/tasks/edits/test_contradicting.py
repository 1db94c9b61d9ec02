"""No plan takes back what it does."""

from __future__ import annotations

import pytest

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.compounds import transcript_of
from speechwright.tasks.edits.planner import make_plan

TALK = transcript_of("Tom met Ann by the river. They talked for hours.")


@pytest.mark.parametrize(
    "said",
    [
        "make the first sentence louder and quieter",
        "delete Tom, then make Tom slower",
        "delete the second sentence and raise the pitch of hours",
        "speed it up by 20 percent and then slow it down by 10 percent",
    ],
)
def test_steps_that_take_back_each_other_are_refused(said: str) -> None:
    with pytest.raises(BadInstruction, match="takes back"):
        make_plan(said, TALK)


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("make the first sentence louder and the last one quieter", 2),
        ("make Tom slower and delete Ann", 2),
        ("delete Tom and make the first sentence slower", 2),
        ("make it louder and higher", 2),
    ],
)
def test_others_are_done(said: str, count: int) -> None:
    assert len(make_plan(said, TALK).operations) == count


def test_both_ways_at_once_are_refused() -> None:
    with pytest.raises(BadInstruction):
        make_plan("I want the whole recording slower and faster at the same time", TALK)


def test_an_effect_that_is_asked_for_twice_is_done_once() -> None:
    steps = make_plan("remove the noise, trim the start, and remove the noise", TALK).operations
    assert [step.edit for step in steps] == ["noise", "trim"]
