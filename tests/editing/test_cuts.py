"""Cuts that are not heard."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechwright.editing.cuts import ALIGN_S, FADE_S, MARGIN_S, Gap, Shore, best_cut, in_phase, seam
from speechwright.metrics.joins import JoinMeter, bounds, is_within
from speechwright.types import Audio
from tests.asr.say import spoken

RATE_HZ = 16_000
TEXTS = (
    "please tell me the very best way to get from the station to the big market",
    "the quick brown fox jumps over the lazy dog and then it sleeps under the old bridge",
    "my sister bought seven green apples and a small loaf of bread at the corner shop",
)


def test_a_pause_is_cut_in_the_pause() -> None:
    tone = 0.3 * np.sin(np.arange(RATE_HZ) / 8)
    sound = np.concatenate([part for at in range(3) for part in (tone * (at + 1) / 3, np.zeros(RATE_HZ // 2))])
    meter = JoinMeter(Audio(sound.astype(np.float32), RATE_HZ))
    before, after = Gap(1.0, 1.5), Gap(2.5, 3.0)
    cut = best_cut(Shore(before, meter), Shore(after, meter), bounds([meter.jump(0.5)] * 3))
    assert 1.0 <= cut.left_s <= 1.5 and 2.5 <= cut.right_s <= 3.0
    pause_s = (cut.left_s - 1.0) + (3.0 - cut.right_s)
    assert pause_s == pytest.approx(0.5, abs=0.05)  # as long as those that were there


def joined(audio: Audio, left_s: float, right_s: float) -> tuple[Audio, float]:
    """The sound without what lies between, and where its seam is."""
    samples, rate_hz = audio.samples.astype(np.float64), audio.rate_hz
    left, right = round(left_s * rate_hz), round(right_s * rate_hz)
    half, most = round(FADE_S / 2 * rate_hz), round(ALIGN_S * rate_hz)
    right += in_phase(samples[left - half : left + half], samples[right - half - most : right + half + most], most)
    sides = (samples[at - half : at + half, None] for at in (left, right))
    parts = [samples[: left - half], seam(*sides)[:, 0], samples[right + half :]]
    return Audio(np.concatenate(parts).astype(np.float32), rate_hz), left / rate_hz


def test_most_words_go_without_a_seam_that_words_do_not_have_by_themselves() -> None:
    said = [spoken(text) for text in TEXTS]
    meters = [JoinMeter(each.audio) for each in said]
    natural = bounds(
        [
            meter.jump((one.end_s + two.start_s) / 2)
            for each, meter in zip(said, meters, strict=True)
            for one, two in pairwise(each.words)
        ]
    )
    within = []
    for each, meter in zip(said, meters, strict=True):
        for one, gone, two in zip(each.words, each.words[1:], each.words[2:], strict=False):
            before, after = Gap(one.end_s, gone.start_s), Gap(gone.end_s, two.start_s)
            cut = best_cut(Shore(before, meter), Shore(after, meter), natural)
            assert abs(cut.left_s - gone.start_s) < MARGIN_S + 0.01 > abs(cut.right_s - gone.end_s)
            sound, seam_s = joined(each.audio, cut.left_s, cut.right_s)
            within.append(is_within(JoinMeter(sound).jump(seam_s), natural))
    assert np.mean(within) >= 0.9


@given(st.integers(1, 400), st.integers(1, 2), st.integers(0, 99))
def test_a_seam_of_equals_is_what_they_are(length: int, channels: int, seed: int) -> None:
    sound = np.random.default_rng(seed).normal(size=(length, channels))
    assert np.allclose(seam(sound, sound), sound)


def test_a_seam_of_strangers_keeps_the_power() -> None:
    rng = np.random.default_rng(1)
    joined = seam(rng.normal(size=(20_000, 1)), rng.normal(size=(20_000, 1)))
    powers = np.square(joined).reshape(10, -1).mean(1)
    assert powers == pytest.approx(np.ones(10), abs=0.15)


@given(st.integers(-40, 40))
def test_waves_are_brought_into_phase(shift: int) -> None:
    wave = np.sin(np.arange(600) / 15) + 0.3 * np.random.default_rng(1).normal(size=600)
    assert in_phase(wave[200:300], wave[200 - shift - 50 : 300 - shift + 50], 50) == shift
