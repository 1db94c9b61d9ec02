"""The convolution block that all nets of this room are made of.

Legend: B batch, T frames, D width, K dimensions of the condition.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class ConvBlock(nn.Module):
    """Depthwise convolution over time, then a two-layer network on each frame; residual (ConvNeXt, arXiv 2201.03545).

    With a condition, the norm's scale and shift depend on it (as in arXiv 2212.09748, there of a diffusion step).
    """

    def __init__(self, width: int, kernel: int, condition_dims: int = 0) -> None:
        super().__init__()
        self.depthwise = nn.Conv1d(width, width, kernel, padding=kernel // 2, groups=width)
        self.norm = nn.LayerNorm(width)
        self.condition = nn.Linear(condition_dims, 2 * width) if condition_dims else None
        self.up = nn.Linear(width, 4 * width)
        self.down = nn.Linear(4 * width, width)
        self.scale = nn.Parameter(torch.full((width,), 0.1))

    def forward(self, x_BTD: Tensor, mask_BT1: Tensor | None = None, condition_BK: Tensor | None = None) -> Tensor:
        """Frames outside the mask count as zeros, like those beyond the ends: no item is changed by its batch."""
        masked = x_BTD if mask_BT1 is None else x_BTD * mask_BT1
        mixed = self.norm(self.depthwise(masked.transpose(1, 2)).transpose(1, 2))
        if self.condition is not None:
            assert condition_BK is not None, "this block was made for a condition"
            scale_B1D, shift_B1D = self.condition(condition_BK)[:, None].chunk(2, -1)
            mixed = mixed * (1 + scale_B1D) + shift_B1D
        changed_BTD: Tensor = x_BTD + self.scale * self.down(F.gelu(self.up(mixed)))
        return changed_BTD
