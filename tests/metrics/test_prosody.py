"""Rules of prosody, and how far words drift."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechwright.metrics.prosody import SaidWord, away_from, drift, moved, prominence, semitones

WORDS = st.lists(
    st.builds(SaidWord, st.sampled_from("abcd"), st.floats(0.05, 1), st.just((90.0, 140.0, 110.0))),
    min_size=1,
    max_size=8,
)


def test_changes_must_go_the_right_way_and_far_enough() -> None:
    assert moved(-0.06, -1, 0.05) and not moved(-0.04, -1, 0.05) and not moved(0.06, -1, 0.05)
    assert moved(0.04, 1, 0.05, asked=0.06), "less was asked for than the bound demands"
    assert not moved(0.02, 1, 0.05, asked=0.06) and not moved(0.0, 1, 0.05, asked=0.0)


def test_an_octave_has_twelve_semitones() -> None:
    assert semitones(200, 100) == pytest.approx(12) and semitones(100, 200) == pytest.approx(-12)


@pytest.mark.parametrize(
    "louder", [(0.2, 0.1, 120, 100, 0.3, 3), (0.1, 0.1, 140, 100, 0.3, 3), (0.1, 0.1, 120, 100, 0.6, 3)]
)
def test_louder_higher_and_longer_stands_out(louder: tuple[float, ...]) -> None:
    assert prominence(*louder) > prominence(0.1, 0.1, 120, 100, 0.3, 3)


def test_without_a_voice_pitch_does_not_count() -> None:
    assert prominence(0.1, 0.1, 0, 100, 0.3, 3) == prominence(0.1, 0.1, 100, 100, 0.3, 3)


@given(WORDS)
def test_nothing_drifts_from_itself(words: list[SaidWord]) -> None:
    found = drift(words, words)
    assert found and found.duration_percent == pytest.approx(0) and found.f0_semitones == pytest.approx(0)


@given(WORDS, st.floats(0.8, 1.25))
def test_longer_words_drift_by_their_share(words: list[SaidWord], factor: float) -> None:
    longer = [SaidWord(word.text, word.length_s * factor, word.f0_hz) for word in words]
    found = drift(words, longer)
    assert found and found.duration_percent <= 100 * abs(factor - 1) + 1e-6


def test_a_missing_word_costs_a_second_and_pitch_is_told_in_semitones() -> None:
    one = [SaidWord("a", 0.5, (100.0, 100.0, 100.0)), SaidWord("b", 0.5)]
    other = [SaidWord("a", 0.5, (200.0, 200.0, 200.0))]
    found = drift(one, other)
    assert found and found.duration_percent == pytest.approx(100) and found.f0_semitones == pytest.approx(12)
    unvoiced = drift(one[1:], one[1:])
    assert unvoiced and unvoiced.f0_semitones is None and unvoiced.num_unvoiced == 1
    assert drift([], other) is None


def test_three_neighbours_count_as_edited() -> None:
    assert away_from([False] * 4 + [True] + [False] * 4) == [True] + [False] * 7 + [True]
    assert away_from([False] * 3) == [True] * 3
