"""A unit that is said once holds for the amounts after it."""

from __future__ import annotations

import pytest

from speechwright.tasks.edits.compounds import transcript_of
from speechwright.tasks.edits.phrase import phrase_of
from speechwright.tasks.edits.planner import make_plan
from speechwright.tasks.edits.same_units import with_units

TALK = transcript_of("One came. Another left. The third one stayed there.")


def test_each_part_has_its_own_amount() -> None:
    said = "raise the pitch of the first sentence by two semitones, of the second by 3, and of the last by 4"
    assert [step.amounts for step in make_plan(said, TALK).operations] == [{"semitones": n} for n in (2, 3, 4)]


@pytest.mark.parametrize("said", ["make it louder by 3 dB", "turn it up by 6", "repeat it three times by 2 s", ""])
def test_nothing_else_is_changed(said: str) -> None:
    assert with_units(phrase_of(said)) == phrase_of(said)
