"""A core is a request without its purpose."""

from __future__ import annotations

import pytest

from speechwright.tasks.edits.cores import cores, without_tail


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("raise the volume of ␣ so that everybody can follow", "raise the volume of ␣"),
        ("for the podcast , raise the volume of ␣", "raise the volume of ␣"),
        ("␣ is too dull , so make it livelier", "make it livelier"),
        ("raise the pitch of ␣ , preserving the shape of the contour", "raise the pitch of ␣"),
        ("since nobody understands it , slow ␣ down in order to help them", "slow ␣ down"),
    ],
)
def test_what_is_said_about_a_request_is_left_out(text: str, core: str) -> None:
    assert core in list(cores(text))


@pytest.mark.parametrize("text", ["louder", "quieter", "make ␣ louder", "if ␣ is green , make it louder"])
def test_a_request_alone_and_a_condition_stay(text: str) -> None:
    assert list(cores(text)) == [text]
    assert without_tail(text) == text


@pytest.mark.parametrize("text", ["", "x", "keep the pitch", "louder , keep the pitch", "the rest unchanged"])
def test_there_is_always_a_core(text: str) -> None:
    assert list(cores(text))
