"""Words that no dictionary holds."""

from collections.abc import Mapping

import pytest

from speechwright.asr import RECOGNIZERS
from speechwright.asr.pocketsphinx import PHONES, PocketSphinx
from speechwright.asr.recognizer import Recognizer
from speechwright.editing.pronunciations import knowing, pronunciations

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
