from pathlib import Path

from speechwright.audio.write import write_audio
from tests.audio.sounds import pause
from tests.cli.calls import refused, tiny
from tests.infer.test_page import assert_self_contained
from tests.modelbox import babble, model_box


def test_a_demonstration_is_a_folder_with_a_page(tmp_path: Path):
    write_audio(tmp_path / "question.wav", babble())
    called = tiny("demo", tmp_path / "question.wav", "--out", tmp_path / "demo", "--json")
    assert called.status == 0 and list(called.row) == ["page", "sounds"]
    reader = assert_self_contained(Path(called.row["page"]).read_text("utf-8"))
    assert len(reader.all("audio")) == len(called.row["sounds"]) == 3


def test_what_can_not_be_shown_is_one_line(tmp_path: Path):
    write_audio(tmp_path / "silent.wav", pause())
    for file in ("silent.wav", "gone.wav"):
        refused(tmp_path, "BadAudio", "demo", tmp_path / file, "--out", tmp_path / "demo", "--model", model_box())
    refused(tmp_path, "BadData", "demo", tmp_path / "silent.wav", "--out", tmp_path, "--model", model_box())
