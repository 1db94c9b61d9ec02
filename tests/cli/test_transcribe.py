import io
import shutil
from pathlib import Path

import numpy as np
import pytest
import soundfile

from speechwright import Speechwright
from speechwright.audio.write import write_audio
from tests.audio.sounds import file_bytes, noise, pause, tone
from tests.audio.test_read import damaged, with_flac_rate_and_length, with_wav_field
from tests.cli.calls import call, refused, tiny
from tests.modelbox import babble, model_box

KEYS = ["file", "text", "seconds", "recognizer"]


@pytest.fixture
def question(tmp_path: Path) -> Path:
    write_audio(tmp_path / "question.wav", babble())
    return tmp_path / "question.wav"


def ten_hours() -> bytes:
    stream = io.BytesIO()
    with soundfile.SoundFile(stream, "w", 1000, 1, format="FLAC", subtype="PCM_16") as sound:
        for _ in range(36):
            sound.write(np.zeros(1_000_000, np.int16))
    return stream.getvalue()


def not_numbers() -> bytes:
    stream = io.BytesIO()
    soundfile.write(stream, np.full(8000, np.nan, np.float32), 16_000, format="WAV", subtype="FLOAT")
    return stream.getvalue()


BAD_FILES = {
    "not audio": lambda: b"these are words, not sound",
    "empty": lambda: b"",
    "truncated": lambda: file_bytes("wav", [noise()])[:5000],
    "forged length": lambda: with_flac_rate_and_length(file_bytes("flac", [noise()]), 16_000, 2**36 - 1),
    "forged rate": lambda: with_wav_field(file_bytes("wav", [noise()]), b"fmt ", 12, 4_000_000_000),
    "not a number": not_numbers,
    "silence": lambda: file_bytes("wav", [pause()]),
    "ten hours": ten_hours,
}


def test_the_row_is_that_of_the_api(question: Path):
    called, transcript = (
        tiny("transcribe", question, "--json"),
        Speechwright.from_pretrained(model_box()).transcribe(question),
    )
    assert called.status == 0 and called.row == transcript.to_row() and list(called.row) == KEYS
    assert called.row["file"] == str(question) and called.row["recognizer"] == "model"
    plain = tiny("transcribe", question)
    assert (plain.status, plain.out) == (0, f"{transcript.text}\n")


def test_a_dash_is_the_standard_input(question: Path):
    piped = tiny("transcribe", "-", "--json", stdin=question.read_bytes())
    assert piped.row == {**tiny("transcribe", question, "--json").row, "file": "-"}


def test_each_file_keeps_its_place(question: Path, tmp_path: Path):
    write_audio(tmp_path / "silent.wav", pause())
    files = [question, tmp_path / "silent.wav", tmp_path / "gone.wav", question]
    called = tiny("transcribe", *files, "--json")
    assert called.status == 2 and [row.get("error", "") for row in called.rows] == ["", "BadAudio", "BadAudio", ""]
    assert "silent.wav" in called.rows[1]["found"] and "gone.wav" in called.rows[2]["found"]
    plain = tiny("transcribe", *files)
    assert [line.partition(": ")[0] for line in plain.out.splitlines()] == [str(question)] * 2
    assert [line.partition(":")[0] for line in plain.err.splitlines()] == ["error"] * 2


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_file_that_can_not_be_used_is_one_line(kind: str, tmp_path: Path):
    (tmp_path / "sound.wav").write_bytes(BAD_FILES[kind]())
    for arguments in (
        ("transcribe", tmp_path / "sound.wav"),
        ("chat", tmp_path / "sound.wav", "-o", tmp_path / "o.wav"),
    ):
        refused(tmp_path, "BadAudio", *arguments, "--model", model_box())


@pytest.mark.parametrize("name", ["gone.wav", ".", "gone/sound.wav", "x" * 400])
def test_a_path_that_is_no_file_is_one_line(name: str, tmp_path: Path):
    refused(tmp_path, "BadAudio", "transcribe", tmp_path / name, "--model", model_box())


@pytest.mark.parametrize("data", [b"", b"words"])
def test_a_standard_input_that_is_no_sound_is_one_line(data: bytes, tmp_path: Path):
    refused(tmp_path, "BadAudio", "transcribe", "-", "--model", model_box(), stdin=data)


def test_damaged_files_leave_a_row_each(tmp_path: Path):
    paths = []
    for seed, coding in enumerate(["wav", "wav-float", "flac", "ogg", "mp3"] * 2):
        paths.append(tmp_path / f"{seed}.{coding}")
        paths[-1].write_bytes(damaged(file_bytes(coding, [babble(0.3)]), np.random.default_rng([seed, 3])))
    called = tiny("transcribe", *paths, "--json")
    assert len(called.rows) == len(paths) and called.err == ""
    assert {tuple(row) for row in called.rows} == {tuple(KEYS), ("error", "found", "wanted", "remedy")}


def test_another_recognizer_is_named_in_the_row(tmp_path: Path):
    write_audio(tmp_path / "tone.wav", tone(length_s=0.2))
    assert (
        tiny("transcribe", tmp_path / "tone.wav", "--recognizer", "pocketsphinx", "--json").row["recognizer"]
        == "pocketsphinx"
    )


def test_unknown_names_are_one_line(question: Path, tmp_path: Path):
    refused(tmp_path, "UnknownName", "transcribe", question, "--recognizer", "sphinx", "--model", model_box())
    refused(tmp_path, "UnknownName", "transcribe", question, "--model", "nini")
    refused(tmp_path, "BadModel", "transcribe", question, "--model", tmp_path / "gone")
    assert call("transcribe", question, "--model", tmp_path).status == 2


def test_other_units_are_refused_for_all_files_at_once(question: Path, tmp_path: Path):
    folder = Path(shutil.copytree(model_box(), tmp_path / "mixed"))
    shutil.rmtree(folder / "units")
    shutil.copytree(model_box(2) / "units", folder / "units")
    refused(tmp_path, "UnitMismatch", "transcribe", question, question, "--model", folder)
    refused(tmp_path, "UnitMismatch", "chat", question, "-o", tmp_path / "o.wav", "--model", folder)
