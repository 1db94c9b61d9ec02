"""Laws of the excitation."""

import numpy as np
import pytest
import torch

from speechwright.vocoder.source import pulses

HOP, RATE_HZ = 160, 16_000


@pytest.mark.parametrize(("start_hz", "end_hz"), [(61.7, 61.7), (100.0, 100.0), (333.3, 333.3), (100.0, 250.0)])
def test_closed_form_is_the_sum_of_cosines(start_hz: float, end_hz: float) -> None:
    found = pulses(torch.linspace(start_hz, end_hz, 21)[None], HOP, RATE_HZ)[0].numpy()
    f0_N = np.interp(np.arange(20 * HOP) / HOP, np.arange(21), np.linspace(start_hz, end_hz, 21))
    turns_N, count_N = np.cumsum(f0_N / RATE_HZ), RATE_HZ / 2 / f0_N
    share_of = [np.clip(count_N - k + 1, 0, 1) for k in range(1, int(count_N.max()) + 2)]
    true = sum(share_N * np.cos(2 * np.pi * k * turns_N) for k, share_N in enumerate(share_of, 1))
    np.testing.assert_allclose(found, true * np.sqrt(2 / count_N), atol=0.02)


def test_power_does_not_hang_on_pitch() -> None:
    f0_hz = torch.tensor([[70.0], [130.0], [390.0]]).expand(3, 101)
    np.testing.assert_allclose(pulses(f0_hz, HOP, RATE_HZ).square().mean(1), 1, atol=0.05)


def test_a_long_sound_keeps_its_pitch() -> None:
    found = pulses(torch.full((1, 6001), 100.0), HOP, RATE_HZ)[0].reshape(-1, HOP)
    np.testing.assert_allclose(found[-1], found[0], atol=0.02)
