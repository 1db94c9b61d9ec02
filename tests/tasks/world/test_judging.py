from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.tasks.world.judging import copies, names, says_yes, settles_on, settles_on_number, without

_WORDS = st.lists(st.sampled_from(["the", "new", "delhi", "red", "one"]), max_size=8)


@settings(max_examples=100)
@given(_WORDS, st.sampled_from(["new", "new delhi", "red", "the the"]))
def test_what_is_taken_out_is_no_longer_named(words: list[str], phrase: str) -> None:
    assert not names(without(words, [phrase]), phrase)
    assert names(words, phrase) or without(words, [phrase]) == words


def test_names_knows_whole_words_only() -> None:
    assert names(["new", "delhi"], "new delhi") and names(["delhi"], "delhi")
    assert not names(["renew", "delhi"], "new delhi") and not names(["new", "old", "delhi"], "new delhi")


def test_settling_on_one_choice() -> None:
    choices = ("paris", "rome", "france")
    assert settles_on("The capital of France is Paris!", "paris", choices, echo=("france",))
    assert settles_on("paris", "paris", choices)
    assert not settles_on("paris or rome", "paris", choices)
    assert not settles_on("the capital of france is paris", "paris", choices)
    assert not settles_on("no idea", "paris", choices)


def test_settling_on_a_number() -> None:
    assert settles_on_number("that is 42.", 42)
    assert settles_on_number("forty plus two is forty two", 42, echo=[40, 2])
    assert not settles_on_number("forty two or forty three", 42, echo=[40, 2])
    assert not settles_on_number("forty", 42, echo=[40, 2])


def test_yes_and_no() -> None:
    assert [says_yes(answer) for answer in ("Yes, it is.", "no", "maybe", "", "yes and no")] == [
        True,
        False,
        None,
        None,
        None,
    ]


def test_copying_a_phrase_without_another_number() -> None:
    assert copies("timer set for five minutes.", "five minutes")
    assert not copies("timer set for twenty five minutes.", "five minutes")
    assert not copies("five minutes on monday", "five minutes", others=("on monday",))
