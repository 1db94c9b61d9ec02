"""One place for errors: their form, their status, and what --debug adds. Some calls run as real processes."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from speechwright import __version__
from speechwright.audio.write import write_audio
from speechwright.cli import output
from speechwright.cli.main import app
from tests.audio.sounds import pause
from tests.cli.calls import SOURCE, apart, assert_refused, assert_refused_as_json, call, refused, tiny
from tests.modelbox import babble, model_box

VERBS = ["demo", "transcribe", "speak", "chat", "edit", "train", "evaluate", "info"]


def test_a_real_process_says_what_a_call_in_here_says(tmp_path: Path):
    write_audio(tmp_path / "question.wav", babble())
    write_audio(tmp_path / "silent.wav", pause())
    arguments = ("transcribe", "-", tmp_path / "silent.wav", "--json", "--model", model_box())
    question = (tmp_path / "question.wav").read_bytes()
    real, here = apart(*arguments, stdin=question), call(*arguments, stdin=question)
    assert (real.status, real.out, real.err) == (here.status, here.out, here.err) == (2, here.out, "")
    assert [row.get("error") for row in real.rows] == [None, "BadAudio"]


def test_a_real_process_is_refused_in_one_line(tmp_path: Path):
    assert_refused(apart("speak", "hi", "-o", tmp_path / "o.txt"))
    assert_refused_as_json(apart("speak", "hi", "-o", tmp_path / "o.txt", "--json"), "BadAudio")


def test_debug_shows_the_traceback_and_changes_nothing_else(tmp_path: Path):
    write_audio(tmp_path / "silent.wav", pause())
    for verb in ("transcribe", "chat"):
        wanted = ["--out", "text"] if verb == "chat" else []
        plain = tiny(verb, tmp_path / "silent.wav", *wanted, "--json")
        debug = tiny(verb, tmp_path / "silent.wav", *wanted, "--json", "--debug")
        assert "Traceback" not in plain.err and debug.err.startswith("Traceback") and "BadAudio" in debug.err
        assert (debug.status, debug.row) == (plain.status, plain.row) and plain.status == 2


def test_wrong_calls_are_refused_like_any_error(tmp_path: Path):
    for arguments in (["sing"], ["transcribe"], ["speak"], ["info", "--nonsense"], ["--nonsense"]):
        refused(tmp_path, "BadCall", *arguments)


def test_what_the_machine_refuses_is_no_fault_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("speechwright.infer.about.about_model", full)
    refused(tmp_path, "OSError", "info", "mini")


def test_a_fault_of_our_own_is_called_one(monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object) -> None:
        raise ZeroDivisionError("somewhere\nwithin")

    monkeypatch.setattr("speechwright.infer.about.about_model", broken)
    called = call("info", "mini", "--json")
    assert called.status == 1 and called.row["error"] == "Fault" and "ZeroDivisionError" in called.row["found"]
    plain = call("info", "mini")
    assert len(plain.err.splitlines()) == 1 and plain.out == ""
    debug = call("info", "mini", "--debug").err
    assert debug.startswith("Traceback") and debug.splitlines()[-1] == plain.err.strip()


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself_and_takes_json_and_debug(verb: str):
    called = call(verb, "--help")
    assert called.status == 0 and "--json" in called.out and "--debug" in called.out


def test_without_a_verb_there_is_help():
    called = call()
    assert called.status == 0 and all(verb in called.out for verb in VERBS)
    assert call("--version").out == f"{__version__}\n"


def test_help_loads_no_learning_framework():
    program = (
        "import sys, speechwright.cli.main as main\n"
        "sys.argv = ['speechwright', '--help']\n"
        "try: main.run()\n"
        "except SystemExit: pass\n"
        "sys.exit(sorted({'torch', 'transformers', 'matplotlib'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONPATH": str(SOURCE)}, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_recipe_with_a_misspelt_key_is_one_line(tmp_path: Path):
    (tmp_path / "recipe.yaml").write_text("steps: {}\nsede: 3\n")
    refused(tmp_path, "BadRecipe", "train", tmp_path / "recipe.yaml")
    refused(tmp_path, "BadRecipe", "train", tmp_path / "gone.yaml")


def test_what_a_terminal_can_not_show_is_spelled_out(monkeypatch: pytest.MonkeyPatch):
    for encoding in ("ascii", "latin-1", "utf-8"):
        stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        monkeypatch.setattr("sys.stdout", stream)
        output.put({"text": "café → \udcff"}, ["café → \udcff"], as_json=False)
        output.put({"text": "café → \udcff"}, (), as_json=True)
        stream.flush()
        assert len(stream.buffer.getvalue().splitlines()) == 2  # type: ignore[attr-defined]
    monkeypatch.undo()


def test_the_app_has_the_verbs_of_the_documentation():
    assert [command.callback.__name__ for command in app.registered_commands if command.callback] == VERBS
