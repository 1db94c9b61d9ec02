"""Editing by instruction, from the recording to what was made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from speechwright.asr import RECOGNIZERS
from speechwright.asr.recognizer import Recognizer
from speechwright.audio.pcm import PcmFile, PcmWriter
from speechwright.editing.checking import Check, check
from speechwright.editing.cuts import MARGIN_S, Gap
from speechwright.editing.execute import CONTENT, Executed, execute
from speechwright.editing.fitting import EDGE_S
from speechwright.editing.joining import MADE_EDGE_S
from speechwright.editing.log import Step, said_in, sha256_of
from speechwright.editing.parts import Made
from speechwright.editing.planners import PLANNERS
from speechwright.editing.planners.planner import Planner
from speechwright.editing.recording import Recording, Synthesised
from speechwright.editing.speaking import Speaker
from speechwright.editing.surroundings import surroundings
from speechwright.editing.words import aligned, recognized
from speechwright.errors import BadAudio, BadInstruction, UnknownName
from speechwright.tasks.edits.check import check_plan
from speechwright.tasks.edits.pitch import SEMITONES, TO_HZ
from speechwright.tasks.edits.plan import Operation, Plan
from speechwright.tasks.edits.transcript import Transcript
from speechwright.tts import VOICES
from speechwright.tts.voice import Voice

Floats = NDArray[np.float64]
MARGINS_S = (MARGIN_S, 0.03, 0.1)  # tried one after the other, until a result passes
PITCH = "pitch"


@dataclass(frozen=True)
class Planned:
    """A plan, and how sure the recognizer was of the words that it is about; None where they were given."""

    plan: Plan
    confidence: float | None


@dataclass(frozen=True, eq=False)
class Edited:
    """What became of a recording.

    Args:
        plan: what was asked for.
        done: the plan that was carried out, its amounts mended where the first try missed.
        margin_s: how far a cut might reach into words.
        executed: what was made.
        checks: what was looked at; none where nobody looked.
    """

    plan: Plan
    done: Plan
    margin_s: float
    executed: Executed
    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Whether all that was looked at is as it should be."""
        return all(each.passed for each in self.checks)

    def step(self, written: Path, version: str) -> Step:
        """What the log says of it, once it is written."""
        executed = self.executed
        voice = ",".join(sorted({each.voice for each in executed.synthesised}))
        return Step(
            self.done,
            executed.kept,
            written.suffix,
            sha256_of(written),
            version,
            voice,
            self.margin_s,
            executed.transcript,
        )

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
        voice: who speaks new words, "engine:name"; the voice at hand that is nearest in pitch where none is named.
        planner: a name of PLANNERS.
        planner_options: of that planner, such as the address of a server.

    Raises:
        UnknownName: no such recognizer, voice or planner.
        MissingExtra: it is not installed.
    """

    def __init__(
        self,
        recognizer: str = "pocketsphinx",
        voice: str | None = None,
        planner: str = "embedded",
        planner_options: Mapping[str, str] | None = None,
    ) -> None:
        self._recognizer_kind = RECOGNIZERS[recognizer]
        self._speaker = Speaker(None if voice is None else voice_of(voice))
        self._planner: Planner = PLANNERS[planner](**(planner_options or {}))

    @cached_property
    def recognizer(self) -> Recognizer:
        """Who listens."""
        found: Recognizer = self._recognizer_kind()
        return found

    def words(self, file: PcmFile, text: str | None = None) -> tuple[Transcript, float | None]:
        """The words of a recording, and how sure the recognizer is of them; a recording that an edit gave has them in
        its log, and those of a text are looked for.

        Raises:
            BadAudio: there are none, or the text is not what is said.
            BadText: a text without words.
        """
        if text is not None:
            return aligned(file, self.recognizer, text), None
        known = said_in(file.path)
        return (known, None) if known is not None else recognized(file, self.recognizer)

    def plan(self, file: PcmFile, instruction: str, text: str | None = None) -> Planned:
        """What an instruction asks for; see `make_plan`. Where no words are heard, what needs none can still be asked.

        Raises:
            BadInstruction: it can't be followed.
            BadAudio, BadText: as `words`.
        """
        try:
            transcript, confidence = self.words(file, text)
        except BadAudio:
            transcript, confidence = Transcript((), file.coding.rate_hz, file.num_samples), None
            if text is not None or not self._needs_no_words(instruction, transcript):
                raise
        plan = self._planner.plan(instruction, transcript)
        return Planned(replace(plan, words=transcript.words), confidence)

    def _needs_no_words(self, instruction: str, nothing: Transcript) -> bool:
        try:
            steps = self._planner.plan(instruction, nothing).operations
        except BadInstruction:
            return False
        return all(step.edit not in CONTENT for step in steps)

    def apply(self, file: PcmFile, plan: Plan, checked: bool = True, margin_s: float = MARGIN_S) -> Edited:
        """Do what a plan says, and look at the result; where it does not pass, do it otherwise and take the best.

        Raises:
            BadInstruction: a step is impossible for this sound.
            BadData: the plan is for another recording, or no plan.
        """
        plan = self.accepted(file, plan)
        if not checked:
            return Edited(plan, plan, margin_s, self._execute(file, plan, margin_s), ())
        best = self._checked(file, plan, plan, margin_s)
        if not best.passed:
            mended = _mended(plan, best.checks)
            margins = MARGINS_S[1:] if _is_cut_badly(best.checks) else MARGINS_S[:1]
            best = min((best, *(self._checked(file, plan, mended, margin) for margin in margins)), key=_num_failed)
        return best

    def accepted(self, file: PcmFile, plan: Plan) -> Plan:
        """A plan from anywhere, which may come without the places of the words, as one for this recording.

        Raises:
            BadData: it is for another recording, or no plan.
            UnknownName: a step is no edit.
        """
        check_plan(plan, replace(plan.said, rate_hz=file.coding.rate_hz, num_samples=file.num_samples))
        if plan.words or not plan.transcript:
            return plan
        return replace(plan, words=aligned(file, self.recognizer, plan.transcript).words)

    def _checked(self, file: PcmFile, plan: Plan, tried: Plan, margin_s: float) -> Edited:
        executed = self._execute(file, tried, margin_s)
        return Edited(plan, tried, margin_s, executed, check(executed, plan, plan.said, self.recognizer))

    def _execute(self, file: PcmFile, plan: Plan, margin_s: float) -> Executed:
        return execute(file, plan, plan.said, self._speak, margin_s)

    def _speak(self, recording: Recording, text: str, before: Gap, after: Gap) -> Made:
        begin, end = (round(at_s * recording.rate_hz) for at_s in (before.end_s, after.begin_s))
        begin, end = min(begin, end), max(begin, end)
        said = self._speaker.say(text, surroundings(recording.file, recording.transcript, begin, end))
        recording.synthesised.append(Synthesised(text, said.voice, dict(said.matched)))
        return Made(_in_room(said.sound_NC, recording, begin), text)


def _in_room(said_NC: Floats, recording: Recording, at: int) -> Floats:
    """New words with some of the room before and behind them, where they can be gone over to unheard."""
    edge, begin = (round(each_s * recording.rate_hz) for each_s in (EDGE_S, MADE_EDGE_S))
    room = recording.tone(at, len(said_NC) + 2 * begin)
    rise = np.sin(np.pi / 2 * (np.arange(edge) + 0.5) / edge)
    away = np.ones((len(said_NC), 1))  # two backgrounds that have nothing in common: their powers add up
    away[:edge, 0], away[len(away) - edge :, 0] = rise, rise[::-1]
    inside = slice(begin, begin + len(said_NC))
    room[inside] = room[inside] * np.sqrt(1 - away**2) + said_NC * away
    return room


def voice_of(label: str) -> Voice:
    """A voice by its label, "engine:name".

    Raises:
        UnknownName: there is no such engine, or it has no such voice.
        MissingExtra: the engine is not installed.
    """
    engine, _, name = label.partition(":")
    names = VOICES[engine]().names()
    if name not in names:
        raise UnknownName(f"voice {label!r}", f"{engine}: and one of {', '.join(names[:8])} …", "choose one of them")
    return Voice(engine, name)


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
        return replace(step, amounts={"semitones": SEMITONES.nearest(float(step.amounts["semitones"]) - error)})
    if "to_hz" in step.amounts:
        return replace(step, amounts={"to_hz": TO_HZ.nearest(float(step.amounts["to_hz"]) * 2 ** (-error / 12))})
    return step
