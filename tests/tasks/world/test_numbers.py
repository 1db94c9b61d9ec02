from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.tasks.world.numbers import (
    LARGEST,
    amount,
    find_numbers,
    number_value,
    number_words,
    ordinal_words,
)


def test_every_number_to_a_thousand_comes_back() -> None:
    spoken = [number_words(number) for number in range(1001)]
    assert len(set(spoken)) == 1001
    assert [number_value(words) for words in spoken] == list(range(1001))


@settings(max_examples=100)
@given(st.integers(0, LARGEST))
def test_larger_numbers_come_back_too(number: int) -> None:
    assert number_value(number_words(number)) == number


def test_known_numbers() -> None:
    assert number_words(105) == "one hundred and five"
    assert number_words(3005) == "three thousand and five"
    assert number_words(142_360) == "one hundred and forty two thousand three hundred and sixty"


@settings(max_examples=50)
@given(st.lists(st.sampled_from(["one", "twenty", "hundred", "thousand", "and", "zero", "five", "cat"]), max_size=7))
def test_words_in_another_order_are_no_number(words: list[str]) -> None:
    value = number_value(" ".join(words))
    assert value is None or number_words(value).split() == words


@settings(max_examples=100)
@given(st.lists(st.integers(0, 200), max_size=5))
def test_numbers_between_other_words_are_found(numbers: list[int]) -> None:
    words = [word for number in numbers for word in ["cat", *number_words(number).split()]]
    assert find_numbers(words) == numbers


@settings(max_examples=100)
@given(st.integers(0, 95), st.integers(1, 6))
def test_numbers_in_sequence_up_to_a_hundred_are_told_apart(first: int, length: int) -> None:
    numbers = list(range(first, first + length))
    assert find_numbers(" ".join(map(number_words, numbers)).split()) == numbers


def test_ordinals() -> None:
    spoken = [ordinal_words(number) for number in range(1, 32)]
    assert len(set(spoken)) == 31
    assert [spoken[i - 1] for i in (1, 2, 3, 5, 8, 9, 12, 20, 21, 31)] == (
        "first,second,third,fifth,eighth,ninth,twelfth,twentieth,twenty first,thirty first".split(",")
    )


def test_one_is_singular() -> None:
    assert [amount(1, "hour"), amount(2, "hour"), amount(21, "day")] == ["one hour", "two hours", "twenty one days"]
