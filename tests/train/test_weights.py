"""The axis *which weights move*."""

from __future__ import annotations

import pytest
import torch

from speechwright.errors import BadRecipe
from speechwright.train.weights import merged, moving, optimisers
from tests.train.makers import grown_model, same, tiny_settings, weights

FULL, LORA = tiny_settings(), tiny_settings(weights="lora")


def test_all_weights_move_in_float32() -> None:
    model, _, _ = grown_model()
    model.to(torch.bfloat16).requires_grad_(False)
    moved = moving(model, None, FULL)
    assert all(weight.requires_grad and weight.dtype == torch.float32 for weight in moved.parameters())
    assert merged(moved, FULL) is model


def test_an_adapter_that_did_not_move_changes_nothing_when_merged() -> None:
    model, layout, _ = grown_model()
    before = weights(model)
    moved = moving(model, layout, LORA)
    assert 0 < sum(weight.numel() for weight in moved.parameters() if weight.requires_grad) < 4000
    assert same(weights(merged(moved, LORA)), before)


def test_an_adapter_comes_from_the_seed_alone() -> None:
    made = []
    for seed in (0, 0, 1):
        model, layout, _ = grown_model()
        torch.rand(1)
        state = torch.get_rng_state()
        made.append(weights(moving(model, layout, tiny_settings(weights="lora", seed=seed))))
        assert torch.equal(torch.get_rng_state(), state)
    assert same(made[0], made[1]) and not same(made[0], made[2])


def test_an_adapter_needs_a_grown_model() -> None:
    with pytest.raises(BadRecipe, match="without units"):
        moving(grown_model()[0], None, LORA)


@pytest.mark.parametrize("optimiser", ["adamw", "muon"])
@pytest.mark.parametrize("weights", ["full", "lora"])
def test_matrices_decay_vectors_do_not_and_nothing_is_forgotten(weights: str, optimiser: str) -> None:
    model, layout, _ = grown_model()
    chosen = tiny_settings(weights=weights, optimiser=optimiser, weight_decay=0.3)
    moved = moving(model, layout, chosen)
    groups = [group for each in optimisers(moved, chosen).values() for group in each.param_groups]
    for group in groups:
        assert {weight.ndim >= 2 for weight in group["params"]} == {group["weight_decay"] == 0.3}
    grouped = [id(weight) for group in groups for weight in group["params"]]
    assert sorted(grouped) == sorted(id(weight) for weight in moved.parameters() if weight.requires_grad)


def test_muon_leaves_embeddings_alone() -> None:
    model, layout, _ = grown_model()
    chosen = tiny_settings(optimiser="muon")
    found = optimisers(moving(model, layout, chosen), chosen)
    muon = {id(weight) for group in found["muon"].param_groups for weight in group["params"]}
    assert muon and id(model.get_input_embeddings().weight) not in muon
