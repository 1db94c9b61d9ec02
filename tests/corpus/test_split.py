import numpy as np

from speechwright.corpus.split import choose, is_held_out, members

LINES = [f"Sentence number {i} speaks of {word}." for i in range(150) for word in ("rivers", "towers")]


def test_a_text_is_held_out_wherever_it_stands() -> None:
    assert [is_held_out(line) for line in LINES] == [is_held_out(f"  {line}\n") for line in LINES]


def test_train_and_test_are_apart_and_complete() -> None:
    train, test = (members(LINES, split, 10) for split in ("train", "test"))  # type: ignore[arg-type]
    assert sorted([*train, *test]) == list(range(len(LINES)))
    assert 0.05 < len(test) / len(LINES) < 0.17 and not len(members(LINES, "test", 0))


def test_choice_follows_the_shares() -> None:
    rng = np.random.default_rng(0)
    drawn = [choose(rng, ("a", "b", "c"), (1.0, 0.0, 3.0)) for _ in range(4000)]
    assert "b" not in drawn and 0.22 < drawn.count("a") / 4000 < 0.28
