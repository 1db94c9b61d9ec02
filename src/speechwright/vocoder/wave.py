"""Log-mel, F0 and voicing → waveform: two sources, pulses and noise, each through filters that a net predicts.

Without an adversary: the phases of the pulses run on from frame to frame by construction, so that matching
magnitudes is enough. (Features → backbone → head after arXiv 2306.00814; sources and filters after arXiv 1904.12088
and 2001.04643.)

Legend: B batch, T frames, N samples (hop · T), M mel bands, C bins of a response.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import torch
from torch import Tensor, nn

from speechwright.audio.features import Floats, MelSpec, mel_bands
from speechwright.vocoder.blocks import ConvBlock
from speechwright.vocoder.features import MEL_MEAN, MEL_SCALE, REFERENCE_HZ
from speechwright.vocoder.filters import filter_noise, filter_pulses
from speechwright.vocoder.source import pulses

NOISE_BELOW = 2.0  # nepers by which the noise of an untrained net lies below its pulses
LOUDEST = 4.0  # log magnitude that no response exceeds


@dataclass(frozen=True)
class WaveSettings:
    """Shape of the net, and how the features it reads are taken."""

    mel: MelSpec = field(default_factory=MelSpec)
    width: int = 192
    blocks: int = 4
    kernel: int = 7


class SourceFilterNet(nn.Module):
    """The net: each frame's two responses are predicted as changes of its own mel spectrum."""

    def __init__(self, settings: WaveSettings) -> None:
        super().__init__()
        self.settings = settings
        num_bins = settings.mel.fft_samples // 2 + 1
        self.first = nn.Linear(settings.mel.num_mels + 2, settings.width)
        self.blocks = nn.ModuleList(ConvBlock(settings.width, settings.kernel) for _ in range(settings.blocks))
        self.norm = nn.LayerNorm(settings.width)
        self.head = nn.Linear(settings.width, 2 * num_bins)
        nn.init.zeros_(self.head.weight)
        nn.init.constant_(self.head.bias[:num_bins], 0.0)
        nn.init.constant_(self.head.bias[num_bins:], -NOISE_BELOW)

    def forward(self, mel_BTM: Tensor, log_f0_BT: Tensor, voiced_BT: Tensor, noise_BN: Tensor) -> Tensor:
        """The waveform (B, N). `noise_BN` is white, of variance 1."""
        pulses_BTC, noise_BTC = self.responses(mel_BTM, log_f0_BT, voiced_BT)
        return self.voice(pulses_BTC, log_f0_BT) + self.hiss(noise_BTC, noise_BN)

    def responses(self, mel_BTM: Tensor, log_f0_BT: Tensor, voiced_BT: Tensor) -> tuple[Tensor, Tensor]:
        """Log magnitudes (B, T, C) of the filters for the pulses and for the noise."""
        x = self.first(torch.cat([mel_BTM, log_f0_BT[..., None], voiced_BT[..., None]], -1))
        for block in self.blocks:
            x = block(x)
        change_BTC = self.head(self.norm(x)).float()
        to_bins = torch.from_numpy(_to_bins(self.settings.mel)).to(mel_BTM.device)
        spectrum_BTC = (mel_BTM * MEL_SCALE + MEL_MEAN) @ to_bins - _noise_level(self.settings.mel)
        both = torch.cat([spectrum_BTC, spectrum_BTC], -1) + change_BTC
        pulses_BTC, noise_BTC = both.clamp(max=LOUDEST).chunk(2, -1)
        return pulses_BTC, noise_BTC

    def voice(self, response_BTC: Tensor, log_f0_BT: Tensor) -> Tensor:
        """The pulses through their filters (B, N)."""
        mel = self.settings.mel
        f0_hz = REFERENCE_HZ * torch.exp(_closed(log_f0_BT))
        source_BN = pulses(f0_hz, mel.hop_samples, mel.rate_hz)
        return filter_pulses(source_BN, _closed(response_BTC), mel.hop_samples)

    def hiss(self, response_BTC: Tensor, noise_BN: Tensor) -> Tensor:
        """The noise through its filters (B, N)."""
        return filter_noise(noise_BN, _closed(response_BTC), self.settings.mel.hop_samples)


def _closed(x_BT: Tensor) -> Tensor:
    """The last frame once more: it is centred on the sound's end."""
    return torch.cat([x_BT, x_BT[:, -1:]], 1)


def _noise_level(mel: MelSpec) -> float:
    """Log of the magnitude that a windowed transform of white noise of variance 1 has (root mean square)."""
    return 0.5 * math.log(mel.window_samples * 3 / 8)  # 3/8: mean square of a Hann window


@cache
def _to_bins(mel: MelSpec) -> Floats:
    """Linear interpolation from mel bands to bins, (M, C); flat beyond the outermost bands."""
    bands_CM = mel_bands(mel)
    bins = np.arange(len(bands_CM))
    centres = bins @ bands_CM
    columns = [np.interp(bins, centres, row) for row in np.eye(mel.num_mels)]
    return np.stack(columns).astype(np.float32)
