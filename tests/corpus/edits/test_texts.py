"""Texts get what a kind of pair needs, and keep their words."""

import numpy as np

from speechwright.corpus.edits.texts import FILLERS, with_fillers, with_pause

TEXT = "Today we will cook some rice."


def test_fillers_come_between_the_words() -> None:
    for seed in range(20):
        words = with_fillers(TEXT, np.random.default_rng(seed)).split()
        added = [word for word in words if word.rstrip(",") in FILLERS]
        assert 1 <= len(added) <= 2 and [word for word in words if word not in added] == TEXT.split()
        assert words[0] == "Today"


def test_a_pause_comes_after_a_word_without_a_mark() -> None:
    for seed in range(20):
        text = with_pause(TEXT, np.random.default_rng(seed))
        assert text.count(";") == 1 and text.replace(";", "") == TEXT


def test_short_texts_stay() -> None:
    rng = np.random.default_rng(0)
    assert with_fillers("Oh my.", rng) == "Oh my." and with_pause("Oh my.", rng) == "Oh my."
