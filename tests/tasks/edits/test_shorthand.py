"""A unit that is said once holds for the amounts after it."""

from __future__ import annotations

import pytest

from speechwright.tasks.edits.compounds import transcript_of
from speechwright.tasks.edits.phrase import phrase_of
from speechwright.tasks.edits.planner import make_plan
from speechwright.tasks.edits.shorthand import written_out

TALK = transcript_of("One came. Another left. The third one stayed there.")


def test_each_part_has_its_own_amount() -> None:
    said = "raise the pitch of the first sentence by two semitones, of the second by 3, and of the last by 4"
    assert [step.amounts for step in make_plan(said, TALK).operations] == [{"semitones": n} for n in (2, 3, 4)]


@pytest.mark.parametrize("said", ["make it louder by 3 dB", "turn it up by 6", "repeat it three times by 2 s", ""])
def test_nothing_else_is_changed(said: str) -> None:
    assert written_out(phrase_of(said), TALK.forms) == phrase_of(said)


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("make everything quieter except the last sentence", "make everything except the last sentence quieter"),
        ("make it 3 dB louder, except for the last sentence", "make everything except the last sentence 3 dB louder"),
        ("make it louder, but not the last sentence", "make everything except the last sentence louder"),
        ("give me a woman's voice at 210 Hz", "make it a woman's voice and set the pitch to 210 Hz"),
        (
            "make the first sentence 3 dB louder and the last one quieter by the same amount",
            "make the first sentence 3 dB louder and the last sentence 3 dB quieter",
        ),
        ("fade it in over one second and out over two", "fade in over one second and fade out over two seconds"),
        ("lower the pitch by a semitone and a half", "lower the pitch by 1.5 semitones"),
    ],
)
def test_it_asks_for_the_same_as_in_full(said: str, plain: str) -> None:
    ours, theirs = (make_plan(one, TALK).operations for one in (said, plain))
    assert [(one.edit, one.begin, one.end) for one in ours] == [(one.edit, one.begin, one.end) for one in theirs]
    assert [dict(one.amounts) for one in ours] == [pytest.approx(dict(one.amounts)) for one in theirs]


def test_leaving_everything_is_no_exception() -> None:
    said = phrase_of("leave everything as it is apart from the last word")
    assert written_out(said, TALK.forms) == said
