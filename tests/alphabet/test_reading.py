"""Letters read as words, against every text that there is."""

from itertools import product

import numpy as np
import pytest

from speechwright.alphabet import ALPHABET, greedy_text, letters_of, reading, spelled
from speechwright.alphabet.lexicon import Lexicon
from speechwright.alphabet.paths import LetterScores
from speechwright.alphabet.reading import STRANGE_COST, read_words

LEXICON = Lexicon(["see", "the", "week day three"])


def frames(text: str, sharpness: float = 8.0) -> np.ndarray:
    """Letters that say a text, three frames each and a blank after them; all else is equally unlikely."""
    classes = [place for letter in letters_of(text).tolist() for place in (letter, letter, letter, 0)]
    scores = sharpness * np.eye(len(ALPHABET))[classes]
    return scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)


@pytest.mark.parametrize("text", ["see the day", "three", "week"])
def test_known_words_are_read_as_they_are_spelled(text: str):
    assert read_words(frames(text), LEXICON) == greedy_text(frames(text).argmax(1)) == text


def test_a_word_that_is_none_gives_way_to_one_that_sounds_like_it():
    heard = frames("the wek day", 3.5)
    assert greedy_text(heard.argmax(1)) == "the wek day" and read_words(heard, LEXICON) == "the week day"


def test_a_strange_word_that_is_clear_enough_is_believed():
    assert read_words(frames("wax", 20.0), LEXICON) == "wax"


@pytest.mark.parametrize("seed", range(6))
def test_the_best_of_all_texts_is_found(seed: int, monkeypatch: pytest.MonkeyPatch):
    """Of the letters of "see" and the space, in five frames."""
    monkeypatch.setattr(reading, "BEAM", 1000)
    own = [0, *sorted(set(letters_of("see s").tolist()))]
    scores = np.full((5, len(ALPHABET)), -50.0)
    scores[:, own] = 2.5 * np.random.default_rng(seed).normal(size=(5, len(own)))
    scores -= np.logaddexp.reduce(scores, axis=1, keepdims=True)
    texts = [text for length in range(6) for text in product(own[1:], repeat=length) if _is_plain(spelled(text))]
    strange = np.array([LEXICON.count_strange(text, True) for text in texts])
    worth = LetterScores(scores).whole(texts) - STRANGE_COST * strange
    assert read_words(scores, LEXICON) == spelled(texts[int(worth.argmax())])


def _is_plain(text: str) -> bool:
    return text == " ".join(text.split())


def test_nothing_heard_is_no_text():
    assert read_words(np.zeros((0, len(ALPHABET))), LEXICON) == ""
    assert read_words(frames("")[:0], LEXICON) == ""
