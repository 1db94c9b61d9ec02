"""Text → the units in which one voice says it, at once: a fast stand-in for a voice and a tokenizer.

SpeechGPT's generator (arXiv 2305.11000, section 4.1) writes unit after unit. Ours writes all of them in one pass:
convolutions over the text's signs, each sign repeated a few times, and units read off by CTC. Two things make that
enough: joined runs never repeat a unit, so CTC can write every sequence; and one clear voice says a text in one way, so
there is nothing to choose between.

Legend: B batch, L signs of a text, K frames a sign, S frames (L · K), D width.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional as F

from speechwright.errors import BadModel, BadText
from speechwright.types import Units, UnitSpec
from speechwright.units.encoder import ConvBlock

SIGNS = " abcdefghijklmnopqrstuvwxyz'.,?"  # of texts as they are spoken (`tasks.spoken_form`)
WEIGHTS, SETTINGS = "model.safetensors", "unit_voice.json"


@dataclass(frozen=True)
class UnitVoiceShape:
    """Shape of the network for `size` units.

    Args:
        frames_a_sign: room for the units of a sign and the blanks between them.
        sign_blocks, frame_blocks: convolutions on signs, and on frames.
    """

    size: int
    width: int = 192
    frames_a_sign: int = 4
    sign_blocks: int = 4
    frame_blocks: int = 4
    kernel: int = 9


class UnitVoiceNet(nn.Module):
    """Signs → log-probabilities of the blank and of the units."""

    def __init__(self, shape: UnitVoiceShape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(len(SIGNS), shape.width)
        self.on_signs = nn.ModuleList(ConvBlock(shape.width, shape.kernel) for _ in range(shape.sign_blocks))
        self.spread = nn.Linear(shape.width, shape.frames_a_sign * shape.width)
        self.on_frames = nn.ModuleList(ConvBlock(shape.width, shape.kernel) for _ in range(shape.frame_blocks))
        self.norm = nn.LayerNorm(shape.width)
        self.head = nn.Linear(shape.width, 1 + shape.size)

    def forward(self, signs_BL: Tensor, mask_BL1: Tensor) -> Tensor:
        """Log-probabilities (B, S, 1 + size); the blank comes first."""
        x = self.embedding(signs_BL)
        for block in self.on_signs:
            x = block(x, mask_BL1)
        x = self.spread(x).unflatten(2, (self.shape.frames_a_sign, -1)).flatten(1, 2)
        mask_BS1 = mask_BL1.repeat_interleave(self.shape.frames_a_sign, 1)
        for block in self.on_frames:
            x = block(x, mask_BS1)
        return F.log_softmax(self.head(self.norm(x)).float(), -1)


class UnitVoice:
    """A trained network and the units that it speaks in."""

    def __init__(self, net: UnitVoiceNet, spec: UnitSpec) -> None:
        assert spec.dedup, "units that may repeat can't be read off by CTC"
        self.net, self.spec = net.cpu().eval(), spec

    @staticmethod
    def load(folder: Path) -> UnitVoice:
        """Read a folder.

        Raises:
            BadModel: a file is missing or is not what it should be.
        """
        try:
            row = json.loads((folder / SETTINGS).read_text("utf-8"))
            net = UnitVoiceNet(UnitVoiceShape(**row["shape"]))
            net.load_state_dict({name: tensor.float() for name, tensor in load_file(folder / WEIGHTS).items()})
            return UnitVoice(net, UnitSpec.from_row(row["units"]))
        except (OSError, ValueError, KeyError, TypeError, RuntimeError, SafetensorError) as error:
            reason = str(error).splitlines()[0]
            raise BadModel(f"{folder}: {reason}", "a folder of a unit voice", "train it again") from error

    def save(self, folder: Path) -> None:
        """Write the folder, in float32."""
        folder.mkdir(parents=True, exist_ok=True)
        row = {"shape": asdict(self.net.shape), "units": self.spec.to_row()}
        (folder / SETTINGS).write_text(json.dumps(row, indent=1, sort_keys=True) + "\n", "utf-8")
        save_file({name: tensor.contiguous() for name, tensor in self.net.state_dict().items()}, folder / WEIGHTS)

    @torch.inference_mode()
    def say(self, text: str) -> Units:
        """The units of a text, without frame counts. The same text gives the same units.

        Raises:
            BadText: it has signs that are not `SIGNS`, or none at all.
        """
        signs_1L = torch.from_numpy(signs_of(text))[None]
        best_S = self.net(signs_1L, torch.ones(1, signs_1L.shape[1], 1))[0].argmax(-1)
        read = [frame for frame, _ in groupby(best_S.tolist()) if frame]  # runs once, blanks dropped
        joined = [unit - 1 for unit, _ in groupby(read)]  # a blank may stand between two of the same
        return Units(np.array(joined, np.int32), self.spec, None)


def signs_of(text: str) -> NDArray[np.int64]:
    """Classes of a text's signs.

    Raises:
        BadText: there are others, or none.
    """
    strange = sorted(set(text) - set(SIGNS))
    if strange or not text:
        found = f"the sign {strange[0]!r}" if strange else "a text without a sign"
        raise BadText(found, f"{SIGNS!r} alone", "give it in spoken form")
    return np.array([SIGNS.index(sign) for sign in text], np.int64)
