"""What is Festival's own: people who speak English with an accent. Runs where it is installed."""

import pytest

from speechwright.errors import MissingExtra
from speechwright.tts.arpabet import PHONEMES
from speechwright.tts.festival import SPEAKERS, Festival, _Process
from speechwright.tts.festival_accents import CZECH, FINNISH, HINDI, ITALIAN, phones_of
from speechwright.tts.voice import Voice


@pytest.mark.parametrize("accent", [CZECH, FINNISH, HINDI, ITALIAN], ids=["czech", "finnish", "hindi", "italian"])
def test_an_accent_has_an_answer_to_every_phoneme(accent: dict[str, str]) -> None:
    assert set(accent) == set(PHONEMES)
    assert sum(not phones_of(phoneme, accent) for phoneme in PHONEMES) <= 1  # Italians swallow their h


def test_without_festival_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingExtra, match="apt-get install festival"):
        _Process()


@pytest.fixture(scope="module")
def festival() -> Festival:
    try:
        return Festival()
    except MissingExtra:
        pytest.skip("Festival is not installed")


def test_every_accent_keeps_the_lengths_of_the_english_voice(festival: Festival) -> None:
    text = "three men went to the station."
    english = festival.say(text, Voice("festival", "ked"))
    for name in festival.names():
        spoken = festival.say(text, Voice("festival", name))
        assert spoken.audio.length_s == pytest.approx(english.audio.length_s, abs=0.05)
        assert [span.label for span in spoken.phonemes] == [span.label for span in english.phonemes]
    assert set(festival.names()) <= set(SPEAKERS)


def test_a_text_can_not_be_a_command(festival: Festival) -> None:
    hostile = 'one") (print "hello") (exit) \\'
    assert festival.say(hostile, Voice("festival", "ked")).words[0].label == "one"
    assert festival.say("one two", Voice("festival", "ked")).words[1].label == "two"
