"""Laws of the source–filter net that hold untrained."""

import numpy as np
import pytest
import torch

from speechwright.audio.features import MelSpec
from speechwright.types import Audio
from speechwright.vocoder.features import Features, features, levelled
from speechwright.vocoder.wave import SourceFilterNet, WaveSettings
from tests.vocoder.makers import VOICES, vowel

MEL = MelSpec()


def net() -> SourceFilterNet:
    torch.manual_seed(0)
    return SourceFilterNet(WaveSettings(width=32, blocks=1)).eval()


def resynthesis(heard: Features, seed: int = 0) -> Audio:
    parts = [torch.from_numpy(part)[None] for part in (heard.mel_TM, heard.log_f0_T, heard.voiced_T)]
    noise = torch.randn(1, len(heard) * MEL.hop_samples, generator=torch.Generator().manual_seed(seed))
    with torch.inference_mode():
        return Audio(net()(*parts, noise)[0].numpy(), MEL.rate_hz)


@pytest.mark.parametrize("voice", list(VOICES))
def test_untrained_it_already_copies_a_vowel(voice: str) -> None:
    heard = features(levelled(vowel(voice), MEL), MEL)
    again = features(resynthesis(heard), MEL)
    inner = slice(5, len(heard) - 5)
    loud = heard.mel_TM[inner] > heard.mel_TM[inner].max() - 1.5
    assert np.abs(again.mel_TM[:-1][inner] - heard.mel_TM[inner])[loud].mean() < 0.3
    assert abs(again.pitch - heard.pitch) < 0.02


def test_a_hop_of_samples_for_every_frame() -> None:
    heard = features(vowel("low"), MEL)
    for num in (1, 2, 33):
        assert len(resynthesis(heard.window(0, num)).samples) == num * MEL.hop_samples


def test_only_the_noise_is_random() -> None:
    heard = features(vowel("low"), MEL).window(0, 20)
    assert resynthesis(heard) == resynthesis(heard) != resynthesis(heard, seed=1)
