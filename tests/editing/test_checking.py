"""Checks pass what was done, and fail what was not: nothing, something else, another amount, a join that is heard."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from speechwright.asr import RECOGNIZERS
from speechwright.asr.recognizer import Recognizer
from speechwright.audio.pcm import Coding, PcmFile, PcmWriter
from speechwright.editing.checking import Check, check
from speechwright.editing.execute import Executed, execute
from speechwright.editing.timeline import Timeline
from speechwright.tasks.edits import EDITS
from speechwright.tasks.edits.plan import Plan
from speechwright.tasks.edits.planner import make_plan
from speechwright.tasks.edits.transcript import Transcript, Word
from tests.editing.recordings import buzz, recording

CODING = Coding(16_000, 2, "PCM_16")
Given = tuple[PcmFile, Transcript]
# What is asked for, and its opposite.
MEASURED = {
    "speed": ("slow down the word best by 20 percent", "make the word best 20 percent faster"),
    "volume": ("make the word best 4 dB louder", "make the word best 4 dB quieter"),
    "loudness": ("normalise the last sentence to -20 LUFS", "normalise the last sentence to -30 LUFS"),
    "pitch": (
        "raise the pitch of the last sentence by 2 semitones",
        "lower the pitch of the last sentence by 1 semitone",
    ),
    "gender": ("make the last sentence sound like a woman", "lower the pitch of the last sentence by 4 semitones"),
    "intonation": ("make the last sentence livelier", "make the last sentence monotone"),
    "stress": ("emphasise the word best", "make the word best 4 dB quieter"),
    "formants": ("raise the formants of the last sentence", "lower the formants of the last sentence"),
    "noise": ("add some noise to the last sentence", "make the last sentence 10 dB quieter"),
    "room": ("add reverb", None),
    "telephone": ("make the last sentence sound like a telephone", None),
    "muffled": ("make the last sentence sound muffled", None),
    "clipping": ("make the last sentence sound clipped", None),
    "fade": ("fade in over 0.5 seconds", "make it 3 dB louder"),
    "trim": ("trim the silence at both ends", None),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Given]:
    path, transcript = recording(tmp_path_factory.mktemp("checking") / "in.wav", coding=CODING)
    with PcmFile(path) as file:
        yield file, transcript


@pytest.fixture(scope="module")
def listener() -> Recognizer:
    found: Recognizer = RECOGNIZERS["pocketsphinx"]()
    return found


def done(sound: Given, instruction: str) -> tuple[Executed, Plan]:
    file, transcript = sound
    plan = make_plan(instruction, transcript)
    return execute(file, plan, transcript, buzz), plan


def untouched(sound: Given) -> Executed:
    """What a program that does nothing gives."""
    file, transcript = sound
    return Executed(Timeline(file), transcript, tuple(range(len(transcript.words))), (), None, (), (), frozenset())


def first(executed: Executed, plan: Plan, sound: Given) -> Check:
    return check(executed, plan, sound[1], None)[0]


def row(checks: tuple[Check, ...], what: str) -> Check:
    (found,) = [each for each in checks if each.what == what]
    return found


def test_every_edit_that_is_measured_is_here() -> None:
    scored = {name for name in EDITS if EDITS[name].score is not None}
    assert set(MEASURED) == scored


@pytest.mark.parametrize("name", MEASURED)
def test_what_was_done_passes_and_what_was_not_does_not(sound: Given, name: str) -> None:
    asked, other = MEASURED[name]
    executed, plan = done(sound, asked)
    score = EDITS[name].score
    assert score is not None and first(executed, plan, sound).what == score.measure
    assert first(executed, plan, sound).passed
    assert not first(untouched(sound), plan, sound).passed
    if other is not None:
        assert not first(done(sound, other)[0], plan, sound).passed


@pytest.mark.parametrize(
    ("asked", "less"),
    [
        ("make the word best 4 dB louder", "make the word best 3.8 dB louder"),
        (
            "raise the pitch of the last sentence by 2 semitones",
            "raise the pitch of the last sentence by 1.7 semitones",
        ),
        ("make the last sentence 20 percent faster", "make the last sentence 18 percent faster"),
        ("normalise the last sentence to -20 LUFS", "normalise the last sentence to -20.2 LUFS"),
    ],
)
def test_another_amount_is_told_with_what_is_missing(sound: Given, asked: str, less: str) -> None:
    found = first(done(sound, less)[0], done(sound, asked)[1], sound)
    assert not found.passed and found.error is not None and found.wanted != found.found
    assert first(done(sound, asked)[0], done(sound, asked)[1], sound).passed


def test_a_word_that_went_is_not_heard(sound: Given, listener: Recognizer) -> None:
    executed, plan = done(sound, "delete the word best")
    checks = check(executed, plan, sound[1], listener)
    assert [each.what for each in checks] == ["joins", "words"] and all(each.passed for each in checks)


def test_a_word_that_is_still_there_is_heard(sound: Given, listener: Recognizer) -> None:
    """The transcript says that it went; the sound does not, and neither piece nor seam tells."""
    _, plan = done(sound, "delete the word best")
    words = [(at, word) for at, word in enumerate(sound[1].words) if word.text != "best"]
    claimed = replace(sound[1], words=tuple(word for _, word in words))
    executed = replace(untouched(sound), transcript=claimed, origins=tuple(at for at, _ in words))
    found = row(check(executed, plan, sound[1], listener), "words")
    assert not found.passed and "best" in found.found


@pytest.mark.parametrize("asked", ["delete please", "delete the word there"])
def test_at_the_ends_too(sound: Given, listener: Recognizer, asked: str) -> None:
    executed, plan = done(sound, asked)
    assert row(check(executed, plan, sound[1], listener), "words").passed
    left = tuple(sound[1].words[origin] for origin in executed.origins if origin is not None)
    nothing = replace(untouched(sound), transcript=replace(sound[1], words=left), origins=executed.origins)
    assert not row(check(nothing, plan, sound[1], listener), "words").passed


def test_another_word_that_went_is_missed(sound: Given, listener: Recognizer) -> None:
    _, plan = done(sound, "delete the word best")
    wrong, _ = done(sound, "delete the word home")
    texts = [word.text for word in sound[1].words if word.text != "best"]
    places = zip(texts, wrong.transcript.words, strict=True)
    claimed = tuple(Word(text, word.begin, word.end, word.ends_sentence) for text, word in places)
    executed = replace(wrong, transcript=replace(wrong.transcript, words=claimed))
    assert not row(check(executed, plan, sound[1], listener), "words").passed


def test_words_that_did_not_come_are_missed(sound: Given, listener: Recognizer) -> None:
    """What stands for a voice here is a tone: no word of it is heard."""
    executed, plan = done(sound, "insert purple elephants after best")
    assert not row(check(executed, plan, sound[1], listener), "words").passed


def test_a_click_at_a_join_is_told(sound: Given) -> None:
    executed, plan = done(sound, "delete the word best")
    assert first(executed, plan, sound).passed
    timeline = executed.timeline
    (seam,) = [piece for piece in timeline.pieces if piece.is_join]
    loud = timeline.part(seam, 0, seam.num_samples)
    loud[len(loud) // 2 :] += 0.5 * np.sign(np.sin(np.arange(len(loud) - len(loud) // 2)))[:, None]
    timeline.swap((seam,), [replace(timeline.made(seam.begin, seam.end, [loud], ""), is_join=True)])
    found = first(executed, plan, sound)
    assert found.what == "joins" and not found.passed and found.to_row()["found"] == "0 smooth"


def test_where_words_are_meant_to_be_hidden_nobody_listens(sound: Given, listener: Recognizer) -> None:
    for asked in ("add noise", "make the word best 30 dB quieter"):
        executed, plan = done(sound, asked)
        assert "words" not in [each.what for each in check(executed, plan, sound[1], listener)]


def test_a_step_with_nothing_to_do_is_not_measured(sound: Given) -> None:
    executed, plan = done(sound, "remove the reverb")
    assert executed.skipped == {"room"} and executed.notes and check(executed, plan, sound[1], None) == ()


def test_steps_that_overlap_leave_each_other_some_room(sound: Given) -> None:
    executed, plan = done(sound, "make the last sentence 10 percent faster and make it 3 dB louder")
    checks = check(executed, plan, sound[1], None)
    assert [each.what for each in checks] == ["length", "level"] and all(each.passed for each in checks)
    assert [each.step for each in checks] == [1, 2]


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory, sound: Given) -> Iterator[Given]:
    """Two minutes, of which the second one is quieter."""
    file, _ = sound
    path, turns = tmp_path_factory.mktemp("checking") / "long.wav", 120 * CODING.rate_hz // file.num_samples
    with PcmWriter(path, CODING) as out:
        for turn in range(turns):
            out.write(CODING.raw(file.floats(0, file.num_samples) * (1.0 if 2 * turn < turns else 0.25)))
    with PcmFile(path) as found:
        yield found, Transcript((), CODING.rate_hz, found.num_samples)


@pytest.mark.parametrize(
    "asked",
    ["set the loudness to -24 LUFS", "fade out over 2 seconds", "trim the silence at the end", "make it 2 dB louder"],
)
def test_of_a_long_recording_the_end_counts_too(long: Given, asked: str) -> None:
    executed, plan = done(long, asked)
    assert first(executed, plan, long).passed and not first(untouched(long), plan, long).passed


def test_a_row_is_json(sound: Given) -> None:
    found = first(*done(sound, "make the word best 4 dB louder"), sound)
    assert found.to_row() == {"step": 1, "what": "level", "wanted": "+4.00 dB", "found": found.found, "passed": True}
