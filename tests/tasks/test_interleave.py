"""Segments of a text: they join to it, no spoken run is too short, and the share of spoken words is never overshot."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechwright.errors import BadData
from speechwright.tasks.interleave import GRAINS, LAYOUTS, SHARES, Cutting, Segment, segments, to_conversation
from speechwright.types import Speech, Text, Units, UnitSpec

SPEC = UnitSpec("test", 25.0, 8, 1, True, 16_000, "0" * 64)
texts = st.text(st.sampled_from("ab.!?'\" \n\t"), min_size=1, max_size=400).filter(lambda text: bool(text.strip()))
in_place = st.builds(
    Cutting, st.sampled_from(GRAINS), st.just("in place"), st.none() | st.floats(0.05, 0.95), st.integers(1, 6)
)
cuttings = in_place | st.builds(Cutting, st.sampled_from(GRAINS), st.sampled_from(LAYOUTS))


def long_text(num_words: int, words_a_sentence: int = 8) -> str:
    ends = [("." if (i + 1) % words_a_sentence == 0 else "") for i in range(num_words)]
    return " ".join(f"w{i}{end}" for i, end in enumerate(ends))


def cut(text: str, cutting: Cutting, seed: int = 0) -> tuple[Segment, ...]:
    return segments(text, cutting, np.random.default_rng(seed))


def spoken_words(cut: tuple[Segment, ...]) -> int:
    return sum(segment.num_words for segment in cut if segment.spoken)


@given(texts, cuttings, st.integers(0, 99))
def test_joined_the_segments_are_the_text(text: str, cutting: Cutting, seed: int) -> None:
    found = cut(text, cutting, seed)
    assert "".join(segment.text for segment in found) == text
    assert all(segment.num_words for segment in found)


@given(texts, in_place, st.integers(0, 99))
def test_the_share_is_not_overshot_and_no_run_is_too_short(text: str, cutting: Cutting, seed: int) -> None:
    found = cut(text, cutting, seed)
    runs = [segment.num_words for segment in found if segment.spoken]
    if cutting.grain != "sentences":
        assert min(runs, default=cutting.least_words) >= cutting.least_words
    if cutting.grain != "alternate":  # whose last runs of sound and writing are whole
        assert sum(runs) <= cutting.spoken_share * len(text.split())


@pytest.mark.parametrize("grain", GRAINS)
def test_a_long_text_has_the_share(grain: str) -> None:
    found = [cut(long_text(400), Cutting(grain), seed) for seed in range(20)]  # type: ignore[arg-type]
    share = np.mean([spoken_words(one) for one in found]) / 400
    assert abs(share - SHARES[grain]) < 0.03  # type: ignore[index]


def test_runs_are_somewhere_else_each_time_and_stand_apart() -> None:
    found = [cut(long_text(200), Cutting("words"), seed) for seed in range(200)]
    assert len({one[0].num_words for one in found}) > 10
    for one in found:
        assert all(left.spoken != right.spoken for left, right in pairwise(one))
    assert {one[0].spoken for one in found} == {True, False} == {one[-1].spoken for one in found}


def test_sentences_are_whole() -> None:
    for segment in cut(long_text(80), Cutting("sentences")):
        assert segment.num_words == 8 and segment.text.strip().endswith(".")


@pytest.mark.parametrize("grain", GRAINS)
def test_layouts_fix_what_is_spoken(grain: str) -> None:
    by_turns = cut(long_text(100), Cutting(grain, "continuation"))  # type: ignore[arg-type]
    assert [segment.spoken for segment in by_turns] == [i % 2 == 0 for i in range(len(by_turns))] and len(by_turns) > 3
    assert all(segment.spoken for segment in cut(long_text(100), Cutting(grain, "repetition")))  # type: ignore[arg-type]


def speech(number: int) -> Speech:
    return Speech(Units(np.array([number], np.int32), SPEC))


FIVE = tuple(Segment(f"{name} ", name in "bd") for name in "abcde")


def test_sound_stands_where_its_words_stood_and_writing_is_one() -> None:
    [turn] = to_conversation(FIVE, {1: speech(1)}, "in place").turns
    assert turn.parts == (Text("a"), speech(1), Text("c d e"))


def test_repetition_and_continuation_are_marked() -> None:
    system, turn = to_conversation(FIVE, {1: speech(1), 3: speech(3)}, "repetition", "text").turns
    assert system.parts == (Text("repeat."),)
    assert turn.parts == (Text("a"), speech(1), Text("b"), Text("c"), speech(3), Text("d"), Text("e"))
    conversation = to_conversation(FIVE, {}, "continuation")
    assert conversation.turns[0].parts == (Text("continue."),) and conversation.turns[1].parts == (Text("a b c d e"),)
    assert conversation.meta == {"layout": "continuation", "mask": "assistant"}


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"share": 1.0}, "share of 1.0"),
        ({"share": 0.3, "layout": "repetition"}, "repetition"),
        ({"least_words": 0}, "0 words"),
        ({"least_words": 12}, "12 words"),
    ],
)
def test_what_cannot_be_cut_so_is_refused(fields: dict[str, object], found: str) -> None:
    with pytest.raises(BadData, match=found):
        Cutting(**fields)  # type: ignore[arg-type]


def test_a_text_without_words_is_refused() -> None:
    with pytest.raises(BadData, match="without words"):
        cut(" \n", Cutting())


def test_a_short_text_stays_writing() -> None:
    assert cut("only four words here", Cutting()) == (Segment("only four words here", False),)
