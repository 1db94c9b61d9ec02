"""Laws of the filters that change with every frame."""

import numpy as np
import pytest
import torch

from speechwright.vocoder.filters import filter_noise, filter_pulses, minimum_phase

HOP, BINS, FRAMES = 160, 257, 12


def noise(seed: int = 0) -> torch.Tensor:
    return torch.randn(2, (FRAMES - 1) * HOP, generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("through", [filter_pulses, filter_noise])
@pytest.mark.parametrize("gain", [0.0, -1.5])
def test_a_flat_filter_only_scales(through, gain) -> None:  # type: ignore[no-untyped-def]
    filtered = through(noise(), torch.full((2, FRAMES, BINS), gain), HOP)
    np.testing.assert_allclose(filtered, noise() * np.exp(gain), atol=1e-5)


@pytest.mark.parametrize("through", [filter_pulses, filter_noise])
def test_a_filter_is_linear_in_its_source(through) -> None:  # type: ignore[no-untyped-def]
    response = torch.randn(2, FRAMES, BINS, generator=torch.Generator().manual_seed(2)) * 0.3
    both = through(noise(0) + 2 * noise(1), response, HOP)
    apart = through(noise(0), response, HOP) + 2 * through(noise(1), response, HOP)
    np.testing.assert_allclose(both, apart, atol=1e-4)


def test_minimum_phase_of_a_resonance_is_the_resonance() -> None:
    pole = 0.9 * np.exp(0.7j)
    bins = np.exp(1j * np.pi * np.arange(BINS) / (BINS - 1))
    true = 1 / ((1 - pole / bins) * (1 - np.conj(pole) / bins))
    found = minimum_phase(torch.from_numpy(np.log(np.abs(true))))
    np.testing.assert_allclose(found, true, atol=1e-4)


def test_a_pulse_is_heard_after_itself_alone() -> None:
    source = torch.zeros(1, (FRAMES - 1) * HOP)
    source[0, 800] = 1
    tilt = torch.linspace(0, -3, BINS).expand(1, FRAMES, BINS)
    heard = filter_pulses(source, tilt, HOP)[0]
    assert heard[:800].abs().max() < 1e-3 < 0.1 < heard[800:].abs().max()


def test_every_frame_has_its_own_filter() -> None:
    gains = torch.zeros(2, FRAMES, BINS)
    gains[:, FRAMES // 2 :] = -20
    heard = filter_noise(noise(), gains, HOP)
    middle = FRAMES // 2 * HOP
    np.testing.assert_allclose(heard[:, : middle - HOP], noise()[:, : middle - HOP], atol=1e-5)
    assert heard[:, middle:].abs().max() < 1e-5
