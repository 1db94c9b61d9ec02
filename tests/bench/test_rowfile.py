"""Rows on disk: what a kill leaves is mended, and rows of something else are refused."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speechwright.bench.rowfile import RowFile
from speechwright.errors import BadData

KEY = {"model": "a", "seed": 1}
ROWS = [{"index": index, "came": {"lm": "é" * index}, "seconds": index / 3} for index in range(5)]


def test_rows_come_back_and_are_not_written_twice(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    RowFile(path, KEY).add(ROWS[:3])
    again = RowFile(path, KEY)
    assert list(again.rows.values()) == ROWS[:3]
    again.add(ROWS)
    assert again.rows == RowFile(path, KEY).rows == {row["index"]: row for row in ROWS}
    assert len(path.read_text("utf-8").splitlines()) == len(ROWS) + 1


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1))
def test_a_file_cut_anywhere_ends_as_if_it_had_not_been(tmp_path: Path, share: float) -> None:
    whole, cut = tmp_path / "whole.jsonl", tmp_path / "cut.jsonl"
    if not whole.exists():
        RowFile(whole, KEY).add(ROWS)
    data = whole.read_bytes()
    cut.write_bytes(data[: round(share * len(data))])
    RowFile(cut, KEY).add(ROWS)
    assert cut.read_bytes() == data


@pytest.mark.parametrize("text", ['{"key": {"model": "b", "seed": 1}}\n', "[]\n", "nonsense\n", '{"index": 3}\n'])
def test_other_files_are_refused_and_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(text, "utf-8")
    with pytest.raises(BadData, match="--out"):
        RowFile(path, KEY)
    assert path.read_text("utf-8") == text
