"""Laws of the clips that a decoder learns from."""

import numpy as np
import pytest
import torch

from speechwright.audio.features import MelSpec
from speechwright.errors import BadData, UnitMismatch
from speechwright.train.vocoder_data import Clips, Item, collate, excerpts
from speechwright.types import Units, UnitSpec
from tests.vocoder.makers import FRAME, SPEC, sentence

MEL = MelSpec()


def items() -> list[Item]:
    return [sentence(voice, seed) for seed, voice in enumerate(("low", "high", "low", "low"))]


def test_a_clip_is_as_long_as_its_units() -> None:
    units, samples, voice = items()[0]
    for kept in (len(samples), len(samples) - 300, len(samples) + 300):
        clip = Clips([(units, np.resize(samples, kept), voice)], MEL)[0]
        assert len(clip.heard) == 4 * int(clip.frames_S.sum()) and len(clip.samples_N) == len(clip.heard) * 160


def test_whole_numbers_and_fractions_are_the_same_sound() -> None:
    units, samples, voice = items()[0]
    whole = (samples * 32768).round().astype(np.int16)
    one, other = (Clips([(units, kind, voice)], MEL)[0].samples_N for kind in (whole, whole / np.float32(32768)))
    assert torch.equal(one, other)


def test_a_reference_is_another_clip_of_the_voice() -> None:
    clips, rng = Clips(items(), MEL), np.random.default_rng(0)
    drawn = [clips.reference(0, rng).mel_TM for _ in range(20)]
    sources = {index for mel in drawn for index in range(4) if _holds(clips[index].heard.mel_TM, mel)}
    assert sources == {2, 3}
    assert _holds(clips[1].heard.mel_TM, clips.reference(1, rng).mel_TM), "a voice of one clip has but that"


def test_a_batch_holds_each_clip_and_nothing_else() -> None:
    clips = Clips(items(), MEL)
    chosen = [clips[index] for index in range(3)]
    batch = collate(chosen, [clip.heard.window(0, 9) for clip in chosen], torch.device("cpu"))
    for row, clip in enumerate(chosen):
        num = len(clip.heard)
        assert batch.mask_BT1[row].sum() == num and batch.mask_BS1[row].sum() == len(clip.ids_S)
        assert torch.equal(batch.mel_BTM[row, :num], torch.from_numpy(clip.heard.mel_TM))
        assert not batch.mel_BTM[row, num:].any()
        spoken = batch.ids_BS[row][batch.alignment.unit_BF[row, : num // 4]]
        assert torch.equal(spoken, clip.ids_S.repeat_interleave(clip.frames_S))


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_excerpts_keep_features_and_samples_together(share: float) -> None:
    clips = [Clips(items(), MEL)[index] for index in range(3)]
    longest = max(len(clip.heard) for clip in clips)
    drawn = torch.full((3, longest, 80), 7.0, requires_grad=True)
    cut = excerpts(clips, drawn, 6, 20, share, np.random.default_rng(0))
    assert cut.samples_BN.shape == (6, 20 * 160) and not cut.mel_BTM.requires_grad
    for row in range(6):
        starts = [
            (clip, start) for clip in clips for start in range(len(clip.heard) - 19)
            if torch.equal(clip.samples(start, 20), cut.samples_BN[row])
        ]  # fmt: skip
        clip, start = starts[0]
        mel = torch.full((20, 80), 7.0) if share else torch.from_numpy(clip.heard.window(start, 20).mel_TM)
        assert torch.equal(cut.mel_BTM[row], mel)
        np.testing.assert_array_equal(cut.log_f0_BT[row], clip.heard.window(start, 20).log_f0_T)


def test_excerpts_longer_than_any_clip_are_cut_to_the_longest() -> None:
    clips = [Clips(items(), MEL)[index] for index in range(2)]
    longest = max(len(clip.heard) for clip in clips)
    assert (
        excerpts(clips, torch.zeros(2, longest, 80), 3, 10_000, 0.0, np.random.default_rng(0)).mel_BTM.shape[1]
        == longest
    )


def test_what_can_not_be_learned_is_refused() -> None:
    units, samples, voice = items()[0]
    other = Units(units.ids, UnitSpec(**{**SPEC.to_row(), "sha256": "2" * 64}), units.frames)
    with pytest.raises(UnitMismatch, match="item 1"):
        Clips([items()[0], (other, samples, voice)], MEL)
    with pytest.raises(BadData, match="item 0 without frame counts"):
        Clips([(Units(units.ids, SPEC), samples, voice)], MEL)
    with pytest.raises(BadData, match="longer than its sound"):
        Clips([(units, samples[: -4 * FRAME], voice)], MEL)
    odd = UnitSpec(**{**SPEC.to_row(), "rate_hz": 30.0})
    with pytest.raises(BadData, match="30 Hz"):
        Clips([(Units(units.ids, odd, units.frames), samples, voice)], MEL)
    with pytest.raises(BadData, match="no items"):
        Clips([], MEL)


def _holds(whole: np.ndarray, part: np.ndarray) -> bool:  # type: ignore[type-arg]
    last = len(whole) - len(part) + 1
    return any(np.array_equal(whole[start : start + len(part)], part) for start in range(max(0, last)))
