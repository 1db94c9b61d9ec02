"""A guess is trusted the less, the more it may be something else."""

from __future__ import annotations

import numpy as np
import pytest

from speechwright.tasks.edits.accepting import SIGNS, signs_of, trust
from speechwright.tasks.edits.likeness import likeness


def _trust(text: str) -> float:
    return trust(text, text, next(iter(likeness().probable(text))), likeness())


@pytest.mark.parametrize(
    ("clear", "doubtful"),
    [
        ("make ␣ louder", "make ␣ louder and remove the echo"),
        ("make ␣ louder", "make ␣ louder and then also slow it down"),
        ("make ␣ louder", "put ␣ on hold"),
        ("get rid of the hum in ␣", "get rid of the frobs in ␣"),
    ],
)
def test_what_is_clear_is_trusted_more(clear: str, doubtful: str) -> None:
    assert _trust(clear) > _trust(doubtful)


def test_each_sign_is_a_number_and_has_a_name() -> None:
    signs = signs_of("make ␣ louder", "make ␣ louder", "volume/louder", likeness())
    assert signs.shape == (len(SIGNS),) and np.isfinite(signs).all()
