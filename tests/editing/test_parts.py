"""Rows of parts against plain lists of words: what is taken out, said again, moved and put in, in any order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from speechwright.editing import parts
from speechwright.editing.cuts import Gap
from speechwright.editing.parts import Made, Parts, whole

NUM_WORDS = 6
GAPS = [Gap(0.0, 0.0), *(Gap(at, at + 0.2) for at in range(1, NUM_WORDS)), Gap(NUM_WORDS, NUM_WORDS)]
PLACES = st.integers(0, NUM_WORDS)
STRETCHES = st.lists(PLACES, min_size=2, max_size=2, unique=True).map(sorted)


@dataclass(frozen=True)
class Word:
    """A word from one gap to another; of a new one, which; new ones that replace nothing lie in one gap."""

    begin: int
    end: int
    new: str = ""

    def is_in(self, begin: int, end: int) -> bool:
        return begin <= self.begin < self.end <= end


UNTOUCHED = [Word(at, at + 1) for at in range(NUM_WORDS)]


def new(text: str) -> Made:
    return Made(np.zeros((0, 1)), text)


def listed(row: Parts) -> list[Word]:
    """The words of a row."""
    found: list[Word] = []
    for part in row:
        begin, end = GAPS.index(part.begin), GAPS.index(part.end)
        found += [Word(begin, end, part.made.text)] if part.made else [Word(at, at + 1) for at in range(begin, end)]
    return found


def put(words: list[Word], at: int, new: list[Word]) -> list[Word]:
    """Behind what ends at a gap; else before what begins there; else behind all that ended earlier."""
    ends = [place + 1 for place, word in enumerate(words) if word.end == at]
    begins = [place for place, word in enumerate(words) if word.begin == at]
    earlier = [0, *(place + 1 for place, word in enumerate(words) if word.end <= at)]
    place = ends[-1] if ends else begins[0] if begins else earlier[-1]
    return [*words[:place], *new, *words[place:]]


@dataclass(frozen=True)
class Step:
    kind: str
    begin: int
    end: int
    to: int
    text: str

    def on_parts(self, row: Parts) -> Parts:
        begin, end = GAPS[self.begin], GAPS[self.end]
        if self.kind == "delete":
            return parts.without(row, begin, end)
        if self.kind == "repeat":
            return parts.repeated(row, begin, end, 3)
        if self.kind == "move":
            return parts.moved(row, begin, end, GAPS[self.to])
        if self.kind == "insert":
            return parts.inserted(row, GAPS[self.to], new(self.text))
        return parts.replaced(row, begin, end, new(self.text))

    def on_words(self, words: list[Word]) -> list[Word]:
        inside = [word for word in words if word.is_in(self.begin, self.end)]
        rest = [word for word in words if word not in inside]
        if self.kind == "delete":
            return rest
        if self.kind == "repeat":
            last = max((at for at, word in enumerate(words) if word in inside), default=-1)
            return [*words[: last + 1], *inside * 2, *words[last + 1 :]]
        if self.kind == "move":
            return put(rest, self.to, inside)
        if self.kind == "insert":
            return put(words, self.to, [Word(self.to, self.to, self.text)])
        fresh = Word(self.begin, self.end, self.text)
        if not inside:
            return put(words, self.begin, [fresh])
        first = next(at for at, word in enumerate(words) if word in inside)
        return [*(word for word in words[:first]), fresh, *(word for word in words[first:] if word not in inside)]


@st.composite
def steps(draw: st.DrawFn) -> Step:
    begin, end = draw(STRETCHES)
    kind = draw(st.sampled_from(["delete", "repeat", "move", "insert", "replace"]))
    to = draw(PLACES.filter(lambda at: kind != "move" or not begin < at < end))
    return Step(kind, begin, end, to, draw(st.sampled_from("abc")))


@given(st.lists(steps(), max_size=5))
def test_a_row_says_what_a_list_of_words_would(script: list[Step]) -> None:
    row, words = whole(NUM_WORDS), UNTOUCHED
    for step in script:
        row, words = step.on_parts(row), step.on_words(words)
    assert listed(row) == words


@given(st.lists(steps(), max_size=4), STRETCHES, STRETCHES)
def test_what_goes_is_gone_in_any_order_and_once(script: list[Step], one: list[int], two: list[int]) -> None:
    row = whole(NUM_WORDS)
    for step in script:
        row = step.on_parts(row)
    (a, b), (c, d) = one, two
    there = parts.without(parts.without(row, GAPS[a], GAPS[b]), GAPS[c], GAPS[d])
    back = parts.without(parts.without(row, GAPS[c], GAPS[d]), GAPS[a], GAPS[b])
    assert listed(there) == listed(back)
    assert parts.without(there, GAPS[a], GAPS[b]) == there


@given(STRETCHES, PLACES)
def test_what_is_moved_there_and_back_is_where_it_was(stretch: list[int], to: int) -> None:
    begin, end = (GAPS[at] for at in stretch)
    row = whole(NUM_WORDS)
    if not stretch[0] < to < stretch[1]:
        there = parts.moved(row, begin, end, GAPS[to])
        assert listed(parts.moved(there, begin, end, begin)) == listed(row)


@given(STRETCHES, st.integers(1, 4))
def test_said_so_often_and_no_word_more(stretch: list[int], times: int) -> None:
    begin, end = stretch
    words = listed(parts.repeated(whole(NUM_WORDS), GAPS[begin], GAPS[end], times))
    assert [words.count(word) for word in UNTOUCHED] == [times if begin <= at < end else 1 for at in range(NUM_WORDS)]
    assert parts.without(parts.repeated(whole(NUM_WORDS), GAPS[0], GAPS[-1], times), GAPS[0], GAPS[-1]) == ()


def test_what_stands_elsewhere_is_known() -> None:
    row = parts.repeated(parts.moved(whole(NUM_WORDS), GAPS[1], GAPS[2], GAPS[4]), GAPS[4], GAPS[5], 2)
    elsewhere = [part for part in row if part.is_elsewhere]
    assert [(GAPS.index(part.begin), GAPS.index(part.end)) for part in elsewhere] == [(1, 2), (4, 5)]
