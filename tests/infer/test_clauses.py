"""Cutting a text: no word is lost, no clause is too long."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.errors import BadText
from speechwright.infer.clauses import LONGEST_CLAUSE, LONGEST_TEXT, Clause, join, split_text
from speechwright.tasks.spoken_form import spoken_form, words_of
from tests.audio.sounds import noise, tone

typed = st.text("abcdefghij ,.?!'0 ", min_size=1, max_size=500).map(lambda text: f"so {text}")


@settings(max_examples=100)
@given(typed)
def test_the_clauses_say_what_the_text_says(text: str):
    spoken = spoken_form(text)
    if max(map(len, spoken.split())) >= LONGEST_CLAUSE:
        return
    clauses = split_text(spoken)
    assert [word for clause in clauses for word in words_of(clause.text)] == words_of(spoken)
    for clause in clauses:
        assert len(clause.text) <= LONGEST_CLAUSE + 1 and clause.pause_s > 0
        assert clause.text[-1] in ".?" and spoken_form(clause.text) == clause.text


def test_a_short_text_is_cut_at_its_sentences_alone():
    assert [clause.text for clause in split_text("it is ten, i think. is it?")] == ["it is ten, i think.", "is it?"]


def test_a_long_sentence_is_cut_at_a_comma():
    first, second = "one two three four five six seven eight nine ten eleven", "and so on " * 5 + "to the very end"
    assert [clause.text for clause in split_text(f"{first}, {second}.")] == [f"{first}.", f"{second}."]


def test_what_no_clause_holds_is_refused():
    with pytest.raises(BadText, match="shorter words"):
        split_text("a" * (LONGEST_CLAUSE + 1) + ".")
    with pytest.raises(BadText, match=f"at most {LONGEST_TEXT}"):
        split_text("a " * LONGEST_TEXT + "a.")


def test_joined_speech_has_every_sample_and_the_pauses_between():
    sounds = [noise(length_s=0.3), tone(length_s=0.2), noise(length_s=0.1, seed=1)]
    audio = join(sounds, [Clause("a.", 0.25), Clause("b.", 0.5), Clause("c.", 0.75)])
    assert audio.length_s == pytest.approx(0.3 + 0.25 + 0.2 + 0.5 + 0.1)
    assert np.array_equal(audio.samples[:4800], sounds[0].samples) and not audio.samples[4800:8800].any()
    assert np.array_equal(audio.samples[-1600:], sounds[2].samples)
