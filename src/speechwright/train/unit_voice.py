"""Training what speaks in units: CTC from the signs of texts to the units of one voice that says them.

Legend: B batch, L signs, S frames.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, PositiveInt
from torch import Tensor
from torch.nn import functional as F

from speechwright.errors import BadData
from speechwright.train.batches import Indexed
from speechwright.train.loop import Lesson, LoopSettings, padded, train
from speechwright.types import UnitSpec
from speechwright.units.from_text import UnitVoice, UnitVoiceNet, UnitVoiceShape

Pair = tuple[NDArray[np.int64], NDArray[np.int32]]
"""Signs of a text (`units.from_text.signs_of`), and ids of its units."""


class UnitVoiceTraining(BaseModel):
    """Shape and training of a unit voice.

    Args:
        width, sign_blocks, frame_blocks: see `units.from_text.UnitVoiceShape`.
        training: how to train; a frame of a batch is a sign of a text.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    width: PositiveInt = 192
    sign_blocks: PositiveInt = 4
    frame_blocks: PositiveInt = 4
    training: LoopSettings


def train_unit_voice(
    pairs: Indexed[Pair], held_out: Indexed[Pair], spec: UnitSpec, settings: UnitVoiceTraining, folder: Path
) -> UnitVoice:
    """Train a unit voice.

    Raises:
        BadData: units that may repeat (CTC can't write those), or none to learn from.
    """
    if not spec.dedup or not len(pairs):
        raise BadData("no pairs of text and units without repeats", "some", "take units whose runs are joined")
    own = settings.model_dump(include={"width", "sign_blocks", "frame_blocks"})
    shape = UnitVoiceShape(spec.size, **own)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(settings.training.seed)
        net = UnitVoiceNet(shape)
    lesson = Lesson(net, partial(_loss, net, settings.training), lambda pair: len(pair[0]))
    train(lesson, pairs, held_out, settings.training, folder)
    return UnitVoice(net, spec)


def _loss(
    net: UnitVoiceNet, settings: LoopSettings, pairs: list[Pair], step: int | None
) -> tuple[Tensor, dict[str, float]]:
    """CTC loss in nats a unit. A text with more units than frames can carry adds nothing."""
    device = next(net.parameters()).device
    signs_BL = padded([signs for signs, _ in pairs], 0).to(device)
    lengths_B = torch.tensor([len(signs) for signs, _ in pairs])
    mask_BL1 = (torch.arange(signs_BL.shape[1]) < lengths_B[:, None])[..., None].float().to(device)
    counts_B = torch.tensor([len(units) for _, units in pairs])
    units = torch.cat([torch.from_numpy(units) for _, units in pairs]).long().to(device) + 1
    with torch.autocast(device.type, torch.bfloat16, enabled=settings.precision == "bf16"):
        log_probs_BSU = net(signs_BL, mask_BL1)
    frames_B = lengths_B * net.shape.frames_a_sign
    losses = F.ctc_loss(log_probs_BSU.transpose(0, 1), units, frames_B, counts_B, reduction="sum", zero_infinity=True)
    return losses / counts_B.sum(), {}
