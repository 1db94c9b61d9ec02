"""Speech for the tests: eSpeak NG, in a voice and at a rate that PocketSphinx understands."""

from functools import cache

from speechwright.tts.espeak import Espeak
from speechwright.tts.voice import Spoken, Voice


@cache
def spoken(text: str, name: str = "en-us") -> Spoken:
    return _engine().say(text, Voice("espeak", name, rate=0.9))


@cache
def _engine() -> Espeak:
    return Espeak()
