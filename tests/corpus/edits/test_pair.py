"""Edits that can't be made, lose words or have no effect are rejected, with the reason."""

import pytest

from speechwright.corpus.edits.pair import asked_for, edited, no_speech
from speechwright.corpus.rejected import Rejected
from speechwright.tasks.edits.plan import Operation
from speechwright.tasks.edits.transcript import Run
from tests.corpus.edits.sides import draw, spoken

SAID = spoken().transcript
WHOLE = 0, SAID.num_samples


@pytest.mark.parametrize(
    ("operation", "reason"),
    [
        (Operation("volume", *WHOLE, {"gain_db": 40.0}), "not done"),
        (Operation("muffled", *WHOLE, {"do": "remove"}), "not done"),
        (Operation("speed", *WHOLE, {"factor": 1.01}), "no effect"),
    ],
)
def test_reasons_are_told(operation: Operation, reason: str) -> None:
    with pytest.raises(Rejected, match=reason) as caught:
        edited(spoken(), (operation,), draw().rng)
    assert operation.edit in caught.value.found


def test_what_no_wording_asks_for_is_rejected() -> None:
    group = (Operation("delete", 17, 23),)
    with pytest.raises(Rejected, match="no wording"):
        asked_for(lambda: (group,), draw(), "words")


def test_what_is_wanted_is_drawn_until_a_wording_asks_for_it() -> None:
    options = iter([(17, 23), SAID.samples(Run(2, 3))])
    asked = asked_for(lambda: ((Operation("delete", *next(options)),),), draw(), "words")
    assert asked.plan.operations[0].begin == SAID.words[2].begin


def test_new_words_are_never_needed() -> None:
    with pytest.raises(AssertionError):
        no_speech()
