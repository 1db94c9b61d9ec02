"""Phrases for parts of a recording, and the words that they mean."""

import pytest

from speechwright.tasks.edits.phrase import phrase_of
from speechwright.tasks.edits.places import ground_of, target_of
from speechwright.tasks.edits.points import points_of
from tests.tasks.edits.plans import SEASIDE

END = len(SEASIDE.words)
WORDS = {
    "bright": [(9, 10)],
    "the word bright": [(9, 10)],
    "“Bright,”": [(9, 10)],
    "the phrase I think": [(1, 3)],
    "the words could see": [(14, 16)],
    "the second the": [(12, 13)],
    "the last very": [(8, 9)],
    "every very": [(7, 8), (8, 9)],
    "both verys": [(7, 8), (8, 9)],
    "all the lighthouses": [(5, 6), (33, 34)],
    "the 2nd occurrence of very": [(8, 9)],
    "very the second time it is said": [(8, 9)],
    "the very before bright": [(8, 9)],
    "the the that comes after until": [(25, 26)],
    "the word lighthouse in the question": [(33, 34)],
    "the last word": [(33, 34)],
    "the first two words": [(0, 2)],
    "word 3": [(2, 3)],
    "words three to five": [(2, 5)],
    "the second to last word": [(32, 33)],
    "the last word of the first sentence": [(18, 19)],
    "the word after harbour": [(24, 25)],
    "the second sentence": [(19, 29)],
    "the last two sentences": [(19, 34)],
    "the sentence about the harbour": [(19, 29)],
    "the sentence that starts with so": [(0, 19)],
    "the sentence with sun": [(19, 29)],
    "the question": [(29, 34)],
    "between think and was": [(3, 6)],
    "from we to harbour": [(19, 24)],
    "everything after harbour": [(24, END)],
    "everything before harbour": [(0, 23)],
    "from harbour on": [(23, END)],
    "from harbour to the end": [(23, END)],
    "the first and the last word": [(0, 1), (33, 34)],
    "the first word and the last one": [(0, 1), (33, 34)],
    "words 2 and 5": [(1, 2), (4, 5)],
    "bright, miles and um": [(9, 10), (18, 19), (10, 11)],
    "everything except the last sentence": [(0, 29)],
}
SECONDS = {
    "from 1.2 s to 3 s": (1.2, 3),
    "between 1 and 2.5 seconds": (1, 2.5),
    "the first two seconds": (0, 2),
    "until 2 s": (0, 2),
    "from 0:01 to 0:02": (1, 2),
    "from one second to two and a half seconds": (1, 2.5),
}
POINTS = {
    "after harbour": [24],
    "right before the question": [29],
    "between old and lighthouse": [5],
    "between very and very": [8],
    "between the first and second sentence": [19],
    "at the very beginning": [0],
    "at the end": [END],
    "at the end of the second sentence": [29],
    "between sentences": [19, 29],
    "after every sentence": [19, 29, END],
    "after miles and before the question": [19, 29],
}


@pytest.mark.parametrize(("phrase", "runs"), WORDS.items())
def test_words(phrase: str, runs: list[tuple[int, int]]) -> None:
    target = target_of(phrase, ground_of(SEASIDE))
    assert target.problem is None and [(place.words.first, place.words.last) for place in target.places] == runs


@pytest.mark.parametrize(("phrase", "seconds"), SECONDS.items())
def test_seconds(phrase: str, seconds: tuple[float, float]) -> None:
    target = target_of(phrase, ground_of(SEASIDE))
    (place,) = target.places
    assert (place.begin, place.end) == tuple(round(second * SEASIDE.rate_hz) for second in seconds)


@pytest.mark.parametrize(("phrase", "gaps"), POINTS.items())
def test_points(phrase: str, gaps: list[int]) -> None:
    target = points_of(phrase_of(phrase), ground_of(SEASIDE))[0]
    assert target.problem is None and [place.words.first for place in target.places] == gaps
    assert all(place.begin == place.end for place in target.places)


def test_the_gap_after_a_word_is_the_gap_before_the_next() -> None:
    ground = ground_of(SEASIDE)
    for place in range(1, END):
        after = points_of(phrase_of(f"after word {place}"), ground)[0]
        before = points_of(phrase_of(f"before word {place + 1}"), ground)[0]
        assert after.places == before.places
