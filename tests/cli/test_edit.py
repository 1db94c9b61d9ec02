"""speechwright edit: what it writes and prints, and what it refuses; the input stays as it was."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from speechwright.audio.pcm import Coding
from speechwright.audio.write import write_audio
from speechwright.editing.log import log_path, sha256_of
from speechwright.tasks.edits.plan import Plan
from tests.asr.say import spoken
from tests.cli.calls import Called, apart, assert_refused, call, refused
from tests.editing.recordings import TEXT, recording

KEYS = ["file", "plan", "kept", "checks", "synthesised", "log", "notes"]
DELETE = "delete the word best"


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    made, _ = recording(tmp_path / "in.wav", coding=Coding(22_050, 1, "PCM_16"))
    before = sha256_of(made)
    yield made
    assert sha256_of(made) == before


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output, whose log knows its words: nobody has to listen to it."""
    folder = tmp_path_factory.mktemp("known")
    made, _ = recording(folder / "in.wav", coding=Coding(22_050, 1, "PCM_16"))
    assert edit(made, "make it 1 dB quieter", "--no-check", "-o", folder / "known.wav").status == 0
    return folder / "known.wav"


def edit(path: Path, *arguments: object) -> Called:
    return call("edit", path, *arguments, "--transcript", TEXT)


def test_the_row_tells_what_was_done(path: Path, tmp_path: Path):
    called = edit(path, DELETE, "-o", tmp_path / "out.wav", "--json")
    row = called.row
    assert called.status == 0 and list(row) == KEYS and row["file"] == str(tmp_path / "out.wav")
    assert Path(row["log"]).is_file() and row["synthesised"] == [] and row["notes"] == []
    assert Plan.from_row(row["plan"]).transcript == TEXT
    assert {tuple(check) for check in row["checks"]} == {("step", "what", "wanted", "found", "passed")}
    assert all(check["passed"] for check in row["checks"])
    taken = soundfile.info(path).frames - soundfile.info(tmp_path / "out.wav").frames
    assert 0 < taken < (1 - row["kept"]) * soundfile.info(path).frames + 600


def test_people_see_the_plan_and_what_was_looked_at(path: Path, tmp_path: Path):
    called = edit(path, "insert really after best", "--voice", "espeak:en-us", "-o", tmp_path / "out.wav")
    assert called.status == 0 and "delete" not in called.out
    assert "step  what" in called.err and "insert" in called.err
    assert "synthesised “really” by espeak:en-us" in called.out and "kept" in called.out and "passed: " in called.out


def test_a_voice_is_named_in_the_row(known: Path, tmp_path: Path):
    asked = "replace best with worst", "--voice", "espeak:en-us", "--no-check"
    row = call("edit", known, *asked, "-o", tmp_path / "o.wav", "--json").row
    (said,) = row["synthesised"]
    assert (said["text"], said["voice"]) == ("worst", "espeak:en-us") and said["matched"]


def test_a_plan_alone_writes_nothing(known: Path, tmp_path: Path):
    before = set(known.parent.iterdir())
    called = call("edit", known, DELETE, "--plan-only")
    assert called.status == 0 and called.out.startswith("step  what")
    assert call("edit", known, DELETE, "--plan-only", "-o", tmp_path / "out.wav").out == called.out
    assert set(known.parent.iterdir()) == before and not set(tmp_path.iterdir())


def test_a_plan_from_a_file_does_what_was_planned(known: Path, tmp_path: Path):
    row = call("edit", known, DELETE, "--plan-only", "--json").row
    (tmp_path / "plan.json").write_text(json.dumps(row))
    one = call("edit", known, DELETE, "-o", tmp_path / "one.wav", "--json").row
    two = call("edit", known, "--plan", tmp_path / "plan.json", "-o", tmp_path / "two.wav", "--json").row
    assert (tmp_path / "one.wav").read_bytes() == (tmp_path / "two.wav").read_bytes()
    assert one["plan"] == two["plan"] == row and one["checks"] == two["checks"]


def test_without_checks_nobody_listens_but_samples_are_compared(known: Path, tmp_path: Path):
    row = call("edit", known, DELETE, "--no-check", "-o", tmp_path / "out.wav", "--json").row
    assert [check["what"] for check in row["checks"]] == ["kept"]


def test_log_and_undo(path: Path, tmp_path: Path):
    out = tmp_path / "out.wav"
    edit(path, DELETE, "--no-check", "-o", out)
    call("edit", out, "make it 2 dB louder", "--no-check", "-o", out)
    shown = call("edit", "log", out)
    assert shown.status == 0 and "1. delete the word best" in shown.out and "2. make it 2 dB louder" in shown.out
    assert [len(call("edit", "undo", out, "--json").row["steps"]) for _ in range(2)] == [1, 0]
    assert out.read_bytes() == path.read_bytes()
    assert_refused(call("edit", "undo", out))
    for verb in ("undo", "log"):
        refused(tmp_path, "BadAudio", "edit", verb, tmp_path / "gone.wav")
        refused(tmp_path, "BadData", "edit", verb, path)


