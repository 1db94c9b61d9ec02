"""An edit that was done is told from one that was not, or that went the wrong way."""

from dataclasses import replace

import pytest

from speechwright.corpus.edits.effects import EFFECTS, LENGTHS, is_done
from speechwright.corpus.edits.inverses import INVERSES
from speechwright.corpus.edits.pair import edited
from speechwright.tasks.edits.plan import Operation, Value
from speechwright.tasks.edits.transcript import Run
from tests.corpus.edits.sides import draw, spoken

SAID = spoken().transcript
WHOLE = 0, SAID.num_samples
WORD = SAID.samples(Run(3, 4))
OPPOSITE: list[tuple[str, tuple[int, int], dict[str, Value], dict[str, Value]]] = [
    ("speed", WHOLE, {"factor": 1.2}, {"factor": 0.8}),
    ("speed", WHOLE, {"pace": "slow"}, {"pace": "fast"}),
    ("volume", WORD, {"gain_db": -6.0}, {"gain_db": 6.0}),
    ("volume", WHOLE, {"level": "low"}, {"level": "high"}),
    ("pitch", WHOLE, {"semitones": 2.0}, {"semitones": -2.0}),
    ("gender", WHOLE, {"to": "female"}, {"to": "male"}),
    ("formants", WHOLE, {"ratio": 1.15}, {"ratio": 0.87}),
    ("intonation", WHOLE, {"factor": 0.25}, {"factor": 1.5}),
    ("stress", WORD, {"strength": 1.0}, {"strength": -1.0}),
    ("loudness", WHOLE, {"lufs": -30.0}, {"lufs": -20.0}),
    ("fade", WHOLE, {"kind": "in", "seconds": 1.0}, {"kind": "out", "seconds": 1.0}),
]


def test_every_edit_has_a_measure() -> None:
    assert {*EFFECTS, *LENGTHS, "pause", "move"} == set(INVERSES)


@pytest.mark.parametrize(("edit", "place", "amounts", "opposite"), OPPOSITE)
def test_the_opposite_is_not_taken_for_it(
    edit: str, place: tuple[int, int], amounts: dict[str, Value], opposite: dict[str, Value]
) -> None:
    done = edited(spoken(), (Operation(edit, *place, amounts),), draw().rng)
    assert is_done(done)
    assert not is_done(replace(done, operations=(Operation(edit, *place, opposite),)))


@pytest.mark.parametrize("edit", ["noise", "room", "telephone", "muffled", "clipping"])
def test_damage_is_seen_and_its_absence_too(edit: str) -> None:
    done = edited(spoken(), (Operation(edit, *WHOLE, {"do": "add"}),), draw().rng)
    assert is_done(done) and not is_done(replace(done, after=done.before))


@pytest.mark.parametrize("operation", [Operation("delete", *WORD), Operation("repeat", *WORD, {"times": 2})])
def test_a_length_that_did_not_change_is_seen(operation: Operation) -> None:
    done = edited(spoken(), (operation,), draw().rng)
    assert is_done(done) and not is_done(replace(done, after=done.before))
