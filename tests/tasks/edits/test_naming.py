"""Small words are names where only a name can stand, and nowhere else."""

from __future__ import annotations

import pytest

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.compounds import transcript_of
from speechwright.tasks.edits.naming import with_names
from speechwright.tasks.edits.phrase import phrase_of
from speechwright.tasks.edits.planner import make_plan

TALK = transcript_of("So the old man always said that he will come, and that he really will.")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("delete old and always", ["old", "always"]),
        ("remove the words man and so", ["man", "So"]),
        ("mute old and really, then trim it", ["old", "really"]),
    ],
)
def test_a_small_word_after_another_is_one_of_the_recording(said: str, words: list[str]) -> None:
    steps = make_plan(said, TALK).operations
    assert [word for step in steps for word in step.words] == words


def test_one_that_is_said_twice_is_asked_about() -> None:
    with pytest.raises(BadInstruction, match="will"):
        make_plan("make will slower", TALK)


@pytest.mark.parametrize("said", ["make it louder and so on", "make old louder again", "delete old and then trim it"])
def test_elsewhere_it_is_none(said: str) -> None:
    assert with_names(phrase_of(said), TALK.forms).low == phrase_of(said).low


def test_what_is_not_said_is_no_name() -> None:
    assert with_names(phrase_of("delete old and always"), frozenset({"old"})).low == "delete old and always"
