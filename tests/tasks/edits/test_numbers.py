"""Numbers in words and digits."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechwright.tasks.edits.numbers import NUMBER, ORDINAL, number, ordinal
from speechwright.tasks.world.numbers import number_words

VALUES = {
    "20": 20,
    "1.5": 1.5,
    ".5": 0.5,
    "1,000": 1000,
    "3/4": 0.75,
    "½": 0.5,
    "2½": 2.5,
    "1 ½": 1.5,
    "twenty-five": 25,
    "one point two": 1.2,
    "zero point two five": 0.25,
    "point five": 0.5,
    "two and a half": 2.5,
    "1 and a half": 1.5,
    "a half": 0.5,
    "a third": 1 / 3,
    "two thirds": 2 / 3,
    "three quarters": 0.75,
    "a hundred": 100,
    "one hundred and fifty": 150,
    "one thousand two hundred": 1200,
    "a couple of": 2,
    "a dozen": 12,
    "two dozen": 24,
}


@pytest.mark.parametrize(("text", "value"), VALUES.items())
def test_a_number_is_found_whole_and_read(text: str, value: float) -> None:
    assert re.fullmatch(NUMBER, text) and number(text) == pytest.approx(value)


@given(st.integers(0, 9999))
def test_what_is_said_is_what_is_written(value: int) -> None:
    assert number(number_words(value)) == number(str(value)) == number(f"{value:,}") == value


@given(st.integers(0, 99), st.integers(0, 99))
def test_decimals_are_said_digit_by_digit(whole: int, decimals: int) -> None:
    said = " ".join(number_words(int(digit)) for digit in f"{decimals:02d}")
    assert number(f"{number_words(whole)} point {said}") == pytest.approx(float(f"{whole}.{decimals:02d}"))


@pytest.mark.parametrize("text", ["very", "and", "minus", "the", "", "secondly"])
def test_words_are_no_numbers(text: str) -> None:
    assert not re.fullmatch(NUMBER, text) and not re.fullmatch(ORDINAL, text)


@pytest.mark.parametrize(("text", "place"), [("first", 1), ("3rd", 3), ("12th", 12), ("Twentieth", 20)])
def test_places(text: str, place: int) -> None:
    assert re.fullmatch(ORDINAL, text.lower()) and ordinal(text) == place
