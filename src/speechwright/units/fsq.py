"""Finite scalar quantisation (Mentzer et al. 2023, arXiv 2309.15505, §3.1).

Each of a few channels is bounded and rounded to one of L levels; the product of the levels is the codebook, which needs no
training of its own. Legend: B batch, T frames, C channels.
"""

from __future__ import annotations

import torch
from torch import Tensor


def codebook_size(levels: tuple[int, ...]) -> int:
    size = 1
    for level in levels:
        size *= level
    return size


def bound(z_BTC: Tensor, levels: tuple[int, ...]) -> Tensor:
    """Squash channel c into (-(L_c - 1)/2, (L_c - 1)/2), shifted by a half for even L_c so that rounding gives L_c values."""
    level = torch.tensor(levels, dtype=z_BTC.dtype, device=z_BTC.device)
    half = (level - 1) * (1 + 1e-3) / 2
    offset = torch.where(level % 2 == 0, 0.5, 0.0)
    shift = torch.atanh(offset / half)
    return torch.tanh(z_BTC + shift) * half - offset


def quantize(z_BTC: Tensor, levels: tuple[int, ...], hard_B: Tensor | None = None) -> Tensor:
    """Rounded codes scaled to about [-1, 1], with straight-through gradients.

    Args:
        z_BTC: unbounded values, one channel a level.
        levels: number of values of each channel.
        hard_B: bool; items that are rounded. The others stay continuous: quantising a growing share of the batch keeps
            the codes from collapsing early in training (our choice). None rounds all.
    """
    bounded = bound(z_BTC, levels)
    rounded = bounded + (bounded.round() - bounded).detach()
    if hard_B is not None:
        rounded = torch.where(hard_B[:, None, None], rounded, bounded)
    return rounded / _half_widths(levels, z_BTC)


def codes_to_ids(codes_BTC: Tensor, levels: tuple[int, ...]) -> Tensor:
    """Scaled codes, as `quantize` returns them → ids (B, T), the first channel counting fastest."""
    digits = (codes_BTC * _half_widths(levels, codes_BTC)).round().long()
    digits = digits + torch.tensor([level // 2 for level in levels], device=digits.device)
    return (digits * _strides(levels, digits.device)).sum(-1)


def ids_to_codes(ids: Tensor, levels: tuple[int, ...]) -> Tensor:
    """Ids of any shape → scaled codes (…, C): the inverse of `codes_to_ids`."""
    level = torch.tensor(levels, device=ids.device)
    digits = ids[..., None] // _strides(levels, ids.device) % level - level // 2
    return digits.float() / _half_widths(levels, digits.float())


def _half_widths(levels: tuple[int, ...], like: Tensor) -> Tensor:
    return torch.tensor([level // 2 for level in levels], dtype=like.dtype, device=like.device)


def _strides(levels: tuple[int, ...], device: torch.device) -> Tensor:
    strides = [codebook_size(levels[:i]) for i in range(len(levels))]
    return torch.tensor(strides, device=device)
