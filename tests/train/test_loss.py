"""Laws of the loss: what Transformers computes itself, alone = in a batch, and only learned tokens count."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from speechwright.train import loss
from speechwright.train.batches import collate
from speechwright.train.loss import pieces, summed_loss
from speechwright.train.weights import moving
from tests.train.makers import counting, grown_model, tiny_settings

SETTINGS = tiny_settings()


def model_of(kind: str) -> Any:
    model, layout, _ = grown_model()
    moved = moving(model, layout, tiny_settings(weights=kind)).eval()
    with torch.no_grad():
        for weight in moved.parameters():
            if weight.requires_grad:
                weight.add_(0.05 * torch.randn(weight.shape, generator=torch.Generator().manual_seed(3)))
    return moved


@pytest.mark.parametrize("kind", ["full", "lora"])
def test_it_is_the_loss_that_transformers_computes(kind: str) -> None:
    model, batch = model_of(kind), collate(counting(7), pad_id=0)
    out = model(input_ids=batch.ids_BT, labels=batch.labels_BT)
    num_learned = (batch.labels_BT[:, 1:] != -100).sum()
    assert torch.allclose(summed_loss(model, batch, SETTINGS) / num_learned, out.loss, rtol=1e-5)


@pytest.mark.parametrize("kind", ["full", "lora"])
def test_alone_is_as_in_a_padded_batch_with_any_padding(kind: str) -> None:
    model, examples = model_of(kind), counting(9)
    alone = sum(summed_loss(model, collate([example], pad_id=0), SETTINGS) for example in examples)
    for pad_id in (0, 7):
        assert torch.allclose(summed_loss(model, collate(examples, pad_id), SETTINGS), alone, rtol=1e-5)


def test_gradients_are_those_of_transformers() -> None:
    model, batch = model_of("full"), collate(counting(7), pad_id=0)
    num_learned = (batch.labels_BT[:, 1:] != -100).sum()
    model(input_ids=batch.ids_BT, labels=batch.labels_BT).loss.backward()
    wanted = {name: weight.grad.clone() for name, weight in model.named_parameters()}
    model.zero_grad()
    (summed_loss(model, batch, SETTINGS) / num_learned).backward()
    for name, weight in model.named_parameters():
        assert torch.allclose(weight.grad, wanted[name], rtol=1e-3, atol=1e-6), name


def test_only_learned_tokens_and_what_lies_before_them_count() -> None:
    model = model_of("full")
    ids = np.arange(12, dtype=np.int32)
    learned = (ids >= 4) & (ids < 8)

    def loss_of(tokens: NDArray[np.int32]) -> float:
        return summed_loss(model, collate([(tokens, learned)], pad_id=0), SETTINGS).item()

    after, before, target = ids.copy(), ids.copy(), ids.copy()
    after[8:], before[1], target[5] = 20, 20, 20
    assert loss_of(after) == loss_of(ids)
    assert loss_of(before) != loss_of(ids) and loss_of(target) != loss_of(ids)


def test_each_target_counts_as_much_as_it_weighs() -> None:
    model = model_of("full")
    ids = np.arange(12, dtype=np.int32)

    def total(weights: list[float]) -> float:
        padded = np.array([*weights, *[0.0] * (12 - len(weights))], np.float32)
        return float(summed_loss(model, collate([(ids, padded)], pad_id=0), SETTINGS))

    each = [total([0.0] * place + [1.0]) for place in range(1, 5)]
    assert total([0, 0.5, 2.0, 0, 0.25]) == pytest.approx(0.5 * each[0] + 2 * each[1] + 0.25 * each[3], rel=1e-5)


def test_both_attentions_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    model, batch = model_of("full"), collate(counting(9), pad_id=0)
    plain = summed_loss(model, batch, SETTINGS)
    assert model.config._attn_implementation == "eager"
    monkeypatch.setattr(loss, "PLAIN_ATTENTION_UP_TO", 0)
    assert torch.allclose(summed_loss(model, batch, SETTINGS), plain, rtol=1e-5)
    assert model.config._attn_implementation == "sdpa"


def test_bfloat16_is_near_float32_and_leaves_weights_alone() -> None:
    model, batch = model_of("full"), collate(counting(9), pad_id=0)
    near = summed_loss(model, batch, tiny_settings(precision="bf16"))
    exact = summed_loss(model, batch, SETTINGS)
    assert near.dtype == torch.float32 and near != exact and torch.allclose(near, exact, rtol=0.02)
    assert {weight.dtype for weight in model.parameters()} == {torch.float32}


def test_pieces_hold_each_example_once_in_order_and_are_no_larger_than_they_may_be() -> None:
    examples = sorted(counting(30), key=lambda example: len(example[0]))
    cut = pieces(examples, tiny_settings(piece_tokens=50))
    assert [id(example) for piece in cut for example in piece] == [id(example) for example in examples]
    assert all(len(piece) * max(len(ids) for ids, _ in piece) <= 50 for piece in cut) and len(cut) > 5
    assert len(pieces(examples[:4], tiny_settings())) == 1
