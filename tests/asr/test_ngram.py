import itertools
import math

import pocketsphinx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.asr.ngram import END, START, NGrams, arpa_words
from speechwright.errors import BadModel, BadText

sentences = st.lists(st.sampled_from("ab bc cd de".split()), min_size=1, max_size=6).map(" ".join)
domains = st.lists(sentences, min_size=1, max_size=8)
orders = st.integers(1, 3)


def histories(model: NGrams) -> list[tuple[str, ...]]:
    """All that can stand before a word, up to two words, seen or not."""
    known = model.vocabulary
    pairs = [*itertools.product(known, known), *((START, word) for word in known)]
    return [(), (START,), *((word,) for word in known), *pairs]


def read_by_library(path) -> tuple[pocketsphinx.NGramModel, pocketsphinx.LogMath]:
    return pocketsphinx.NGramModel.readfile(str(path)), pocketsphinx.LogMath()


@given(domains, orders)
@settings(max_examples=40)
def test_the_probabilities_of_every_history_sum_to_one(domain, order):
    model = NGrams(domain, order)
    for history in histories(model):
        total = sum(model.probability(word, history) for word in (*model.vocabulary, END))
        assert total == pytest.approx(1, abs=1e-9)


@given(domains, orders)
@settings(max_examples=15)
def test_the_library_reads_the_same_probabilities_from_the_file(tmp_path_factory, domain, order):
    model, path = NGrams(domain, order), tmp_path_factory.mktemp("arpa") / "domain.arpa"
    model.write(path)
    read, logs = read_by_library(path)
    for history, word in itertools.product(histories(model), (*model.vocabulary, END)):
        found = logs.log_to_ln(read.prob([word, *reversed(history)]))
        assert found == pytest.approx(math.log(model.probability(word, history)), abs=0.01)


def test_what_was_seen_more_is_likelier_and_what_was_not_is_possible():
    model = NGrams(["turn on the light"] * 8 + ["turn off the light", "dim the lamp"])
    assert model.probability("on", (START, "turn")) > model.probability("off", (START, "turn")) > 0
    assert model.probability("dim", (START,)) < model.probability("turn", (START,))
    assert 0 < model.probability("lamp", ("turn", "on")) < model.probability("the", ("turn", "on"))
    assert model.probability("nowhere", ("turn",)) == 0


def test_a_longer_order_tells_what_a_shorter_one_cannot():
    domain = ["red stop now", "green go now", "red stop later", "green go later"]
    by_order = [NGrams(domain, order).probability("stop", (START, "red")) for order in (1, 2, 3)]
    assert by_order[0] < by_order[1] < by_order[2]


def test_only_the_last_words_of_a_history_count():
    model = NGrams(["one two three four", "two one four three"])
    assert model.probability("three", (START, "one", "two")) == model.probability("three", ("one", "two"))


def test_the_words_of_a_file_are_those_of_the_sentences(tmp_path):
    model = NGrams(["What’s the time?", "The TIME, please."])
    model.write(tmp_path / "clock.arpa")
    assert arpa_words(tmp_path / "clock.arpa") == model.vocabulary == ("please", "the", "time", "what's")


def test_the_same_sentences_in_any_order_give_the_same_file(tmp_path):
    domain = ["one two", "two three", "three one two"]
    NGrams(domain).write(tmp_path / "a.arpa")
    NGrams(domain[::-1]).write(tmp_path / "b.arpa")
    assert (tmp_path / "a.arpa").read_bytes() == (tmp_path / "b.arpa").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.arpa", "b.arpa"]


@pytest.mark.parametrize("domain", [[], ["one", "…"]])
def test_sentences_without_words_are_refused(domain):
    with pytest.raises(BadText, match=r"no sentences|sentence 1, '…'"):
        NGrams(domain)


def test_what_is_no_arpa_file_is_refused(tmp_path):
    (tmp_path / "note.txt").write_text("not a model")
    (tmp_path / "bare.arpa").write_text("\\1-grams:\n-1.0\n")
    for name in ("absent.arpa", "note.txt", "bare.arpa"):
        with pytest.raises(BadModel, match=name):
            arpa_words(tmp_path / name)
