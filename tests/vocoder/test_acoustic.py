"""Laws of the acoustic net that hold untrained."""

import numpy as np
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.vocoder.acoustic import AcousticNet, AcousticSettings, Alignment, align

TINY = AcousticSettings(
    5, mel_frames=4, speaker_dims=8, width=16, mel_width=8, unit_blocks=2, frame_blocks=1, mel_blocks=2
)


@settings(max_examples=30)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=12))
def test_alignment_repeats_each_unit_as_often_as_it_lasts(counts: list[int]) -> None:
    unit_F, place_F2 = align(torch.tensor(counts))
    assert unit_F.tolist() == np.repeat(np.arange(len(counts)), counts).tolist()
    share, length = place_F2.numpy().T
    np.testing.assert_allclose(np.exp(length), np.repeat(counts, counts), rtol=1e-5)
    for unit, count in enumerate(counts):
        np.testing.assert_allclose(share[unit_F.numpy() == unit], (np.arange(count) + 0.5) / count, rtol=1e-5)


def test_padding_does_not_reach_what_is_drawn() -> None:
    torch.manual_seed(0)
    net, voice = AcousticNet(TINY).eval(), torch.randn(2, 8)
    ids, counts = torch.tensor([[0, 3, 2, 4], [1, 2, 0, 0]]), [torch.tensor([2, 1, 3, 2]), torch.tensor([1, 2])]
    places = [align(count) for count in counts]
    padded = Alignment(
        torch.stack([places[0][0], torch.cat([places[1][0], torch.zeros(5, dtype=torch.long)])]),
        torch.stack([places[0][1], torch.cat([places[1][1], torch.randn(5, 2)])]),
    )
    on_units, on_frames = torch.ones(2, 4, 1), torch.ones(2, 8, 1)
    on_units[1, 2:], on_frames[1, 3:] = 0, 0
    with torch.inference_mode():
        x, log_frames = net.read(ids, voice, on_units)
        drawn = net.draw(x, padded, voice, on_frames)
        alone_x, alone_frames = net.read(ids[1:, :2], voice[1:])
        alone = net.draw(alone_x, Alignment(*(part[None] for part in places[1])), voice[1:])
    np.testing.assert_allclose(log_frames[1:, :2], alone_frames, atol=1e-5)
    for batch_part, alone_part in zip(drawn, alone, strict=True):
        assert alone_part.shape[1] == 12
        np.testing.assert_allclose(batch_part[1:, :12], alone_part, atol=1e-5)


def test_voice_moves_pitch_by_its_own() -> None:
    torch.manual_seed(0)
    net = AcousticNet(TINY).eval()
    for stage in (net.on_units, net.on_frames, net.on_mel):
        for block in stage.blocks:
            torch.nn.init.zeros_(block.condition.weight)
    voice = torch.zeros(2, 8)
    voice[1, 0] = 0.5
    place = Alignment(*(part[None].expand(2, *part.shape) for part in align(torch.tensor([2, 3]))))
    with torch.inference_mode():
        log_f0 = net.draw(net.read(torch.tensor([[1, 2], [1, 2]]), voice)[0], place, voice).log_f0_BT
    np.testing.assert_allclose(log_f0[1] - log_f0[0], 0.5, atol=1e-5)
