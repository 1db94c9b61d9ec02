"""Instructions for given operations: the planner reads in each what it was made for."""

from collections.abc import Sequence

import numpy as np
import pytest

from speechwright.corpus.edits.asking import Voice, ask, proved, wordings
from speechwright.corpus.edits.phrases import By
from speechwright.corpus.edits.slots import Group
from speechwright.corpus.split import Split
from speechwright.tasks.edits.compounds import sample_transcripts
from speechwright.tasks.edits.places import ground_of
from speechwright.tasks.edits.plan import Operation, Value

SAID = sample_transcripts()[0]
WHOLE = 0, SAID.num_samples
WORDS = SAID.words[3].begin, SAID.words[5].end
POINT = (ground_of(SAID).gap_before(4),) * 2
GAP = SAID.words[10].end, SAID.words[11].begin


def one(edit: str, place: tuple[int, int], **amounts: Value) -> Group:
    return (Operation(edit, *place, amounts),)


GROUPS = (
    one("delete", WORDS),
    one("insert", POINT, text="salt and pepper"),
    one("replace", WORDS, text="cats"),
    one("move", WORDS, to=float(ground_of(SAID).gap_before(9))),
    one("repeat", WORDS, times=2),
    one("speed", WHOLE, factor=1 / 1.2),
    one("speed", WORDS, factor=1.3),
    one("speed", WHOLE, pace="slow"),
    one("volume", WHOLE, gain_db=-4.5),
    one("volume", WHOLE, level="high"),
    one("pitch", WHOLE, semitones=-2.5),
    one("pitch", WHOLE, to_hz=131.0),
    one("gender", WHOLE, to="male"),
    one("formants", WHOLE, ratio=1 / 1.15),
    one("intonation", WHOLE, factor=0.0),
    one("stress", WORDS, strength=-1.0),
    one("pause", POINT, seconds=0.43),
    one("remove_pauses", GAP, longer_than_s=0.0),
    one("shorten_pauses", GAP, to_seconds=0.31),
    one("trim", WHOLE, ends="start"),
    one("noise", WHOLE, do="remove"),
    one("telephone", WHOLE, do="add"),
    one("loudness", WHOLE, lufs=-19.3),
    one("fade", WHOLE, kind="in", seconds=1.5),
)


@pytest.mark.parametrize("split", ["train", "test"])
@pytest.mark.parametrize("group", GROUPS, ids=lambda group: f"{group[0].edit} {dict(group[0].amounts)}")
def test_each_operation_can_be_asked_for_in_words_of_either_split(group: Group, split: Split) -> None:
    asked = ask([group], SAID, Voice(np.random.default_rng(1), split))
    assert asked is not None and asked.kind == group[0].edit
    [step] = asked.plan.operations
    assert (step.begin, step.end) == (group[0].begin, group[0].end) and step.amounts.keys() == group[0].amounts.keys()


@pytest.mark.parametrize("edit", ["delete", "insert", "replace"])
def test_content_edits_can_be_asked_for_by_time(edit: str) -> None:
    group = next(group for group in GROUPS if group[0].edit == edit)
    asked = ask([group], SAID, Voice(np.random.default_rng(2), "train", "time"))
    assert asked is not None and "." in asked.text and not any(step.words for step in asked.plan.operations)


def test_splits_share_no_wording() -> None:
    for group in GROUPS:
        for by in ("words", "time"):
            found = wordings(group, _by(by))
            assert not {w for each in found for w in each.train} & {w for each in found for w in each.test}


def _by(name: str) -> By:
    return "time" if name == "time" else "words"


def amount(text: str, *groups: Group) -> str | None:
    asked = proved(text, [step for group in groups for step in group], SAID)
    return asked and asked.amount


def test_how_near_an_instruction_comes_is_told() -> None:
    slower = one("speed", WHOLE, factor=1 / 1.2)
    assert amount("make it 16.6666666 percent slower", slower) == "exact"
    assert amount("make it 17 percent slower", slower) == "rounded"
    assert amount("make it slower", slower) == "graded"
    assert amount("make it faster", slower) is None and amount("make it much, much louder", slower) is None
    assert amount("normalise it for broadcast", one("loudness", WHOLE, lufs=-16.0)) is None
    assert amount("what a day", slower) is None


def test_several_are_asked_for_in_one_instruction() -> None:
    groups: Sequence[Group] = [GROUPS[0], one("volume", WHOLE, gain_db=6.0)]
    asked = ask(groups, SAID, Voice(np.random.default_rng(3), "train"))
    assert asked is not None and asked.kind == "delete+volume" and len(asked.plan.operations) == 2
