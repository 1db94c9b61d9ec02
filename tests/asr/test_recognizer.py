import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.asr.recognizer import NOTHING, Heard, spoken_words
from speechwright.types import Span


@given(st.text(max_size=40))
@settings(max_examples=100)
def test_the_words_of_words_are_themselves(text):
    found = spoken_words(text)
    assert spoken_words(" ".join(found)) == found


def test_words_are_lower_case_without_marks():
    assert spoken_words("Don’t — stop, the ‘well-known’ dogs'!") == ("don't", "stop", "the", "well", "known", "dogs")


def test_nothing_heard_is_no_text_and_no_confidence():
    assert (NOTHING.text, NOTHING.words, NOTHING.confidence) == ("", (), 0.0)


@pytest.mark.parametrize(("text", "confidence"), [("two", 0.5), ("one", 1.5), ("one", -0.1)])
def test_what_was_heard_is_its_words_with_a_probability(text, confidence):
    with pytest.raises(AssertionError):
        Heard(text, (Span("one", 0.0, 0.5),), confidence)
