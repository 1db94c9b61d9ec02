"""Names of words lead the planner to just these words."""

import numpy as np
import pytest

from speechwright.corpus.edits.phrases import By, number, quantity, quoted, run_phrase
from speechwright.tasks.edits.compounds import sample_transcripts
from speechwright.tasks.edits.planner import make_plan
from speechwright.tasks.edits.transcript import Run


@pytest.mark.parametrize("by", ["words", "time"])
def test_nearly_every_name_of_words_means_them(by: By) -> None:
    rng = np.random.default_rng(0)
    tried = right = 0
    for transcript in sample_transcripts():
        for first in range(0, len(transcript.words) - 2, 2):
            run = Run(first, first + int(rng.integers(1, 3)))
            [step] = make_plan(f"delete {run_phrase(run, transcript, rng, by)}", transcript).operations
            begin, end = transcript.samples(run)
            tried += 1
            right += max(abs(step.begin - begin), abs(step.end - end)) <= 0.006 * transcript.rate_hz
    assert right >= 0.95 * tried > 20


def test_numbers_are_said_as_people_do() -> None:
    rng = np.random.default_rng(0)
    assert {number(3.0, 1, rng) for _ in range(30)} == {"3", "three"} and number(-16.04, 1, rng) == "-16"
    assert {quantity(1.0, 2, (" seconds",), rng) for _ in range(30)} == {"1 second", "one second"}
    assert {quantity(2.5, 1, ("x",), rng) for _ in range(9)} == {"2.5x"}
    assert all("salt" in quoted("salt", rng) for _ in range(9))
