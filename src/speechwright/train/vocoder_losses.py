"""What a decoder is trained to make small.

Legend: B batch, S units, T frames, M mel bands, N samples, C bins.
"""

from __future__ import annotations

import torch
from torch import Tensor

SIZES = (1024, 512, 256, 128)  # samples of the transforms: from single harmonics to single pulses
FLOOR = 1e-4  # magnitudes of a transform scaled to the level of samples; what lies below (−80 dBFS) doesn't matter


def spectral_loss(one_BN: Tensor, other_BN: Tensor, true_BN: Tensor) -> Tensor:
    """Energy distance of log magnitudes, mean over transforms: one and other are drawn with different noise.

    |one - true| alone would make noise too even; that the two draws be far apart as well makes the true distribution the
    best one (arXiv 2008.01160).
    """
    total = torch.zeros(())
    for size in SIZES:
        one, other, true = (_log_magnitude(x, size) for x in (one_BN, other_BN, true_BN))
        near = ((one - true).abs().mean() + (other - true).abs().mean()) / 2
        total = total + 2 * near - (one - other).abs().mean()
    return total / len(SIZES)


def _log_magnitude(x_BN: Tensor, size: int) -> Tensor:
    window = torch.hann_window(size)
    spectrum = torch.view_as_real(torch.stft(x_BN, size, size // 2, window=window, center=False, return_complex=True))
    # By the window's energy, so that noise has one level at every size; powers are cheaper than magnitudes.
    power = spectrum.square().sum(-1) / window.square().sum()
    return 0.5 * torch.log(power + FLOOR**2)
