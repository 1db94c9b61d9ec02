"""Rows for editing by instruction: both ways of each pair, held-out wordings and voices, filters, and no trace of a
kill."""

import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from speechwright.audio.write import decode_flac, write_audio
from speechwright.corpus import build as building
from speechwright.corpus.build import build
from speechwright.corpus.builders.builder import Builder
from speechwright.corpus.builders.edits import EditPairs
from speechwright.corpus.check import check
from speechwright.corpus.cost import estimate
from speechwright.corpus.edits.pair import Pair, Way
from speechwright.corpus.edits.side import Side
from speechwright.corpus.rejected import Rejected
from speechwright.corpus.report import report
from speechwright.corpus.show import as_page, lines
from speechwright.shards import Shards, open_shards
from speechwright.tasks.edits.plan import Plan
from speechwright.types import Row
from tests.corpus import test_build
from tests.corpus.edits.sides import TEXT, spoken
from tests.corpus.test_build import files, run
from tests.corpus.test_killed import HOME, kill_after

QUICK = {"speed": 1, "volume": 1, "delete": 1, "noise": 1, "nothing": 1, "style": 1}
ITEMS, ROWS_PER_SHARD = 14, 3
SCRIPT = """
import sys
from pathlib import Path
from speechwright.corpus import build as module
from tests.corpus.builders.test_edits import ITEMS, ROWS_PER_SHARD, builder
from tests.corpus.test_build import run
if __name__ == "__main__":
    module.ROWS_PER_SHARD = ROWS_PER_SHARD
    module.build(Path(sys.argv[1]), builder(Path(sys.argv[2]), items=ITEMS), run())
"""


def texts(folder: Path) -> Path:
    path = folder / "lines.txt"
    words = ("apples", "pears", "plums", "cherries", "lemons", "melons")
    told = [f"Peter bought {one} and some {other} for his old mother." for one in words for other in words]
    path.write_text("\n".join(told))
    return path


def builder(path: Path, **changed: Any) -> Builder:
    settings = {"kinds": QUICK, "form": "as written", "items": 16, **changed}
    source = {"kind": "sentences", "path": path, "held_out_percent": 30}
    return test_build.builder("edits", sources=[source], **settings)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Shards]:
    folder = tmp_path_factory.mktemp("made")
    path = texts(folder)
    for split in ("train", "test"):
        build(folder / split, builder(path, split=split), run())
    return {split: open_shards(folder / split) for split in ("train", "test")}


def test_rows_of_a_pair_lead_there_and_back(made: dict[str, Shards]) -> None:
    pairs: dict[str, list[Row]] = defaultdict(list)
    for row in made["train"]:
        pairs[row["pair"]].append(row)
    assert len(pairs) >= 6
    for rows in pairs.values():
        assert [row["direction"] for row in rows] in (["there", "back"], ["there"], ["back"])
        if len(rows) == 2:
            one, other = rows
            assert one["input"]["bytes"] == other["output"]["bytes"] and one["text_before"] == other["text_after"]
            assert one["done"] == other["done"] and one["voice"] == other["voice"]


def test_a_row_holds_sounds_words_and_a_plan_for_what_goes_in(made: dict[str, Shards]) -> None:
    for row in made["train"]:
        plan = Plan.from_row(json.loads(row["plan"]))
        before = decode_flac(row["input"]["bytes"])
        assert (plan.num_samples, plan.rate_hz) == (len(before.samples), before.rate_hz)
        assert plan.instruction == row["instruction"] and plan.transcript == row["text_before"]
        assert " ".join(word["label"] for word in row["words_after"]) == row["text_after"]
        assert row["proxy"] == (row["kind"] == "style")
        wanted = {"nothing": "both", "satisfied": "both"}.get(
            row["kind"], "input" if row["direction"] == "there" else "output"
        )
        assert row["real"] == wanted


def test_train_and_test_share_no_voice_and_no_text(made: dict[str, Shards]) -> None:
    train, test = ({(row["voice"], row["record"]) for row in made[split]} for split in ("train", "test"))
    assert not {voice for voice, _ in train} & {voice for voice, _ in test}
    assert not {record for _, record in train} & {record for _, record in test}
    assert check(made["train"].folder, made["test"].folder).sound


def test_a_plan_that_is_for_another_sound_is_found(made: dict[str, Shards], tmp_path: Path) -> None:
    folder = made["train"].folder
    table = pq.read_table(folder / "part-00000.parquet")
    plans = table["plan"].to_pylist()
    plans[0] = plans[0].replace('"num_samples": ', '"num_samples": 1')
    changed = table.set_column(table.schema.get_field_index("plan"), table.schema.field("plan"), [plans])
    pq.write_table(changed, tmp_path / "part-00000.parquet")
    (tmp_path / "card.json").write_bytes((folder / "card.json").read_bytes())
    assert len(check(tmp_path).broken) == 1


