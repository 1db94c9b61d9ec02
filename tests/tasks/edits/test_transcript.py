"""Words and where they are found."""

import pytest

from speechwright.tasks.edits.transcript import Run, Transcript, Word
from tests.tasks.edits.plans import SEASIDE, TRANSCRIPTS


@pytest.mark.parametrize("transcript", TRANSCRIPTS)
def test_each_run_of_words_is_found_where_it_was_said(transcript: Transcript) -> None:
    for first in range(len(transcript.words)):
        for last in range(first + 1, min(first + 4, len(transcript.words) + 1)):
            run = Run(first, last)
            assert run in transcript.find(transcript.said(run)) and run in transcript.find(transcript.said(run).upper())


@pytest.mark.parametrize("transcript", TRANSCRIPTS)
def test_sentences_are_all_words_in_order(transcript: Transcript) -> None:
    assert [place for run in transcript.sentences for place in range(run.first, run.last)] == list(
        range(len(transcript.words))
    )


def test_digits_are_words_and_parts_of_words_are_none() -> None:
    transcript = Transcript((Word("I've", 0, 5), Word("25", 5, 10), Word("euros.", 10, 20, True)), 8000, 30)
    assert transcript.find("twenty five") == (Run(1, 2),) == transcript.find("25")
    assert transcript.find("five") == () == transcript.find("") == transcript.find("twenty")


def test_an_empty_run_lies_before_its_first_word() -> None:
    assert SEASIDE.samples(Run(3, 3)) == (SEASIDE.words[3].begin,) * 2
    assert SEASIDE.samples(Run(34, 34)) == (SEASIDE.num_samples,) * 2
