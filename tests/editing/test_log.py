"""Edit logs of real files: what is written is read again, and every change behind their back is told."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.editing.log import (
    Base,
    Log,
    Step,
    base_of,
    continued,
    log_path,
    read_log,
    require_own,
    sha256_of,
    show_log,
    undone,
    write_log,
)
from speechwright.errors import BadData, CannotWrite
from speechwright.tasks.edits.compounds import sample_transcripts
from speechwright.tasks.edits.planner import make_plan
from speechwright.tasks.edits.transcript import Transcript, Word
from tests.tasks.edits.plans import SEASIDE

ASKED = ("delete um", "slow the last sentence down by 20 percent", 'insert "Grüße 👋" after bright', "remove the noise")
_hex = st.text("0123456789abcdef", min_size=64, max_size=64)
_transcripts = st.sampled_from((SEASIDE, *sample_transcripts()))


def a_step(instruction: str = "delete um", sha256: str = "0" * 64, **parts: object) -> Step:
    plan = replace(make_plan(instruction, SEASIDE), words=SEASIDE.words)
    return Step(plan, 0.75, ".wav", sha256, "0.1", **parts)  # type: ignore[arg-type]


_steps = st.builds(
    a_step,
    st.sampled_from(ASKED),
    _hex,
    voice=st.text(max_size=9),
    margin_s=st.sampled_from([0.0, 0.06]),
    made=st.sampled_from(["", "2026-01-01"]),
)
_logs = st.builds(Log, st.builds(Base, st.text(st.characters(), max_size=20), _hex), st.lists(_steps).map(tuple))


@settings(deadline=None, max_examples=50)
@given(_logs)
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, log: Log) -> None:
    sound = tmp_path_factory.getbasetemp() / "out.wav"
    write_log(sound, log)
    assert read_log(sound) == log and [path.name for path in sound.parent.glob("*.partial")] == []


@given(_transcripts)
def test_a_transcript_goes_through_json(transcript: Transcript) -> None:
    assert Transcript.from_row(json.loads(json.dumps(transcript.to_row()))) == transcript


@pytest.mark.parametrize(
    "words", [[["a", 5, 4, False]], [["a", 0, 5, False], ["b", 4, 6, False]], [["a", 0, 99, False]], [["a"]], 3, None]
)
def test_words_out_of_order_are_no_transcript(words: object) -> None:
    with pytest.raises(BadData):
        Transcript.from_row({"rate_hz": 16_000, "num_samples": 10, "words": words})


def test_the_same_edit_gives_the_same_log_at_any_time(tmp_path: Path) -> None:
    for name in ("a.wav", "b.wav"):
        write_log(tmp_path / name, Log(Base("in.wav", "1" * 64), (a_step(),)))
    one, other = (log_path(tmp_path / name).read_bytes() for name in ("a.wav", "b.wav"))
    assert one == other and b"made" not in one and len(one.splitlines()) == 3


def test_a_log_is_carried_on_while_it_is_about_the_sound(tmp_path: Path) -> None:
    first, second = tmp_path / "in.wav", tmp_path / "out.wav"
    first.write_bytes(b"first")
    second.write_bytes(b"second")
    log = continued(first)
    assert log == Log(Base(str(first), sha256_of(first)))
    write_log(second, log.and_then(a_step(sha256=sha256_of(second))))
    assert continued(second) == read_log(second) and continued(second).base == log.base
    second.write_bytes(b"cut elsewhere")
    assert continued(second) == Log(Base(str(second), sha256_of(second)))


def test_undoing_takes_the_last_step_and_ends() -> None:
    log = Log(Base("in.wav", "1" * 64), (a_step(), a_step(ASKED[1], "2" * 64)))
    assert undone(log).and_then(log.steps[-1]) == log and undone(log).sha256 == log.steps[0].sha256
    assert undone(undone(log)).sha256 == log.base.sha256
    with pytest.raises(BadData, match="nothing is left"):
        undone(undone(undone(log)))


def test_a_sound_or_an_input_that_was_changed_is_told(tmp_path: Path) -> None:
    first, second = tmp_path / "in.wav", tmp_path / "sub" / "out.wav"
    second.parent.mkdir()
    first.write_bytes(b"first")
    second.write_bytes(b"second")
    log = Log(Base(str(first), sha256_of(first)), (a_step(sha256=sha256_of(second)),))
    require_own(log, second)
    assert base_of(log, second) == first
    second.write_bytes(b"second!")
    with pytest.raises(BadData, match="changed since its last edit"):
        require_own(log, second)
    first.write_bytes(b"first!")
    with pytest.raises(BadData, match="changed since"):
        base_of(log, second)
    (second.parent / "in.wav").write_bytes(b"first")
    assert base_of(log, second) == second.parent / "in.wav"
    first.unlink()
    (second.parent / "in.wav").unlink()
    with pytest.raises(BadData, match="put it back"):
        base_of(log, second)
    with pytest.raises(BadData, match="can be read"):
        require_own(log, tmp_path / "none.wav")


def _broken() -> dict[str, str]:
    base = {"path": "a", "sha256": "1" * 64}
    row = json.loads(json.dumps({"version": 1, "base": base, "steps": [a_step().to_row()]}))
    step = row["steps"][0]
    plan = {**step["plan"], "num_samples": 5}
    wrong = [
        {**row, "version": 2},
        {**row, "base": {"path": "a"}},
        {**row, "base": {"path": "a", "sha256": "xyz"}},
        {**row, "steps": {}},
        {**row, "steps": [7]},
        {**row, "steps": [{**step, "plan": plan}]},
        {**row, "steps": [{**step, "kept": 1.5}]},
        {**row, "steps": [{**step, "kept": True}]},
        {**row, "steps": [{**step, "margin_s": "x"}]},
        {**row, "steps": [{**step, "suffix": "/../../elsewhere"}]},
        {**row, "steps": [{**step, "more": 1}]},
        {**row, "steps": [{key: step[key] for key in step if key != "plan"}]},
        {**row, "steps": [{**step, "plan": {**step["plan"], "words": [["a", 5, 2, False]]}}]},
        [],
        None,
    ]
    unread = dict.fromkeys(("", "{", "[" * 9999), "can't be read")
    return {json.dumps(one): "edit log|plan|step|words" for one in wrong} | unread


@pytest.mark.parametrize(("text", "found"), _broken().items())
def test_a_log_that_is_none_is_told_in_one_line(tmp_path: Path, text: str, found: str) -> None:
    sound = tmp_path / "out.wav"
    log_path(sound).write_text(text)
    with pytest.raises(BadData, match=found) as caught:
        read_log(sound)
    assert "out.wav.edits.json" in caught.value.found and "\n" not in str(caught.value)


def test_without_a_log_or_a_place_for_one_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="name an output"):
        read_log(tmp_path / "out.wav")
    with pytest.raises(CannotWrite):
        write_log(tmp_path / "none" / "out.wav", Log(Base("in.wav", "1" * 64)))


def test_it_is_shown_in_lines_for_people() -> None:
    log = Log(Base("in\x1b.wav", "1" * 64), tuple(a_step(asked, voice="espeak en") for asked in ASKED))
    evil = replace(SEASIDE, words=(Word("a\x1b[2J", 0, 9), *SEASIDE.words[1:]))
    log = log.and_then(Step(make_plan("delete the first word", evil), 1.0, ".wav", "0" * 64, "0.1", made="today"))
    lines = show_log(log).splitlines()
    assert all(line.isprintable() for line in lines) and lines[0].startswith("from in?.wav, sha256 111111111111…")
    for number, asked in enumerate(ASKED, 1):
        assert f"{number}. {asked} (kept 75.00 %, spoken by espeak en)" in lines
    assert "5. delete the first word (kept 100.00 %, today)" in lines
