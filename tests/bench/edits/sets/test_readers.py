"""Published sets are read from miniature files of their form."""

import json
from pathlib import Path

import pytest

from speechwright.bench.edits import EDIT_SETS
from speechwright.bench.edits.item import EditItem
from speechwright.bench.edits.settings import EditsSettings
from speechwright.errors import BadData
from tests.bench.edits.recordings import sound, written

REALEDIT = """wav_fn\torig_transcript\tnew_transcript\torig_masked_span\tnew_masked_span\ttype
a.wav\tthe old red boat\tthe red boat\t1,1\t0,1\tdeletion
b.wav\tthe old red boat\tthe old blue boat\t2,2\t2,2\tsubstitution
"""
MING_HEAD = "file_name|path|instruction|original_text|edited_text\n"
MING = {
    "del/meta_en_deletion_basic": MING_HEAD
    + "u1|x/a.wav|Please recognize the language of this speech and transcribe it. And delete 'old'.|"
    + "the old boat|the boat\n",
    "del/meta_zh_deletion": "u2|x/a.wav|删|老船|船\n",
    "time_stretch/meta_en_time_stretch": "u3|x/a.wav|adjusts the speed to 1.5|the old boat|the old boat\n",
    "vol/meta_en_vol": "u4|x/a.wav|louder, please|the old boat|vol(2.0)\n",
    "emotion/meta_en_emotion": "u5|x/a.wav|make it happy|the old boat|the old boat\n",
}
BENCH = [
    {"task": "prosody_editing", "anchor": {"type": "prosody", "prosody_type": "speed", "direction": "faster"}},
    {"task": "prosody_editing", "anchor": {"prosody_type": "stress", "stress_words": ["old"]}},
    {
        "task": "content_editing",
        "anchor": {
            "edit_type": "replace", "transcript_target": "the new boat", "edit_original": "old", "edit_target": "new"
        },
    },
    {"task": "acoustic_editing", "anchor": {"subtask": "enhancement", "degradation_type": "noisy"}},
    {"task": "acoustic_editing", "anchor": {"subtask": "env_transfer", "env_type": "noise"}},
    {"task": "emotion_editing", "anchor": {"type": "emotion", "target_emotion": "sad"}},
    {
        "task": "compositional_editing",
        "components": [
            {"anchor": {"prosody_type": "pitch", "direction": "lower"}},
            {"anchor": {"edit_type": "delete", "transcript_target": "the boat", "edit_original": "old"}},
        ],
    },
]  # fmt: skip


def read(name: str, folder: Path) -> list[EditItem]:
    return list(EDIT_SETS[name](EditsSettings(name, data=folder)))


def test_realedit(tmp_path: Path) -> None:
    (tmp_path / "RealEdit.txt").write_text(REALEDIT, "utf-8")
    (tmp_path / "wavs").mkdir()
    written(tmp_path / "wavs" / "a.wav", sound())
    one, other = read("realedit", tmp_path)
    assert (one.kind, one.target, one.goals[0].words, one.unfit) == ("delete", "the red boat", "old", "")
    assert (other.kind, other.phrases, other.unfit) == ("replace", ("red", "blue"), "its sound is missing")


def test_ming(tmp_path: Path) -> None:
    for name, text in MING.items():
        path = tmp_path / "meta" / f"{name}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (tmp_path / "wavs").mkdir()
    written(tmp_path / "wavs" / "a.wav", sound())
    found = {item.id.rpartition("-")[2]: item for item in read("ming", tmp_path)}
    assert (found["u1"].instruction, found["u1"].target, found["u1"].unfit) == ("delete 'old'.", "the boat", "")
    assert found["u2"].unfit == "language zh"
    assert (found["u3"].kind, found["u3"].goals[0].amounts) == ("speed", {"factor": 1.5})
    assert found["u4"].goals[0].amounts["gain_db"] == pytest.approx(6.02, abs=0.01)
    assert found["u5"].unfit == "task emotion is not measured"


def test_speecheditbench(tmp_path: Path) -> None:
    written(tmp_path / "a.wav", sound())
    common = {"audio_path": "a.wav", "instruction": "do it", "transcript": "the old boat", "language": "en"}
    for number, row in enumerate(BENCH):
        path = tmp_path / "data" / f"{number}" / "samples.jsonl"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps({"sample_id": str(number), **common, **row}) + "\n", "utf-8")
    found = read("speecheditbench", tmp_path)
    assert [item.kind for item in found[:4]] == ["speed", "stress", "replace", "noise"]
    assert found[0].goals[0].amounts == {"direction": 1.0} and found[1].goals[0].words == "old"
    assert (found[2].target, found[2].phrases) == ("the new boat", ("old", "new"))
    assert [bool(item.unfit) for item in found] == [False] * 4 + [True, True, False]
    assert [goal.edit for goal in found[6].goals] == ["pitch", "delete"] and found[6].kind == "compound"
    assert not any(item.told for item in found)


@pytest.mark.parametrize("name", ["realedit", "ming", "speecheditbench"])
def test_folders_that_are_none_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadData, match="no folder"):
        read(name, tmp_path / "none")
    with pytest.raises(BadData, match=str(tmp_path)) if name != "realedit" else pytest.raises(BadData):
        read(name, tmp_path)


def test_broken_lines_are_told(tmp_path: Path) -> None:
    (tmp_path / "RealEdit.txt").write_text("a.wav\ttwo columns\n", "utf-8")
    with pytest.raises(BadData, match="2 columns in line 1"):
        read("realedit", tmp_path)
    (tmp_path / "data" / "x").mkdir(parents=True)
    (tmp_path / "data" / "x" / "samples.jsonl").write_text('{"task": "x"}\n', "utf-8")
    with pytest.raises(BadData, match="sample_id"):
        read("speecheditbench", tmp_path)
