"""One loop for networks that learn from batches of items by a loss: resumable, logged, with a held-out loss."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

import numpy as np
import torch
from pydantic import BaseModel, ConfigDict, NonNegativeFloat, NonNegativeInt, PositiveFloat, PositiveInt
from torch import Tensor, nn

from speechwright.errors import BadRecipe
from speechwright.train import checkpoint
from speechwright.train.batches import BatchPlan, Indexed, Mixture
from speechwright.train.checkpoint import TrainingState
from speechwright.train.runlog import RunLog, claim, draw_curves
from speechwright.train.schedule import warmup_cosine
from speechwright.train.settings import Device, chosen_device
from speechwright.train.weights import optimisers

Item = TypeVar("Item")
Loss = Callable[[list[Item], int | None], tuple[Tensor, dict[str, float]]]


class LoopSettings(BaseModel):
    """How to train a network.

    Args:
        steps: updates of the weights.
        batch_frames: frames of a batch, padding included. Small batches and many steps learn faster.
        lr: peak learning rate, after `warmup_steps`; half a cosine to zero.
        weight_decay, betas, optimiser: see `train.weights.optimisers`.
        clip: largest norm of the gradient.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    steps: PositiveInt
    batch_frames: PositiveInt = 8000
    lr: PositiveFloat = 2e-3
    warmup_steps: NonNegativeInt = 200
    weight_decay: NonNegativeFloat = 0.02
    betas: tuple[float, float] = (0.9, 0.98)
    optimiser: Literal["adamw", "muon"] = "adamw"
    clip: PositiveFloat = 1.0
    precision: Literal["bf16", "fp32"] = "bf16"
    seed: NonNegativeInt = 0
    eval_every: PositiveInt = 500
    save_every: PositiveInt = 500
    device: Device = "auto"


@dataclass(frozen=True)
class Lesson(Generic[Item]):
    """What is trained, and how an item of its data counts.

    Args:
        network: changed in place.
        loss: of some items at a step of the run, or held out where that is None: a scalar, and figures to log.
        num_frames: of an item.
    """

    network: nn.Module
    loss: Loss[Item]
    num_frames: Callable[[Item], int]


def train(
    lesson: Lesson[Item], items: Indexed[Item], held_out: Indexed[Item], settings: LoopSettings, folder: Path
) -> None:
    """Train the network in place, or go on where a killed run in this folder stood.

    A resumed run gives the bits of an unbroken one on a CPU with the same number of threads.

    Args:
        lesson: what is trained.
        items: to learn from; a `Mixture` gives shares.
        held_out: for the held-out loss.
        settings: how to train.
        folder: of this run alone: log, checkpoint, curves.

    Raises:
        BadRecipe: the folder holds a run with other settings or data; the loss is no longer finite.
    """
    lengths = np.array([lesson.num_frames(items[i]) for i in range(len(items))], np.int64)
    claim(folder, {"settings": settings.model_dump(mode="json"), "items": len(items), "frames": int(lengths.sum())})
    plan = BatchPlan(lengths, settings.batch_frames, settings.seed, items.items if isinstance(items, Mixture) else None)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(settings.seed)
        _run(lesson, plan, items, _batches(lesson, held_out, settings), settings, folder)
    draw_curves(folder)
    lesson.network.cpu().eval()


def _run(
    lesson: Lesson[Item],
    plan: BatchPlan,
    items: Indexed[Item],
    held_out: list[list[Item]],
    settings: LoopSettings,
    folder: Path,
) -> None:
    network = lesson.network.to(chosen_device(settings.device))
    movers = optimisers(network, settings)
    state = TrainingState({"network": network}, movers)
    path = checkpoint.latest(folder)
    done, facts = checkpoint.load(path, state) if path else (0, {"position": (0, 0)})
    walk = plan.walk(tuple(facts["position"]))
    with RunLog(folder, settings.steps, done) as log:
        for step in range(done, settings.steps):
            indices, position = next(walk)
            figures = _update(lesson, [items[int(i)] for i in indices], movers, step, settings)
            last = step + 1 == settings.steps
            if held_out and (last or (step + 1) % settings.eval_every == 0):
                figures |= _held_out(lesson, held_out)
            log.record(step + 1, figures)
            if last or (step + 1) % settings.save_every == 0:
                checkpoint.save(folder, state, step + 1, {"position": position})


def _update(
    lesson: Lesson[Item],
    items: list[Item],
    movers: dict[str, torch.optim.Optimizer],
    step: int,
    settings: LoopSettings,
) -> dict[str, float]:
    lesson.network.train()
    lr = settings.lr * warmup_cosine(step, settings.steps, settings.warmup_steps)
    for group in (group for mover in movers.values() for group in mover.param_groups):
        group["lr"] = lr
    loss, figures = lesson.loss(items, step)
    loss.backward()  # type: ignore[no-untyped-call]
    if not math.isfinite(loss.item()):
        raise BadRecipe(
            f"a loss of {loss.item()} at step {step + 1}", "a finite loss", "lower lr or warm up for longer"
        )
    norm = nn.utils.clip_grad_norm_(lesson.network.parameters(), settings.clip)
    for mover in movers.values():
        mover.step()
        mover.zero_grad()
    tokens = sum(map(lesson.num_frames, items))
    return {"loss": loss.item(), **figures, "lr": lr, "tokens": tokens, "gradient_norm": norm.item()}


@torch.no_grad()
def _held_out(lesson: Lesson[Item], batches: list[list[Item]]) -> dict[str, float]:
    lesson.network.eval()
    sums: dict[str, float] = {}
    for items in batches:
        loss, figures = lesson.loss(items, None)
        for name, value in {"loss": loss.item(), **figures}.items():
            sums[f"held_out_{name}"] = sums.get(f"held_out_{name}", 0.0) + value / len(batches)
    return sums


def _batches(lesson: Lesson[Item], held_out: Indexed[Item], settings: LoopSettings) -> list[list[Item]]:
    if not len(held_out):
        return []
    items = [held_out[i] for i in range(len(held_out))]
    plan = BatchPlan([lesson.num_frames(item) for item in items], settings.batch_frames, 0)
    return [[items[int(i)] for i in plan.batch(0, position)] for position in range(plan.num_batches(0))]


def padded(arrays: Sequence[Any], value: float) -> Tensor:
    """Arrays of different lengths as one tensor, filled up behind with a value."""
    return nn.utils.rnn.pad_sequence([torch.from_numpy(each) for each in arrays], True, value)
