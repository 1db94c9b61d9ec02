"""Every kind gives a pair of two sounds, each way with an instruction that the planner reads as it was meant."""

from collections import Counter

import numpy as np
import pytest

from speechwright.corpus.edits.asking import AMOUNTS
from speechwright.corpus.edits.kinds import KINDS, kind_of, scaled
from speechwright.corpus.edits.pair import Pair, Way
from speechwright.corpus.rejected import Rejected
from speechwright.corpus.split import Split
from speechwright.errors import BadInstruction
from speechwright.tasks.edits.planner import make_plan
from tests.corpus.edits.sides import draw, spoken

WITH_FILLERS = "Today we will um cook some rice with salt, uh and the water is very hot."


def made(kind: str, split: Split = "train", wanted: int = 1) -> list[Pair]:
    """The first pairs of a kind, whatever is rejected before."""
    side = scaled(spoken(WITH_FILLERS) if kind == "fillers" else spoken(), -3.0)
    found: list[Pair] = []
    for seed in range(20):
        try:
            found.append(KINDS[kind](draw(seed, split, side)))
        except Rejected as rejected:
            assert rejected.reason in ("not done", "no effect", "words out of place", "no wording", "no headroom")
        if len(found) == wanted:
            return found
    raise AssertionError(f"{len(found)} pairs of {kind} in 20 tries")


def require_proved(way: Way) -> None:
    assert way.asked is not None and way.asked.amount in AMOUNTS
    plan = way.asked.plan
    assert (plan.num_samples, plan.transcript) == (way.before.transcript.num_samples, way.before.transcript.text)
    try:
        planned = make_plan(way.asked.text, way.before.transcript).operations
    except BadInstruction:
        assert not plan.operations or plan.operations[0].edit in ("style", "emotion")
    else:
        assert planned == plan.operations


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_leads_there_and_back(kind: str) -> None:
    for pair in made(kind):
        ways = [way for way in (pair.there, pair.back) if way.asked is not None]
        assert ways, "one way at least can be asked for"
        for way in ways:
            require_proved(way)
            assert kind != "compound" or kind_of(way, False) == "compound"
        if kind in ("nothing", "fade"):
            assert pair.back.before is pair.back.after
        else:
            assert (pair.there.before, pair.there.after) == (pair.back.after, pair.back.before)
        assert (pair.there.before.flac == pair.there.after.flac) == (kind == "nothing")


@pytest.mark.parametrize("kind", ["style", "emotion"])
def test_proxies_say_so(kind: str) -> None:
    assert all(pair.proxy for pair in made(kind))


def test_both_ways_have_their_names() -> None:
    names: Counter[tuple[str, str]] = Counter()
    for kind in ("delete", "delete by time", "repeat", "pause", "swap", "level", "nothing"):
        for pair in made(kind):
            names.update((kind, kind_of(way, "time" in kind)) for way in (pair.there, pair.back) if way.asked)
    assert {"delete", "insert"} == {name for kind, name in names if kind == "delete"}
    assert {"delete by time", "insert by time"} == {name for kind, name in names if kind == "delete by time"}
    assert {"repeat", "delete"} == {name for kind, name in names if kind == "repeat"}
    assert {"nothing", "satisfied"} >= {name for kind, name in names if kind == "nothing"}
    assert all(names[kind, kind] for kind in ("swap", "level"))


def test_the_same_seed_gives_the_same_pair() -> None:
    for kind in ("noise", "move", "style"):
        one, other = (made(kind)[0] for _ in range(2))
        assert one == other


def test_outside_of_an_edit_the_samples_are_the_recordings_own() -> None:
    pair = made("stress")[0]
    before, after = (side.audio.samples for side in (pair.there.before, pair.there.after))
    begin = pair.done[0].begin
    np.testing.assert_array_equal(before[:begin], after[:begin])
    rest = len(before) - pair.done[0].end
    np.testing.assert_array_equal(before[-rest:], after[-rest:])
