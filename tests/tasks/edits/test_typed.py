"""What is typed in a hurry is written out, what is said in the recording never."""

from __future__ import annotations

import pytest

from speechwright.tasks.edits.compounds import transcript_of
from speechwright.tasks.edits.phrase import phrase_of
from speechwright.tasks.edits.planner import make_plan
from speechwright.tasks.edits.typed import as_written


def test_it_is_written_out() -> None:
    typed = phrase_of("pls dont cut it cos im loud")
    assert as_written(typed, frozenset()).low == "please don't cut it because i'm loud"
    assert as_written(typed, {"dont"}).low == "please dont cut it because i'm loud"
    assert as_written(phrase_of(""), frozenset()).low == ""


@pytest.mark.parametrize("word", ["dont", "lets", "im", "cos"])
def test_a_word_that_is_said_so_can_be_edited(word: str) -> None:
    transcript = transcript_of(f"well they {word} know it")
    for said in (f"delete {word}", f"delete the word {word}", f"mute {word}, pls"):
        (step,) = make_plan(said, transcript).operations
        assert step.words == (word,)
