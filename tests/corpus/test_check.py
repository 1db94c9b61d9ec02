"""A data set is read through: what is broken, twice, or leaked is found; what is whole passes."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from speechwright.corpus.build import Run, build
from speechwright.corpus.check import check
from speechwright.corpus.cost import estimate
from speechwright.errors import BadData, UnitMismatch
from speechwright.rows import SPEECH_SCHEMA
from speechwright.shards import ShardWriter
from tests.corpus.test_build import ONE, builder, built, run
from tests.modelbox import model_box


@pytest.mark.parametrize("kind", ["chain", "cross-modal", "speech"])
def test_what_was_built_is_whole_and_train_and_test_are_apart(kind: str, tmp_path: Path) -> None:
    built(tmp_path / "train", kind)
    built(tmp_path / "test", kind, split="test")
    findings = check(tmp_path / "train", tmp_path / "test")
    assert findings.sound and findings.rows == 12 and findings.to_row()["broken"] == 0


def test_a_leak_is_found_and_named(tmp_path: Path) -> None:
    built(tmp_path / "one", "text-language")
    findings = check(tmp_path / "one", tmp_path / "one")
    assert not findings.sound and 0 < len(findings.leaked) <= 12 and "text:" in findings.leaked[0]


def test_what_stands_twice_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "lines.txt"
    path.write_text("The same line again.\nthe same line again\nAnother line, this one.\nyes\nyes\n")
    source = {"kind": "sentences", "path": path, "held_out_percent": 0}
    built(tmp_path / "data", "text-language", sources=[source], items=None, form="as written")
    findings = check(tmp_path / "data")
    assert findings.twice == {"text: the same line again": 2} and findings.sound
    assert findings.to_row()["duplicates"] == 1


def test_a_sound_that_is_none_is_found(tmp_path: Path) -> None:
    writer = ShardWriter(tmp_path, SPEECH_SCHEMA, 4)
    about = {"voice": "v", "seed": 0, "source": "s", "licence": "", "words": None, "phonemes": None}
    writer.write({"id": "a", "text": "", **about, "audio": {"bytes": b"no sound", "path": "a.flac"}})
    writer.finish({})
    findings = check(tmp_path)
    assert not findings.sound and findings.broken[0].startswith("row 0 (a): ")


def test_units_of_another_tokenizer_are_not_compared(tmp_path: Path) -> None:
    from functools import partial

    from speechwright.infer.folder import ModelFolder
    from tests.corpus.test_build import encode

    built(tmp_path / "one", "unit-language")
    other = ModelFolder(model_box(2)).tokenizer.spec
    others = Run(5, encode=partial(encode, model_box(2) / "units"), spec=other)
    build(tmp_path / "two", builder("unit-language"), others)
    with pytest.raises(UnitMismatch):
        check(tmp_path / "one", tmp_path / "two")


def test_an_unfinished_build_is_refused(tmp_path: Path) -> None:
    built(tmp_path, "text-language")
    (tmp_path / "card.json").unlink()
    with pytest.raises(BadData, match=r"card\.json"):
        check(tmp_path)


@pytest.mark.parametrize("kind", ["chain", "speech", "text-language"])
def test_the_estimate_of_what_is_all_made_is_what_comes(kind: str, tmp_path: Path) -> None:
    cost = estimate(builder(kind), run())
    data = built(tmp_path, kind)
    assert cost.items == len(data) == 12 and cost.rejected == 0 and cost.work_s > 0
    assert cost.hours == pytest.approx(data.card["totals"]["hours"])
    units = sum(len(part["units"] or ()) for row in data for turn in row.get("turns", ()) for part in turn["parts"])
    assert cost.units == units
    size = sum(path.stat().st_size for path in tmp_path.glob("*.parquet"))
    overhead = pq.ParquetFile(tmp_path / "part-00000.parquet").metadata.serialized_size
    assert 0.2 < cost.disk_bytes / size < 1.2 and overhead < size


def test_an_estimate_says_what_will_be_rejected() -> None:
    cost = estimate(builder("unit-language", gate={"most_s": 0.001, "least_s": 0}, items=1000), run())
    assert cost.rejected == 1 and cost.disk_bytes == 0 and cost.items == 1000
    assert "100 % of them rejected" in cost.told(2)


@pytest.mark.parametrize(("request_text", "leaks"), [("who can help me today", False), ("what is the matter", True)])
def test_an_answer_may_sound_the_same_a_request_may_not(tmp_path: Path, request_text: str, leaks: bool) -> None:
    found = []
    for name, asked in (("one", "what is the matter"), ("other", request_text)):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({"request": asked, "answer": "ask the old man"}) + "\n")
        columns = {"request": "request", "answer": "answer"}
        source = {"kind": "jsonl", "path": tmp_path / f"{name}.jsonl", "held_out_percent": 0, "columns": columns}
        sounding = {"keep_sound": True, "margin_s": 0, "listening": ONE, "forms": {"speech-speech": 1}, "items": None}
        shards = built(tmp_path / name, "chain", sources=[source], **sounding)
        found.append([each["bytes"] for each in shards[0]["audio"]])
    assert found[0][1] == found[1][1] and (found[0][0] == found[1][0]) == leaks
    findings = check(tmp_path / "one", tmp_path / "other")
    assert findings.sound != leaks and all("sound:" in each or "matter" in each for each in findings.leaked)
