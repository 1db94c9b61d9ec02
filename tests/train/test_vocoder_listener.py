"""What a tokenizer hears in a sketch, against what it hears in the sound."""

import numpy as np
import pytest
import torch

from speechwright.audio.features import MelSpec
from speechwright.train.vocoder_data import Clips, collate
from speechwright.train.vocoder_listener import Listener, _channels, _normalized
from speechwright.units.encoder import EncoderSettings, UnitEncoder
from speechwright.units.normalize import normalize
from tests.train.test_vocoder import items

CLIPS = Clips(items(4), MelSpec())


def batch(indices: tuple[int, ...]):
    rng = np.random.default_rng(0)
    references = [CLIPS.reference(index, rng) for index in indices]
    return collate([CLIPS[index] for index in indices], references, torch.device("cpu"))


@pytest.fixture(scope="module")
def listener() -> Listener:
    with torch.random.fork_rng():
        torch.manual_seed(1)
        return Listener(UnitEncoder(EncoderSettings(size=8, channels=4, width=16, blocks=1)), torch.device("cpu"))


def test_the_true_sound_is_heard_as_itself_and_another_is_not(listener: Listener) -> None:
    true = batch((0, 1))
    assert float(listener.loss(true.mel_BTM, true)) == 0.0
    blurred = true.mel_BTM.unfold(1, 9, 1).mean(-1)
    blurred = torch.nn.functional.pad(blurred, (0, 0, 4, 4))
    assert float(listener.loss(blurred, true)) > 0.02


def test_what_is_heard_is_normalised_as_in_use() -> None:
    true = batch((0,))
    frames_B = true.mask_BT1[..., 0].sum(1).long()
    found = _normalized(true.mel_BTM, _channels(true.mel_BTM, frames_B))[0].numpy()
    np.testing.assert_allclose(found, normalize(true.mel_BTM[0].numpy()), atol=1e-5)


def test_a_clip_alone_is_a_clip_in_a_batch(listener: Listener) -> None:
    noise = torch.Generator().manual_seed(2)
    losses, frames = [], []
    for index in (0, 1):
        alone = batch((index,))
        drawn = alone.mel_BTM + torch.randn(alone.mel_BTM.shape, generator=noise)
        losses.append(float(listener.loss(drawn, alone)))
        frames.append((drawn, alone.mask_BF1.sum()))
    together = batch((0, 1))
    drawn = torch.nn.utils.rnn.pad_sequence([drawn[0] for drawn, _ in frames], batch_first=True)
    shares = torch.stack([num for _, num in frames])
    wanted = (torch.tensor(losses) * shares).sum() / shares.sum()
    assert float(listener.loss(drawn, together)) == pytest.approx(float(wanted), rel=1e-4)


def test_only_the_sketch_learns(listener: Listener) -> None:
    true = batch((0,))
    drawn = (true.mel_BTM + 0.5).requires_grad_()
    listener.loss(drawn, true).backward()
    assert drawn.grad is not None and float(drawn.grad.abs().sum()) > 0
    assert all(weight.grad is None for weight in listener._encoder.parameters())
