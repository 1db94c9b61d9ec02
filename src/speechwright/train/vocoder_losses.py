"""What a decoder is trained to make small.

Legend: B batch, S units, T mel frames, M mel bands, N samples, K dimensions of a voice.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from speechwright.train.vocoder_data import Batch
from speechwright.vocoder.acoustic import Sketch

SIZES = (1024, 512, 256, 128)  # samples of the transforms: from single harmonics to single pulses
SHARPNESS = 10.0  # of the softmax over likenesses from −1 to 1
FLOOR = 1e-4  # on transforms scaled to the level of samples: what lies below −80 dBFS doesn't matter


def sketch_losses(sketch: Sketch, log_frames_BS: Tensor, batch: Batch) -> dict[str, Tensor]:
    """Losses of the acoustic net, each a mean over what is not padding.

    `mel`: L1 of log-mels. `change`: L1 of their steps from frame to frame; means alone would be smooth. `pitch`: L1 of
    log F0 where voiced. `voicing`: cross-entropy. `duration`: Huber on log frames.
    """
    mask_BT = batch.mask_BT1[..., 0]
    error_BTM = sketch.mel_BTM - batch.mel_BTM
    steps_BTM, both_BT1 = error_BTM[:, 1:] - error_BTM[:, :-1], batch.mask_BT1[:, 1:]
    pitch_BT = (sketch.log_f0_BT - batch.log_f0_BT).abs()
    voicing_BT = F.binary_cross_entropy_with_logits(sketch.voicing_BT, batch.voiced_BT, reduction="none")
    log_true_BS = batch.frames_BS.clamp(min=1).float().log()
    duration_BS = F.huber_loss(log_frames_BS, log_true_BS, reduction="none", delta=0.5)
    return {
        "mel": _mean(error_BTM.abs().mean(-1), mask_BT),
        "change": _mean(steps_BTM.abs().mean(-1), both_BT1[..., 0]),
        "pitch": _mean(pitch_BT, mask_BT * batch.voiced_BT),
        "voicing": _mean(voicing_BT, mask_BT),
        "duration": _mean(duration_BS, batch.mask_BS1[..., 0]),
    }


def voice_loss(one_BK: Tensor, other_BK: Tensor, same_BB: Tensor) -> Tensor:
    """Cross-entropy of finding each clip's voice among the batch by another clip of it (arXiv 1807.03748).

    Args:
        one_BK, other_BK: vectors of two clips of each voice; pitch, which comes first, doesn't count.
        same_BB: true where two rows are of one voice; no row is to be told from another of its own voice.
    """
    likeness_BB = F.cosine_similarity(one_BK[:, None, 1:], other_BK[None, :, 1:], dim=-1) * SHARPNESS
    rivals_BB = likeness_BB.masked_fill(
        same_BB & ~torch.eye(len(one_BK), dtype=torch.bool, device=same_BB.device), -torch.inf
    )
    return F.cross_entropy(rivals_BB, torch.arange(len(one_BK), device=same_BB.device))


def _mean(values: Tensor, weights: Tensor) -> Tensor:
    return (values * weights).sum() / weights.sum().clamp(min=1)


def spectral_loss(one_BN: Tensor, other_BN: Tensor, true_BN: Tensor) -> Tensor:
    """Energy distance of log magnitudes, mean over transforms; `one` and `other` are drawn with different noise.

    |one − true| alone would make noise too even; that the two draws lie far apart as well makes the true distribution
    the best answer (arXiv 2008.01160).
    """
    total = torch.zeros((), device=true_BN.device)
    for size in SIZES:
        one, other, true = (_log_magnitude(x, size) for x in (one_BN, other_BN, true_BN))
        total = total + (one - true).abs().mean() + (other - true).abs().mean() - (one - other).abs().mean()
    return total / len(SIZES)


def _log_magnitude(x_BN: Tensor, size: int) -> Tensor:
    window = torch.hann_window(size, device=x_BN.device)
    spectrum = torch.view_as_real(torch.stft(x_BN, size, size // 2, window=window, center=False, return_complex=True))
    # By the window's energy, so that noise has one level at every size; powers are cheaper than magnitudes.
    power = spectrum.square().sum(-1) / window.square().sum()
    return 0.5 * torch.log(power + FLOOR**2)
