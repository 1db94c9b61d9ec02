"""Laws of the probabilities of texts under CTC."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.nn import functional as F

from speechwright.alphabet.paths import BLANK, LetterScores

NUM_LETTERS = 4
TEXTS = st.lists(st.integers(1, NUM_LETTERS - 1), max_size=5).map(tuple)


def log_probs(seed: int, num_frames: int) -> np.ndarray:
    sharp = 3 * np.random.default_rng(seed).normal(size=(num_frames, NUM_LETTERS))
    return sharp - np.logaddexp.reduce(sharp, axis=1, keepdims=True)


RECORDINGS = st.builds(log_probs, st.integers(0, 10**6), st.integers(5, 12))


@given(RECORDINGS, TEXTS)
def test_a_whole_text_is_as_likely_as_pytorch_says(letters: np.ndarray, text: tuple[int, ...]):
    lengths = torch.tensor([len(letters)]), torch.tensor([len(text)])
    target = torch.tensor([text], dtype=torch.long).reshape(1, -1)
    loss = F.ctc_loss(torch.from_numpy(letters)[:, None], target, *lengths, blank=BLANK, reduction="sum")
    found = LetterScores(letters).whole([text])[0]
    assert found == pytest.approx(-float(loss), abs=1e-9) if loss.isfinite() else found < -1e20


@given(RECORDINGS, TEXTS)
def test_what_begins_with_a_text_ends_there_or_goes_on(letters: np.ndarray, text: tuple[int, ...]):
    scores = LetterScores(letters)
    longer = scores.begun([(*text, letter) for letter in range(1, NUM_LETTERS)])
    assert scores.begun([text])[0] == pytest.approx(np.logaddexp.reduce([*longer, scores.whole([text])[0]]), abs=1e-9)


@given(RECORDINGS, st.lists(TEXTS, min_size=1, max_size=3, unique=True))
def test_all_letters_that_may_follow_are_scored_at_once(letters: np.ndarray, texts: list[tuple[int, ...]]):
    found = LetterScores(letters).begun_next(texts)
    one_by_one = LetterScores(letters)
    for text, row in zip(texts, found, strict=True):
        expected = one_by_one.begun([(*text, letter) for letter in range(1, NUM_LETTERS)])
        possible = expected > -1e20
        assert (row[1:][~possible] < -1e20).all() and row[BLANK] < -1e20
        assert row[1:][possible] == pytest.approx(expected[possible], abs=1e-9)


def test_a_long_recording_is_no_harder():
    letters = np.tile(log_probs(1, 10), (300, 1))
    text = tuple(np.random.default_rng(2).integers(1, NUM_LETTERS, 800).tolist())
    target, num = torch.tensor([text]), torch.tensor([len(letters)])
    loss = F.ctc_loss(torch.from_numpy(letters)[:, None], target, num, torch.tensor([len(text)]), reduction="sum")
    assert LetterScores(letters).whole([text])[0] == pytest.approx(-float(loss), rel=1e-9)


def test_an_impossible_letter_leaves_the_others_as_they_are():
    letters = log_probs(3, 8)
    without = letters.copy()
    without[:, 3] = -np.inf
    assert LetterScores(without).whole([(1, 2)])[0] == LetterScores(letters).whole([(1, 2)])[0]
    assert LetterScores(without).begun([(3,)])[0] < -900


def test_what_is_kept_can_be_gone_on_from():
    letters, text = log_probs(4, 12), (1, 1, 2, 3)
    wanted = LetterScores(letters).whole([text])[0]
    scores = LetterScores(letters)
    for end in (1, 2, 3):
        scores.begun([text[:end], (*text[: end - 1], 3)])
        scores.keep([text[:end]])
    assert scores.whole([text])[0] == wanted
