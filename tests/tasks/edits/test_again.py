"""The same once more is done with the same amounts."""

from __future__ import annotations

import pytest

from speechwright.tasks.edits.compounds import transcript_of
from speechwright.tasks.edits.planner import make_plan

TALK = transcript_of("Tom met Ann by the river. They talked for hours.")


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("put a pause of 0.4 s before Ann and another before hours", "pause for 0.4 s before Ann and before hours"),
        (
            "put 0.4 s of silence before Ann and another 0.4 s before hours",
            "pause for 0.4 s before Ann and before hours",
        ),
        ('insert "well" before Tom and the same after river', 'insert "well" before Tom and after river'),
        ("make Tom 3 dB louder, and Ann too", "make Tom and Ann 3 dB louder"),
    ],
)
def test_it_asks_for_the_same_as_in_full(said: str, plain: str) -> None:
    ours, theirs = (make_plan(one, TALK).operations for one in (said, plain))
    assert [(one.edit, one.begin, one.amounts) for one in ours] == [
        (one.edit, one.begin, one.amounts) for one in theirs
    ]


def test_another_length_is_its_own() -> None:
    first, second = make_plan("put a pause of 0.4 s before Ann and another 0.8 s before hours", TALK).operations
    assert (first.amounts["seconds"], second.amounts["seconds"]) == (0.4, 0.8)
