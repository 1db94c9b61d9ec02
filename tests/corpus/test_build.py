"""Every builder: rows follow the seed, engines and kills do not show in the bytes, what is rejected is counted."""

import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import TypeAdapter

from speechwright.audio.write import decode_flac, write_audio
from speechwright.corpus import build as building
from speechwright.corpus.build import Run, build
from speechwright.corpus.builders import BUILDERS
from speechwright.corpus.builders.builder import Builder, BuilderSettings
from speechwright.corpus.engine import Engine
from speechwright.errors import BadData, BadRecipe
from speechwright.infer.folder import ModelFolder
from speechwright.masks import MASKS
from speechwright.rows import conversation_from_row
from speechwright.shards import Shards, open_shards
from speechwright.types import Audio, Speech, Text, Units
from speechwright.units.mini import MiniTokenizer
from tests.modelbox import babble, model_box

WORLD = [{"kind": "requests"}]
ANY = [{"engine": "espeak", "share": 1, "names": ["en-us+f*"], "held_out_percent": 30}]
ONE = [{"engine": "espeak", "share": 1, "names": ["en-us"], "rate_spread": 0, "pitch_spread": 0}]
SETTINGS: dict[str, dict[str, Any]] = {
    "speech": {"voices": ANY},
    "unit-language": {"voices": ANY},
    "text-language": {},
    "cross-modal": {"listening": ANY, "speaking": ONE},
    "chain": {"listening": ANY, "speaking": ONE},
    "interleaved": {"voices": ANY, "least_words": 2, "mean_words": 3, "share": 0.5},
    "woven": {"voices": ANY},
    "text-to-units": {"voices": ANY},
    "edits": {"voices": ANY, "kinds": {"telephone": 1, "muffled": 1}, "form": "as written"},
}


def encode(folder: Path, audio: Audio) -> Units:
    return MiniTokenizer.load(folder).encode(audio)


def run(engine: Engine = Engine(), seed: int = 5) -> Run:  # noqa: B008
    spec = ModelFolder(model_box()).tokenizer.spec
    return Run(seed, engine, partial(encode, model_box() / "units"), spec)


def builder(kind: str, **changed: Any) -> Builder:
    row = {"kind": kind, "sources": WORLD, "items": 12, "form": "spoken", **SETTINGS[kind], **changed}
    found = TypeAdapter(BuilderSettings).validate_python(row)
    assert isinstance(found, Builder)
    return found


def built(folder: Path, kind: str, engine: Engine = Engine(), **changed: Any) -> Shards:  # noqa: B008
    build(folder, builder(kind, **changed), run(engine))
    return open_shards(folder)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if not path.name.startswith(".")}


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "ROWS_PER_SHARD", 5)


@pytest.mark.parametrize("kind", list(BUILDERS))
def test_a_build_made_again_has_the_same_bytes(kind: str, tmp_path: Path) -> None:
    assert len(built(tmp_path / "one", kind)) == 12
    built(tmp_path / "two", kind, Engine(workers=2))
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_ray_makes_the_same_bytes(tmp_path: Path) -> None:
    built(tmp_path / "local", "chain", items=20)
    built(tmp_path / "ray", "chain", Engine("ray", 2), items=20)
    assert files(tmp_path / "local") == files(tmp_path / "ray")


@pytest.mark.parametrize("kind", list(BUILDERS))
def test_rows_say_where_they_come_from(kind: str, tmp_path: Path) -> None:
    for row in built(tmp_path, kind):
        assert (row["source"], row["licence"], row["seed"]) == ("requests", "Apache-2.0", 5)
        if kind in ("speech", "edits"):
            assert row["voice"].startswith("espeak:en-us")
            continue
        parts = [part for turn in row["turns"] for part in turn["parts"]]
        num_sounds = sum(part["units"] is not None for part in parts)
        assert len(row["voices"]) == (1 if kind == "woven" else num_sounds)
        assert row["audio"] is None


def test_sounds_are_kept_where_asked(tmp_path: Path) -> None:
    data = built(tmp_path, "chain", forms={"speech-speech": 1}, keep_sound=True, items=3)
    tokenizer = ModelFolder(model_box()).tokenizer
    for row in data:
        speech = [part["units"] for turn in row["turns"] for part in turn["parts"] if part["units"]]
        heard = [tokenizer.encode(decode_flac(sound["bytes"])).ids.tolist() for sound in row["audio"]]
        assert heard == speech and len(speech) == 2


