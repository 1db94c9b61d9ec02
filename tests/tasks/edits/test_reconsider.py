"""What the words as a whole are like wins over a reading that is doubtful, and never makes one request of two."""

from __future__ import annotations

import pytest

from speechwright.tasks.edits.compounds import sample_transcripts
from tests.tasks.edits.plans import plan_in_short

_RICE = sample_transcripts()[1]


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("the onset is too abrupt; let the volume rise smoothly from silence at the beginning", "fade in"),
        ("the last sentence is barely audible; please boost the volume", "make the last sentence louder"),
        ("I talk so slowly in salt, make me faster", "make the word salt faster"),
        ("I shouted and it clipped. Can you fix the clipping in the last word?", "declip the last word"),
    ],
)
def test_a_doubtful_reading_gives_way(said: str, plain: str) -> None:
    assert plan_in_short(said, _RICE) == plan_in_short(plain, _RICE)


@pytest.mark.parametrize(
    ("said", "edits"),
    [
        ("undo the muffling; hold for 0.7 seconds after the last sentence", ["muffled", "pause"]),
        ("would you silence the last sentence; trim the silence at the end", ["volume", "trim"]),
        ("remove the noise. make the first word louder", ["noise", "volume"]),
        ("make it louder and the last word louder too", ["volume", "volume"]),
        ("say hello at the start and goodbye at the end", ["insert", "insert"]),
    ],
)
def test_two_requests_stay_two(said: str, edits: list[str]) -> None:
    assert [edit for edit, _, _ in plan_in_short(said, _RICE)] == edits
