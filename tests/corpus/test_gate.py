"""The gate lets through what is well spoken, and says why it rejects the rest."""

import numpy as np
import pytest

from speechwright.corpus.gate import REASONS, GateSettings, why_rejected
from speechwright.tts import VOICES
from speechwright.tts.voice import Voice, speak
from speechwright.types import Audio

TEXT = "the weather will be fine in the morning"
EARS = {name: GateSettings(recognizer=name, most_s=0.5) for name in ("pocketsphinx", "judge")}


@pytest.fixture(scope="module")
def spoken() -> Audio:
    return speak(VOICES["espeak"](), TEXT, Voice("espeak", "en-us")).audio


def test_what_is_well_spoken_passes(spoken: Audio) -> None:
    assert why_rejected(spoken, TEXT, GateSettings()) is None


def test_numbers_may_be_heard_as_words(spoken: Audio) -> None:
    text = "it is 25 degrees outside this morning"
    audio = speak(VOICES["espeak"](), text, Voice("espeak", "en-us")).audio
    generous = GateSettings(recognizer="pocketsphinx", most_errors=0.7)
    assert why_rejected(audio, text, generous) is None


@pytest.mark.parametrize("ear", EARS)
@pytest.mark.parametrize(
    ("text", "change", "reason"),
    [
        (TEXT * 5, lambda x: x, "too short"),
        (TEXT[:3], lambda x: x, "too long"),
        (TEXT, lambda x: np.clip(20 * x, -1, 1), "clipped"),
        (TEXT, lambda x: np.concatenate([x, np.zeros(4 * len(x), np.float32)]), "silent"),
        ("a boat on the river carries some old friends", lambda x: x, "misheard"),
    ],
)
def test_it_says_why_not(spoken: Audio, text: str, change, reason: str, ear: str) -> None:  # type: ignore[no-untyped-def]
    audio = Audio(change(spoken.samples).astype(np.float32), spoken.rate_hz)
    assert why_rejected(audio, text, EARS[ear]) == reason and reason in REASONS


def test_the_judge_lets_through_what_a_voice_said(spoken: Audio) -> None:
    assert why_rejected(spoken, TEXT, GateSettings(recognizer="judge", most_errors=0.1)) is None


def test_characters_forgive_where_words_do_not(spoken: Audio) -> None:
    text = "the whether will bee fine inn the mourning"
    strict = {"recognizer": "pocketsphinx", "most_errors": 0.4}
    assert why_rejected(spoken, text, GateSettings(**strict)) == "misheard"  # type: ignore[arg-type]
    assert why_rejected(spoken, text, GateSettings(**strict, measure="characters")) is None  # type: ignore[arg-type]
