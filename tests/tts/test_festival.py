"""What is Festival's own: English in the phones of other languages. What needs Festival itself is in the laws of all
engines."""

import re
import shutil

import pytest

from speechwright.errors import MissingExtra
from speechwright.tts.arpabet import PHONEMES
from speechwright.tts.festival import SPEAKERS, Festival, _Process, _Reading, _segments, _spans
from speechwright.tts.festival_accents import CZECH, FINNISH, HINDI, ITALIAN, phones_of
from speechwright.tts.voice import Voice
from speechwright.types import Span

EVERY = tuple(Span(phoneme, i / 10, (i + 1) / 10) for i, phoneme in enumerate(PHONEMES))
READING = _Reading(EVERY, (None, *(("w1", "all") for _ in EVERY[1:])), ((0.25, 100.0), (1.05, 120.0)))


@pytest.mark.parametrize("accent", [CZECH, FINNISH, HINDI, ITALIAN], ids=["czech", "finnish", "hindi", "italian"])
def test_an_accent_has_an_answer_to_every_phoneme(accent: dict[str, str]) -> None:
    assert set(accent) == set(PHONEMES)
    assert all(phones_of(phoneme, accent) for phoneme in PHONEMES)


@pytest.mark.parametrize("name", sorted(SPEAKERS))
@pytest.mark.parametrize("rate", [0.8, 1.0, 1.5])
def test_every_speaker_keeps_the_lengths_of_the_english_voice(name: str, rate: float) -> None:
    said = re.findall(r"\(([^\s()]+) ([0-9.]+) ", _segments(READING, SPEAKERS[name], Voice("festival", name, rate)))
    assert sum(float(length_s) for _, length_s in said) == pytest.approx(len(PHONEMES) / 10 / rate, rel=1e-3)


def test_pitch_moves_with_the_voice() -> None:
    low, high = (_segments(READING, SPEAKERS["ked"], Voice("festival", "ked", pitch=shift)) for shift in (0, 12))
    assert "(0.0500 100.0)" in low and "(0.0500 200.0)" in high


def test_a_word_that_is_said_twice_is_two_words() -> None:
    spans = tuple(Span("uw", i / 2, (i + 1) / 2) for i in range(4))
    reading = _Reading(spans, (("a", "two"), ("a", "two"), ("b", "two"), None), ())
    assert _spans(reading, 1.0, 2.0)[0] == (Span("two", 0.0, 1.0), Span("two", 1.0, 1.5))


def test_without_festival_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingExtra, match="apt-get install festival"):
        _Process()


@pytest.mark.skipif(shutil.which("festival") is None, reason="festival is not installed")
def test_a_process_that_was_killed_is_replaced() -> None:
    engine = Festival()
    before = engine.say("the same again.", Voice("festival", "ked"))
    engine._process._process.kill()
    assert engine.say("the same again.", Voice("festival", "ked")) == before
