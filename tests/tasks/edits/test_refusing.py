"""What is no edit is refused, and what sounds like it is not."""

from __future__ import annotations

import pytest

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.compounds import sample_transcripts
from speechwright.tasks.edits.planner import make_plan

_RICE = sample_transcripts()[1]


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("please do not make the last sentence louder", "forbids"),
        ("never remove the noise", "forbids"),
        ("what did he say in the last sentence?", "question"),
        ("translate the last sentence into French", "translation"),
        ("raise the bass by 3 dB", "bass"),
        ("make foo louder", "foo"),
        ("make the last word 6 dB louder and frobnicate it", "frobnicate"),
    ],
)
def test_what_no_edit_does_is_refused(said: str, word: str) -> None:
    with pytest.raises(BadInstruction, match=word):
        make_plan(said, _RICE)


@pytest.mark.parametrize(
    ("said", "edit"),
    [
        ("don't make the last sentence so loud", "volume"),
        ("the last sentence should no longer sound like a telephone", "telephone"),
        ("what if the last sentence was louder?", "volume"),
        ("delete everything but the last sentence", "delete"),
    ],
)
def test_what_sounds_like_it_is_not(said: str, edit: str) -> None:
    assert make_plan(said, _RICE).operations[0].edit == edit