def test_people_can_look_at_it(made: dict[str, Shards]) -> None:
    row = made["train"][0]
    said = "\n".join(lines(row, made["train"]))
    assert row["instruction"] in said and row["text_after"] in said and row["kind"] in said
    assert as_page(made["train"], [row]).count("<audio") == 2
    page = report(made["train"])
    assert "Edits" in page and all(kind in page for kind in {row["kind"] for row in made["train"]})


def test_its_cost_is_told_beforehand(tmp_path: Path) -> None:
    cost = estimate(builder(texts(tmp_path), items=40), run(), made=6)
    assert cost.hours > 0 and cost.disk_bytes > 0 and cost.words > 0


def test_every_record_gives_two_rows_where_no_number_is_given(tmp_path: Path) -> None:
    assert builder(texts(tmp_path), items=None).count() % 2 == 0


def test_what_is_misheard_on_either_side_is_rejected(tmp_path: Path) -> None:
    gate = {"recognizer": "judge", "measure": "characters", "most_errors": 0.3}
    pairs = builder(texts(tmp_path), gate=gate)
    assert isinstance(pairs, EditPairs)
    right = spoken()
    wrong = replace(right, transcript=spoken("Nobody ever said such a thing in all of these years.").transcript)
    for before, after, is_damaged in ((right, wrong, False), (wrong, right, False), (wrong, right, True)):
        with pytest.raises(Rejected, match="misheard"):
            pairs.require_heard(_pair(before, after, is_damaged), "v")
    pairs.require_heard(_pair(right, right, False), "v")
    pairs.require_heard(_pair(right, wrong, True), "v")


def _pair(before: Side, after: Side, is_damaged: bool) -> Pair:
    return Pair(Way(before, after, None), Way(after, before, None), is_damaged=is_damaged)


def test_recordings_without_word_times_are_aligned(tmp_path: Path) -> None:
    sounds = tmp_path / "sounds"
    sounds.mkdir()
    write_audio(sounds / "a.wav", spoken().audio)
    (sounds / "a.txt").write_text(TEXT)
    source = {"kind": "recordings", "path": sounds, "held_out_percent": 0}
    changed = {"sources": [source], "items": None, "kinds": {"volume": 1}, "voices": []}
    build(tmp_path / "data", test_build.builder("edits", **changed), run())
    [one, _] = open_shards(tmp_path / "data")
    assert one["text_before"] == TEXT and one["voice"] == "recording:unknown"
    found = [word["start_s"] for word in one["words_before"]]
    known = [word.begin / 16_000 for word in spoken().transcript.words]
    assert max(abs(a - b) for a, b in zip(found, known, strict=True)) < 0.15


def test_unknown_kinds_and_empty_shares_are_refused(tmp_path: Path) -> None:
    for kinds in ({"sing": 1}, {"speed": 0}, {"speed": -1}):
        with pytest.raises(ValueError, match="kinds"):
            builder(texts(tmp_path), kinds=kinds)


def test_rejects_are_counted_by_reason(tmp_path: Path) -> None:
    path = tmp_path / "short.txt"
    path.write_text("Oh my.\nWell well.\n")
    source = {"kind": "sentences", "path": path, "held_out_percent": 0}
    build(tmp_path / "data", test_build.builder("edits", sources=[source], items=6, kinds={"delete": 1}), run())
    assert open_shards(tmp_path / "data").card["rejects"] == {"few words": 6}


def test_killed_anywhere_it_ends_with_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = texts(tmp_path)
    monkeypatch.setattr(building, "ROWS_PER_SHARD", ROWS_PER_SHARD)
    build(tmp_path / "unbroken", builder(path, items=ITEMS), run())
    folder = tmp_path / "killed"
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-c", SCRIPT, str(folder), str(path)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
    kill_after(folder, subprocess.Popen(command, cwd=HOME, env=environment, **quiet), 1, 0.1)  # type: ignore[call-overload]
    assert "card.json" not in files(folder)
    build(folder, builder(path, items=ITEMS), run())
    assert files(folder) == files(tmp_path / "unbroken")


def test_kinds_are_drawn_by_their_shares(made: dict[str, Shards]) -> None:
    kinds = Counter(row["kind"] for row in made["train"])
    assert set(kinds) <= {*QUICK, "insert", "satisfied"} and len(kinds) >= 3
