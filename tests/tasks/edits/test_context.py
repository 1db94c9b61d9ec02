"""Statements, comparisons and repeated requests, which ask for nothing of their own."""

import pytest

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.comparison import without_comparison
from speechwright.tasks.edits.context import read_context
from speechwright.tasks.edits.forms import whole
from speechwright.tasks.edits.phrase import phrase_of
from speechwright.tasks.edits.places import ground_of
from speechwright.tasks.edits.planner import make_plan
from tests.tasks.edits.plans import SEASIDE, plan_in_short

SECOND, QUESTION = (19, 29), (29, 34)
MEANT = {
    "the second sentence blasts my ears off, lower the volume": [("volume", SECOND, {"gain_db": -6})],
    "I'm rattling off the question, slow it down": [("speed", QUESTION, {"factor": 0.8})],
    "the second sentence is horribly overdriven, please fix that": [("clipping", SECOND, {"do": "remove"})],
    "make the question dull, as though spoken through a mattress": [("muffled", QUESTION, {"do": "add"})],
    "really hit the word bright, stress it": [("stress", (9, 10), {"strength": 1})],
    "harbour should be followed by beach, please add that": [("insert", 24, {"text": "beach"})],
    "before you denoise it, trim the start": [("trim", None, {"ends": "start"}), ("noise", None, {"do": "remove"})],
    "in the question, lower the formants and flatten the intonation": [
        ("formants", QUESTION, {"ratio": 0.9}),
        ("intonation", QUESTION, {"factor": 0.5}),
    ],
    "make the first sentence louder and the second quieter": [
        ("volume", (0, 19), {"gain_db": 6}),
        ("volume", SECOND, {"gain_db": -6}),
    ],
}
UNCLEAR = (
    "there's a cough in the question, remove it",  # the question shall hardly go
    "you should blorp the question, then make it louder",
    "if the question is greenish, make it louder",
    "make the question blorp and louder",
    "raise the pitch of that word",
)


@pytest.mark.parametrize(("instruction", "expected"), MEANT.items())
def test_what_only_tells_about_a_request_is_no_request(instruction: str, expected: list) -> None:
    assert plan_in_short(instruction) == expected


@pytest.mark.parametrize("instruction", UNCLEAR)
def test_what_may_be_a_request_is_never_skipped(instruction: str) -> None:
    with pytest.raises(BadInstruction):
        make_plan(instruction, SEASIDE)


@pytest.mark.parametrize("request_", ["delete the question", "please make it so", "you should drop the question"])
def test_a_request_is_no_context(request_: str) -> None:
    assert read_context(phrase_of(request_), ground_of(SEASIDE)) is None


def test_only_a_picture_after_a_cue_is_skipped() -> None:
    cue = whole("muffled")
    assert without_comparison("mattress", "make ␣ muffled like a mattress", cue, True) == ("", 1)
    assert without_comparison("mattress", "make ␣ like a mattress", cue, True) == ("mattress", 0)
    assert without_comparison("first", "make ␣ muffled like the first", cue, True) == ("first", 0)
    assert without_comparison("mattress", "make ␣ muffled like a mattress", None, True) == ("mattress", 0)
