"""Tokens, and amounts in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechwright.tasks.edits.amounts import take_amounts, take_grade
from speechwright.tasks.edits.phrase import phrase_of

AMOUNTS = {
    "by 20%": (20, "percent"),
    "20 per cent": (20, "percent"),
    "by a third": (100 / 3, "percent"),
    "twice": (2, "times"),
    "by a factor of two": (2, "times"),
    "1.5x": (1.5, "times"),
    "an octave": (12, "semitones"),
    "two whole tones": (4, "semitones"),
    "50 cents": (0.5, "semitones"),
    "-16LUFS": (-16, "lufs"),
    "minus sixteen lufs": (-16, "lufs"),
    "+6dB": (6, "db"),
    "half a second": (0.5, "seconds"),
    "300 ms": (0.3, "seconds"),
    "one point five seconds": (1.5, "seconds"),
}


@pytest.mark.parametrize(("text", "expected"), AMOUNTS.items())
def test_amounts(text: str, expected: tuple[float, str]) -> None:
    ((amount,), _) = take_amounts(phrase_of(text).low)
    assert (amount.value, amount.unit) == (pytest.approx(expected[0]), expected[1])


@pytest.mark.parametrize(
    ("text", "grade"), [("a bit", "slightly"), ("quite a bit", "much"), ("much", "much"), ("it", "")]
)
def test_grades(text: str, grade: str) -> None:
    assert take_grade(text)[0] == grade


@given(st.text(max_size=60))
def test_every_text_has_tokens_that_lie_in_it_in_order(text: str) -> None:
    phrase = phrase_of(text)
    ends = [0, *(bound for token in phrase.tokens for bound in (token.begin, token.end)), len(text)]
    assert ends == sorted(ends) and len(phrase.low.split(" ")) == max(1, len(phrase))


@given(st.lists(st.sampled_from(["very", "“so nice”", "20%", ",", "1.5", "don't"]), min_size=1, max_size=8), st.data())
def test_a_cut_gives_the_tokens_that_it_covers(parts: list[str], data: st.DataObject) -> None:
    phrase = phrase_of(" ".join(parts))
    first = data.draw(st.integers(0, len(phrase) - 1))
    last = data.draw(st.integers(first + 1, len(phrase)))
    begin = len(phrase[:first].low) + (first > 0)
    assert phrase.cut(begin, begin + len(phrase[first:last].low)).tokens == phrase[first:last].tokens


@pytest.mark.parametrize(
    ("typed", "low"),
    [
        ("1. trim it 2. mute um 3. louder by 3 dB", "trim it ; mute um ; louder by 3 db"),
        ("(1) trim it (2) mute um", "trim it ; mute um"),
        ("louder by 3. Then trim it", "louder by 3 . then trim it"),
        ("a low voice + reverb, +3 dB", "a low voice and reverb , + 3 db"),
    ],
)
def test_a_list_on_one_line_has_the_form_of_one_on_several(typed: str, low: str) -> None:
    assert phrase_of(typed).low == low
