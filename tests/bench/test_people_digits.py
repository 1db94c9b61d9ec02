"""The choice among ten digits by the letters' own probabilities."""

import numpy as np
import pytest
import torch

from speechwright.alphabet import ALPHABET
from speechwright.bench.suites.people_digits import DIGITS, choose_by_ctc, choose_by_lm, likeliest_digit
from tests.bench.box import bench
from tests.modelbox import babble


@pytest.mark.parametrize("digit", DIGITS)
def test_spelled_letters_are_chosen_whatever_their_timing(digit: str) -> None:
    rng = np.random.default_rng(len(digit))
    signs = "_".join(sign * int(rng.integers(1, 4)) for sign in digit)
    scores = torch.from_numpy(rng.normal(size=(len(signs), len(ALPHABET)))).float()
    scores[torch.arange(len(signs)), [ALPHABET.index(sign) for sign in signs]] += 4
    assert likeliest_digit(scores.log_softmax(-1)) == digit


def test_a_long_word_is_not_at_a_loss_in_an_unclear_sound() -> None:
    # Five letters have one timing in five frames, three have many; by the letter the long words still come first.
    uniform = torch.zeros(5, len(ALPHABET)).log_softmax(-1)
    assert likeliest_digit(uniform) in ("seven", "eight")


def test_too_few_frames_choose_nothing() -> None:
    assert likeliest_digit(torch.zeros(2, len(ALPHABET)).log_softmax(-1)) == ""


def test_both_ways_choose_a_digit_for_any_sound() -> None:
    units = bench().tokenizer.encode(babble(1.0))
    assert choose_by_lm(bench(), units, 0) in DIGITS and choose_by_ctc(bench().tokenizer, units) in DIGITS
