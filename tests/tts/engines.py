"""The engines that can be opened on this machine: eSpeak NG always (it comes with the extra), flite where installed."""

from speechwright.errors import MissingExtra
from speechwright.tts import VOICES
from speechwright.tts.voice import Engine


def installed_engines() -> dict[str, Engine]:
    engines = {}
    for name in sorted(set(VOICES) - {"server"}):  # which is tested against one of its own
        try:
            engines[name] = VOICES[name]()
        except MissingExtra as error:
            assert "install" in error.remedy
    assert "espeak" in engines, "the extra [voices] brings eSpeak NG"
    return engines
