"""Laws of the schedules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechwright.train.schedule import linear_ramp, warmup_cosine


@given(st.integers(2, 400), st.data())
def test_warm_up_rises_to_one_and_the_cosine_falls_to_near_zero(num_steps: int, data: st.DataObject) -> None:
    warmup = data.draw(st.integers(0, num_steps - 1))
    shares = [warmup_cosine(step, num_steps, warmup) for step in range(num_steps)]
    assert all(0 < share <= 1 for share in shares)
    assert max(shares) == shares[warmup] == 1
    assert shares[:warmup] == sorted(shares[:warmup]) and shares[warmup:] == sorted(shares[warmup:], reverse=True)
    assert sum(shares[warmup:]) == pytest.approx((num_steps - warmup + 1) / 2)


def test_the_first_step_moves_and_half_way_down_is_a_half() -> None:
    assert warmup_cosine(0, 100, 10) == pytest.approx(0.1)
    assert warmup_cosine(55, 100, 10) == pytest.approx(0.5)


@given(st.integers(0, 50), st.integers(1, 50), st.integers(-10, 120))
def test_a_ramp_goes_straight_from_zero_to_one(start: int, length: int, step: int) -> None:
    share = linear_ramp(step, start, start + length)
    if step <= start:
        assert share == 0
    elif step >= start + length:
        assert share == 1
    else:
        assert share == pytest.approx((step - start) / length)
