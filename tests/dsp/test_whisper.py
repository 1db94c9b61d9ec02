"""A whisper has the length, the powers and the formants of what was said, and no voice."""

import numpy as np
import pytest

from speechwright.dsp.marks import median_f0_hz
from speechwright.dsp.stream import pass_through
from speechwright.dsp.whisper import whisper
from tests.corpus.edits.sides import spoken


@pytest.fixture(scope="module")
def sides() -> tuple[np.ndarray, np.ndarray]:
    sound_NC = spoken().sound_NC
    return sound_NC, pass_through(whisper(16_000, np.random.default_rng(0)), [sound_NC])


def test_nothing_is_left_of_the_voice(sides: tuple[np.ndarray, np.ndarray]) -> None:
    before, after = sides
    assert before.shape == after.shape and np.isfinite(after).all()
    assert 60 < median_f0_hz(before, 16_000) < 200
    from speechwright.dsp.marks import find_marks

    voiced = [find_marks(sound, 16_000).is_voiced_K.mean() for sound in sides]
    assert voiced[1] < 0.3 * voiced[0]


def test_loud_is_where_it_was_loud(sides: tuple[np.ndarray, np.ndarray]) -> None:
    powers = [np.square(sound[: len(sound) // 800 * 800]).reshape(-1, 800).mean(axis=1) for sound in sides]
    levels = [10 * np.log10(power + 1e-6) for power in powers]
    assert np.corrcoef(*levels)[0, 1] > 0.85


def test_blocks_make_no_difference(sides: tuple[np.ndarray, np.ndarray]) -> None:
    before, after = sides
    blocks = np.split(before, [1000, 1001, 9000])
    np.testing.assert_array_equal(pass_through(whisper(16_000, np.random.default_rng(0)), blocks), after)
