"""What is guessed stands for a plain wording; and nothing that matters is lost by a guess."""

from __future__ import annotations

import pytest

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.compounds import sample_transcripts
from speechwright.tasks.edits.edit import Clause
from speechwright.tasks.edits.guess import guessed
from speechwright.tasks.edits.phrase import phrase_of
from speechwright.tasks.edits.places import ground_of
from speechwright.tasks.edits.planner import make_plan
from tests.tasks.edits.plans import plan_in_short

_RICE = sample_transcripts()[1]


@pytest.mark.parametrize(
    ("unseen", "plain"),
    [
        ("filter the last sentence to sound like a transistor radio", "make the last sentence sound like a radio"),
        ("let the last sentence play with the volume set low", "set the volume of the last sentence to low"),
    ],
)
def test_a_guess_asks_for_what_the_plain_wording_asks_for(unseen: str, plain: str) -> None:
    assert plan_in_short(unseen, _RICE) == plan_in_short(plain, _RICE)
    assert make_plan(unseen, _RICE).operations[0].reason == unseen


@pytest.mark.parametrize(
    "instruction",
    [
        "let the last sentence not play with the volume set low",
        'let the last sentence "foo" play with the volume set low',
        "let the last sentence and foo play with the volume set low",
        "let the last sentence boil play with the volume set low",
        "let the last sentence 3 times 4 play with the volume set low",
        "let foo play with the volume set low",
    ],
)
def test_what_could_be_lost_is_never_guessed(instruction: str) -> None:
    assert guessed(Clause(phrase_of(instruction), ground_of(_RICE))) is None


@pytest.mark.parametrize("instruction", ["make foo louder", "delete foo", "make the last sentence stereo"])
def test_what_is_no_edit_and_not_said_stays_refused(instruction: str) -> None:
    with pytest.raises(BadInstruction):
        make_plan(instruction, _RICE)
