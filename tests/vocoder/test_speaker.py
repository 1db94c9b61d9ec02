"""Laws of the speaker encoder that hold untrained."""

import numpy as np
import torch

from speechwright.vocoder.speaker import SpeakerEncoder, SpeakerSettings


def encoder() -> SpeakerEncoder:
    torch.manual_seed(0)
    return SpeakerEncoder(SpeakerSettings(dims=16, width=16, blocks=2)).eval()


def test_padding_does_not_reach_the_vector() -> None:
    net, mel_BTM = encoder(), torch.randn(2, 60, 80)
    mask = torch.ones(2, 60, 1)
    mask[1, 37:] = 0
    pitch = torch.tensor([0.3, -0.2])
    with torch.inference_mode():
        batch = net(mel_BTM, mask, pitch)
        alone = torch.cat([net(mel_BTM[:1], None, pitch[:1]), net(mel_BTM[1:, :37], None, pitch[1:])])
    np.testing.assert_allclose(batch, alone, atol=1e-5)
    assert (batch[0] - batch[1]).abs().max() > 0.1


def test_pitch_comes_first_and_timbre_is_bounded() -> None:
    with torch.inference_mode():
        vector = encoder()(torch.randn(1, 50, 80) * 100, None, torch.tensor([0.7]))[0]
    assert vector.shape == (16,) and vector[0] == torch.tensor(0.7)
    np.testing.assert_allclose(vector[1:].square().mean(), 1, atol=1e-2)