def test_train_and_test_share_neither_wordings_nor_voices(tmp_path: Path) -> None:
    both = [
        built(tmp_path / split, "cross-modal", split=split, tasks={"asr": 1}, items=20) for split in ("train", "test")
    ]
    wordings, voices = ([{pick(row) for row in data} for data in both] for pick in (_wording, lambda r: r["voices"][0]))
    assert not wordings[0] & wordings[1] and not voices[0] & voices[1]


def _wording(row: dict[str, Any]) -> str:
    return str(row["turns"][0]["parts"][0]["text"])


def test_a_chain_has_its_persona_and_all_turns_of_a_conversation(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    turns = ["hello there.", "good day to you.", "how are you?", "very well, thank you."]
    long = ["hello.", "word " * 36]
    path.write_text("".join(json.dumps({"turns": each}) + "\n" for each in (turns, long)))
    source = {"kind": "jsonl", "path": path, "columns": {"turns": "turns"}, "held_out_percent": 0}
    settings = {"sources": [source], "items": None, "forms": {"speech-speech": 1}, "persona": "you are kind."}
    data = built(tmp_path / "data", "chain", **settings)
    [talk] = [conversation_from_row(row, data.spec) for row in data]
    assert [turn.role for turn in talk.turns] == ["system", "user", "assistant", "user", "assistant"]
    system = talk.turns[0].parts[0]
    assert isinstance(system, Text) and system.text.startswith("you are kind. ")
    kinds = [[part.kind if isinstance(part, Text) else "speech" for part in turn.parts] for turn in talk.turns[1:]]
    assert kinds == [["speech"], ["heard", "answer", "speech"]] * 2
    assert list(data.rejected()) == [{"item": 1, "reason": "long answer", "voice": "", "found": ""}]
    assert data.card["rejects"] == {"long answer": 1} and data.card["by_voice"] == {
        "rejected": {"long answer": {"": 1}}
    }


def test_interleaved_segments_join_to_the_text_and_carry_the_mask(tmp_path: Path) -> None:
    path = tmp_path / "lines.txt"
    path.write_text("".join(f"This is the line with the number {i} in it.\n" for i in range(30)))
    source = {"kind": "documents", "path": path, "words": 40, "held_out_percent": 0}
    data = built(tmp_path / "data", "interleaved", sources=[source], items=None, share=0.3, mask="text")
    assert len(data) > 4 and set(MASKS) >= {"text"}
    for index, row in enumerate(data):
        meta = {entry["key"]: entry["value"] for entry in row["meta"]}
        cut = json.loads(meta["segments"])
        record = builder("interleaved", sources=[source], items=None).pick(index, np.random.default_rng(0))[1]
        assert "".join(text for text, _ in cut) == record.text and meta["mask"] == "text"
        talk = conversation_from_row(row, data.spec)
        assert sum(spoken for _, spoken in cut) == sum(isinstance(part, Speech) for part in talk.turns[-1].parts)


@pytest.mark.parametrize(("otherwise", "rows"), [("write", 6), ("drop", 0)])
def test_what_the_gate_rejects_is_written_or_dropped(otherwise: str, rows: int, tmp_path: Path) -> None:
    gate = {"most_s": 0.001, "least_s": 0, "otherwise": otherwise}
    data = built(tmp_path, "interleaved", gate=gate, items=6, share=0.9)
    assert len(data) == rows and sum(data.card["rejects"].values()) == 6 - rows
    for row in data:
        assert all(part["units"] is None for turn in row["turns"] for part in turn["parts"])
    for rejected in data.rejected():
        assert rejected["reason"] == "too long" and rejected["voice"].startswith("espeak:") and rejected["found"]
    [(what, reasons)] = data.card["by_voice"].items()
    assert what == {"write": "written instead", "drop": "rejected"}[otherwise] and reasons.keys() == {"too long"}
    assert sum(reasons["too long"].values()) >= 6 and all(voice.startswith("espeak:") for voice in reasons["too long"])


def test_bad_records_are_counted_and_keep_their_places(tmp_path: Path) -> None:
    sounds = tmp_path / "sounds"
    sounds.mkdir()
    for name in "acdef":
        write_audio(sounds / f"{name}.wav", babble())
        (sounds / f"{name}.txt").write_text("hello there" if name != "d" else "see https://example.org")
    (sounds / "b.wav").write_bytes(b"no sound")
    (sounds / "f.txt").unlink()
    source = {"kind": "recordings", "path": sounds, "held_out_percent": 0, "licence": "CC0"}
    data = built(tmp_path / "data", "text-to-units", sources=[source], items=None, voices=[])
    assert [row["id"] for row in data] == ["train-5-0", "train-5-2", "train-5-3", "train-5-4"]
    assert [(one["item"], one["reason"]) for one in data.rejected()] == [(1, "unreadable recording"), (5, "no text")]


def test_a_source_that_is_wrong_as_a_whole_ends_the_build_at_once(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "hello"}\n')
    source = {"kind": "jsonl", "path": path, "columns": {"text": "sentence"}, "held_out_percent": 0}
    with pytest.raises(BadData, match="'sentence'"):
        built(tmp_path / "data", "text-language", sources=[source])
    with pytest.raises(BadData, match="no end"):
        built(tmp_path / "data", "text-language", items=None)
    assert not (tmp_path / "data" / "part-00000.parquet").exists()


def test_speech_needs_a_tokenizer(tmp_path: Path) -> None:
    with pytest.raises(BadRecipe, match="tokenizer"):
        build(tmp_path, builder("chain"), Run())
    build(tmp_path, builder("chain", forms={"text-text": 1}), Run())
    assert open_shards(tmp_path).spec is None


def test_the_same_folder_takes_no_other_build(tmp_path: Path) -> None:
    built(tmp_path, "text-language")
    (tmp_path / "card.json").unlink()
    with pytest.raises(BadData, match="other columns or metadata"):
        built(tmp_path, "text-language", items=13)


def test_recordings_that_are_there_are_heard_and_the_models_own_voice_speaks(tmp_path: Path) -> None:
    built(tmp_path / "speech", "speech", items=5)
    source = {"kind": "shards", "path": tmp_path / "speech"}
    changed = {"sources": [source], "items": None, "listening": []}
    heard = built(tmp_path / "heard", "cross-modal", tasks={"asr": 1}, **changed)
    tokenizer = ModelFolder(model_box()).tokenizer
    for row, recording in zip(heard, open_shards(tmp_path / "speech"), strict=True):
        units = row["turns"][0]["parts"][1]["units"]
        assert units == tokenizer.encode(decode_flac(recording["audio"]["bytes"])).ids.tolist()
        assert row["voices"] == [recording["voice"]] and row["turns"][1]["parts"][0]["text"] == recording["text"]
    said = built(tmp_path / "said", "cross-modal", tasks={"tts": 1}, **changed)
    assert {voice for row in said for voice in row["voices"]} == {"espeak:en-us"}


def test_an_intent_can_be_practised(tmp_path: Path) -> None:
    sources = [{"kind": "requests", "practice": {"spell": 0.9}}]
    data = built(tmp_path, "chain", sources=sources, forms={"text-text": 1}, items=60)
    intents = [next(entry["value"] for entry in row["meta"] if entry["key"] == "intent") for row in data]
    assert intents.count("spell") > 40
    for wrong in ({"spel": 0.1}, {"spell": 1.2}):
        with pytest.raises(ValueError, match=r"mini world|shares"):
            builder("chain", sources=[{"kind": "requests", "practice": wrong}])


def test_speech_comes_with_the_times_of_its_words(tmp_path: Path) -> None:
    for row in built(tmp_path, "speech"):
        audio, spans = decode_flac(row["audio"]["bytes"]), row["phonemes"]
        assert audio.rate_hz == 16_000 and spans[-1]["end_s"] <= audio.length_s + 1e-3
        first = round(spans[0]["start_s"] * 16_000)
        assert not np.any(audio.samples[: max(0, first - 160)]), "the margin before the first phoneme is silent"
        assert row["words"] and row["text"]


@pytest.mark.parametrize("kind", ["chain", "cross-modal"])
def test_a_unit_voice_speaks_for_the_model_and_nobody_else(kind: str, tmp_path: Path) -> None:
    spec = run().spec
    assert spec is not None
    said = Units(np.array([3, 1, 3], np.int32), spec, None)
    quick = replace(run(), unit_voice=lambda text: said)
    settings = {"chain": {"forms": {"speech-speech": 1}}, "cross-modal": {"tasks": {"tts": 1}}}[kind]
    build(tmp_path / "data", builder(kind, **settings), quick)
    for row in (data := open_shards(tmp_path / "data")):
        parts = [part for turn in conversation_from_row(row, data.spec).turns for part in turn.parts]
        spoken = [part.units.ids.tolist() for part in parts if isinstance(part, Speech) and part.units is not None]
        assert spoken[-1] == [3, 1, 3] and [3, 1, 3] not in spoken[:-1] and row["voices"][-1] == "units"
    with pytest.raises(BadRecipe, match="keep_sound"):
        build(tmp_path / "sounds", builder(kind, keep_sound=True), quick)
