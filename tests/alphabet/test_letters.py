import numpy as np

from speechwright.alphabet import ALPHABET, greedy_text, letters_of


def test_greedy_reading_collapses_then_drops_blanks() -> None:
    classes = np.array([ALPHABET.index(char) for char in "_hh_ee_l_ll_oo_ "])
    assert greedy_text(classes) == "hello"


def test_letters_are_plain_and_single_spaced() -> None:
    assert "".join(ALPHABET[i] for i in letters_of("Don't  STOP, twenty-one!")) == "don't stop twenty one"


def test_reading_what_is_spelled_with_blanks_between_gives_it_back() -> None:
    text = "a little bell"
    classes = np.stack([letters_of(text), np.zeros(len(text), np.int64)], 1).flatten()
    assert greedy_text(classes) == text
