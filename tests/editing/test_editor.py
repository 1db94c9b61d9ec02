"""From an instruction to what was made of a recording: plans, checks, second tries."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from speechwright.audio.pcm import Coding, PcmFile, PcmWriter
from speechwright.editing import editor as editor_module
from speechwright.editing.checking import Check
from speechwright.editing.editor import MARGINS_S, Edited, Editor, voice_of
from speechwright.errors import BadAudio, BadData, BadInstruction, UnknownName
from speechwright.tasks.edits.check import check_plan
from speechwright.tasks.edits.plan import Operation, Plan
from speechwright.tasks.edits.transcript import Transcript
from tests.editing.recordings import TEXT, output, recording

CODING = Coding(22_050, 1, "PCM_16")
DELETE = "delete the word best"


@pytest.fixture(scope="module")
def editor() -> Editor:
    return Editor(voice="espeak:en-us")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PcmFile]:
    path, _ = recording(tmp_path_factory.mktemp("editor") / "in.wav", coding=CODING)
    with PcmFile(path) as found:
        yield found


@pytest.fixture(scope="module")
def plan(editor: Editor, file: PcmFile) -> Plan:
    return editor.plan(file, DELETE, TEXT).plan


def samples(edited: Edited) -> np.ndarray:
    return output(edited.executed.timeline)


def test_a_plan_has_all_words_with_their_places(plan: Plan, file: PcmFile) -> None:
    assert plan.transcript == TEXT and plan.instruction == DELETE and len(plan.words) == len(TEXT.split())
    assert check_plan(plan, plan.said) == plan and plan.num_samples == file.num_samples


def test_words_that_are_given_are_not_doubted_and_others_are(editor: Editor, file: PcmFile) -> None:
    assert editor.words(file, TEXT)[1] is None
    heard, confidence = editor.words(file)
    assert heard.words and confidence is not None and 0 <= confidence <= 1


@pytest.mark.parametrize("asked", [DELETE, "make the last sentence 2 dB louder", "insert really after best"])
def test_with_and_without_checks_it_gives_the_same_samples(editor: Editor, file: PcmFile, asked: str) -> None:
    plan = editor.plan(file, asked, TEXT).plan
    checked, unchecked = editor.apply(file, plan), editor.apply(file, plan, False, MARGINS_S[0])
    assert unchecked.checks == () and checked.checks
    if checked.margin_s == MARGINS_S[0] and checked.done == plan:
        assert np.array_equal(samples(checked), samples(unchecked))
    again = editor.apply(file, checked.done, False, checked.margin_s)
    assert np.array_equal(samples(checked), samples(again))


def test_a_plan_goes_through_json(editor: Editor, file: PcmFile, plan: Plan) -> None:
    read = Plan.from_row(json.loads(json.dumps(plan.to_row())))
    assert read == plan
    assert np.array_equal(samples(editor.apply(file, read, False)), samples(editor.apply(file, plan, False)))


def test_a_plan_without_the_places_of_words_gets_them(editor: Editor, file: PcmFile, plan: Plan) -> None:
    edited = editor.apply(file, replace(plan, words=()), False)
    assert edited.plan == plan and edited.executed.transcript.text == TEXT.replace(" best", "")


def test_what_is_no_plan_for_this_recording_is_refused(editor: Editor, file: PcmFile, plan: Plan) -> None:
    for wrong in (
        replace(plan, num_samples=plan.num_samples + 1),
        replace(plan, rate_hz=44_100),
        replace(plan, operations=()),
        replace(plan, operations=(Operation("pitch", 0, 100, {"semitones": 99.0}),)),
    ):
        with pytest.raises(BadData):
            editor.apply(file, wrong)
    with pytest.raises(UnknownName):
        editor.apply(file, replace(plan, operations=(Operation("sing", 0, 100),)))


def failing(what: str, error: float | None) -> Check:
    return Check(1, what, "", "", False, error)


def test_what_was_missed_is_asked_for_in_addition_but_never_more_than_there_is() -> None:
    def mended(amounts: dict[str, float], error: float) -> dict[str, float]:
        plan = Plan((Operation("pitch", 0, 100, amounts),), 16_000, 100)
        (step,) = editor_module._mended(plan, [failing("pitch", error)]).operations
        return dict(step.amounts)

    assert mended({"semitones": 2.0}, -0.4) == {"semitones": pytest.approx(2.4)}
    assert mended({"to_hz": 200.0}, 1.0) == {"to_hz": pytest.approx(200 * 2 ** (-1 / 12))}
    assert mended({"semitones": 24.0}, -0.4) == {"semitones": 24.0}
    assert mended({"to_hz": 600.0}, -0.4) == {"to_hz": 600.0}
    assert mended({"by_hz": 20.0}, 0.4) == {"by_hz": 20.0}


def test_where_the_first_try_misses_others_are_tried_and_the_best_is_taken(
    editor: Editor, file: PcmFile, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bounds of the joins are so narrow that none is smooth; the words stay as they should be."""
    tried: list[float] = []
    execute = editor._execute

    def narrow(file: PcmFile, plan: Plan, margin_s: float):  # type: ignore[no-untyped-def]
        tried.append(margin_s)
        executed = execute(file, plan, margin_s)
        assert executed.natural is not None
        return replace(executed, natural=replace(executed.natural, level_db=0.0))

    monkeypatch.setattr(editor, "_execute", narrow)
    edited = editor.apply(file, plan)
    assert tried == list(MARGINS_S) and not edited.passed
    assert [each.what for each in edited.checks if not each.passed] == ["joins"]


def test_a_recording_without_words_can_still_be_made_louder(editor: Editor, tmp_path: Path) -> None:
    noise = np.random.default_rng(0).normal(scale=1e-3, size=(CODING.rate_hz, 1))
    with PcmWriter(tmp_path / "noise.wav", CODING) as out:
        out.write(CODING.raw(noise))
    with PcmFile(tmp_path / "noise.wav") as file:
        plan = editor.plan(file, "make it 6 dB louder").plan
        assert plan.words == () and editor.apply(file, plan).passed
        for asked, text in (("delete the word best", None), ("make it louder", TEXT)):
            with pytest.raises(BadAudio):
                editor.plan(file, asked, text)


def test_what_an_edit_gave_has_its_words_in_its_log(editor: Editor, file: PcmFile, plan: Plan) -> None:
    said = editor.apply(file, plan, False).executed.transcript
    assert isinstance(said, Transcript) and Transcript.from_row(json.loads(json.dumps(said.to_row()))) == said


def test_names_that_do_not_exist_are_told() -> None:
    with pytest.raises(UnknownName):
        Editor(recognizer="nobody")
    with pytest.raises(UnknownName):
        Editor(planner="nobody")
    for label in ("nobody:at all", "espeak:nobody"):
        with pytest.raises(UnknownName):
            voice_of(label)


def test_impossible_amounts_are_refused_while_planning(editor: Editor, file: PcmFile) -> None:
    for asked in ("raise the pitch by 40 semitones", "make it 100 times as fast", ""):
        with pytest.raises(BadInstruction):
            editor.plan(file, asked, TEXT)
