"""Laws that every source keeps: records follow seed and number, splits are apart and complete, bad files are named."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pydantic import TypeAdapter, ValidationError

from speechwright.audio.write import encode_flac, write_audio
from speechwright.corpus.sources import SOURCES
from speechwright.corpus.sources.source import Record, Source, SourceSettings, draw
from speechwright.errors import BadAudio, BadData, BadRecipe, BadText, SpeechwrightError
from speechwright.rows import SPEECH_SCHEMA
from speechwright.shards import ShardWriter
from tests.modelbox import babble

LINES = [f"Sentence number {i} speaks of {word}." for i in range(40) for word in ("rivers", "towers")]
opened = TypeAdapter(SourceSettings).validate_python
WORDS = ("zero", "one", "two")
TABLES = ("jsonl", "parquet", "dataset")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every layout that a source reads, with the same sentences where there is room for them."""
    home = tmp_path_factory.mktemp("sources")
    (home / "lines.txt").write_text("\ufeff" + "\n\n".join(LINES) + "\n", encoding="utf-8")
    audio = {"bytes": encode_flac(babble()), "path": "a.flac"}
    rows = [{"text": line, "ask": line, "say": line.upper(), "audio": audio} for line in LINES]
    (home / "rows.jsonl").write_text("".join(json.dumps({**row, "audio": "a.wav"}) + "\n" for row in rows))
    pq.write_table(pa.Table.from_pylist(rows), home / "rows.parquet", row_group_size=7)
    write_audio(home / "a.wav", babble())
    _corpora(home)
    return home


def _corpora(home: Path) -> None:
    for part in ("lj/wavs", "ls/19/198", "cv/clips", "digits", "hub"):
        (home / part).mkdir(parents=True)
    names = [f"19-198-{i:04d}" for i in range(len(LINES))]
    for name in names:
        for part in ("lj/wavs", "ls/19/198", "cv/clips"):
            write_audio(home / part / f"{name}.wav", babble())
    rows = list(zip(names, LINES, strict=True))
    (home / "lj/metadata.csv").write_text("".join(f"{name}|{line}|{line}\n" for name, line in rows))
    (home / "ls/19/198/19-198.trans.txt").write_text("".join(f"{name} {line.upper()}\n" for name, line in rows))
    table = "".join(f"abc\t{name}.wav\t{line}\n" for name, line in rows)
    (home / "cv/validated.tsv").write_text("client_id\tpath\tsentence\n" + table)
    for take in range(30):
        write_audio(home / "digits" / f"{take % 3}_ann_{take}.wav", babble())
    pq.write_table(pq.read_table(home / "rows.parquet"), home / "hub" / "train.parquet")
    writer = ShardWriter(home / "shards", SPEECH_SCHEMA, 16)
    about = {"voice": "v", "seed": 0, "source": "s", "licence": "CC0", "words": None, "phonemes": None}
    for name, line in rows:
        audio = {"bytes": encode_flac(babble()), "path": f"{name}.flac"}
        writer.write({"id": name, "text": line, "audio": audio, **about})
    writer.finish({})


def settings(kind: str, home: Path) -> dict[str, Any]:
    digits = {str(i): word for i, word in enumerate(WORDS)}
    paths = {
        "sentences": {"path": home / "lines.txt"},
        "snippets": {"path": home / "lines.txt"},
        "documents": {"path": home / "lines.txt", "words": 30},
        "jsonl": {"path": home / "rows.jsonl", "columns": {"text": "text", "audio": "audio"}},
        "parquet": {"path": home / "rows.parquet", "columns": {"text": "text", "audio": "audio"}},
        "dataset": {"path": str(home / "hub"), "columns": {"text": "text", "audio": "audio"}},
        "ljspeech": {"path": home / "lj"},
        "librispeech": {"path": home / "ls"},
        "common-voice": {"path": home / "cv"},
        "shards": {"path": home / "shards", "held_out_percent": 0},
        "recordings": {"path": home / "digits", "names": r"(?P<text>\d)_(?P<voice>[a-z]+)_\d+\.wav", "words": digits},
    }
    return {"kind": kind, "held_out_percent": 20, **paths.get(kind, {})}


def source(kind: str, home: Path, **changed: Any) -> Source:
    found = opened({**settings(kind, home), **changed})
    assert isinstance(found, Source)
    return found


def records(of: Source, split: Any) -> list[Record]:
    size = of.size(split)
    return [of.record(i, split, np.random.default_rng([5, i])) for i in range(20 if size is None else size)]


@pytest.mark.parametrize("kind", list(SOURCES))
def test_records_follow_the_seed_and_the_number(kind: str, folder: Path) -> None:
    assert records(source(kind, folder), "train") == records(source(kind, folder), "train")
    drawn = [draw(source(kind, folder), "train", np.random.default_rng(i)).text for i in range(40)]
    assert len(set(drawn)) >= (3 if kind in ("digits", "recordings", "documents") else 20) and all(drawn)


