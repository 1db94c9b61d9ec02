"""Words are placed by what an engine tells of them, however it names them."""

import itertools

import pytest

from speechwright.corpus.edits.placing import placed_words, without_overlaps
from speechwright.corpus.rejected import Rejected
from speechwright.tasks.edits.transcript import Word
from speechwright.types import Span


def spans(*labels: str) -> list[Span]:
    return [Span(label, 0.5 * at, 0.5 * at + 0.5) for at, label in enumerate(labels)]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("It isn't here, is it?", ("It", "isn", "here", "is", "it")),
        ("Forty-two well-known men.", ("forty", "two", "well", "men")),
        ("It's here (now).", ("it", "'s", "here", "now")),
        ("I — of all — agree.", ("I", "of", "all", "agree")),
    ],
)
def test_every_word_has_a_place_in_order(text: str, labels: tuple[str, ...]) -> None:
    words = placed_words(text, spans(*labels), [], 1000)
    assert " ".join(word.text for word in words) == text.replace("— ", "")
    assert all(one.end <= other.begin for one, other in itertools.pairwise(words))
    assert words[-1].ends_sentence


def test_words_that_an_engine_has_as_one_are_parted_at_a_phoneme() -> None:
    sounds = [Span(label, 0.1 * at, 0.1 * at + 0.1) for at, label in enumerate(("dh", "ae", "t", "dh", "ah"))]
    words = placed_words("that the dog", [Span("that", 0, 0.5), Span("dog", 0.5, 0.9)], sounds, 1000)
    assert [(word.begin, word.end) for word in words] == [(0, 300), (300, 500), (500, 900)]


def test_a_pause_after_a_word_is_no_part_of_it() -> None:
    sounds = [Span("ah", 0, 0.2), Span("pau", 0.2, 0.5)]
    assert placed_words("a.", [Span("a", 0, 0.5)], sounds, 1000)[0].end == 200


@pytest.mark.parametrize("labels", [("dog",), ("the", "cat"), ()])
def test_other_words_are_refused(labels: tuple[str, ...]) -> None:
    with pytest.raises(Rejected, match="words not placed"):
        placed_words("the dog ran away fast today", spans(*labels), [], 1000)


def test_words_that_overlap_are_put_in_order_inside_the_sound() -> None:
    words = (Word("a", 0, 60), Word("b", 50, 90), Word("c", 80, 200))
    held = without_overlaps(words, 150)
    assert [(word.begin, word.end) for word in held] == [(0, 60), (60, 90), (90, 150)]
