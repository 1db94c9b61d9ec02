"""The loss of a causal language model on the learned tokens of a batch, computed as cheaply as it can be.

Legend: B sequences, T tokens, N learned tokens, V vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from speechwright.train.batches import IGNORED, Batch, Example
from speechwright.train.settings import LanguageSettings

# On a CPU the plain attention trains faster than the fused one up to sequences of this length: by a quarter at lengths
# of 100 to 250, by a twentieth at 512; at 1024 it takes half as long again (width 256, 4 heads, bfloat16).
PLAIN_ATTENTION_UP_TO = 512


def summed_loss(model: Any, batch: Batch, settings: LanguageSettings) -> Tensor:
    """Sum of the negative log-likelihoods of a batch's learned tokens, each times its weight; a float32 scalar."""
    device = model.device
    _choose_attention(model, batch.ids_BT.shape[1])
    targets_BT = F.pad(batch.labels_BT[:, 1:], (0, 1), value=IGNORED)  # what the logits at each place should say
    index_N = (targets_BT.flatten() != IGNORED).nonzero().squeeze(1)
    with torch.autocast(device.type, torch.bfloat16, enabled=settings.precision == "bf16"), _head_at(model, index_N):
        logits_NV = model(input_ids=batch.ids_BT.to(device), use_cache=False).logits
    targets_N = targets_BT.flatten()[index_N].to(device)
    weights_N = F.pad(batch.weights_BT[:, 1:], (0, 1)).flatten()[index_N]
    return F.cross_entropy(logits_NV.float(), targets_N, reduction="none") @ weights_N.to(device)


@contextmanager
def _head_at(model: Any, index_N: Tensor) -> Iterator[None]:
    """Let the head see the learned places alone: it is the dearest layer, and most of its work would be thrown away.

    A hook rather than a call of the head, as models scale or cap their logits after it.
    """

    def choose(head: nn.Module, inputs: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
        return (inputs[0].flatten(0, 1).index_select(0, index_N.to(inputs[0].device)), *inputs[1:])

    hook = model.get_output_embeddings().register_forward_pre_hook(choose)
    try:
        yield
    finally:
        hook.remove()


def _choose_attention(model: Any, length: int) -> None:
    if model.device.type != "cpu":
        return
    wanted = "eager" if length <= PLAIN_ATTENTION_UP_TO else "sdpa"
    if model.config._attn_implementation != wanted:
        model.set_attn_implementation(wanted)


@contextmanager
def attention_restored(model: Any) -> Iterator[None]:
    """Leave the model with the attention that it came with."""
    before = model.config._attn_implementation
    try:
        yield
    finally:
        if model.config._attn_implementation != before:
            model.set_attn_implementation(before)


def pieces(examples: list[Example], settings: LanguageSettings) -> list[list[Example]]:
    """A batch, which comes sorted by length, in pieces of at most `piece_tokens` positions."""
    size = settings.piece_tokens or settings.batch_tokens
    cut: list[list[Example]] = [[]]
    for example in examples:
        if cut[-1] and (len(cut[-1]) + 1) * len(example[0]) > size:
            cut.append([])
        cut[-1].append(example)
    return cut
