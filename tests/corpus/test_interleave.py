"""Interleaving: nothing is lost, and each span's sound comes before its words."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from speechwright.corpus.interleave import interleaved, written_words
from speechwright.types import Span, Speech, Text, Units, UnitSpec

SPEC = UnitSpec("mini", 25.0, 16, 1, True, 16000, "0" * 64)


def units(frames: list[int]) -> Units:
    return Units(np.arange(len(frames), dtype=np.int32) % 16, SPEC, np.array(frames, np.int32))


@given(st.lists(st.integers(1, 6), min_size=1, max_size=40), st.integers(1, 12), st.integers(0, 9))
def test_all_units_and_all_words_come_back_in_order(frames: list[int], num_words: int, seed: int) -> None:
    length_s = sum(frames) / 25
    edges = np.linspace(0, length_s, num_words + 1)
    words = [Span(f"w{i}", edges[i], edges[i + 1]) for i in range(num_words)]
    whole = units(frames)
    parts = interleaved(whole, words, np.random.default_rng(seed))
    speech = [part.units for part in parts if isinstance(part, Speech)]
    assert np.array_equal(np.concatenate([each.ids for each in speech]), whole.ids)
    written = [part.text for part in parts if isinstance(part, Text)]
    assert " ".join(written).split() == [word.label for word in words]
    assert isinstance(parts[0], Speech) and isinstance(parts[-1], Text)


def test_a_span_ends_between_two_words() -> None:
    words = [Span("one", 0.0, 0.4), Span("two", 0.6, 1.0)]
    for seed in range(20):
        parts = interleaved(units([1] * 25), words, np.random.default_rng(seed))
        if len(parts) == 4:
            assert isinstance(parts[0], Speech) and parts[0].units is not None
            assert len(parts[0].units) in (12, 13)  # half a second
            return
    raise AssertionError("twenty seeds, and never two spans")


def test_words_that_were_spoken_as_one_are_written_in_full() -> None:
    spans = [Span("one", 0.1, 0.3), Span("of", 0.3, 0.6), Span("clerks", 0.6, 1.0)]
    found = written_words("One, of the clerks.", spans)
    assert [(span.label, span.start_s) for span in found] == [("One,", 0.1), ("of the", 0.3), ("clerks.", 0.6)]


def test_what_can_not_be_placed_is_one_span() -> None:
    assert written_words("seven.", []) == [Span("seven.", 0.0, 1.0)]
    assert written_words("a b.", [Span("x", 0.2, 0.4)]) == [Span("a b.", 0.0, 0.4)]
