"""A trained tokenizer that listens to what the decoder draws: it should hear in the sketch what it hears in the sound
(a perceptual loss, Johnson et al. 2016, arXiv 1603.08155).

The nearest log-mel on average is a smooth one, in which a recognizer no longer finds the short events that tell
consonants apart. What the tokenizer's network makes of a sound is mostly such events.

Legend: B batch, T mel frames, M mel bands, S unit frames, D width of the tokenizer's network.
"""

from __future__ import annotations

import torch
from torch import Tensor

from speechwright.train.vocoder_data import Batch
from speechwright.units.encoder import UnitEncoder
from speechwright.units.normalize import RANGE, SCALE, channel


class Listener:
    """The network of a tokenizer, up to its quantiser; its weights stay as they are.

    Args:
        encoder: of the tokenizer whose units are decoded.
        device: where the decoder is trained.
    """

    def __init__(self, encoder: UnitEncoder, device: torch.device) -> None:
        self._encoder = encoder.requires_grad_(False).eval().to(device)

    def loss(self, drawn_BTM: Tensor, batch: Batch) -> Tensor:
        """Mean distance (L1) of what is heard in the drawn log-mels from what is heard in the true ones."""
        frames_B = batch.mask_BT1[..., 0].sum(1).long()
        channel_B1M = _channels(batch.mel_BTM, frames_B)
        heard_BSD, _, mask_BS1 = self._encoder.features(_normalized(drawn_BTM, channel_B1M), frames_B)
        with torch.no_grad():
            true_BSD, _, _ = self._encoder.features(_normalized(batch.mel_BTM, channel_B1M), frames_B)
        distance_BS1 = (heard_BSD - true_BSD).abs().mean(-1, keepdim=True) * mask_BS1
        return distance_BS1.sum() / mask_BS1.sum()


def _channels(mel_BTM: Tensor, frames_B: Tensor) -> Tensor:
    """Level and channel of each true recording; the drawn one is heard through the same."""
    rows = zip(mel_BTM.cpu().numpy(), frames_B.tolist(), strict=True)
    return torch.stack([torch.from_numpy(channel(mel[:num])) for mel, num in rows])[:, None].to(mel_BTM.device)


def _normalized(mel_BTM: Tensor, channel_B1M: Tensor) -> Tensor:
    """As `units.normalize.normalize`, with gradients."""
    return ((mel_BTM - channel_B1M).clamp(min=-RANGE) + RANGE / 2) * SCALE
