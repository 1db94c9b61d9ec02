"""Cutting at pauses: nothing is lost, no piece is too long, words stay whole."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.audio.pauses import split_at_pauses
from speechwright.types import Audio
from tests.audio.sounds import joined, noise, pause


@settings(max_examples=20)
@given(st.floats(0.001, 40), st.sampled_from([1_000, 7_919, 16_000]), st.floats(0.5, 12), st.integers(0, 9))
def test_the_pieces_are_the_sound(length_s: float, rate_hz: int, longest_s: float, seed: int):
    audio = noise(rate_hz, length_s, seed=seed) if length_s * rate_hz >= 1 else Audio(np.ones(1), rate_hz)
    pieces = split_at_pauses(audio, longest_s)
    assert all(0 < len(piece.samples) <= longest_s * rate_hz and piece.rate_hz == rate_hz for piece in pieces)
    assert np.array_equal(np.concatenate([piece.samples for piece in pieces]), audio.samples)


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 44_100])
def test_cuts_fall_into_the_pauses(rate_hz: int):
    words = [noise(rate_hz, length, seed=index) for index, length in enumerate((5.0, 4.0, 6.0, 5.5))]
    quiet = pause(rate_hz, 0.4)
    pieces = split_at_pauses(joined(*[part for word in words for part in (word, quiet)]))
    ends = np.cumsum([piece.length_s for piece in pieces])[:-1]
    pauses = np.cumsum([word.length_s + 0.4 for word in words]) - 0.2
    assert len(ends) and all(np.abs(pauses - end).min() < 0.15 for end in ends)


def test_a_short_sound_stays_whole():
    sound = joined(noise(), pause(), noise())
    assert split_at_pauses(sound) == [sound]
