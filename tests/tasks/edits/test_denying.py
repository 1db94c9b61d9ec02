"""What is said not to be wanted is not done, and nothing else is lost by it."""

from __future__ import annotations

import pytest

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.compounds import transcript_of
from speechwright.tasks.edits.denying import without_denials
from speechwright.tasks.edits.phrase import phrase_of
from speechwright.tasks.edits.planner import make_plan

TALK = transcript_of(
    "The old fox slept, um, by the gate. Nobody came, uh, for days. Then the gate fell on the old fox."
)


def asked(instruction: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(step.edit, step.words) for step in make_plan(instruction, TALK).operations]


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("don't make it louder, make it slower", "make it slower"),
        ("I don't want it louder, just slower", "make it slower"),
        ("there's no need to trim it, remove the noise", "remove the noise"),
        ("make not the first sentence but the second one louder", "make the second sentence louder"),
        ("leave the first sentence alone but make the second one quieter", "make the second sentence quieter"),
        ("take the um out, but keep the uh", "delete um"),
        ('remove the "uh", but the "um" stays', "delete uh"),
        ("don't delete um, delete uh", "delete uh"),
    ],
)
def test_only_what_is_wanted_is_done(said: str, plain: str) -> None:
    assert asked(said) == asked(plain)


@pytest.mark.parametrize("said", ["make it louder", "delete the first old", "slow the last sentence down, please", ""])
def test_what_denies_nothing_is_left_as_it_is(said: str) -> None:
    assert without_denials(phrase_of(said), TALK.forms) == phrase_of(said)


def test_a_complaint_is_no_denial() -> None:
    assert asked("I don't want it so loud") == asked("make it quieter")
    assert asked("don't talk so fast") == asked("make it slower")


def test_a_part_that_only_the_denial_names_is_not_lost() -> None:
    said = "don't mute the last sentence, just lower it by 3 dB"
    assert asked(said) == asked("lower the last sentence by 3 dB")
    with pytest.raises(BadInstruction):
        make_plan("don't delete the second sentence", TALK)


def test_fillers_that_are_to_stay_stay() -> None:
    (step,) = make_plan("remove all fillers but keep the uh", TALK).operations
    words = str(step.amounts["words"]).split(",")
    assert step.edit == "fillers" and "uh" not in words and "um" in words
