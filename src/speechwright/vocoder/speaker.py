"""A recording → the vector of its voice.

Legend: B batch, T frames, M mel bands, D width, K dimensions of the vector.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from speechwright.vocoder.blocks import ConvBlock

PAUSE_BELOW = 1.2  # standardised log-mel, mean over bands (27 dB): frames this far below the loudest are pauses


@dataclass(frozen=True)
class SpeakerSettings:
    """Shape of the net. The vector has `dims` entries, the first of which is the pitch."""

    dims: int = 64
    width: int = 128
    blocks: int = 2
    kernel: int = 7
    num_mels: int = 80


class SpeakerEncoder(nn.Module):
    """Convolution blocks, then mean and standard deviation over time: what is said averages out, who says it stays."""

    def __init__(self, settings: SpeakerSettings) -> None:
        super().__init__()
        self.settings = settings
        self.first = nn.Linear(settings.num_mels, settings.width)
        self.blocks = nn.ModuleList(ConvBlock(settings.width, settings.kernel) for _ in range(settings.blocks))
        self.norm = nn.LayerNorm(settings.width)
        self.timbre = nn.Linear(2 * settings.width, settings.dims - 1)

    def forward(self, mel_BTM: Tensor, mask_BT1: Tensor | None, pitch_B: Tensor) -> Tensor:
        """Vectors (B, K): the mean log F0 as given, then the timbre with mean 0 and variance 1 over its entries."""
        mask_BT1 = torch.ones_like(mel_BTM[..., :1]) if mask_BT1 is None else mask_BT1
        x = self.first(mel_BTM)
        for block in self.blocks:
            x = block(x, mask_BT1)
        timbre = self.timbre(_moments(self.norm(x).float(), _loud(mel_BTM, mask_BT1))).float()
        return torch.cat([pitch_B[:, None], F.layer_norm(timbre, timbre.shape[1:])], 1)


def _loud(mel_BTM: Tensor, mask_BT1: Tensor) -> Tensor:
    """The mask, less the frames that lie far below the loudest: how long someone pauses is not who it is."""
    level_BT1 = mel_BTM.mean(-1, keepdim=True).masked_fill(mask_BT1 == 0, -torch.inf)
    return (level_BT1 > level_BT1.amax(1, keepdim=True) - PAUSE_BELOW).float()


def _moments(x_BTD: Tensor, mask_BT1: Tensor) -> Tensor:
    """Mean and standard deviation over the frames inside the mask, (B, 2 D)."""
    count_B1 = mask_BT1.sum(1)
    mean_BD = (x_BTD * mask_BT1).sum(1) / count_B1
    variance_BD = ((x_BTD - mean_BD[:, None]) ** 2 * mask_BT1).sum(1) / count_B1
    return torch.cat([mean_BD, (variance_BD + 1e-4).sqrt()], 1)
