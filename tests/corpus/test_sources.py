from pathlib import Path

import numpy as np
import pytest

from speechwright.corpus import SOURCES
from speechwright.corpus.sources import choose, is_held_out, read_lines
from speechwright.errors import BadData, BadText
from speechwright.tasks.spoken_form import spoken_form

LINES = [f"Sentence number {i} speaks of {word}." for i in range(150) for word in ("rivers", "towers")]


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    path = tmp_path / "lines.txt"
    path.write_text("\n".join(LINES) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", list(SOURCES))
def test_draws_follow_the_seed_and_are_in_spoken_form(name: str, texts: Path) -> None:
    kind = SOURCES[name]
    source = kind(share=1, **({"path": texts} if "path" in kind.model_fields else {}))
    first, again = ([source.draw(np.random.default_rng([5, i]), "train") for i in range(40)] for _ in range(2))
    assert first == again and len(set(first)) >= (9 if name == "digits" else 21)
    assert all(text == spoken_form(text) for text in first)


def test_train_and_test_lines_are_apart_and_complete(texts: Path) -> None:
    train, test = read_lines(texts, "train"), read_lines(texts, "test")
    assert not set(train) & set(test)
    assert sorted(train + test) == sorted(spoken_form(line) for line in LINES)
    assert 0 < len(test) < len(train) / 10


def test_a_line_is_held_out_wherever_it_stands() -> None:
    assert [is_held_out(line) for line in LINES] == [is_held_out(f"  {line}\n") for line in LINES]


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00bad", b""])
def test_a_bad_file_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "bad.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises((BadText, BadData)):
        read_lines(path, "train")


def test_choice_follows_the_shares() -> None:
    rng = np.random.default_rng(0)
    drawn = [choose(rng, ("a", "b", "c"), (1.0, 0.0, 3.0)) for _ in range(4000)]
    assert "b" not in drawn and 0.22 < drawn.count("a") / 4000 < 0.28
