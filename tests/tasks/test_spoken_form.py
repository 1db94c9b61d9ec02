import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.errors import BadText
from speechwright.tasks.spoken_form import same_words, spoken_form, words_of
from speechwright.tasks.world.numbers import number_words

_TYPED = st.text(alphabet="aAzÉ xX012789,.:;!?'’“-+*/=%&()$ \n", max_size=24)


@settings(max_examples=300)
@given(st.one_of(_TYPED, st.text(max_size=16)))
def test_once_is_enough_and_gives_the_form_or_a_reason(text: str) -> None:
    try:
        spoken = spoken_form(text)
    except BadText:
        return
    assert spoken_form(spoken) == spoken
    assert re.fullmatch(r"[a-z]+(?:'[a-z]+)*(?:[,.?]? [a-z]+(?:'[a-z]+)*)*[.?]", spoken)


@settings(max_examples=50)
@given(st.text(max_size=30))
def test_judging_never_raises(text: str) -> None:
    assert same_words(text, text)


@settings(max_examples=50)
@given(st.integers(0, 999_999))
def test_every_integer_is_read_in_words(number: int) -> None:
    assert words_of(f"{number}") == words_of(f"{number:,}") == number_words(number).split()


@pytest.mark.parametrize(
    ("typed", "spoken"),
    [
        ("What is 2+2?", "what is two plus two?"),
        ("what is 12,500 / 4", "what is twelve thousand five hundred divided by four?"),
        ("(2 + 3) * 4 =", "two plus three times four equals."),
        ("-5 - -3", "minus five minus minus three."),
        ("7-3 and 3 x 4 and 6÷2", "seven minus three and three times four and six divided by two."),
        ("wake me at 3:30 or 3:00 or 10:05", "wake me at three thirty or three o'clock or ten oh five."),
        ("50% of 3.14", "fifty percent of three point one four."),
        ("salt & pepper", "salt and pepper."),
        ("the 3rd of May, the 21st", "the third of may, the twenty first."),
        ("“It’s”   fine!!", "it's fine."),
        ("well-known café — open", "well known cafe, open."),
        ("agent 007", "agent zero zero seven."),
        ("how are you", "how are you?"),
        ("mp3", "mp three."),
    ],
)
def test_what_people_type(typed: str, spoken: str) -> None:
    assert spoken_form(typed) == spoken


@pytest.mark.parametrize("typed", ["", "  ", "?!", "😀", "$$$", "привет", "hello 世界"])
def test_what_can_not_be_spoken_is_refused(typed: str) -> None:
    with pytest.raises(BadText):
        spoken_form(typed)


def test_same_words_looks_through_case_marks_and_digits_only() -> None:
    assert same_words("Twenty-one apples!", "21 apples.")
    assert not same_words("two apples", "two apple")
    assert not same_words("red green", "green red")
