"""Laws of data sets on disk: what is written is read, killed builds end with the same bytes, nothing broken passes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright import shards
from speechwright.errors import BadData
from speechwright.rows import (
    spec_metadata,
)
from speechwright.shards import ShardWriter, open_shards, read_shards
from speechwright.types import UnitSpec

SPEC = UnitSpec("mini", 25.0, 125, 1, True, 16000, "ab" * 32)
NUMBERS = pa.schema({"number": pa.int64(), "name": pa.string()})
NUM_ITEMS = 203


class Killed(Exception):
    """Stands for the moment of a kill."""


def item(number: int) -> dict[str, Any]:
    return {"number": number, "name": f"name {number}"}


def build(folder: Path, killed_at: int | None = None, rows_per_shard: int = 50) -> ShardWriter:
    """A build of NUM_ITEMS items, every seventh of which is rejected."""
    writer = ShardWriter(folder, NUMBERS, rows_per_shard, spec_metadata(SPEC))
    for number in range(writer.items_done, NUM_ITEMS):
        if number == killed_at:
            raise Killed
        if number % 7 == 3:
            writer.reject("a multiple of seven and three", {"name": item(number)["name"]})
        else:
            writer.add("hours", number / 3)
            writer.write(item(number))
    writer.finish({"licences": ["CC0"], "seed": 5})
    return writer


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def wanted_numbers() -> list[int]:
    return [number for number in range(NUM_ITEMS) if number % 7 != 3]


def test_what_is_written_is_read_in_order(tmp_path: Path) -> None:
    build(tmp_path)
    assert [row for row in read_shards(tmp_path)] == [item(number) for number in wanted_numbers()]
    assert [row["number"] for row in read_shards(tmp_path, ["number"])] == wanted_numbers()


def test_random_access_agrees_with_reading_through(tmp_path: Path) -> None:
    build(tmp_path, rows_per_shard=90)  # more than a row group and no multiple of it
    data, rows = open_shards(tmp_path), list(read_shards(tmp_path))
    order = np.random.default_rng(0).permutation(len(data)).tolist()
    assert [data[index] for index in order] == [rows[index] for index in order]
    assert data[-1] == rows[-1] and len(data) == len(rows)
    with pytest.raises(IndexError):
        data[len(data)]


def test_the_card_counts_and_the_shards_carry_the_spec(tmp_path: Path) -> None:
    build(tmp_path)
    data = open_shards(tmp_path)
    num_rejects = NUM_ITEMS - len(wanted_numbers())
    assert data.spec == SPEC
    assert data.card["rows"] == len(wanted_numbers()) and data.card["shards"] == 4
    assert data.card["rejects"] == {"a multiple of seven and three": num_rejects}
    assert data.card["totals"]["hours"] == pytest.approx(sum(wanted_numbers()) / 3)
    assert data.card["unit_spec"] == SPEC.to_row() and data.card["seed"] == 5


def test_a_rejected_item_keeps_its_place_and_its_reason(tmp_path: Path) -> None:
    build(tmp_path)
    reason = "a multiple of seven and three"
    wanted = [{"item": n, "reason": reason, "name": f"name {n}"} for n in range(3, NUM_ITEMS, 7)]
    assert list(open_shards(tmp_path).rejected()) == wanted
    writer = ShardWriter(tmp_path / "none", NUMBERS, 5)
    writer.reject("empty")
    writer.finish({})
    assert list(open_shards(tmp_path / "none").rejected()) == [{"item": 0, "reason": "empty"}]


@settings(max_examples=12)
@given(st.lists(st.integers(0, NUM_ITEMS - 1), min_size=1, max_size=3).map(sorted))
def test_a_killed_build_ends_with_the_same_bytes(tmp_path_factory: pytest.TempPathFactory, kills: list[int]) -> None:
    unbroken, broken = tmp_path_factory.mktemp("unbroken"), tmp_path_factory.mktemp("broken")
    build(unbroken)
    for killed_at in kills:
        with pytest.raises(Killed):
            build(broken, killed_at)
        with pytest.raises(BadData, match=r"without card\.json"):
            open_shards(broken)
    build(broken)
    assert files(broken) == files(unbroken)


def test_a_finished_shard_is_never_written_again(tmp_path: Path) -> None:
    with pytest.raises(Killed):
        build(tmp_path, killed_at=150)
    stamps = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("part-*")}
    inodes = {path.name: path.stat().st_ino for path in tmp_path.glob("part-*")}
    build(tmp_path)
    assert len(stamps) == 2
    assert {name: (tmp_path / name).stat().st_mtime_ns for name in stamps} == stamps
    assert {name: (tmp_path / name).stat().st_ino for name in inodes} == inodes


def test_a_complete_build_made_again_changes_nothing_and_takes_no_more(tmp_path: Path) -> None:
    build(tmp_path)
    before = files(tmp_path)
    writer = build(tmp_path)
    assert files(tmp_path) == before and writer.items_done == NUM_ITEMS and writer.complete
    with pytest.raises(BadData, match="which has its card"):
        writer.write(item(1))


def test_a_build_killed_before_its_card_takes_no_rows_after_a_short_shard(tmp_path: Path) -> None:
    build(tmp_path)
    (tmp_path / shards.CARD).unlink()
    writer = ShardWriter(tmp_path, NUMBERS, 50, spec_metadata(SPEC))
    with pytest.raises(BadData, match="last shard of fewer"):
        writer.write(item(0))


def test_shards_of_another_build_are_refused(tmp_path: Path) -> None:
    build(tmp_path)
    other = UnitSpec("mini", 25.0, 125, 1, True, 16000, "cd" * 32)
    with pytest.raises(BadData, match="part-00000"):
        ShardWriter(tmp_path, NUMBERS, 50, spec_metadata(other))
    with pytest.raises(BadData, match="part-00000"):
        ShardWriter(tmp_path, pa.schema({"number": pa.int64()}), 50, spec_metadata(SPEC))


@pytest.mark.parametrize(
    "row", [{"number": 1}, {"number": 1, "name": "a", "more": 2}, {"number": "one", "name": "a"}], ids=str
)
def test_a_row_that_does_not_fit_is_refused(tmp_path: Path, row: dict[str, Any]) -> None:
    with pytest.raises(BadData):
        writer = ShardWriter(tmp_path, NUMBERS, 1)
        writer.write(row)


@settings(max_examples=25)
@given(st.data())
def test_a_changed_byte_in_a_shard_is_found_and_the_file_named(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("data")
    build(folder)
    rows = list(read_shards(folder))
    path = folder / "part-00001.parquet"
    content = bytearray(path.read_bytes())
    # Pages of data carry checksums; the footer after them does not, so what is tried here are the pages.
    group = pq.ParquetFile(path).metadata.row_group(0)
    size = sum(group.column(index).total_compressed_size for index in range(group.num_columns))
    place = data.draw(st.integers(4, 3 + size))
    content[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(bytes(content))
    try:
        found = list(read_shards(folder))
    except BadData as error:
        assert "part-00001.parquet" in str(error)
    else:
        assert found == rows, "a changed byte gave other rows"


@pytest.mark.parametrize("size", [0, 3, 200])
def test_a_cut_shard_is_found_and_the_file_named(tmp_path: Path, size: int) -> None:
    build(tmp_path)
    path = tmp_path / "part-00002.parquet"
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(BadData, match=r"part-00002\.parquet"):
        open_shards(tmp_path)


def test_a_missing_shard_is_found(tmp_path: Path) -> None:
    build(tmp_path)
    (tmp_path / "part-00001.parquet").unlink()
    with pytest.raises(BadData, match="part-00001"):
        open_shards(tmp_path)
    (tmp_path / "part-00002.parquet").rename(tmp_path / "part-00001.parquet")
    (tmp_path / "part-00003.parquet").rename(tmp_path / "part-00002.parquet")
    with pytest.raises(BadData, match="as its card says"):
        open_shards(tmp_path)


def test_a_card_that_is_no_card_is_refused(tmp_path: Path) -> None:
    build(tmp_path)
    for content in ("{", "[]", "{}"):
        (tmp_path / shards.CARD).write_text(content)
        with pytest.raises(BadData, match=r"card\.json"):
            open_shards(tmp_path)


def test_unknown_columns_are_refused(tmp_path: Path) -> None:
    build(tmp_path)
    with pytest.raises(BadData, match="nummber"):
        list(read_shards(tmp_path, ["nummber"]))


FULL = """
import resource, sys
import subprocess
import sys
from pathlib import Path
from tests.test_shards import build
from speechwright.errors import CannotWrite
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)  # what no file may exceed, as on a full disk
try:
    build(Path(sys.argv[1]))
except CannotWrite as error:
    print(error.found)
"""


def test_a_full_disk_is_one_clear_error_and_the_build_goes_on_once_there_is_room(tmp_path: Path) -> None:
    build(tmp_path / "unbroken")
    wanted = {path.name: path.read_bytes() for path in (tmp_path / "unbroken").iterdir()}
    command = [sys.executable, "-c", FULL, str(tmp_path / "full"), "700"]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1])
    assert str(tmp_path / "full") in told.stdout and not (tmp_path / "full" / "card.json").exists()
    build(tmp_path / "full")
    found = {path.name: path.read_bytes() for path in (tmp_path / "full").iterdir()}
    assert found == wanted
