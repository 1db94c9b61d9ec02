"""Laws of batches: each item once an epoch, never too large, little padding, the same from any point on."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.errors import BadData, BadRecipe
from speechwright.train.batches import IGNORED, BatchPlan, Example, Mixture, collate

lengths_of_some = st.lists(st.integers(1, 60), min_size=1, max_size=300)


@settings(max_examples=40)
@given(lengths_of_some, st.integers(60, 200), st.integers(0, 5), st.integers(0, 3))
def test_an_epoch_has_each_sequence_once_in_batches_that_fit(
    lengths: list[int], max_tokens: int, seed: int, epoch: int
) -> None:
    plan = BatchPlan(lengths, max_tokens, seed)
    batches = [plan.batch(epoch, position) for position in range(plan.num_batches(epoch))]
    assert sorted(np.concatenate(batches).tolist()) == list(range(len(lengths)))
    for batch in batches:
        assert len(batch) > 0
        assert len(batch) * max(lengths[index] for index in batch) <= max_tokens


@settings(max_examples=20)
@given(lengths_of_some, st.integers(0, 5), st.integers(0, 40))
def test_a_walk_from_any_position_is_the_rest_of_the_whole_walk(lengths: list[int], seed: int, skipped: int) -> None:
    whole = list(islice(BatchPlan(lengths, 100, seed).walk(), skipped + 10))
    start = whole[skipped - 1][1] if skipped else (0, 0)
    rest = list(islice(BatchPlan(lengths, 100, seed).walk(start), 10))
    assert [(indices.tolist(), at) for indices, at in rest] == [(i.tolist(), at) for i, at in whole[skipped:]]


def test_epochs_and_seeds_differ_in_order_and_in_company() -> None:
    lengths = np.random.default_rng(0).integers(10, 50, 2000)
    plan = BatchPlan(lengths, 500, seed=1)
    epochs = [[tuple(plan.batch(epoch, at).tolist()) for at in range(plan.num_batches(epoch))] for epoch in (0, 1)]
    other = BatchPlan(lengths, 500, seed=2)
    assert epochs[0] != epochs[1]
    assert epochs[0] != [tuple(other.batch(0, at).tolist()) for at in range(other.num_batches(0))]
    assert len(set(map(frozenset, epochs[0])) & set(map(frozenset, epochs[1]))) < len(epochs[0]) / 10


def test_padding_is_small() -> None:
    lengths = np.random.default_rng(0).integers(100, 250, 5000)
    plan = BatchPlan(lengths, 4096, seed=0)
    batches = [plan.batch(0, at) for at in range(plan.num_batches(0))]
    positions = sum(len(batch) * lengths[batch].max() for batch in batches)
    assert lengths.sum() / positions > 0.97


def test_batches_of_an_epoch_do_not_come_by_length() -> None:
    lengths = np.random.default_rng(0).integers(10, 100, 3000)
    plan = BatchPlan(lengths, 1000, seed=0)
    means = [lengths[plan.batch(0, at)].mean() for at in range(plan.num_batches(0))]
    assert abs(np.corrcoef(means[:-1], means[1:])[0, 1]) < 0.2


def test_what_fits_in_no_batch_is_refused() -> None:
    with pytest.raises(BadData, match="sequence 1 of 101 tokens"):
        BatchPlan([5, 101], 100, seed=0)
    with pytest.raises(BadData, match="no sequences"):
        BatchPlan([], 100, seed=0)


def mixture(shares: dict[str, float], sizes: dict[str, int], seed: int = 0) -> Mixture[str]:
    return Mixture({name: ([f"{name}{i}" for i in range(sizes[name])], shares[name]) for name in shares}, seed)


@settings(max_examples=30)
@given(st.dictionaries(st.sampled_from("abcd"), st.tuples(st.integers(1, 60), st.floats(0.1, 9)), min_size=1))
def test_a_mixture_has_its_shares_in_every_epoch(sources: dict[str, tuple[int, float]]) -> None:
    mixed = mixture(
        {name: share for name, (_, share) in sources.items()}, {n: size for n, (size, _) in sources.items()}
    )
    total = sum(share for _, share in sources.values())
    for epoch in range(3):
        found = Counter(mixed[int(index)][0] for index in mixed.items(epoch))
        assert sum(found.values()) == len(mixed) == sum(size for size, _ in sources.values())
        for name, (_, share) in sources.items():
            assert abs(found[name] - share / total * len(mixed)) < 1


def test_a_source_goes_through_all_its_own_before_any_comes_again() -> None:
    mixed = mixture({"small": 3.0, "large": 1.0}, {"small": 7, "large": 50})
    taken = [mixed[int(index)] for epoch in range(12) for index in mixed.items(epoch)]
    for name, size in (("small", 7), ("large", 50)):
        stream = [item for item in taken if item.startswith(name)]
        assert len(stream) > 3 * size
        for start in range(0, len(stream) - size, size):
            assert len(set(stream[start : start + size])) == size
        assert stream[:size] != stream[size : 2 * size]


def test_a_mixture_in_a_plan_has_its_items_of_that_epoch() -> None:
    mixed = mixture({"a": 3.0, "b": 1.0}, {"a": 10, "b": 90})
    plan = BatchPlan(np.full(100, 5), 20, seed=0, items=mixed.items)
    for epoch in (0, 1):
        found = np.concatenate([plan.batch(epoch, at) for at in range(plan.num_batches(epoch))])
        assert sorted(found.tolist()) == sorted(mixed.items(epoch).tolist())


def test_the_order_of_names_means_nothing() -> None:
    one, other = mixture({"a": 1.0, "b": 2.0}, {"a": 9, "b": 9}), mixture({"b": 2.0, "a": 1.0}, {"a": 9, "b": 9})
    assert [one[i] for i in range(18)] == [other[i] for i in range(18)]
    assert np.array_equal(one.items(1), other.items(1))


def test_sources_that_can_not_be_mixed_are_refused() -> None:
    with pytest.raises(BadRecipe, match="'b'"):
        mixture({"a": 1.0, "b": 0.0}, {"a": 9, "b": 9})
    with pytest.raises(BadData, match="'b'"):
        mixture({"a": 1.0, "b": 1.0}, {"a": 9, "b": 0})
    with pytest.raises(IndexError):
        mixture({"a": 1.0}, {"a": 9})[9]


@given(st.lists(st.lists(st.tuples(st.integers(0, 50), st.booleans()), min_size=1, max_size=9), min_size=1, max_size=5))
def test_collated_rows_are_the_sequences_and_padding(rows: list[list[tuple[int, bool]]]) -> None:
    examples: list[Example] = []
    for row in rows:
        examples.append((np.array([i for i, _ in row], np.int32), np.array([learned for _, learned in row])))
    batch = collate(examples, pad_id=77)
    assert batch.ids_BT.shape == batch.labels_BT.shape == (len(rows), max(map(len, rows)))
    for index, row in enumerate(rows):
        size = len(row)
        assert batch.ids_BT[index].tolist() == [i for i, _ in row] + [77] * (batch.ids_BT.shape[1] - size)
        assert batch.labels_BT[index, :size].tolist() == [i if learned else IGNORED for i, learned in row]
        assert (batch.labels_BT[index, size:] == IGNORED).all()