@pytest.mark.parametrize(
    "kind", [kind for kind in SOURCES if kind not in ("requests", "answers", "words", "digits", "shards")]
)
def test_splits_are_apart_and_complete(kind: str, folder: Path) -> None:
    train, test = (records(source(kind, folder), split) for split in ("train", "test"))
    texts = [record.text.lower().rstrip(".") for record in (*train, *test)]
    assert train and test and not {record.id for record in train} & {record.id for record in test}
    if kind == "documents":
        assert sorted(" ".join(texts).replace(".", "").split()) == sorted(
            " ".join(LINES).lower().replace(".", "").split()
        )
    elif kind == "recordings":
        assert sorted(texts) == sorted(WORDS * 10)
    elif kind != "snippets":
        assert sorted(texts) == sorted(line.lower().rstrip(".") for line in LINES)


@pytest.mark.parametrize(
    "kind", ["jsonl", "parquet", "dataset", "ljspeech", "librispeech", "common-voice", "recordings"]
)
def test_recordings_come_at_16_khz(kind: str, folder: Path) -> None:
    record = records(source(kind, folder), "test")[0]
    assert record.audio is not None and record.audio.rate_hz == 16_000
    assert record.audio.length_s == pytest.approx(babble().length_s, abs=0.01)


@pytest.mark.parametrize("kind", TABLES)
def test_columns_give_a_request_and_its_answer(kind: str, folder: Path) -> None:
    found = records(source(kind, folder, columns={"request": "ask", "answer": "say"}), "train")[3]
    assert found.turns[1] == found.turns[0].upper() and found.audio is None


def said_in(path: Path) -> dict[str, Any]:
    return {"kind": "jsonl", "path": path, "columns": {"turns": "said"}, "held_out_percent": 0}


MESSAGES = [
    {"role": "system", "content": "be kind"},
    {"from": "human", "value": " hi "},
    {"from": "gpt", "value": "ho"},
]


@pytest.mark.parametrize("turns", [["hi", "ho"], MESSAGES, [*MESSAGES[:1], "hi", "ho"][1:]])
def test_a_conversation_by_turns(turns: list[Any], tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"said": turns}) + "\n")
    [record] = records(
        opened({"kind": "jsonl", "path": path, "columns": {"turns": "said"}, "held_out_percent": 0}), "train"
    )
    assert record.turns == ("hi", "ho")


@pytest.mark.parametrize("turns", [[], "hi", ["hi"], [3, 4], [{"role": "assistant", "content": "a"}], [{"a": 1}]])
def test_what_is_no_conversation_is_refused(turns: Any, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"said": turns}) + "\n")
    with pytest.raises(BadData):
        records(opened(said_in(path)), "train")


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00bad", b"", b"one line for training\n"])
@pytest.mark.parametrize("kind", ["sentences", "jsonl", "parquet"])
def test_a_bad_file_is_refused(kind: str, content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "bad"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises((BadText, BadData)):
        opened({"kind": kind, "path": path}).size("test")


@pytest.mark.parametrize("kind", TABLES)
def test_a_missing_column_is_named(kind: str, folder: Path) -> None:
    with pytest.raises(BadData, match="'sentence'"):
        source(kind, folder, columns={"text": "sentence"}).size("train")
    with pytest.raises(BadData, match="no columns"):
        source(kind, folder, columns={}).size("train")


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for kind in ("ljspeech", "common-voice", "librispeech", "recordings", "dataset"):
        with pytest.raises(SpeechwrightError):
            opened({"kind": kind, "path": str(tmp_path / "none")}).size("train")


def test_an_unreadable_recording_spoils_only_its_own_record(tmp_path: Path) -> None:
    for name in ("a", "c"):
        write_audio(tmp_path / f"{name}.wav", babble())
    (tmp_path / "b.wav").write_bytes(b"no sound")
    (tmp_path / "a.txt").write_text("hello\n there\n")
    of = opened({"kind": "recordings", "path": tmp_path, "held_out_percent": 0})
    assert of.size("train") == 3
    rng = np.random.default_rng(0)
    assert of.record(0, "train", rng).text == "hello there" and of.record(2, "train", rng).text == ""
    with pytest.raises(BadAudio):
        of.record(1, "train", rng)


def test_a_group_of_a_name_picks_voices(folder: Path) -> None:
    with pytest.raises(BadData, match=r"no files .* that match in the train split"):
        source("recordings", folder, voices=("ben",)).size("train")
    with pytest.raises(BadRecipe, match="no folder"):
        source("recordings", folder, path=folder / "none").size("train")


@pytest.mark.parametrize("row", [{"kind": "wrods"}, {"kind": "words", "shares": 1}, {}])
def test_a_wrong_source_is_refused(row: dict[str, Any]) -> None:
    with pytest.raises((ValueError, ValidationError)):
        opened(row)
