"""What a small encoder must have heard to meet the world: changes of log-mel features drawn anew for every clip.

All work on a padded batch of raw log-mel features (natural log of magnitudes). `strength` in [0, 1] scales every
spread, so that training can begin gently. Frequency warps stand for other vocal tracts, time warps for other tempi,
tilts and band limits for microphones and telephones, smearing for rooms, sums for noise and other talkers; uneven
tempo and wandering formants for people, whom no synthesiser speaks like.

Legend: B batch, T frames, M mel bands.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from speechwright.train.clips import UNLABELLED, Clip
from speechwright.tts.arpabet import PAUSE, PHONEMES

PAUSE_CLASS = PHONEMES.index(PAUSE)
SHORTEST_TRIMMED = 12  # frames of 10 ms
MAX_TRIMMED = 9.0


def augment(mel_BTM: Tensor, frames_B: Tensor, strength: float, rng: torch.Generator) -> tuple[Tensor, Tensor, Tensor]:
    """Changed features, their lengths, and which frame each new one comes from (B, new T): labels follow it."""
    mel_BTM, lengths_B, source_BT = warp(mel_BTM, frames_B, strength, rng)
    mel_BTM = contrast(mel_BTM, strength, rng)
    mel_BTM = wander(mel_BTM, strength, rng)
    mel_BTM = reverberate(mel_BTM, strength, rng)
    mel_BTM = equalize(mel_BTM, strength, rng)
    mel_BTM = add_talkers(mel_BTM, strength, rng)
    mel_BTM = add_noise(mel_BTM, strength, rng)
    mel_BTM = mask(mel_BTM, strength, rng)
    return limit_band(mel_BTM, strength, rng), lengths_B, source_BT


def trim(clip: Clip, strength: float, rng: torch.Generator) -> Clip:
    """In half of the clips, the silence at both ends is gone, and with it up to 90 ms of the speech.

    Recordings of single words are often cut by their level, and lose the weak sounds at their edges. Clips without
    phoneme times stay as they are.
    """
    cut, *shares = torch.rand(3, generator=rng).tolist()
    speech = np.flatnonzero((clip.phonemes_T != PAUSE_CLASS) & (clip.phonemes_T != UNLABELLED))
    if cut > 0.5 * strength or len(speech) < SHORTEST_TRIMMED:
        return clip
    start, end = (round(min(MAX_TRIMMED, 0.25 * len(speech)) * (1.5 * share - 0.5)) for share in shares)
    span = slice(max(0, int(speech[0]) + start), int(speech[-1]) + 1 - end)
    return replace(clip, mel_TM=clip.mel_TM[span], phonemes_T=clip.phonemes_T[span])


def warp(mel_BTM: Tensor, frames_B: Tensor, strength: float, rng: torch.Generator) -> tuple[Tensor, Tensor, Tensor]:
    """Stretch time by 0.77–1.3, unevenly, and frequency by 0.82–1.22, both by linear interpolation."""
    num, _, num_mels = mel_BTM.shape
    factor_B = torch.exp(_uniform(num, -0.26, 0.26, rng) * strength)
    formant_B = torch.exp(_uniform(num, -0.2, 0.2, rng) * strength)
    lengths_B = (frames_B * factor_B).round().long().clamp(min=4)
    time_BT = torch.arange(int(lengths_B.max())) / factor_B[:, None]
    time_BT = time_BT + _sway(time_BT, frames_B, strength, rng)
    time_BT = torch.minimum(time_BT, (frames_B - 1)[:, None].float()).clamp(min=0)
    stretched = _interpolate(mel_BTM, time_BT, 1)
    band_BM = _warped_bands(num_mels, formant_B)
    return _interpolate(stretched, band_BM, 2), lengths_B, time_BT.long()


def _sway(time_BT: Tensor, frames_B: Tensor, strength: float, rng: torch.Generator) -> Tensor:
    """Frames by which a talker hurries or lingers: two slow sines that leave both ends where they are.

    Their slope stays under 0.7, so time never runs backwards.
    """
    period_B2 = torch.exp(_uniform(2 * len(frames_B), math.log(25.0), math.log(120.0), rng)).view(-1, 2, 1)
    phase_B2 = _uniform(2 * len(frames_B), 0, 2 * math.pi, rng).view(-1, 2, 1)
    depth_B2 = _uniform(2 * len(frames_B), 0, 0.35, rng).view(-1, 2, 1) * strength * period_B2 / (2 * math.pi)
    sway_BT = (depth_B2 * torch.sin(2 * math.pi * time_BT[:, None] / period_B2 + phase_B2)).sum(1)
    end_B1 = (frames_B - 1)[:, None].clamp(min=1)
    return sway_BT * (4 * (time_BT / end_B1) * (1 - time_BT / end_B1)).clamp(0, 1)


def wander(mel_BTM: Tensor, strength: float, rng: torch.Generator) -> Tensor:
    """A smooth random field of up to 0.8 nepers over time and frequency, and grain of up to 0.4 from point to point."""
    num, num_frames, num_mels = mel_BTM.shape
    coarse = torch.randn(num, 1, max(2, num_frames // 12), max(2, num_mels // 8), generator=rng)
    field = F.interpolate(coarse, size=(num_frames, num_mels), mode="bilinear", align_corners=True)[:, 0]
    grain = torch.randn(mel_BTM.shape, generator=rng)
    depth_B, grain_B = _uniform(num, 0, 0.8, rng) * strength, _uniform(num, 0, 0.4, rng) * strength
    return mel_BTM + depth_B[:, None, None] * field + grain_B[:, None, None] * grain


def mask(mel_BTM: Tensor, strength: float, rng: torch.Generator) -> Tensor:
    """In half of the clips, up to two bands of up to ten mels are taken away (SpecAugment, arXiv 1904.08779)."""
    num, _, num_mels = mel_BTM.shape
    band_M = torch.arange(num_mels)
    floor_B11 = mel_BTM.amax((1, 2), keepdim=True) - 9.0
    for _ in range(2):
        low_B, width_B = _uniform(num, 0, num_mels, rng), _uniform(num, 0, 10, rng)
        width_B[_uniform(num, 0, 1, rng) > 0.5 * strength] = 0
        gone_BM = (band_M >= low_B[:, None]) & (band_M < (low_B + width_B)[:, None])
        mel_BTM = torch.where(gone_BM[:, None], torch.minimum(mel_BTM, floor_B11), mel_BTM)
    return mel_BTM


def contrast(mel_BTM: Tensor, strength: float, rng: torch.Generator) -> Tensor:
    """Broader or sharper formants: mix with a copy smoothed over bands; and a gamma on the dynamic range."""
    smooth = F.avg_pool1d(mel_BTM, 5, stride=1, padding=2, count_include_pad=False)
    share_B = _uniform(len(mel_BTM), -0.3, 0.9, rng) * strength
    mel_BTM = mel_BTM + share_B[:, None, None] * (smooth - mel_BTM)
    gamma_B = 1 + _uniform(len(mel_BTM), -0.2, 0.2, rng) * strength
    peak_B11 = mel_BTM.amax((1, 2), keepdim=True)
    return peak_B11 + (mel_BTM - peak_B11) * gamma_B[:, None, None]


def reverberate(mel_BTM: Tensor, strength: float, rng: torch.Generator) -> Tensor:
    """A decaying tail (0.1–0.6 s to fall by 60 dB) in half of the clips, summed in the power domain."""
    num, num_frames, _ = mel_BTM.shape
    decay_s = torch.exp(_uniform(num, math.log(0.1), math.log(0.6), rng))
    level_B = torch.exp(_uniform(num, -5.0, -1.5, rng)) * (_uniform(num, 0, 1, rng) < 0.5 * strength)
    taps = torch.arange(1, 41)
    kernel = level_B[:, None] * 10 ** (-6 * taps * 0.01 / decay_s[:, None])
    power_BTM = torch.exp(2 * mel_BTM)
    padded_MBT = F.pad(power_BTM.permute(2, 0, 1), (len(taps), -1))
    tail_MBT = F.conv1d(padded_MBT, kernel.flip(1)[:, None], groups=num)
    tail = tail_MBT[:, :, :num_frames].permute(1, 2, 0)
    return 0.5 * torch.log(power_BTM + tail)


def equalize(mel_BTM: Tensor, strength: float, rng: torch.Generator) -> Tensor:
    """A smooth random channel: a tilt of up to ±9 dB and three cosines over the bands."""
    num, _, num_mels = mel_BTM.shape
    position_M = torch.linspace(0, 1, num_mels)
    basis = torch.stack([position_M - 0.5, *(torch.cos(math.pi * k * position_M) for k in (2, 3, 5))])
    spread = torch.tensor([2.0, 0.5, 0.4, 0.3]) * strength
    return mel_BTM + ((torch.randn(num, 4, generator=rng) * spread).clamp(-2.2, 2.2) @ basis)[:, None]


def add_talkers(mel_BTM: Tensor, strength: float, rng: torch.Generator) -> Tensor:
    """In a fifth of the clips, another clip of the batch 10–30 dB below."""
    ratio_B = _uniform(len(mel_BTM), 1.15, 3.5, rng)
    ratio_B[_uniform(len(mel_BTM), 0, 1, rng) > 0.2 * strength] = 20.0
    peak_B11 = mel_BTM.amax((1, 2), keepdim=True)
    other = (mel_BTM - peak_B11).roll(1, 0) + peak_B11 - ratio_B[:, None, None]
    return _power_sum(mel_BTM, other)


def add_noise(mel_BTM: Tensor, strength: float, rng: torch.Generator) -> Tensor:
    """Coloured noise 30–78 dB below the loudest point, slowly varying in level."""
    num, num_frames, num_mels = mel_BTM.shape
    peak_B11 = mel_BTM.amax((1, 2), keepdim=True)
    ratio_B = _uniform(num, 8.0 - 4.5 * strength, 9.0, rng)
    tilt = torch.randn(num, 1, 1, generator=rng) * 2.0 * (torch.linspace(0, 1, num_mels) - 0.5)
    coarse = torch.randn(num, 1, max(2, num_frames // 50), generator=rng)
    drift = F.interpolate(coarse, size=num_frames, mode="linear", align_corners=True).transpose(1, 2)
    # The log-magnitude of Gaussian noise in a band scatters by about half a neper.
    grain = 0.5 * torch.randn(num, num_frames, num_mels, generator=rng)
    noise = peak_B11 - ratio_B[:, None, None] + tilt + 0.4 * drift + grain
    return _power_sum(mel_BTM, noise)


def limit_band(mel_BTM: Tensor, strength: float, rng: torch.Generator) -> Tensor:
    """In half of the clips, everything above 3.3–7 kHz is gone, as on a telephone; in a fifth, the lowest bands."""
    num, _, num_mels = mel_BTM.shape
    band_M = torch.arange(num_mels)
    top_B = _uniform(num, 0.72, 1.0, rng) * num_mels  # band 0.74 · 80 is about 3.8 kHz
    top_B[_uniform(num, 0, 1, rng) > 0.5 * strength] = num_mels
    low_B = _uniform(num, 0.0, 0.12, rng) * num_mels
    low_B[_uniform(num, 0, 1, rng) > 0.2 * strength] = 0
    outside_BM = (band_M >= top_B[:, None]) | (band_M < low_B[:, None])
    floor_B11 = mel_BTM.amax((1, 2), keepdim=True) - 9.0
    return torch.where(outside_BM[:, None], torch.minimum(mel_BTM, floor_B11), mel_BTM)


def _power_sum(a: Tensor, b: Tensor) -> Tensor:
    return 0.5 * torch.logaddexp(2 * a, 2 * b)


def _uniform(num: int, low: float, high: float, rng: torch.Generator) -> Tensor:
    return torch.rand(num, generator=rng) * (high - low) + low


def _interpolate(x_BTM: Tensor, at: Tensor, axis: int) -> Tensor:
    """Values of `x_BTM` at fractional positions `at` (B, new length) along axis 1 or 2."""
    left = at.floor().long().clamp(0, x_BTM.shape[axis] - 2)
    share = (at - left).clamp(0, 1)
    shape = (-1, at.shape[1], 1) if axis == 1 else (-1, 1, at.shape[1])
    size = [at.shape[1] if i == axis else x_BTM.shape[i] for i in range(3)]
    size[0] = len(at)
    low = x_BTM.gather(axis, left.view(shape).expand(size))
    high = x_BTM.gather(axis, (left + 1).view(shape).expand(size))
    return low + (high - low) * share.view(shape)


def _warped_bands(num_mels: int, factor_B: Tensor, low_hz: float = 40.0, high_hz: float = 7600.0) -> Tensor:
    """For each clip and band, the (fractional) band whose centre lies at the band's own frequency divided by the
    factor."""
    low, high = (2595 * math.log10(1 + hz / 700) for hz in (low_hz, high_hz))
    step = (high - low) / (num_mels + 1)
    centre_hz = 700 * (10 ** ((low + step * torch.arange(1, num_mels + 1)) / 2595) - 1)
    warped = 2595 * torch.log10(1 + centre_hz / factor_B[:, None] / 700)
    return ((warped - low) / step - 1).clamp(0, num_mels - 1)
