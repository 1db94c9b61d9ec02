import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.errors import BadData
from speechwright.metrics.interval import Figure, gap_figure, paired_difference, ratio_figure, share_figure

passes = st.lists(st.booleans(), min_size=1, max_size=40)
counts = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 20)), min_size=1, max_size=20)


@pytest.fixture
def rng():
    return np.random.default_rng(7)


def spelled(num_passed: int, num_items: int) -> list[bool]:
    return [True] * num_passed + [False] * (num_items - num_passed)


def paired(both: int, only_a: int, only_b: int, neither: int) -> tuple[list[bool], list[bool]]:
    a = [True] * (both + only_a) + [False] * (only_b + neither)
    b = [True] * both + [False] * only_a + [True] * only_b + [False] * neither
    return a, b


def share_of_covered(intervals: list[Figure], truth: float) -> float:
    return float(np.mean([figure.low <= truth <= figure.high for figure in intervals]))


@given(passes)
@settings(max_examples=60)
def test_a_share_lies_in_bounds_within_0_and_1(items):
    figure = share_figure(items)
    assert 0 <= figure.low <= figure.value <= figure.high <= 1
    assert figure.value == sum(items) / len(items)


# Newcombe 1998, Statistics in Medicine 17:857, table I, method 3.
@pytest.mark.parametrize(
    ("num_passed", "num_items", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_bounds_are_the_published_ones(num_passed, num_items, low, high):
    figure = share_figure(spelled(num_passed, num_items))
    assert (figure.low, figure.high) == pytest.approx((low, high), abs=6e-5)


def test_the_gap_of_independent_shares_is_the_published_one():
    # Newcombe 1998, Statistics in Medicine 17:873, table II, case (a), method 10.
    figure = gap_figure(spelled(56, 70), spelled(48, 80))
    assert (figure.value, figure.low, figure.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=6e-5)


def test_shares_of_the_same_items_that_agree_have_a_narrower_gap_than_independent_ones():
    a, b = paired(60, 5, 2, 33)
    one, other = paired_difference(a, b), gap_figure(a, b)
    assert one.value == pytest.approx(other.value) == pytest.approx(0.03)
    assert one.high - one.low < 0.7 * (other.high - other.low)


def test_a_gap_keeps_a_width_where_everything_passes():
    figure = paired_difference([True] * 20, [True] * 20)
    assert figure.low < figure.value == 0 < figure.high


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=30))
@settings(max_examples=60)
def test_swapping_the_sides_turns_a_gap_round(items):
    a, b = [list(side) for side in zip(*items, strict=True)]
    for measure in (paired_difference, gap_figure):
        there, back = measure(a, b), measure(b, a)
        turned = (-back.value, -back.high, -back.low)
        assert (there.value, there.low, there.high) == pytest.approx(turned, abs=1e-12)


@given(counts, st.integers(0, 99))
@settings(max_examples=25)
def test_a_ratio_lies_in_its_bounds(items, seed):
    numerators, denominators = zip(*items, (1, 3), strict=True)  # the last has words, so there is a ratio
    figure = ratio_figure(numerators, denominators, np.random.default_rng(seed))
    assert figure.low <= figure.value <= figure.high
    assert figure.value == sum(numerators) / sum(denominators)
    assert figure.n == len(items) + 1


def test_the_same_generator_gives_the_same_ratio_figure(rng):
    errors, lengths = rng.integers(0, 4, 50), rng.integers(1, 9, 50)
    one, same, other = (ratio_figure(errors, lengths, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert one == same
    assert one != other


def test_ratio_intervals_cover_the_truth_about_as_often_as_they_say(rng):
    lengths = rng.integers(3, 12, size=(200, 40))
    errors = rng.binomial(lengths, 0.2)
    figures = [ratio_figure(top, bottom, rng, level=0.9) for top, bottom in zip(errors, lengths, strict=True)]
    assert 0.83 <= share_of_covered(figures, 0.2) <= 0.96


def test_share_intervals_cover_the_truth_about_as_often_as_they_say(rng):
    figures = [share_figure(rng.random(40) < 0.3, level=0.9) for _ in range(800)]
    assert 0.86 <= share_of_covered(figures, 0.3) <= 0.95


def test_paired_gaps_cover_the_truth_about_as_often_as_they_say(rng):
    a = rng.random((800, 80)) < 0.7
    b = np.where(rng.random((800, 80)) < 0.5, a, rng.random((800, 80)) < 0.5)
    figures = [paired_difference(one, other, level=0.9) for one, other in zip(a, b, strict=True)]
    assert 0.86 <= share_of_covered(figures, 0.7 - 0.6) <= 0.96


def test_more_items_give_a_narrower_interval(rng):
    few = ratio_figure([1, 0, 2] * 10, [5] * 30, rng)
    many = ratio_figure([1, 0, 2] * 100, [5] * 300, rng)
    assert many.high - many.low < 0.5 * (few.high - few.low)


def test_a_figure_comes_back_from_its_row(rng):
    figure = ratio_figure([1, 0, 2], [4, 5, 6], rng)
    assert Figure.from_row(json.loads(json.dumps(figure.to_row()))) == figure


@pytest.mark.parametrize("numbers", [(0.5, 0.6, 0.7, 3), (0.5, 0.4, 0.6, 0), (float("nan"), 0.0, 1.0, 3)])
def test_a_figure_outside_its_bounds_is_refused(numbers):
    with pytest.raises(BadData):
        Figure(*numbers)


@pytest.mark.parametrize(("errors", "lengths"), [([], []), ([1], [1, 2]), ([1, 1], [0, 0]), ([-1, 2], [3, 3])])
def test_counts_without_a_ratio_are_refused(rng, errors, lengths):
    with pytest.raises(BadData, match="one of each an item"):
        ratio_figure(errors, lengths, rng)


def test_no_items_are_no_figure():
    for measure in (lambda: share_figure([]), lambda: paired_difference([], []), lambda: gap_figure([True], [])):
        with pytest.raises(BadData, match="no items"):
            measure()


def test_a_paired_difference_wants_the_same_items():
    with pytest.raises(BadData, match="3 and 2 items"):
        paired_difference([True, False, True], [True, True])
