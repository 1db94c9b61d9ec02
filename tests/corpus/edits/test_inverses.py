"""The way back: words return to where they were, amounts are undone."""

import pytest

from speechwright.corpus.edits import drawing
from speechwright.corpus.edits.inverses import INVERSES, order_after, point_of, run_at, way_back
from speechwright.corpus.edits.pair import Wanted, edited
from speechwright.tasks.edits import EDITS
from speechwright.tasks.edits.plan import Operation
from speechwright.tasks.edits.transcript import Run
from tests.corpus.edits.sides import draw, spoken

SAID = spoken().transcript
WHOLE = 0, SAID.num_samples


def place(first: int, last: int) -> tuple[int, int]:
    return SAID.samples(Run(first, last))


def test_every_edit_that_is_made_has_an_inverse() -> None:
    learned = {"emotion", "style"}  # see `proxies`
    made_by_inverses_alone = {"insert", "replace"}
    assert set(INVERSES) == set(EDITS) - learned - made_by_inverses_alone


@pytest.mark.parametrize(
    ("operations", "order"),
    [
        ([Operation("delete", *place(2, 4))], (0, 1, *range(4, 19))),
        ([Operation("repeat", *place(1, 2), {"times": 3})], (0, 1, 1, 1, *range(2, 19))),
        ([Operation("move", *place(0, 1), {"to": float(point_of(3, SAID))})], (1, 2, 0, *range(3, 19))),
        ([Operation("move", *place(4, 5), {"to": float(point_of(0, SAID))})], (4, 0, 1, 2, 3, *range(5, 19))),
        ([Operation("speed", *WHOLE, {"factor": 2.0})], tuple(range(19))),
    ],
)
def test_the_order_of_words_is_known_beforehand(operations: list[Operation], order: tuple[int, ...]) -> None:
    assert order_after(operations, SAID) == order


def test_an_exchange_is_known_too() -> None:
    group = drawing.swap(draw(3))
    runs = [run_at(step, SAID) for step in group]
    order = order_after(group, SAID)
    assert order[runs[0].first] == runs[1].first and order[runs[1].first] == runs[0].first


CONTENT: dict[str, Wanted] = {
    "move": drawing.move,
    "swap": drawing.swap,
    "repeat": drawing.repeat,
}


@pytest.mark.parametrize("name", CONTENT)
def test_what_leads_back_gives_the_same_words(name: str) -> None:
    for seed in range(4):
        done = edited(spoken(), CONTENT[name](draw(seed)), draw(seed).rng)
        [back] = way_back(done)
        order = order_after(back, done.after.transcript)
        assert [done.order[at] for at in order] == list(range(len(SAID.words)))


def test_deleted_words_are_inserted_where_they_were() -> None:
    done = edited(spoken(), (Operation("delete", *place(7, 8)),), draw().rng)
    [[insert]] = way_back(done)
    assert insert.amounts == {"text": "salt"} and insert.begin == point_of(7, done.after.transcript)


@pytest.mark.parametrize(
    ("operation", "amounts"),
    [
        (Operation("speed", *WHOLE, {"factor": 1.25}), {"factor": 0.8}),
        (Operation("speed", *WHOLE, {"pace": "slow"}), {"pace": "normal"}),
        (Operation("volume", *place(2, 5), {"gain_db": -6.0}), {"gain_db": 6.0}),
        (Operation("pitch", *WHOLE, {"semitones": 2.0}), {"semitones": -2.0}),
        (Operation("gender", *WHOLE, {"to": "female"}), {"to": "male"}),
        (Operation("noise", *WHOLE, {"do": "add", "snr_db": 5.0}), {"do": "remove"}),
        (Operation("stress", *place(2, 3), {"strength": 2.0}), {"strength": -1.0}),
    ],
)
def test_amounts_are_undone_at_the_same_place(operation: Operation, amounts: dict[str, object]) -> None:
    done = edited(spoken(), (operation,), draw().rng)
    [[back]] = way_back(done)
    assert back.edit == operation.edit and back.amounts == pytest.approx(amounts)
    assert (back.begin, back.end) == done.place_after(operation)


def test_pauses_come_back_as_long_as_they_were() -> None:
    at = point_of(5, SAID)
    done = edited(spoken(), (Operation("pause", at, at, {"seconds": 0.5}),), draw().rng)
    [[back]] = way_back(done)
    words = done.after.transcript.words
    assert (back.edit, back.begin, back.end) == ("remove_pauses", words[4].end, words[5].begin)
    gone = edited(done.after, (back,), draw().rng)
    assert gone.after.audio.length_s == pytest.approx(spoken().audio.length_s, abs=0.1)
    [[again]] = way_back(gone)
    assert again.edit == "pause" and again.amounts["seconds"] == pytest.approx(0.5, abs=0.1)


def test_a_fade_has_no_way_back() -> None:
    done = edited(spoken(), (Operation("fade", *WHOLE, {"kind": "in", "seconds": 1.0}),), draw().rng)
    assert way_back(done) == ()
