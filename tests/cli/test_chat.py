from pathlib import Path

import pytest

from speechwright import Speechwright
from speechwright.audio.write import write_audio
from speechwright.infer.stopwatch import STAGES
from tests.cli.calls import refused, tiny
from tests.modelbox import babble, model_box

KEYS = ["heard", "answer", "file", "seconds", "stop", "timings"]


@pytest.fixture
def question(tmp_path: Path) -> Path:
    write_audio(tmp_path / "question.wav", babble())
    return tmp_path / "question.wav"


def without_times(row: dict) -> dict:
    assert list(row) == KEYS and set(row["timings"]) == {*STAGES, "total", "audio_in", "audio_out"}
    return {key: value for key, value in row.items() if key != "timings"}


def test_a_spoken_answer_is_that_of_the_api(question: Path, tmp_path: Path):
    out = tmp_path / "out.wav"
    sw = Speechwright.from_pretrained(model_box())
    for arguments, exchange in (
        ((question,), sw.chat(question)),
        (("--text", "3 + 4?"), sw.chat(text="3 + 4?")),
        ((question, "--direct"), sw.chat(question, direct=True)),
        ((question, "--voice", "ben"), sw.chat(question, voice="ben")),
    ):
        called = tiny("chat", *arguments, "-o", out, "--json")
        saved = exchange.save(tmp_path / "api.wav")
        assert without_times(called.row) == {**without_times(saved.to_row()), "file": str(out)}
        assert out.read_bytes() == (tmp_path / "api.wav").read_bytes()


def test_a_written_answer_is_that_of_the_api(question: Path):
    sw = Speechwright.from_pretrained(model_box())
    for arguments, exchange in (
        ((question,), sw.chat(question, out="text")),
        (("--text", "hi"), sw.chat(text="hi", out="text")),
    ):
        called = tiny("chat", *arguments, "--out", "text", "--json")
        assert without_times(called.row) == without_times(exchange.to_row())
        assert called.row["file"] is None and called.row["seconds"] is None


def test_a_dash_is_the_standard_input(question: Path, tmp_path: Path):
    piped = tiny("chat", "-", "--out", "text", "--json", stdin=question.read_bytes())
    assert without_times(piped.row) == without_times(tiny("chat", question, "--out", "text", "--json").row)
    typed = tiny("chat", "--text", "-", "--out", "text", "--json", stdin=b"how are you")
    assert typed.row["heard"] == "how are you?"


def test_people_are_told_too(question: Path, tmp_path: Path):
    called = tiny("chat", question, "-o", tmp_path / "out.wav")
    assert [line.partition(":")[0] for line in called.out.splitlines()] == ["heard", "answer", "file"]


def test_a_file_that_is_not_needed_is_not_written_and_that_is_said(tmp_path: Path):
    called = tiny("chat", "--text", "hi", "--out", "text", "-o", tmp_path / "out.wav", "--json")
    assert called.status == 0 and called.row["file"] is None and "nothing is written" in called.err
    assert not (tmp_path / "out.wav").exists()


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [
        ("BadRecipe", ["-o", "out.wav"]),
        ("BadRecipe", ["question.wav", "--text", "hi", "-o", "out.wav"]),
        ("BadRecipe", ["question.wav"]),
        ("BadRecipe", ["--text", "hi", "--direct", "-o", "out.wav"]),
        ("BadRecipe", ["question.wav", "--direct", "--out", "text"]),
        ("BadText", ["--text", " ", "-o", "out.wav"]),
        ("BadText", ["--text", "why " * 200, "-o", "out.wav"]),
        ("BadAudio", ["question.wav", "-o", "out.mp5"]),
        ("UnknownName", ["question.wav", "-o", "out.wav", "--voice", "adda"]),
        ("UnknownName", ["question.wav", "-o", "out.wav", "--recognizer", "whisper"]),
        ("BadCall", ["question.wav", "-o", "out.wav", "--out", "song"]),
        ("BadCall", ["question.wav", "-o", "out.wav", "--txt", "hi"]),
    ],
)
def test_what_can_not_be_answered_is_one_line(
    kind: str, arguments: list[str], question: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    refused(tmp_path, kind, "chat", *arguments, "--model", model_box())
