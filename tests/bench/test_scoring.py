"""Nothing is never right, and what was wanted always is."""

import numpy as np

from speechwright.bench.cases import WorldCase
from speechwright.bench.scoring import against, by_rule, by_words
from speechwright.tasks.world import WORLD
from speechwright.tasks.world.request import draw_request_of


def test_an_empty_answer_passes_no_rule_and_the_wanted_one_passes_its_own() -> None:
    rng = np.random.default_rng(0)
    for name in WORLD:
        for _ in range(6):
            request = draw_request_of(WORLD[name], rng, "test")
            passes = by_rule(WorldCase(0, request, request.answer), {"none": "", "right": request.answer})["passes"]
            assert passes == {"none": False, "right": True}, request


def test_nothing_heard_is_as_many_errors_as_words() -> None:
    row = against("two red hens.", {"none": "", "right": "Two red hens", "close": "two red pens"})
    assert row["errors"] == {"none": 3, "right": 0, "close": 1} and row["words"] == 3
    assert row["passes"] == {"none": False, "right": True, "close": False}


def test_words_are_counted_against_what_the_case_wants() -> None:
    request = draw_request_of(WORLD["add"], np.random.default_rng(0), "test")
    assert by_words(WorldCase(0, request, "one two"), {"lm": "two"})["errors"] == {"lm": 1}
