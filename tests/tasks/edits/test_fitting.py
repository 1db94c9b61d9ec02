"""Fitting tells apart what is apart, and what it is shipped with is what it was fitted to."""

from __future__ import annotations

import json
from importlib.resources import files
from string import Formatter

from speechwright.tasks.edits import EDITS
from speechwright.tasks.edits.fitting import Row, fit, plain_wordings, rows_of, rows_of_nothing
from speechwright.tasks.edits.likeness import NOTHING
from speechwright.tasks.edits.said_by_others import other_requests, other_wordings


def _rows() -> list[Row]:
    wanted = {
        "volume/louder": ["make {place} louder", "raise the volume of {place}"],
        "noise/remove": ["remove the hum"],
    }
    return list(rows_of(wanted))


def test_what_is_fitted_to_is_told_apart() -> None:
    fitted = fit(_rows() * 5)
    assert next(iter(fitted.probable("raise the volume of ␣"))) == "volume/louder"
    assert next(iter(fitted.probable("please remove the hum"))) == "noise/remove"


def test_what_no_edit_does_is_told_apart_and_several_are_not_one() -> None:
    nothing = list(rows_of_nothing(["sing {place}", "translate it", "translate {place}"]))
    assert {row.key for row in nothing} == {NOTHING}
    fitted = fit([*_rows(), *nothing] * 5, ["make {place} louder, remove the hum"] * 20)
    assert next(iter(fitted.probable("translate ␣"))) == NOTHING
    assert fitted.is_single("make ␣ louder") > fitted.is_single("make ␣ louder , remove the hum")


def test_rows_say_next_to_what_a_text_goes() -> None:
    wanted = {"insert/insert": ["insert {text} before {words}", "insert {text} after {words}", "end with {text}"]}
    keys = {row.wording: row.key for row in rows_of(wanted)}
    assert keys == {
        "insert {text} before {words}": "insert/insert/before",
        "insert {text} after {words}": "insert/insert/after",
        "end with {text}": "insert/insert/end",
    }


def test_plain_wordings_are_those_that_the_grammar_reads() -> None:
    rows = list(rows_of({"volume/louder": ["make {place} louder", "frobnicate {place}"]}))
    assert plain_wordings(rows) == {"volume/louder": ["make {place} louder"]}


def test_the_other_wordings_fit_their_senses_and_none_is_held_out() -> None:
    found = other_wordings()
    assert found == json.loads(files("speechwright.tasks.edits").joinpath("wordings.json").read_text("utf-8"))
    assert found.keys() == {f"{name}/{sense.name}" for name in EDITS for sense in EDITS[name].senses}
    for name, wordings in found.items():
        edit, _, sense = name.partition("/")
        held_out = next(one for one in EDITS[edit].senses if one.name == sense).wordings.test
        assert len(set(wordings)) == len(wordings) and not set(wordings) & set(held_out)


def test_the_other_requests_have_no_slot_but_a_part() -> None:
    found = other_requests()
    assert list(found) == ["impossible", "mixed", "several"]
    for requests in found.values():
        assert len(set(requests)) == len(requests)
        assert {name for one in requests for _, name, _, _ in Formatter().parse(one) if name} == {"place"}
