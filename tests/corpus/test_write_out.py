"""Numbers and signs in words: a table of what people write, and laws for whatever else they might."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.corpus.abbreviations import SIGNS
from speechwright.corpus.write_out import written_out

CASES = [line.split("\t") for line in Path(__file__).with_name("written_out.tsv").read_text("utf-8").splitlines()]
signs = st.text(st.sampled_from("0123456789 ,.:/-–$€%°#&'()ab pmst" + "".join(SIGNS)), max_size=30)


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_it_is_said_as_people_say_it(text: str, wanted: str) -> None:
    assert written_out(text) == wanted


@settings(max_examples=300)
@given(signs)
def test_no_digit_and_no_sign_is_left(text: str) -> None:
    assert not re.search(rf"[\d{re.escape(''.join(SIGNS))}]", written_out(text))


@settings(max_examples=200)
@given(signs)
def test_twice_is_once(text: str) -> None:
    assert written_out(written_out(text)) == written_out(text)


@given(st.integers(0, 10**15))
def test_a_number_with_commas_is_one_number(number: int) -> None:
    assert "point" not in written_out(f"{number:,}") and "," not in written_out(f"{number:,}")


@given(st.integers(1100, 2099))
def test_a_year_is_read_in_pairs(year: int) -> None:
    assert len(written_out(f"in {year}").split()) <= 5