def test_an_instruction_may_be_spoken_and_a_transcript_in_a_file(path: Path, tmp_path: Path):
    write_audio(tmp_path / "asked.wav", spoken("make it louder").audio)
    (tmp_path / "said.txt").write_text(TEXT)
    called = call(
        "edit",
        path,
        tmp_path / "asked.wav",
        "--transcript",
        tmp_path / "said.txt",
        "--recognizer",
        "judge",
        "--plan-only",
    )
    assert called.status == 0 and "heard: make it louder" in called.err and "volume" in called.out


def test_a_recognised_transcript_is_shown_with_its_confidence(path: Path):
    called = call("edit", path, "make it louder", "--plan-only", "--recognizer", "judge")
    assert "heard, with a confidence of" in called.err and "please tell me" in called.err


def refusal(known: Path, instruction: str) -> dict[str, object]:
    """One line for people; for programs an object with candidates; nothing is written."""
    before = {path: sha256_of(path) for path in known.parent.iterdir()}
    arguments = "edit", known, instruction, "-o", known.parent / "never.wav"
    assert_refused(call(*arguments))
    called = call(*arguments, "--json")
    assert called.status == 2 and called.err == ""
    assert before == {path: sha256_of(path) for path in known.parent.iterdir()}
    return called.row


@pytest.mark.parametrize(
    "instruction",
    [
        "",
        "  ",
        "delete the word elephant",
        "delete from 50 s to 60 s",
        "raise the pitch by 40 semitones",
        "make it 90 dB louder",
        "supprime le mot chien, s'il te plaît",
        "удали слово",
        "make it sound happy",
        "delete from 0 s to 30 s",
    ],
)
def test_what_can_not_be_followed_is_one_line(known: Path, instruction: str):
    row = refusal(known, instruction)
    assert list(row) == ["error", "found", "wanted", "remedy", "candidates"] and row["error"] == "BadInstruction"


def test_what_is_ambiguous_has_candidates(known: Path):
    one, two = refusal(known, "delete very")["candidates"]  # type: ignore[misc]
    assert "the first very" in one and "the second very" in two


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [
        ("BadAudio", ["gone.wav", "make it louder", "-o", "out.wav"]),
        ("BadAudio", ["text.wav", "make it louder", "-o", "out.wav"]),
        ("BadAudio", ["silent.wav", DELETE, "-o", "out.wav"]),
        ("BadAudio", ["silent.wav", "make it louder", "-o", "out.wav", "--transcript", TEXT]),
        ("BadAudio", ["in.wav", DELETE, "-o", "out.wav", "--transcript", "the best of nothing that anybody ever said"]),
        ("BadText", ["in.wav", DELETE, "-o", "out.wav", "--transcript", " … "]),
        ("BadAudio", ["in.wav", DELETE, "-o", "in.wav"]),
        ("BadAudio", ["in.wav", DELETE, "-o", "out.mp3"]),
        ("CannotWrite", ["in.wav", DELETE, "-o", "no/out.wav"]),
        ("BadText", ["in.wav", DELETE]),
        ("BadText", ["in.wav", "-o", "out.wav"]),
        ("BadText", ["in.wav", DELETE, "--plan", "plan.json", "-o", "out.wav"]),
        ("BadText", ["in.wav", "--plan", "other.json", "--transcript", TEXT, "-o", "out.wav"]),
        ("BadData", ["in.wav", "--plan", "plan.json", "-o", "out.wav"]),
        ("BadData", ["in.wav", "--plan", "other.json", "-o", "out.wav"]),
        ("BadData", ["in.wav", "--plan", "gone.json", "-o", "out.wav"]),
        ("UnknownName", ["in.wav", DELETE, "-o", "out.wav", "--voice", "nobody:at all"]),
        ("UnknownName", ["in.wav", DELETE, "-o", "out.wav", "--planner", "nobody"]),
        ("UnknownName", ["in.wav", DELETE, "-o", "out.wav", "--recognizer", "nobody"]),
        ("BadRecipe", ["in.wav", DELETE, "-o", "out.wav", "--endpoint", "nowhere"]),
    ],
)
def test_bad_input_is_one_line(kind: str, arguments: list[str], path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(path.parent)
    soundfile.write("silent.wav", np.zeros(16_000), 16_000)
    Path("text.wav").write_text("no sound")
    Path("plan.json").write_text("{}")
    step = {"edit": "volume", "begin": 0, "end": 10, "amounts": {"gain_db": 1.0}}
    Path("other.json").write_text(
        json.dumps({"version": 1, "operations": [step], "rate_hz": 8_000, "num_samples": 10, "words": []})
    )
    refused(path.parent, kind, "edit", *arguments)


def test_a_broken_log_is_told(path: Path, tmp_path: Path):
    path.with_name("out.wav").write_bytes(path.read_bytes())
    log_path(tmp_path / "out.wav").write_text("{")
    for arguments in (["undo", "out.wav"], ["log", "out.wav"]):
        refused(tmp_path, "BadData", "edit", arguments[0], tmp_path / arguments[1])


def test_it_runs_as_a_command_of_its_own(known: Path, tmp_path: Path):
    called = apart("edit", known, DELETE, "--no-check", "-o", tmp_path / "out.wav", "--json")
    assert called.status == 0 and list(called.row) == KEYS and (tmp_path / "out.wav").is_file()
    assert_refused(apart("edit", known, "delete very", "-o", tmp_path / "again.wav"))
