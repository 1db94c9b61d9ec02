"""Wordings filled for what is given; None where they can't say it."""

import numpy as np

from speechwright.corpus.edits.slots import Ask, filled
from speechwright.tasks.edits.compounds import sample_transcripts
from speechwright.tasks.edits.plan import Operation
from speechwright.tasks.edits.transcript import Run

SAID = sample_transcripts()[1]


def said(wording: str, *group: Operation) -> str | None:
    return filled(wording, Ask(group, SAID, np.random.default_rng(0)))


def test_slots_hold_the_amounts_that_are_given() -> None:
    whole = 0, SAID.num_samples
    assert (said("by {percent}", Operation("speed", *whole, {"factor": 0.8})) or "").startswith(("by 20", "by twenty"))
    assert said("by {percent}", Operation("volume", *whole, {"gain_db": 20.0})) in ("by 900 percent", "by 900%")
    assert (said("{factor}", Operation("speed", *whole, {"factor": 0.5})) or "").startswith(("2", "two"))
    assert said("{times}", Operation("repeat", *SAID.samples(Run(0, 1)), {"times": 3})) == "3 times"


def test_a_wording_that_needs_what_is_not_there_says_nothing() -> None:
    whole = 0, SAID.num_samples
    assert said("by {percent}", Operation("pitch", *whole, {"semitones": 1.0})) is None
    assert said("{times}", Operation("speed", *whole, {"factor": 2.0})) is None
    assert said("delete {words}", Operation("delete", 17, 23)) is None
    assert said("between {left} and {right}", Operation("pause", 0, 0, {"seconds": 1.0})) is None


def test_one_pause_is_named_where_wordings_have_all() -> None:
    gap = Operation("remove_pauses", SAID.words[6].end, SAID.words[7].begin, {"longer_than_s": 0.0})
    text = said("get rid of the pauses in {place}", gap)
    assert text is not None and text.startswith(("get rid of the pause ", "get rid of the gap "))
