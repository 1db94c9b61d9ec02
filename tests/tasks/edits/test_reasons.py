"""A reason that nobody can understand doesn't keep a plain request from being done; nothing else is left out."""

from __future__ import annotations

import pytest

from speechwright.tasks.edits.compounds import transcript_of
from speechwright.tasks.edits.phrase import phrase_of
from speechwright.tasks.edits.planner import make_plan
from speechwright.tasks.edits.reasons import without_reason

TALK = transcript_of("We roast coffee in Lisbon. Call us before noon.")


@pytest.mark.parametrize(
    "said",
    [
        "we have moved our roastery so please drop the two words in Lisbon",
        'my aunt is allergic to the city, so could you cut "in Lisbon"?',
        "because the lease ran out, delete the words in Lisbon",
    ],
)
def test_the_request_is_done(said: str) -> None:
    (step,) = make_plan(said, TALK).operations
    assert (step.edit, step.words) == ("delete", ("in", "Lisbon"))


@pytest.mark.parametrize(
    "said",
    [
        "the last sentence is frobnicated, so please make it louder",
        "I want the first word gone, so please trim the end",
        "delete the last word",
        "please trim it",
        "",
    ],
)
def test_nothing_is_left_out_that_may_be_needed(said: str) -> None:
    assert without_reason(phrase_of(said)) is None
