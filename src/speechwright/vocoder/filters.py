"""Filters that change with every frame, laid over a source.

The source is cut into overlapping pieces, one a frame; each goes through the frame's own filter; the sum is the sound.
(Linear time-varying filters as in arXiv 2001.04643, §3.4. Minimum phase for pulses is our choice: a voice's energy
comes after each pulse, not around it.)

Legend: B batch, T frames, N samples ((T - 1) · hop), C bins of a response (magnitudes from 0 to half the rate).
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F


def filter_pulses(source_BN: Tensor, log_magnitude_BTC: Tensor, hop_samples: int) -> Tensor:
    """The source through filters of minimum phase, (B, N)."""
    taps = 2 * (log_magnitude_BTC.shape[-1] - 1)
    num_fft = 1 << (2 * hop_samples + taps - 1).bit_length()  # long enough for no response to come round again
    response = torch.fft.rfft(torch.fft.irfft(minimum_phase(log_magnitude_BTC), taps), num_fft)
    return _filtered(source_BN, response, hop_samples, num_fft)


def filter_noise(source_BN: Tensor, log_magnitude_BTC: Tensor, hop_samples: int) -> Tensor:
    """The source through filters of zero phase, (B, N). Quicker, and noise has no phase to keep."""
    taps = 2 * (log_magnitude_BTC.shape[-1] - 1)
    assert taps > 2 * hop_samples, f"{taps} taps leave no room around pieces of {2 * hop_samples} samples"
    return _filtered(source_BN, torch.exp(log_magnitude_BTC), hop_samples, taps)


def minimum_phase(log_magnitude_BTC: Tensor) -> Tensor:
    """The complex response of minimum phase with these magnitudes, by folding the cepstrum."""
    taps = 2 * (log_magnitude_BTC.shape[-1] - 1)
    fold = torch.zeros(taps, device=log_magnitude_BTC.device)
    fold[0], fold[1 : taps // 2], fold[taps // 2] = 1, 2, 1
    cepstrum = torch.fft.irfft(log_magnitude_BTC, taps) * fold
    return torch.polar(torch.exp(log_magnitude_BTC), torch.fft.rfft(cepstrum).imag)


def _filtered(source_BN: Tensor, response_BTX: Tensor, hop_samples: int, num_fft: int) -> Tensor:
    """Pieces of two hops, cross-faded, centred in the transform, each times its response; overlapped and added."""
    window = torch.hann_window(2 * hop_samples, device=source_BN.device)  # sums to one at half overlap
    pieces = F.pad(source_BN, (hop_samples, hop_samples)).unfold(1, 2 * hop_samples, hop_samples) * window
    lead = (num_fft - 2 * hop_samples) // 2 if not response_BTX.is_complex() else 0
    spectrum = torch.fft.rfft(F.pad(pieces, (lead, num_fft - 2 * hop_samples - lead))) * response_BTX
    sound = _overlap_add(torch.fft.irfft(spectrum, num_fft), hop_samples)
    return sound[:, hop_samples + lead :][:, : source_BN.shape[1]]


def _overlap_add(pieces_BTP: Tensor, hop_samples: int) -> Tensor:
    num_frames, size = pieces_BTP.shape[1:]
    length = (num_frames - 1) * hop_samples + size
    return F.fold(pieces_BTP.transpose(1, 2), (1, length), (1, size), stride=(1, hop_samples))[:, 0, 0]
