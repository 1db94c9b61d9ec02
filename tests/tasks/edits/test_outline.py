"""An outline leaves out what a request is done to, and keeps it."""

from __future__ import annotations

import numpy as np
import pytest

from speechwright.tasks.edits import EDITS
from speechwright.tasks.edits.compounds import sample_transcripts
from speechwright.tasks.edits.edit import Clause
from speechwright.tasks.edits.outline import outline_of
from speechwright.tasks.edits.phrase import phrase_of
from speechwright.tasks.edits.places import ground_of

_RICE = sample_transcripts()[1]


def _outline(text: str):  # type: ignore[no-untyped-def]
    return outline_of(Clause(phrase_of(text), ground_of(_RICE)))


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("please slow down the last sentence by 20 percent", "slow down ␣ by #percent"),
        ('insert "bread and butter" after the word salt', "insert ¶ after ␣"),
        ("make the second sentence a lot louder", "make ␣ ~ louder"),
        ("a fade in over water", "a fade in over ␣"),
        ("cut the silence at the end", "cut the silence at the end"),
        ("put a pause between the word wash and the word boil", "put a pause between ␣ and ␣"),
    ],
)
def test_parts_texts_amounts_and_grades_are_holes(said: str, text: str) -> None:
    assert _outline(said).text == text


def test_what_stood_in_the_holes_is_kept() -> None:
    outline = _outline('replace the word salt with "bread and butter"')
    assert [part.text for part in outline.parts] == ["the word salt"]
    assert [quote.text for quote in outline.quotes] == ["bread and butter"]
    assert _outline("make the last word 6 dB louder").amounts[0].value == 6
    assert _outline("make the last word a bit louder").grade == "slightly"


@pytest.mark.parametrize("edit", ["speed", "volume", "pitch", "stress", "noise"])
def test_the_part_that_a_wording_names_is_the_one_found(edit: str) -> None:
    rng = np.random.default_rng(1)
    for sense in EDITS[edit].senses:
        for wording in sense.wordings.train:
            if "{place}" in wording or "{words}" in wording:
                filled = sense.fill(wording.replace("{words}", "the word {words}"), rng, _RICE)
                found = [(place.begin, place.end) for places in _outline(filled.text).places for place in places]
                gold = [(step.begin, step.end) for step in filled.operations]
                assert not found or found == gold or wording.count("{") > 1, filled.text


def test_a_point_is_no_part() -> None:
    assert _outline("add “oh” at the very beginning").parts == ()
