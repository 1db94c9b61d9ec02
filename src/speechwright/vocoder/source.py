"""Excitation of the voice: F0 → a train of band-limited pulses. Frames lie one hop apart, frame t at sample t · hop.

Legend: B batch, T frames, N samples ((T - 1) · hop).
"""

from __future__ import annotations

import math

import torch
from torch import Tensor


def pulses(f0_hz_BT: Tensor, hop_samples: int, rate_hz: int) -> Tensor:
    """All harmonics of F0 below half the rate, equally strong, as cosines of one running phase: (B, N), power about 1.

    The sum has a closed form (Dirichlet's kernel). The topmost harmonic fades in and out as F0 moves.
    """
    f0_BN = _between(f0_hz_BT, hop_samples)
    # Double precision: the phase of a long sound grows to thousands of turns.
    turns_BN = (f0_BN.double() / rate_hz).cumsum(1) % 1.0
    count_BN = (rate_hz / 2 / f0_BN).clamp(min=1.0)
    whole_BN = count_BN.floor()
    angle_BN = (2 * math.pi * turns_BN).float()
    sum_BN = _cosines(angle_BN, whole_BN) + (count_BN - whole_BN) * torch.cos(angle_BN * (whole_BN + 1))
    return sum_BN * (2 / count_BN).sqrt()


def _cosines(angle_BN: Tensor, count_BN: Tensor) -> Tensor:
    """cos(a) + cos(2 a) + … + cos(count · a), for a in [0, 2 π)."""
    half_BN = torch.sin(angle_BN / 2)
    safe_BN = half_BN.clamp(min=1e-4)
    sum_BN = (torch.sin((count_BN + 0.5) * angle_BN) / safe_BN - 1) / 2
    return torch.where(half_BN < 1e-4, count_BN, sum_BN)


def _between(x_BT: Tensor, hop_samples: int) -> Tensor:
    """Linear interpolation from frames to samples, up to the last frame."""
    share_H = torch.arange(hop_samples, device=x_BT.device) / hop_samples
    step_BT1 = (x_BT[:, 1:] - x_BT[:, :-1])[..., None]
    return (x_BT[:, :-1, None] + step_BT1 * share_H).flatten(1)
