"""Units and a voice → durations, log-mel, F0 and voicing.

Three stages, each of convolution blocks that the voice conditions: on units; on the units' frames, once each unit is
repeated as often as it lasts; on mel frames, several to a frame of units.

Legend: B batch, S units, F unit frames, T mel frames, M mel bands, D width, K dimensions of the voice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn

from speechwright.vocoder.blocks import ConvBlock


@dataclass(frozen=True)
class AcousticSettings:
    """Shape of the net: width and number of blocks of each stage. There are `mel_frames` to a frame of units."""

    num_units: int
    mel_frames: int = 4
    num_mels: int = 80
    speaker_dims: int = 64
    width: int = 256
    mel_width: int = 192
    unit_blocks: int = 3
    frame_blocks: int = 2
    mel_blocks: int = 3
    kernel: int = 7


class Alignment(NamedTuple):
    """Which unit each frame belongs to (B, F), and where in it: share passed and log of its length (B, F, 2)."""

    unit_BF: Tensor
    place_BF2: Tensor


class Sketch(NamedTuple):
    """What is predicted of a sound, on mel frames; see `Features`. Voicing comes as log odds."""

    mel_BTM: Tensor
    log_f0_BT: Tensor
    voicing_BT: Tensor


class AcousticNet(nn.Module):
    """The net. `read` once for durations; then `draw` with those, or with true ones."""

    def __init__(self, settings: AcousticSettings) -> None:
        super().__init__()
        self.settings = settings
        self.embedding = nn.Embedding(settings.num_units, settings.width)
        self.on_units = _Stage(settings.width, settings.unit_blocks, settings)
        self.duration = nn.Linear(settings.width, 1)
        self.place = nn.Linear(2, settings.width)
        self.on_frames = _Stage(settings.width, settings.frame_blocks, settings)
        self.upsample = nn.Linear(settings.width, settings.mel_frames * settings.mel_width)
        self.on_mel = _Stage(settings.mel_width, settings.mel_blocks, settings)
        self.head = nn.Linear(settings.mel_width, settings.num_mels + 2)

    def read(self, ids_BS: Tensor, speaker_BK: Tensor, mask_BS1: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """What is known of each unit (B, S, D), and the log of its length in frames (B, S)."""
        x_BSD = self.on_units(self.embedding(ids_BS), mask_BS1, speaker_BK)
        return x_BSD, self.duration(x_BSD)[..., 0].float()

    def draw(self, x_BSD: Tensor, alignment: Alignment, speaker_BK: Tensor, mask_BF1: Tensor | None = None) -> Sketch:
        """The sound's features on mel frames."""
        index = alignment.unit_BF[..., None].expand(-1, -1, x_BSD.shape[-1])
        x = x_BSD.gather(1, index) + self.place(alignment.place_BF2)
        x = self.upsample(self.on_frames(x, mask_BF1, speaker_BK))
        x = x.view(len(x), -1, self.settings.mel_width)
        mask_BT1 = None if mask_BF1 is None else mask_BF1.repeat_interleave(self.settings.mel_frames, 1)
        out = self.head(self.on_mel(x, mask_BT1, speaker_BK)).float()
        log_f0_BT = out[..., -2] + speaker_BK[:, :1]  # counted from the voice's own mean
        return Sketch(out[..., :-2], log_f0_BT, out[..., -1])


class _Stage(nn.Module):
    def __init__(self, width: int, blocks: int, settings: AcousticSettings) -> None:
        super().__init__()
        made = (ConvBlock(width, settings.kernel, settings.speaker_dims) for _ in range(blocks))
        self.blocks = nn.ModuleList(made)
        self.norm = nn.LayerNorm(width)

    def forward(self, x_BTD: Tensor, mask_BT1: Tensor | None, speaker_BK: Tensor) -> Tensor:
        for block in self.blocks:
            x_BTD = block(x_BTD, mask_BT1, speaker_BK)
        return torch.as_tensor(self.norm(x_BTD))


def align(frames_S: Tensor) -> tuple[Tensor, Tensor]:
    """Frame counts of one item → unit of each frame (F,), and place in it (F, 2); see `Alignment`."""
    unit_F = torch.repeat_interleave(torch.arange(len(frames_S)), frames_S)
    start_F = (frames_S.cumsum(0) - frames_S)[unit_F]
    length_F = frames_S[unit_F].float()
    share_F = (torch.arange(len(unit_F)) - start_F + 0.5) / length_F
    return unit_F, torch.stack([share_F, length_F.log()], 1)
