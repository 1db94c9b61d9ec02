"""What the losses of the decoder prefer."""

import pytest
import torch

from speechwright.train.vocoder_losses import spectral_loss, voice_loss

NUM = 8_000


def noise(seed: int, loudness: float = 0.1) -> torch.Tensor:
    return torch.randn(2, NUM, generator=torch.Generator().manual_seed(seed)) * loudness


@pytest.mark.parametrize("gain", [0.5, 0.8, 1.25, 2.0])
def test_noise_of_the_right_level_is_best(gain: float) -> None:
    right = spectral_loss(noise(1), noise(2), noise(0))
    assert right < spectral_loss(gain * noise(1), gain * noise(2), noise(0))


def test_noise_is_better_matched_by_noise_than_by_something_even() -> None:
    """Two draws of noise differ from noise more than an even spectrum does; being told apart makes up for it."""
    even = torch.zeros(2, NUM)
    even[:, ::97] = 0.1 * 97**0.5  # pulses: as loud, flat, and without chance
    shifted = even.roll(40, 1)
    assert (noise(1) - noise(0)).abs().mean() > (even - noise(0)).abs().mean()
    assert spectral_loss(noise(1), noise(2), noise(0)) < 0.8 * spectral_loss(even, shifted, noise(0))


def test_the_same_sound_costs_nothing() -> None:
    assert spectral_loss(noise(0), noise(0), noise(0)) == 0


def test_voices_found_again_cost_less_than_voices_mixed_up() -> None:
    one = torch.randn(4, 16, generator=torch.Generator().manual_seed(3))
    same = torch.eye(4, dtype=torch.bool)
    assert voice_loss(one, one, same) < 0.2 < 2 < voice_loss(one, one.roll(1, 0), same)
    louder = torch.cat([one[:, :1] + 5, one[:, 1:] * 3], 1)
    assert voice_loss(louder, one, same) == pytest.approx(voice_loss(one, one, same).item()), (
        "pitch and length are nothing"
    )


def test_no_clip_is_told_from_its_own_voice() -> None:
    one = torch.randn(2, 16, generator=torch.Generator().manual_seed(3)).repeat_interleave(2, 0)
    same = torch.block_diag(torch.ones(2, 2), torch.ones(2, 2)).bool()
    assert voice_loss(one, one, same) < 0.1 < 0.6 < voice_loss(one, one, torch.eye(4, dtype=torch.bool))
