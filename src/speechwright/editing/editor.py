"""Editing by instruction, from the recording to what was made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from speechwright.asr import RECOGNIZERS
from speechwright.asr.recognizer import Recognizer
from speechwright.audio.pcm import PcmFile, PcmWriter
from speechwright.editing.checking import Check, check
from speechwright.editing.cuts import MARGIN_S, Gap
from speechwright.editing.execute import Executed, execute
from speechwright.editing.parts import Made
from speechwright.editing.recording import Recording, Synthesised
from speechwright.editing.speaking import Speaker
from speechwright.editing.surroundings import surroundings
from speechwright.editing.words import aligned, recognized
from speechwright.tasks.edits.check import check_plan
from speechwright.tasks.edits.plan import Operation, Plan
from speechwright.tasks.edits.planner import make_plan
from speechwright.tasks.edits.transcript import Transcript
from speechwright.tts.voice import Voice

MARGINS_S = (MARGIN_S, 0.03, 0.1)  # tried one after the other, until a result passes
PITCH = "pitch"


@dataclass(frozen=True, eq=False)
class Edited:
    """What became of a recording.

    Args:
        plan: what was asked for.
        executed: what was made.
        checks: what was looked at; none where nobody looked.
    """

    plan: Plan
    executed: Executed
    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Whether all that was looked at is as it should be."""
        return all(each.passed for each in self.checks)

    def write(self, path: Path) -> Check:
        """Write the output, and read it again: whether every sample that counts as kept is the input's.

        Raises:
            BadAudio, CannotWrite: as `PcmWriter`.
        """
        timeline = self.executed.timeline
        with PcmWriter(path, timeline.coding) as out:
            for raw in timeline.raw():
                out.write(raw)
        return _kept(path, self.executed)


def _kept(path: Path, executed: Executed) -> Check:
    source, equal, wanted = executed.timeline.source, 0, 0
    with PcmFile(path) as file:
        for at, piece in executed.timeline.placed():
            if piece.is_kept:
                wanted += piece.num_samples
                blocks = zip(
                    file.blocks(at, at + piece.num_samples), source.blocks(piece.begin, piece.end), strict=True
                )
                equal += sum(int((one == other).all(axis=1).sum()) for one, other in blocks)
    return Check(0, "kept", f"{wanted} samples", f"{equal} samples", equal == wanted)


class Editor:
    """Edits recordings; opens what it needs when it is first needed.

    Args:
        recognizer: a name of RECOGNIZERS: who finds the words, and listens again.
        voice: who speaks new words; the voice at hand that is nearest in pitch where none is named.
    """

    def __init__(self, recognizer: str = "pocketsphinx", voice: Voice | None = None) -> None:
        self._recognizer_kind = RECOGNIZERS[recognizer]
        self._speaker = Speaker(voice)

    @cached_property
    def recognizer(self) -> Recognizer:
        """Who listens."""
        found: Recognizer = self._recognizer_kind()
        return found

    def words(self, file: PcmFile, text: str | None = None) -> tuple[Transcript, float | None]:
        """The words of a recording, and how sure the recognizer is of them, where their text was not given.

        Raises:
            BadAudio: there are none, or the text is not what is said.
            BadText: a text without words.
        """
        return recognized(file, self.recognizer) if text is None else (aligned(file, self.recognizer, text), None)

    def plan(self, instruction: str, transcript: Transcript) -> Plan:
        """What an instruction asks for; see `make_plan`."""
        return make_plan(instruction, transcript)

    def apply(self, file: PcmFile, plan: Plan, transcript: Transcript, checked: bool = True) -> Edited:
        """Do what a plan says, and look at the result; where it does not pass, do it otherwise and take the best.

        Raises:
            BadInstruction: a step is impossible for this sound.
            BadData: the plan is for another recording, or no plan.
        """
        check_plan(plan, transcript)
        if not checked:
            return Edited(plan, self._execute(file, plan, transcript, MARGIN_S), ())
        best = self._checked(file, plan, plan, transcript, MARGIN_S)
        if not best.passed:
            mended = _mended(plan, best.checks)
            margins = MARGINS_S[1:] if _is_cut_badly(best.checks) else MARGINS_S[:1]
            others = (self._checked(file, plan, mended, transcript, margin_s) for margin_s in margins)
            best = min((best, *others), key=_num_failed)
        return best

    def _checked(self, file: PcmFile, plan: Plan, tried: Plan, transcript: Transcript, margin_s: float) -> Edited:
        executed = self._execute(file, tried, transcript, margin_s)
        return Edited(plan, executed, check(executed, plan, transcript, self.recognizer))

    def _execute(self, file: PcmFile, plan: Plan, transcript: Transcript, margin_s: float) -> Executed:
        return execute(file, plan, transcript, self._speak, margin_s)

    def _speak(self, recording: Recording, text: str, before: Gap, after: Gap) -> Made:
        begin, end = (round(at_s * recording.rate_hz) for at_s in (before.end_s, after.begin_s))
        begin, end = min(begin, end), max(begin, end)
        said = self._speaker.say(text, surroundings(recording.file, recording.transcript, begin, end))
        recording.synthesised.append(Synthesised(text, said.voice, dict(said.matched)))
        return Made(said.sound_NC, text)


def _num_failed(edited: Edited) -> int:
    return sum(not each.passed for each in edited.checks)


def _is_cut_badly(checks: Sequence[Check]) -> bool:
    return any(not each.passed and each.what in ("joins", "words") for each in checks)


def _mended(plan: Plan, checks: Sequence[Check]) -> Plan:
    """The plan, asking for as much more or less as was missed."""
    errors = {each.step: each.error for each in checks if not each.passed and each.what == PITCH}
    steps = [
        _moved(step, errors[number]) if errors.get(number) is not None else step
        for number, step in enumerate(plan.operations, 1)
    ]
    return replace(plan, operations=tuple(steps))


def _moved(step: Operation, error: float | None) -> Operation:
    assert error is not None, "an error to mend"
    if "semitones" in step.amounts:
        return replace(step, amounts={"semitones": float(step.amounts["semitones"]) - error})
    if "to_hz" in step.amounts:
        return replace(step, amounts={"to_hz": float(step.amounts["to_hz"]) * 2 ** (-error / 12)})
    return step
