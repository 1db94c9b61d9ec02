"""Sounds made again from their logs. The edits here are whole-file arithmetic, so that what they give is known."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from speechwright.editing.log import Log, Step, base_of, continued, log_path, read_log, sha256_of, write_log
from speechwright.editing.replaying import replay, undo
from speechwright.errors import BadData
from speechwright.tasks.edits.planner import make_plan
from tests.tasks.edits.plans import SEASIDE

GAINS = ("make it 1 dB louder", "make it 2 dB louder", "make it 3 dB louder")


def gain(given: Path, made: Path, step: Step) -> None:
    """Does what a plan of volumes says, in whole steps of 16 bits."""
    sound, rate_hz = soundfile.read(given, dtype="int16")
    for operation in step.plan.operations:
        sound = np.round(sound * 10 ** (operation.amounts["gain_db"] / 20)).astype(np.int16)
    soundfile.write(made, sound, rate_hz, subtype="PCM_16")


def edited(given: Path, made: Path, instruction: str) -> None:
    """What `speechwright edit` does, as far as logs are concerned."""
    log = continued(given)
    step = Step(make_plan(instruction, SEASIDE), 0.0, made.suffix, "0" * 64, "0.1")
    gain(given, made, step)
    write_log(made, log.and_then(Step(step.plan, 0.0, made.suffix, sha256_of(made), "0.1")))


@pytest.fixture
def takes(tmp_path: Path) -> list[Path]:
    """An input and what each of three edits gave, one after the other."""
    paths = [tmp_path / name for name in ("in.wav", "one.wav", "two.flac", "three.wav")]
    noise = np.random.default_rng(0).integers(-8000, 8000, SEASIDE.num_samples, np.int16)
    soundfile.write(paths[0], noise, SEASIDE.rate_hz, subtype="PCM_16")
    for at, instruction in enumerate(GAINS):
        edited(paths[at], paths[at + 1], instruction)
    return paths


def test_a_replay_gives_the_same_bytes_and_the_same_log(takes: list[Path], tmp_path: Path) -> None:
    log = read_log(takes[3])
    assert len(log.steps) == 3 and base_of(log, takes[3]) == takes[0]
    again = tmp_path / "again.wav"
    assert replay(log, takes[0], again, gain) == log
    assert again.read_bytes() == takes[3].read_bytes()
    assert {path.name for path in tmp_path.iterdir() if path.name.startswith(".")} == set()


def test_undoing_all_edits_goes_back_through_each_take_to_the_input(tmp_path: Path, takes: list[Path]) -> None:
    out = tmp_path / "out.wav"
    befores = [(takes[0].read_bytes(), ())]
    for given, instruction in zip((takes[0], out, out), GAINS, strict=True):
        scratch = tmp_path / "scratch.wav"
        edited(given, scratch, instruction)
        scratch.replace(out)
        log_path(scratch).replace(log_path(out))
        befores.append((out.read_bytes(), read_log(out).steps))
    for sound, steps in reversed(befores[:-1]):
        assert undo(out, gain) == read_log(out)
        assert (out.read_bytes(), read_log(out).steps) == (sound, steps)
    with pytest.raises(BadData, match="nothing is left"):
        undo(out, gain)
    assert sha256_of(takes[0]) == read_log(out).base.sha256


def test_a_step_that_gives_another_sound_now_is_told(takes: list[Path], tmp_path: Path) -> None:
    def louder(given: Path, made: Path, step: Step) -> None:
        gain(given, made, Step(make_plan("make it 1.5 dB louder", SEASIDE), 0.0, ".wav", "0" * 64, "0.1"))

    log = read_log(takes[3])
    made = replay(log, takes[0], tmp_path / "again.wav", louder)
    assert made != log and made.sha256 == sha256_of(tmp_path / "again.wav")


def test_an_edit_that_fails_leaves_sound_and_log_as_they_were(takes: list[Path]) -> None:
    def fails(given: Path, made: Path, step: Step) -> None:
        raise BadData("a sound", "another", "try again")

    before = takes[3].read_bytes(), log_path(takes[3]).read_bytes()
    replaceable = read_log(takes[3])
    with pytest.raises(BadData, match="try again"):
        replay(replaceable, takes[0], takes[3], fails)
    assert (takes[3].read_bytes(), log_path(takes[3]).read_bytes()) == before


def test_what_was_changed_behind_its_back_is_not_undone(takes: list[Path]) -> None:
    kept = takes[1].read_bytes()
    takes[1].write_bytes(kept + b"x")
    with pytest.raises(BadData, match="changed since its last edit"):
        undo(takes[1], gain)
    takes[1].write_bytes(kept)
    takes[0].write_bytes(b"other")
    with pytest.raises(BadData, match="the input of the first edit, changed since"):
        undo(takes[1], gain)
    takes[0].unlink()
    with pytest.raises(BadData, match=r"no .*in\.wav"):
        undo(takes[1], gain)
    assert takes[1].read_bytes() == kept


def test_a_file_of_another_kind_and_the_input_itself_are_no_output(takes: list[Path], tmp_path: Path) -> None:
    with pytest.raises(BadData, match=r"a \.flac file"):
        undo(takes[3], gain)  # the edit before it gave one
    log = Log(read_log(takes[1]).base)
    with pytest.raises(BadData, match="which is the first input"):
        replay(log, takes[0], takes[0], gain)
    assert undo(takes[1], gain) == log and takes[1].read_bytes() == takes[0].read_bytes()
