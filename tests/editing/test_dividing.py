"""Long sound in pieces: cut where all of it at once would be, however it comes."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.audio.pauses import split_at_pauses
from speechwright.editing.dividing import divided
from speechwright.types import Audio

RATE_HZ, LONGEST_S = 1_000, 2.0


@settings(max_examples=30)
@given(
    st.integers(1, 9_000),
    st.lists(st.integers(1, 9_000), max_size=8).map(sorted),
    st.integers(1, 2),
    st.integers(0, 9),
)
def test_blocks_of_any_length_give_the_same_pieces(size: int, bounds: list[int], channels: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    sound_N = rng.normal(size=size) * np.repeat(rng.uniform(0, 0.3, size // 100 + 1), 100)[:size]
    sound_N = sound_N.astype(np.float32).astype(np.float64)
    blocks = np.split(np.repeat(sound_N[:, None], channels, axis=1), [at for at in bounds if at < size])
    found = list(divided(blocks, RATE_HZ, LONGEST_S))
    wanted = split_at_pauses(Audio(sound_N.astype(np.float32), RATE_HZ), LONGEST_S)
    assert [len(piece) for piece in found] == [len(piece.samples) for piece in wanted]
    assert np.array_equal(np.concatenate(found), np.concatenate(blocks))
