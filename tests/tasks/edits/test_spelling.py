"""Slips are mended where nothing else can be meant."""

from __future__ import annotations

import pytest

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.compounds import transcript_of
from speechwright.tasks.edits.phrase import phrase_of
from speechwright.tasks.edits.planner import make_plan
from speechwright.tasks.edits.spelling import respelled

TALK = transcript_of("She put the milk on the table. It was warm milk.")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("delet the last two wrods", "delete the last two words"),
        ("plese make the last sentance slower", "please make the last sentence slower"),
        ('repalce table with "chair"', 'replace table with "chair"'),
        ("make teh last word louder", "make the last word louder"),
    ],
)
def test_a_slip_asks_for_what_was_meant(typed: str, meant: str) -> None:
    ours, theirs = (make_plan(said, TALK).operations for said in (typed, meant))
    assert [(one.edit, one.begin, one.end, one.amounts) for one in ours] == [
        (one.edit, one.begin, one.end, one.amounts) for one in theirs
    ]
    assert ours[0].reason in typed, "a plan quotes what was typed"


@pytest.mark.parametrize("word", ["sigh", "gong", "Tisch", "xylophone", '"wrods"'])
def test_other_words_are_left_alone(word: str) -> None:
    assert respelled(phrase_of(f"add {word}"), TALK.forms) is None


def test_which_word_of_the_recording_is_meant_is_not_guessed() -> None:
    with pytest.raises(BadInstruction, match="tabel"):
        make_plan("delete the word tabel", TALK)
