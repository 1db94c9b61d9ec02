"""Questions that complain ask for the same as the complaint."""

from __future__ import annotations

import pytest

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.compounds import sample_transcripts
from speechwright.tasks.edits.phrase import phrase_of
from speechwright.tasks.edits.planner import make_plan
from speechwright.tasks.edits.questions import as_statements

_RICE = sample_transcripts()[1]


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("why is the last word so loud?", "the last word is too loud ?"),
        ("why does the last word sound muffled? fix it", "the last word sounds muffled ? fix it"),
        ("make it louder", "make it louder"),
        ("why not make it louder?", "why not make it louder ?"),
    ],
)
def test_a_question_becomes_the_statement_that_it_stands_for(question: str, statement: str) -> None:
    assert as_statements(phrase_of(question)).low == statement


@pytest.mark.parametrize(
    ("complaint", "plain"),
    [
        ("why is the last word so loud? lower it", "make the last word quieter"),
        ("make the last word much quieter, it hurts my ears", "make the last word much quieter"),
        ("I drone in the last sentence, make the intonation livelier", "make the last sentence livelier"),
    ],
)
def test_a_complaint_and_its_request_are_one(complaint: str, plain: str) -> None:
    steps = [
        [(one.edit, one.begin, one.end, one.amounts) for one in make_plan(said, _RICE).operations]
        for said in (complaint, plain)
    ]
    assert steps[0] == steps[1]


@pytest.mark.parametrize("instruction", ["delete the word ten", "delete the words two three"])
def test_a_number_after_an_article_is_a_text(instruction: str) -> None:
    with pytest.raises(BadInstruction, match="not said"):
        make_plan(instruction, _RICE)


@pytest.mark.parametrize("instruction", ["delete word ten", "delete the word number ten", "delete the tenth word"])
def test_a_number_without_one_is_a_place(instruction: str) -> None:
    assert make_plan(instruction, _RICE).operations[0].words == ("the (1st)",)
