"""Joins: where two places of a recording meet, and what is faded there."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.audio.pcm import Coding, PcmFile
from speechwright.editing.cuts import ALIGN_S, FADE_S, MARGIN_S, Gap
from speechwright.editing.joining import LONGEST_S, Join, meet
from speechwright.editing.recording import USUAL
from speechwright.metrics.joins import JoinMeter, is_within
from speechwright.types import Audio
from tests.editing.recordings import TEXT, recording

CODING = Coding(16_000, 2, "PCM_16")
NUM_GAPS = len(TEXT.split()) + 1


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[PcmFile, list[Gap]]]:
    path, transcript = recording(tmp_path_factory.mktemp("joining") / "in.wav", coding=CODING)
    bounds = [0, *(at for word in transcript.words for at in (word.begin, word.end)), transcript.num_samples]
    gaps = [Gap(a / CODING.rate_hz, b / CODING.rate_hz) for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
    with PcmFile(path) as file:
        yield file, [Gap(0.0, 0.0), *gaps[1:-1], Gap(gaps[-1].end_s, gaps[-1].end_s)]


def is_near(at: int, gap: Gap, margin_s: float) -> bool:
    reach_s = margin_s + FADE_S / 2 + ALIGN_S + 0.001
    return gap.begin_s - reach_s <= at / CODING.rate_hz <= gap.end_s + reach_s


@settings(max_examples=15)
@given(st.integers(0, NUM_GAPS - 1), st.integers(0, NUM_GAPS - 1), st.sampled_from([0.01, MARGIN_S]))
def test_any_two_gaps_meet_in_themselves_and_as_they_were(sound, one: int, two: int, margin_s: float) -> None:
    file, gaps = sound
    join = meet(file, gaps[one], gaps[two], USUAL, margin_s)
    assert is_near(join.left, gaps[one], margin_s) and is_near(join.right, gaps[two], margin_s)
    assert join.faded.shape == (2 * join.half, CODING.num_channels)
    assert 0 <= join.half <= round(FADE_S / 2 * CODING.rate_hz)
    assert join.left - join.half >= 0 and join.right + join.half <= file.num_samples
    if one < two:
        assert join.left + join.half <= join.right - join.half
    if join.half > 1:
        begins_as_it_was(file, join)


def begins_as_it_was(file: PcmFile, join: Join) -> None:
    """A seam begins as the one side was and ends as the other one is."""
    left, right = (file.floats(at - join.half, at + join.half) for at in (join.left, join.right))
    near = 2 / join.half * max(np.abs(left).max(), np.abs(right).max())
    assert np.abs(join.faded[0] - left[0]).max() <= near and np.abs(join.faded[-1] - right[-1]).max() <= near


def test_an_end_of_the_recording_has_nothing_to_fade_into(sound) -> None:
    file, gaps = sound
    for join in (meet(file, gaps[0], gaps[4], USUAL, 0.0), meet(file, gaps[4], gaps[-1], USUAL, 0.0)):
        assert join.half <= 1 or (join.left and join.right < file.num_samples)


def test_where_a_word_goes_nothing_jumps(sound) -> None:
    file, gaps = sound
    smooth = []
    for place in range(1, NUM_GAPS - 2):
        join = meet(file, gaps[place], gaps[place + 1], USUAL)
        around = round(0.3 * CODING.rate_hz)
        begin, end = max(0, join.left - around), min(file.num_samples, join.right + around)
        parts = file.floats(begin, join.left - join.half), join.faded, file.floats(join.right + join.half, end)
        mono = np.concatenate(parts).mean(axis=1).astype(np.float32)
        meter, at_s = JoinMeter(Audio(mono, CODING.rate_hz)), (join.left - begin) / CODING.rate_hz
        smooth.append(is_within(meter.jump(at_s), USUAL))
    assert np.mean(smooth) >= 0.9


def test_of_long_pauses_a_part_is_searched_and_the_longer_side_stays(sound) -> None:
    file, gaps = sound
    long = max(gaps, key=lambda gap: gap.length_s)
    other = gaps[2]
    assert long.length_s > LONGEST_S > other.length_s
    join = meet(file, other, long, USUAL)
    assert join.right / CODING.rate_hz <= long.begin_s + LONGEST_S + MARGIN_S + ALIGN_S
    join = meet(file, long, other, USUAL)
    assert join.left / CODING.rate_hz >= long.end_s - LONGEST_S - MARGIN_S - ALIGN_S
