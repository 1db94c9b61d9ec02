"""The mini encoder: log-mel frames → codes at a quarter of the frame rate → characters, by way of few discrete units.

Two strided convolutions over time and frequency, depthwise-convolution blocks, a vector quantiser; above it, for
training and for reading without a language model, context blocks with a letter CTC head. Phoneme heads stand on the
bare codes, which makes the units phonetic, and before the quantiser, which lets the encoder learn before the codes do.

Legend: B batch, T feature frames, S unit frames (T / 4), M mel bands, D width, C quantiser channels, P phonemes.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from speechwright.alphabet import ALPHABET
from speechwright.units.quantizer import VectorQuantizer

STRIDE = 4
LETTERS_A_FRAME = 2  # CTC needs room for each letter and for the blanks between doubled ones: 25 a second are too few


@dataclass(frozen=True)
class EncoderSettings:
    """Shape of the network: `size` units, `code_channels` numbers in each code."""

    size: int = 128
    code_channels: int = 24
    num_mels: int = 80
    channels: int = 32
    width: int = 256
    blocks: int = 6
    context_blocks: int = 3
    kernel: int = 11
    num_phonemes: int = 40


class ConvBlock(nn.Module):
    """Depthwise convolution over time, then a two-layer network on each frame; residual (ConvNeXt, arXiv
    2201.03545)."""

    def __init__(self, width: int, kernel: int) -> None:
        super().__init__()
        self.depthwise = nn.Conv1d(width, width, kernel, padding=kernel // 2, groups=width)
        self.norm = nn.LayerNorm(width)
        self.up = nn.Linear(width, 4 * width)
        self.down = nn.Linear(4 * width, width)
        self.scale = nn.Parameter(torch.full((width,), 0.1))

    def forward(self, x_BSD: Tensor, mask_BS1: Tensor) -> Tensor:
        mixed = self.depthwise((x_BSD * mask_BS1).transpose(1, 2)).transpose(1, 2)
        fed: Tensor = self.down(F.gelu(self.up(self.norm(mixed))))
        return x_BSD + self.scale * fed


class UnitEncoder(nn.Module):
    """The whole network. In use only `encode` runs; training uses all."""

    def __init__(self, settings: EncoderSettings) -> None:
        super().__init__()
        self.settings = settings
        width, kernel = settings.width, settings.kernel
        channels = settings.channels
        self.first = nn.Conv2d(1, channels, 3, stride=2, padding=1)
        self.second = nn.Conv2d(channels, channels, 3, stride=2, padding=1)
        self.flatten = nn.Linear(channels * (-(-settings.num_mels // 4)), width)
        self.blocks = nn.ModuleList(ConvBlock(width, kernel) for _ in range(settings.blocks))
        self.norm = nn.LayerNorm(width)
        self.to_codes = nn.Linear(width, settings.code_channels)
        self.code_norm = nn.LayerNorm(settings.code_channels, elementwise_affine=False)
        self.quantizer = VectorQuantizer(settings.size, settings.code_channels)
        self.from_codes = nn.Linear(settings.code_channels, width)
        self.phoneme_head = nn.Sequential(
            nn.Linear(settings.code_channels, width), nn.GELU(), nn.Linear(width, settings.num_phonemes)
        )
        self.wide_phoneme_head = nn.Linear(width, settings.num_phonemes)
        self.context = nn.ModuleList(ConvBlock(width, kernel) for _ in range(settings.context_blocks))
        self.context_norm = nn.LayerNorm(width)
        self.letter_head = nn.Linear(width, LETTERS_A_FRAME * len(ALPHABET))

    def features(self, mel_BTM: Tensor, frames_B: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """What the blocks make of the features (B, S, D), lengths in unit frames (B,), and the mask (B, S, 1)."""
        x = mel_BTM * _mask(frames_B, mel_BTM.shape[1])
        x = F.gelu(self.first(x[:, None]))  # (B, channels, T / 2, M / 2)
        half_B = unit_lengths(frames_B, 2)
        x = F.gelu(self.second(x * _mask(half_B, x.shape[2])[:, None]))  # (B, channels, T / 4, M / 4)
        x = self.flatten(x.permute(0, 2, 1, 3).flatten(2))
        lengths_B = unit_lengths(half_B, 2)
        mask_BS1 = _mask(lengths_B, x.shape[1])
        for block in self.blocks:
            x = block(x, mask_BS1)
        return self.norm(x), lengths_B, mask_BS1

    def vectors(self, x_BSD: Tensor) -> Tensor:
        """What the quantiser is given (B, S, C) float32: of unit variance over the channels."""
        vectors: Tensor = self.code_norm(self.to_codes(x_BSD).float())
        return vectors

    def read(self, codes_BSC: Tensor, mask_BS1: Tensor) -> Tensor:
        """Letter log-probabilities (B, S · `LETTERS_A_FRAME`, alphabet) from codes (B, S, C)."""
        x = self.from_codes(codes_BSC)
        for block in self.context:
            x = block(x, mask_BS1)
        logits = self.letter_head(self.context_norm(x)).float()
        return F.log_softmax(logits.unflatten(2, (LETTERS_A_FRAME, -1)).flatten(1, 2), -1)

    def encode(self, mel_BTM: Tensor, frames_B: Tensor) -> tuple[Tensor, Tensor]:
        """Unit ids (B, S) and lengths (B,)."""
        x_BSD, lengths_B, _ = self.features(mel_BTM, frames_B)
        return self.quantizer.ids(self.vectors(x_BSD)), lengths_B


def unit_lengths(frames_B: Tensor, stride: int = STRIDE) -> Tensor:
    """Number of output frames of a padded convolution with this stride (two halvings round up twice)."""
    if stride == STRIDE:
        return unit_lengths(unit_lengths(frames_B, 2), 2)
    return (frames_B + stride - 1) // stride


def _mask(lengths_B: Tensor, num: int) -> Tensor:
    return (torch.arange(num, device=lengths_B.device) < lengths_B[:, None])[..., None].float()
