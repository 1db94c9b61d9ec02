"""Plain stretching and shifting does what it says, roughly."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.bench.edits.rows.overlap_add import shifted, stretched
from speechwright.dsp.marks import median_f0_hz

RATE = 16_000
TONE = 0.3 * np.sign(np.sin(2 * np.pi * 140 * np.arange(RATE) / RATE))[:, None] * [1.0, 0.5]


@settings(max_examples=10, deadline=None)
@given(st.integers(1, 3 * RATE))
def test_any_length_can_be_had(num_samples: int) -> None:
    made = stretched(TONE, RATE, num_samples)
    assert made.shape == (num_samples, 2) and np.abs(made).max() <= 0.61


def test_tempo_leaves_pitch_and_pitch_leaves_length() -> None:
    slow = stretched(TONE, RATE, 2 * RATE)
    assert median_f0_hz(slow, RATE) == pytest.approx(140, rel=0.02)
    higher = shifted(TONE, RATE, 4.0)
    assert higher.shape == TONE.shape
    assert median_f0_hz(higher, RATE) == pytest.approx(140 * 2 ** (4 / 12), rel=0.02)
