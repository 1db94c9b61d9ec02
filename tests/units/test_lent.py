"""Lent units: laid along another reading they are the same units, and last as long as that reading."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from speechwright.types import Units, UnitSpec
from speechwright.units.lent import lend
from tests.units.test_mini import sounds, tokenizer

SPEC = UnitSpec("mini", 25.0, 64, 1, True, 16_000, "0" * 64)
VECTORS = np.random.default_rng(0).normal(size=(64, 32)).astype(np.float32)  # far apart in so many dimensions

_LENGTHS = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=2, max_size=40)


def _reading(frames: list[int]) -> tuple[Units, np.ndarray]:
    ids = np.arange(len(frames), dtype=np.int32)
    counts = np.array(frames, np.int32)
    return Units(ids, SPEC, counts), np.repeat(VECTORS[ids], counts, axis=0)


@given(_LENGTHS)
def test_each_unit_lasts_as_long_as_in_the_other_reading(lengths: list[tuple[int, int]]) -> None:
    units, heard = _reading([one for one, _ in lengths])
    other, other_heard = _reading([two for _, two in lengths])
    assert lend(units, heard, other_heard) == other


@given(_LENGTHS, st.integers(0, 100))
def test_whatever_the_other_says_no_unit_is_lost(lengths: list[tuple[int, int]], seed: int) -> None:
    units, heard = _reading([one for one, _ in lengths])
    other = np.random.default_rng(seed).normal(size=(len(lengths) + seed, 32)).astype(np.float32)
    lent = lend(units, heard, other)
    assert lent is not None and lent.frames is not None
    assert lent.ids.tolist() == units.ids.tolist()
    assert lent.frames.min() >= 1 and lent.frames.sum() == len(other)


def test_too_short_a_reading_borrows_nothing() -> None:
    units, heard = _reading([2, 2, 2])
    assert lend(units, heard, heard[:2]) is None


def test_frames_are_those_that_are_heard() -> None:
    mini = tokenizer()
    for sound in sounds():
        units, heard = mini.encode(sound), mini.hear(sound)
        lent = lend(units, heard, heard)
        assert lent is not None and lent.frames is not None and units.frames is not None
        assert lent.frames.sum() == units.frames.sum() and (lent.ids == units.ids).all()
