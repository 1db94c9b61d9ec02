"""A word list: what it knows, and that a text that goes on never gets stranger by less."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechwright.alphabet import letters_of
from speechwright.alphabet.lexicon import Lexicon
from speechwright.errors import BadModel

WORDS = ["tell", "teller", "me", "don't"]
LEXICON = Lexicon(["Tell me!", "the teller don't"])
SENTENCES = st.lists(st.sampled_from([*WORDS, "the", "te", "tells", "x", "mez"]), min_size=1).map(" ".join)


def strange(text: str, is_whole: bool, lexicon: Lexicon = LEXICON) -> int:
    return lexicon.count_strange(tuple(letters_of(text).tolist()), is_whole)


@pytest.mark.parametrize(
    "text, whole, begun",
    [
        ("", 0, 0),
        ("tell me", 0, 0),
        ("te", 1, 0),
        ("tells", 1, 1),
        ("te me", 1, 1),
        ("x x tel", 3, 2),
        ("don't!", 0, 0),
    ],
)
def test_words_that_are_none_are_counted(text: str, whole: int, begun: int):
    assert (strange(text, True), strange(text, False)) == (whole, begun)


@given(SENTENCES)
def test_a_text_that_goes_on_is_never_less_strange(text: str):
    counts = [strange(text[:end], False) for end in range(len(text) + 1)]
    assert counts == sorted(counts) and counts[-1] <= strange(text, True)


def test_a_file_holds_a_word_a_line(tmp_path: Path):
    LEXICON.save(tmp_path / "words.txt")
    assert (tmp_path / "words.txt").read_text("utf-8").splitlines() == LEXICON.words
    assert Lexicon.load(tmp_path / "words.txt").words == LEXICON.words
    (tmp_path / "words.txt").write_bytes(b"\xff\xfe\x00tell")
    with pytest.raises(BadModel, match=r"words\.txt unreadable"):
        Lexicon.load(tmp_path / "words.txt")
