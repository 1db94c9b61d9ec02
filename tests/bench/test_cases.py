"""Items depend on seed and index alone, are held out, and are the same wherever they are to be compared."""

from speechwright.bench.cases import (
    answered_case,
    draw_stored,
    heard_case,
    human_read_case,
    read_case,
    spoken_case,
    typed_case,
)
from speechwright.bench.voices import LISTENING
from speechwright.corpus.bank import VoiceBank
from tests.bench.box import VOICES, bench

NUM = 20


def test_all_suites_ask_the_same_in_the_same_voice() -> None:
    for index in range(NUM):
        typed, spoken = typed_case(bench(), index), spoken_case(bench(), index)
        assert typed.request == spoken.request and typed.voice is None
        for other in (answered_case, heard_case, read_case):
            assert other(bench(), index).request == spoken.request
            assert other(bench(), index).voice == spoken.voice


def test_another_seed_or_index_asks_something_else() -> None:
    here = [typed_case(bench(), index).request.text for index in range(NUM)]
    there = [typed_case(bench(seed=6), index).request.text for index in range(NUM)]
    assert here == [typed_case(bench(), index).request.text for index in range(NUM)]
    assert len(set(here)) > NUM // 2 and len(set(here) & set(there)) < NUM // 2


def test_voices_are_held_out() -> None:
    held_out = {name for entry in VoiceBank(LISTENING)._entries for name in entry.names["test"]}
    assert {spoken_case(bench(), index).speaker.name for index in range(NUM)} <= held_out


def test_each_engine_of_the_model_speaks_about_as_often() -> None:
    drawn = [draw_stored(bench(), index) for index in range(200)]
    assert set(drawn) == set(VOICES) and 60 < drawn.count(VOICES[0]) < 140


def test_human_like_voices_are_read_by_their_own_engine() -> None:
    case = human_read_case(bench(), 0)
    assert case.stored == "flite:slt" and case.speaker.label == case.stored
    assert case.request == typed_case(bench(), 0).request
