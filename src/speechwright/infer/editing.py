"""Editing for callers: a plan for a recording, and what came of it.

plan = speechwright.plan("in.wav", "delete the word very")
speechwright.apply("in.wav", plan).save("out.wav")
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from speechwright import __version__
from speechwright.audio.pcm import PcmFile, containers_of
from speechwright.audio.read import read_audio
from speechwright.editing.checking import Check
from speechwright.editing.editor import Edited, Editor
from speechwright.editing.log import Log, Step, continued, log_path, write_log
from speechwright.editing.recording import Synthesised
from speechwright.editing.replaying import undo as undo_last
from speechwright.errors import BadAudio, BadData, CannotWrite
from speechwright.tasks.edits.plan import Plan
from speechwright.types import Row

SPOKEN = (".wav", ".flac", ".ogg", ".opus", ".mp3")


@dataclass(frozen=True, eq=False)
class Result:
    """What a plan made of a recording.

    Args:
        given: the recording.
        edited: what was made, and what was looked at.
    """

    given: Path
    edited: Edited

    @property
    def plan(self) -> Plan:
        return self.edited.plan

    @property
    def kept(self) -> float:
        """The share of the input's samples that are unchanged in the output."""
        return self.edited.executed.kept

    @property
    def checks(self) -> tuple[Check, ...]:
        return self.edited.checks

    @property
    def synthesised(self) -> tuple[Synthesised, ...]:
        """What was spoken anew, and by which voice."""
        return self.edited.executed.synthesised

    @property
    def notes(self) -> tuple[str, ...]:
        """What was not done, or otherwise than asked."""
        return self.edited.executed.notes

    def save(self, path: str | Path) -> Saved:
        """Write the sound, and its log beside it; the sound is read again and compared with the input.

        Raises:
            BadAudio: the format can't hold such samples, or the path is the input's.
            CannotWrite: the disk is full, or forbids it.
        """
        path = Path(path)
        check_output(self.given, path)
        log = continued(self.given)
        kept = self.edited.write(path)
        log = log.and_then(self.edited.step(path, __version__))
        write_log(path, log)
        return Saved(path, self, (*self.checks, kept), log)


@dataclass(frozen=True, eq=False)
class Saved:
    """A result that is written.

    Args:
        path: of the sound.
        result: what was made.
        checks: what was looked at, the samples of the written file among it.
        log: how the sound came about.
    """

    path: Path
    result: Result
    checks: tuple[Check, ...]
    log: Log

    @property
    def passed(self) -> bool:
        return all(each.passed for each in self.checks)

    def to_row(self) -> Row:
        spoken = [vars(each) for each in self.result.synthesised]
        return {
            "file": str(self.path),
            "plan": self.result.plan.to_row(),
            "kept": self.result.kept,
            "checks": [each.to_row() for each in self.checks],
            "synthesised": spoken,
            "log": str(log_path(self.path)),
            "notes": list(self.result.notes),
        }


def plan(
    audio: str | Path,
    instruction: str | Path,
    transcript: str | None = None,
    recognizer: str = "pocketsphinx",
    planner: str = "embedded",
) -> Plan:
    """What an instruction asks of a recording; the recording is only read.

    Args:
        audio: a sound file.
        instruction: in words; or a path to a recording of it.
        transcript: what is said in the recording; recognised where it is not given.
        recognizer: a name of RECOGNIZERS.
        planner: a name of PLANNERS.

    Raises:
        BadAudio: the recording can't be read, or holds no words.
        BadInstruction: it can't be followed; `candidates` are what it may have meant.
    """
    editor = Editor(recognizer, planner=planner)
    with PcmFile(Path(audio)) as file:
        said = asked(instruction, editor) if isinstance(instruction, Path) else instruction
        return editor.plan(file, said, transcript).plan


def apply(audio: str | Path, plan: Plan, checked: bool = True, voice: str | None = None) -> Result:
    """Do to a recording what a plan says. The recording is only read; `save` writes.

    Args:
        audio: the sound file that the plan is for.
        plan: from `plan`, or from elsewhere.
        checked: whether the result is measured and listened to again, and done otherwise where it falls short.
        voice: who speaks new words, "engine:name"; the voice at hand that is nearest in pitch where none is named.

    Raises:
        BadInstruction: a step is impossible for this sound.
        BadData: the plan is for another recording, or no plan.
    """
    path = Path(audio)
    return Result(path, Editor(voice=voice).apply(PcmFile(path), plan, checked))


def undo(sound: str | Path) -> Log:
    """Take the last edit of a sound back, by doing all before it again.

    Raises:
        BadData: it has no log, the log is not about it, or its first input is gone.
    """
    return undo_last(Path(sound), _again)


def _again(given: Path, out: Path, step: Step) -> None:
    with PcmFile(given) as file:
        Editor(voice=step.voice.partition(",")[0] or None).apply(file, step.plan, False, step.margin_s).write(out)


def asked(spoken: Path, editor: Editor) -> str:
    """The words of a spoken instruction.

    Raises:
        BadAudio: it can't be read, or nothing is heard in it.
    """
    heard = editor.recognizer.recognize(read_audio(spoken))
    if not heard.text:
        raise BadAudio(f"{spoken}, in which no words were heard", "a spoken instruction", "type it")
    return heard.text


def check_output(given: Path, out: Path) -> None:
    """Refuse, before any work is done, a place that can't be written to.

    Raises:
        BadAudio: a format that can't hold samples as they are, or the input itself; an output of an edit may be edited
            in its place, as its log can undo it.
        CannotWrite: no such folder.
    """
    containers_of(out)
    if not out.parent.is_dir():
        raise CannotWrite(f"no folder {str(out.parent)!r}", "a folder to write to", "make the folder first")
    if out.exists() and out.samefile(given) and not log_path(out).exists():
        raise BadAudio(f"{out}, which is the input", "another file: the input is never touched", "name another output")


def read_plan(path: Path) -> Plan:
    """A plan from a file, as `speechwright edit --plan-only --json` prints it.

    Raises:
        BadData: it can't be read, or is no plan.
    """
    import json

    try:
        row: Any = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BadData(f"{path} ({error})", "a plan in JSON", "check the path, or plan anew") from error
    return Plan.from_row(row)
