"""The demonstration's folder: whole, self-contained, and never in place of what it didn't write."""

from pathlib import Path

import pytest

from speechwright.audio.read import read_audio
from speechwright.audio.write import write_audio
from speechwright.errors import BadAudio, BadData, BadModel
from speechwright.infer.demo import SENTENCE, hold_demo
from speechwright.infer.speechwright import Speechwright
from tests.audio.sounds import pause
from tests.infer.test_page import assert_self_contained
from tests.modelbox import babble, model_box


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "one.wav", tmp_path / "two.flac"]
    for seed, path in enumerate(paths):
        write_audio(path, babble(seed=seed, rate_hz=22_050))
    return paths


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_folder_holds_a_page_with_every_sound(files: list[Path], tmp_path: Path):
    shown = hold_demo(model_box(), files, tmp_path / "new" / "demo")
    folder = shown.page.parent
    assert names(folder) == sorted(["index.html", "demo.json", *shown.sounds]) and len(shown.sounds) == 5
    assert all(read_audio(folder / name).length_s > 0 for name in shown.sounds)
    reader = assert_self_contained(shown.page.read_text("utf-8"))
    assert len(reader.all("audio")) == len(reader.all("img")) == 5
    said, sw = " ".join(reader.words), Speechwright.from_pretrained(model_box())
    for words in (sw.transcribe(files[0]).text, sw.chat(files[1]).answer, SENTENCE, "one.wav", "two.flac"):
        assert words is not None and words in said


def test_an_earlier_demonstration_is_replaced_and_nothing_else(files: list[Path], tmp_path: Path):
    folder = tmp_path / "demo"
    first = hold_demo(model_box(), files[:1], folder).page.read_text("utf-8")
    assert hold_demo(model_box(), files[1:], folder).page.read_text("utf-8") != first
    assert names(folder) == ["01-answer.wav", "01-question.wav", "demo.json", "index.html", "sentence.wav"]
    (folder / "thesis.txt").touch()
    before = names(folder)
    with pytest.raises(BadData, match=r"thesis\.txt"):
        hold_demo(model_box(), files, folder)
    assert names(folder) == before and names(tmp_path) == ["demo", "one.wav", "two.flac"]


def test_a_failure_leaves_nothing(files: list[Path], tmp_path: Path):
    write_audio(tmp_path / "silent.wav", pause())
    before = names(tmp_path)
    for wrong in ([*files, tmp_path / "silent.wav"], [*files, tmp_path / "gone.wav"]):
        with pytest.raises(BadAudio):
            hold_demo(model_box(), wrong, tmp_path / "demo")
    with pytest.raises(BadModel):
        hold_demo(tmp_path / "no model", files, tmp_path / "demo")
    assert names(tmp_path) == before


@pytest.mark.parametrize("taken", ["notes.txt", "index.html"])
def test_a_folder_that_is_not_ours_is_left_alone(taken: str, files: list[Path], tmp_path: Path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / taken).write_text("mine")
    for target in (tmp_path / "mine", tmp_path / "mine" / taken, tmp_path / "mine" / taken / "below"):
        with pytest.raises(BadData):
            hold_demo(model_box(), files, target)
    assert (tmp_path / "mine" / taken).read_text() == "mine"


def test_no_recordings_is_said(tmp_path: Path):
    with pytest.raises(BadAudio, match="give a FILE"):
        hold_demo(model_box(), [], tmp_path / "demo")
