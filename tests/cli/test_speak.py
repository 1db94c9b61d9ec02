from pathlib import Path

import pytest

from speechwright import Speechwright
from speechwright.audio.read import read_audio
from speechwright.audio.write import write_audio
from tests.audio.sounds import pause
from tests.cli.calls import refused, tiny
from tests.modelbox import babble, model_box


def test_the_row_and_the_sound_are_those_of_the_api(tmp_path: Path):
    called = tiny("speak", "Good morning!", "-o", tmp_path / "out.wav", "--json")
    utterance = Speechwright.from_pretrained(model_box()).speak("Good morning!").save(tmp_path / "api.wav")
    assert called.row == {**utterance.to_row(), "file": str(tmp_path / "out.wav")}
    assert list(called.row) == ["file", "text", "seconds", "voice"] and called.row["voice"] == "ada"
    assert (tmp_path / "out.wav").read_bytes() == (tmp_path / "api.wav").read_bytes()
    assert read_audio(tmp_path / "out.wav").length_s == pytest.approx(called.row["seconds"], abs=1e-3)


def test_people_are_told_too(tmp_path: Path):
    called = tiny("speak", "hi", "-o", tmp_path / "out.flac")
    assert called.status == 0 and "out.flac" in called.out and (tmp_path / "out.flac").is_file()


def test_a_dash_is_the_standard_input(tmp_path: Path):
    called = tiny("speak", "-", "-o", tmp_path / "out.wav", "--json", stdin="It is 3½ o’clock.\n".encode())
    assert called.row["text"].endswith("o'clock.")


def test_a_voice_is_a_name_or_a_recording(tmp_path: Path):
    write_audio(tmp_path / "me.wav", babble())
    sounds = set()
    for voice in ("ada", "ben", tmp_path / "me.wav"):
        called = tiny("speak", "hello", "-o", tmp_path / "out.wav", "--voice", voice, "--json")
        assert called.row["voice"] == str(voice)
        sounds.add((tmp_path / "out.wav").read_bytes())
    assert len(sounds) == 3


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [
        ("BadText", ["", "-o", "out.wav"]),
        ("BadText", ["?!", "-o", "out.wav"]),
        ("BadText", ["привет", "-o", "out.wav"]),
        ("BadText", ["so " * 9000, "-o", "out.wav"]),
        ("BadAudio", ["hi", "-o", "out.txt"]),
        ("BadAudio", ["hi", "-o", "no/folder/out.wav"]),
        ("BadAudio", ["hi", "-o", "folder.wav"]),
        ("BadAudio", ["hi", "-o", "out.wav", "--voice", "gone.wav"]),
        ("BadAudio", ["hi", "-o", "out.wav", "--voice", "silent.wav"]),
        ("UnknownName", ["hi", "-o", "out.wav", "--voice", "adda"]),
        ("BadCall", ["hi"]),
        ("BadCall", ["hi", "there", "-o", "out.wav"]),
    ],
)
def test_what_can_not_be_spoken_is_one_line(
    kind: str, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.wav").mkdir()
    (tmp_path / "out.wav").write_text("what was there before")
    write_audio(tmp_path / "silent.wav", pause())
    refused(tmp_path, kind, "speak", *arguments, "--model", model_box())


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\xfa", b"a " * 600_000])
def test_a_standard_input_that_is_no_text_is_one_line(data: bytes, tmp_path: Path):
    refused(tmp_path, "BadText", "speak", "-", "-o", tmp_path / "out.wav", "--model", model_box(), stdin=data)
