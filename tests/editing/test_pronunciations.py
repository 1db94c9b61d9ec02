"""Words that no dictionary holds."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from speechwright.asr import RECOGNIZERS
from speechwright.asr.pocketsphinx import PHONES, PocketSphinx
from speechwright.asr.recognizer import Recognizer
from speechwright.audio.pcm import PcmFile
from speechwright.editing.checking import check
from speechwright.editing.execute import execute
from speechwright.editing.pronunciations import knowing, pronunciations
from speechwright.tasks.edits.plan import Operation, Plan
from tests.editing.recordings import buzz, recording

NAMES = ("speechwright", "grzegorz", "wrzeszcz", "o'shaughnessyson", "xqz", "bb")


@pytest.fixture(scope="module")
def ear() -> PocketSphinx:
    return PocketSphinx(phrases=["yes", "no"])


def test_any_spelling_has_phones() -> None:
    found: Mapping[str, str] = pronunciations(NAMES)
    assert tuple(found) == NAMES and found["speechwright"] == "S P IY CH R AY T"
    assert all(spelled and PHONES.issuperset(spelled.split()) for spelled in found.values())


def test_a_recognizer_learns_what_it_lacks_and_nothing_else(ear: PocketSphinx) -> None:
    assert knowing(ear, ["yes", "no"]) is ear
    assert ear.missing_words(NAMES) and not knowing(ear, NAMES).missing_words(NAMES)
    judge: Recognizer = RECOGNIZERS["judge"]()
    assert knowing(judge, NAMES) is judge


def test_what_is_checked_may_hold_names_and_numbers(tmp_path: Path) -> None:
    path, transcript = recording(tmp_path / "a.wav")
    place = transcript.words[4].begin
    step = Operation("insert", place, place, {"text": "Grzegorz 25"})
    plan = Plan((step,), transcript.rate_hz, transcript.num_samples)
    with PcmFile(path) as file:
        executed = execute(file, plan, transcript, buzz)
        checks = check(executed, plan, transcript, PocketSphinx())
    (words,) = (each for each in checks if each.what == "words")
    assert int(words.wanted.split()[0]) >= 3 and not words.passed  # a buzz is no name
