"""One loop for every language-model stage: pre-training, instructions and chains differ in data, mask and weights."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.optim import Optimizer

from speechwright.errors import BadData, BadRecipe
from speechwright.train import checkpoint
from speechwright.train.batches import BatchPlan, Example, Indexed, Mixture, Position, collate
from speechwright.train.checkpoint import TrainingState
from speechwright.train.loss import attention_restored, pieces, summed_loss
from speechwright.train.runlog import RunLog, claim, draw_curves
from speechwright.train.schedule import warmup_cosine
from speechwright.train.settings import LanguageSettings, chosen_device
from speechwright.train.weights import optimisers

Sequences = Indexed[Example]


@dataclass(frozen=True)
class _Data:
    """Sequences and what a pass over them told: tokens of each, and what its loss targets weigh together."""

    sequences: Sequences
    plan: BatchPlan
    num_learned: NDArray[np.float64]


def train_language(
    model: Any, train: Indexed[Example], held_out: Indexed[Example], settings: LanguageSettings, folder: Path
) -> Any:
    """Train a causal language model, or go on where a killed run in this folder stood.

    The weights that require a gradient move (`weights.moving` chooses them). The loss is the weighted mean of the
    negative log-likelihood of the learned tokens of a batch, in nats; only theirs are the logits that are computed. A
    resumed run gives the bits of an unbroken one on a CPU with the same number of threads. The folder gets `run.json`,
    `log.jsonl`, a checkpoint and `curves.png`.

    Args:
        model: a Transformers causal language model, with or without an adapter; changed in place.
        train: sequences to learn from.
        held_out: sequences for the held-out loss; may be empty.
        settings: how to train.
        folder: of this run alone.

    Returns:
        The model, in evaluation mode, on the device that it trained on.

    Raises:
        BadData: a sequence is longer than the model's context or a batch, or has nothing to learn.
        BadRecipe: the folder holds a run with other settings or data; the loss is no longer finite.
    """
    data = _scan(train, model, settings, "train")
    held = _scan(held_out, model, settings, "held-out") if len(held_out) else None
    device = chosen_device(settings.device)
    claim(
        folder, {"settings": settings.model_dump(mode="json"), "train": _described(data), "held_out": _described(held)}
    )
    with torch.random.fork_rng(devices=[device] if device.type == "cuda" else []), attention_restored(model):
        torch.manual_seed(settings.seed)
        _run(model.to(device), data, held, settings, folder)
    draw_curves(folder)
    return model.eval()


def _run(model: Any, data: _Data, held: _Data | None, settings: LanguageSettings, folder: Path) -> None:
    moved_by = optimisers(model, settings)
    state = TrainingState({"model": model}, moved_by)
    done, position = _resume(folder, state)
    with RunLog(folder, settings.steps, done) as log:
        walk = data.plan.walk(position)
        for step in range(done, settings.steps):
            indices, position = next(walk)
            figures = _update(model, moved_by, [data.sequences[int(i)] for i in indices], step, settings)
            if held is not None and _due(step, settings.eval_every, settings):
                figures["held_out_loss"] = _held_out_loss(model, held, settings)
            log.record(step + 1, figures)
            if _due(step, settings.save_every, settings):
                checkpoint.save(folder, state, step + 1, {"position": position})


def _update(
    model: Any, moved_by: dict[str, Optimizer], examples: list[Example], step: int, settings: LanguageSettings
) -> dict[str, float]:
    """One update of the weights; what to log of it."""
    model.train()
    lr = settings.lr * warmup_cosine(step, settings.steps, settings.warmup_steps)
    groups = [group for optimiser in moved_by.values() for group in optimiser.param_groups]
    for group in groups:
        group["lr"] = lr
    loss = 0.0
    num_learned = sum(float(learned[1:].sum()) for _, learned in examples)
    for piece in pieces(examples, settings):
        share = summed_loss(model, collate(piece, _pad_id(model)), settings) / num_learned
        share.backward()  # type: ignore[no-untyped-call]
        loss += share.item()
    if not math.isfinite(loss):
        raise BadRecipe(f"a loss of {loss} at step {step + 1}", "a finite loss", "lower lr or warm up for longer")
    weights = [weight for group in groups for weight in group["params"]]
    norm = nn.utils.clip_grad_norm_(weights, settings.clip)
    for optimiser in moved_by.values():
        optimiser.step()
        optimiser.zero_grad()
    return {"loss": loss, "lr": lr, "tokens": sum(len(ids) for ids, _ in examples), "gradient_norm": norm.item()}


@torch.no_grad()
def _held_out_loss(model: Any, held: _Data, settings: LanguageSettings) -> float:
    """Weighted mean of the negative log-likelihood of all learned tokens, in nats."""
    model.eval()
    total = 0.0
    for position in range(held.plan.num_batches(0)):
        examples = [held.sequences[int(i)] for i in held.plan.batch(0, position)]
        total += sum(
            summed_loss(model, collate(piece, _pad_id(model)), settings).item() for piece in pieces(examples, settings)
        )
    return total / float(held.num_learned.sum())


def _scan(sequences: Sequences, model: Any, settings: LanguageSettings, name: str) -> _Data:
    """Go over all sequences once: their lengths make the plan, and none may be too long or teach nothing."""
    sizes = [(len(ids), float(learned[1:].sum())) for ids, learned in (sequences[i] for i in range(len(sequences)))]
    lengths = np.array([length for length, _ in sizes], np.int64)
    num_learned = np.array([weight for _, weight in sizes], np.float64)
    context = model.config.max_position_embeddings
    if (lengths > context).any():
        found = f"{name} sequence {int(lengths.argmax())} of {lengths.max()} tokens"
        raise BadData(found, f"at most {context}, the model's context", "cut the data shorter; nothing is truncated")
    if (num_learned == 0).any():
        found = f"{name} sequence {int(num_learned.argmin())} without a learned token after its first"
        raise BadData(found, "something to learn in each", "leave it out or choose another mask")
    items = sequences.items if isinstance(sequences, Mixture) and name == "train" else None
    return _Data(sequences, BatchPlan(lengths, settings.batch_tokens, settings.seed, items), num_learned)


def _described(data: _Data | None) -> dict[str, Any] | None:
    if data is None:
        return None
    lengths = data.plan.lengths
    digest = hashlib.sha256(lengths.tobytes() + data.num_learned.tobytes()).hexdigest()
    return {"sequences": len(lengths), "tokens": int(lengths.sum()), "sha256_of_sizes": digest}


def _resume(folder: Path, state: TrainingState) -> tuple[int, Position]:
    path = checkpoint.latest(folder)
    if path is None:
        return 0, (0, 0)
    done, facts = checkpoint.load(path, state)
    epoch, position = facts["position"]
    return done, (epoch, position)


def _due(step: int, every: int, settings: LanguageSettings) -> bool:
    return (step + 1) % every == 0 or step + 1 == settings.steps


def _pad_id(model: Any) -> int:
    # Which token pads doesn't matter (see `Batch`); a model that names none gets its first.
    return model.config.pad_token_id or 0
