from functools import cache

import jiwer
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.errors import BadData, BadText
from speechwright.metrics.text import cer, character_counts, edit_counts, wer, word_counts, words

sequences = st.lists(st.sampled_from("abcd"), max_size=9)
sentences = st.lists(st.sampled_from("one two three four five".split()), min_size=1, max_size=8).map(" ".join)
sentence_pairs = st.lists(st.tuples(sentences, sentences), min_size=1, max_size=5)


@cache
def fewest(reference: tuple[str, ...], hypothesis: tuple[str, ...]) -> tuple[int, int]:
    """(errors, substitutions), the least pair, by trying all alignments."""
    if not reference or not hypothesis:
        return len(reference) + len(hypothesis), 0
    wrong = int(reference[-1] != hypothesis[-1])
    errors, substitutions = fewest(reference[:-1], hypothesis[:-1])
    deleted, inserted = fewest(reference[:-1], hypothesis), fewest(reference, hypothesis[:-1])
    return min((errors + wrong, substitutions + wrong), (deleted[0] + 1, deleted[1]), (inserted[0] + 1, inserted[1]))


@given(sequences, sequences)
@settings(max_examples=150)
def test_counts_are_the_fewest_errors_and_then_the_fewest_substitutions(reference, hypothesis):
    counts = edit_counts(reference, hypothesis)
    assert (counts.errors, counts.substitutions) == fewest(tuple(reference), tuple(hypothesis))
    assert (counts.reference_length, counts.hypothesis_length) == (len(reference), len(hypothesis))
    assert min(counts.hits, counts.deletions, counts.insertions) >= 0


@given(sequences, sequences)
@settings(max_examples=50)
def test_swapping_the_sides_swaps_deletions_and_insertions(reference, hypothesis):
    there, back = edit_counts(reference, hypothesis), edit_counts(hypothesis, reference)
    assert (there.hits, there.substitutions) == (back.hits, back.substitutions)
    assert (there.deletions, there.insertions) == (back.insertions, back.deletions)


@given(sentence_pairs)
@settings(max_examples=60)
def test_rates_equal_those_of_jiwer(pairs):
    references, hypotheses = [list(side) for side in zip(*pairs, strict=True)]
    assert wer(references, hypotheses) == pytest.approx(jiwer.wer(references, hypotheses))
    assert cer(references, hypotheses) == pytest.approx(jiwer.cer(references, hypotheses))


@given(st.text(max_size=40))
@settings(max_examples=200)
def test_the_words_of_words_are_themselves(text):
    found = words(text)
    assert words(" ".join(found)) == found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Don’t stop!", ("don't", "stop")),
        ("A well-known — and/or “quoted” — man", ("a", "well", "known", "and", "or", "quoted", "man")),
        ("the dogs' 'own' o'clock", ("the", "dogs", "own", "o'clock")),
        ("Room 12, 3.5 km", ("room", "12", "3", "5", "km")),
        ("cafe\u0301 naïve", ("café", "naïve")),
        ("…", ()),
    ],
)
def test_normalisation(text, wanted):
    assert words(text) == wanted


def test_an_empty_hypothesis_keeps_its_place_in_the_denominator():
    counts = word_counts(["one two", "three"], ["one two", ""])
    assert [count.deletions for count in counts] == [0, 1]
    assert wer(["one two", "three"], ["one two", ""]) == pytest.approx(1 / 3)


def test_characters_count_the_space_between_words():
    (counts,) = character_counts(["some one"], ["someone"])
    assert (counts.deletions, counts.errors, counts.reference_length) == (1, 1, 8)


def test_lists_of_different_lengths_are_refused():
    with pytest.raises(BadData, match="1 hypotheses for 2 references"):
        wer(["one", "two"], ["one"])


def test_references_without_words_have_no_rate():
    with pytest.raises(BadText, match="without words"):
        wer(["…"], ["one"])
