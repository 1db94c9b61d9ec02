"""The set made here: the same from the same seed, goes on where it stood, and can be measured."""

import json
from pathlib import Path

import numpy as np

from speechwright.audio.pcm import PcmFile
from speechwright.bench.edits.item import GROUP_OF, EditItem
from speechwright.bench.edits.sets.own import LIST, items
from speechwright.bench.edits.sets.own_words import ROUND, goals_of, request
from speechwright.bench.edits.settings import EditsSettings
from speechwright.tasks.edits import EDITS
from speechwright.tasks.edits.compounds import is_right, sample_transcripts, transcript_of

NUM = 3


def build(folder: Path, num: int = NUM) -> list[EditItem]:
    return list(items(EditsSettings(items=num, seed=5, data=folder)))


def test_a_build_that_was_stopped_ends_as_if_it_had_not_been(tmp_path: Path) -> None:
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    found = build(whole)
    build(parts, 1)
    build(parts)
    assert (whole / LIST).read_text() == (parts / LIST).read_text()
    for item in found:
        with PcmFile(item.sound) as one, PcmFile(parts / item.sound.name) as other:
            assert one.coding == other.coding
            assert np.array_equal(one.read(0, one.num_samples), other.read(0, other.num_samples))
        assert item.kind in ROUND and item.instruction and not item.unfit
    rows = [json.loads(line) for line in (whole / LIST).read_text().splitlines()[1:]]
    assert all({"voice", "coding", "in_vain"} <= row.keys() for row in rows)


def test_a_round_has_all_groups_that_have_a_wanted_figure() -> None:
    assert {GROUP_OF[kind] for kind in ROUND} == set(GROUP_OF.values())


def test_requests_are_held_out_and_their_goals_those_of_the_plan() -> None:
    """The planner is not perfect, but what is measured must be what was asked: nearly all plans agree."""
    rng, right = np.random.default_rng(0), []
    for number, kind in enumerate(ROUND * 2):
        transcript = sample_transcripts()[number % 2]
        filled = request(kind, rng, transcript)
        if filled is not None:
            right.append(is_right(filled, transcript))
            assert [goal.edit for goal in goals_of(filled.operations, transcript)] == [
                step.edit for step in filled.operations
            ]
    assert len(right) > 40 and np.mean(right) > 0.9


def test_every_kind_has_held_out_wordings() -> None:
    for kind in set(ROUND) - {"compound"}:
        assert any(sense.wordings.test for sense in EDITS[kind].senses), kind


def test_compounds_never_touch_the_same_thing_twice() -> None:
    rng, transcript = np.random.default_rng(3), transcript_of("salt and rice make a very plain but good dish.")
    drawn = [filled for _ in range(30) if (filled := request("compound", rng, transcript)) is not None]
    assert drawn
    for filled in drawn:
        edits = [step.edit for step in filled.operations]
        assert len(edits) == len(set(edits)) and len(edits) >= 2
