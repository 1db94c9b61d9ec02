"""Who speaks."""

import pytest

from speechwright.audio.resample import resample
from speechwright.dsp.marks import median_f0_hz
from speechwright.editing.casting import CASTS, PARTING_HZ, Casting
from speechwright.errors import UnknownName
from speechwright.tts import flite
from speechwright.tts.voice import Voice
from tests.tts.engines import installed_engines

TEXT = "the north wind and the sun were arguing about which of them was stronger when a man came along the road"


@pytest.fixture
def without_flite(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.setattr(flite, "_library", lambda name: "libnothere.so")
    flite._open_library.cache_clear()
    yield
    flite._open_library.cache_clear()


def test_voices_have_the_pitch_that_is_written_down() -> None:
    engines = installed_engines()
    for name in CASTS.keys() & engines.keys():
        for voice, hz in CASTS[name].items():
            audio = resample(engines[name].say(TEXT, Voice(name, voice)).audio, 16_000)
            assert median_f0_hz(audio.samples[:, None].astype(float), 16_000) == pytest.approx(hz, rel=0.06)


def test_the_nearest_voice_of_the_first_engine_speaks() -> None:
    casting, engine = Casting(), next(name for name in CASTS if name in installed_engines())
    for name, hz in CASTS[engine].items():
        assert casting.voice_for(1.01 * hz) == Voice(engine, name)
    assert casting.voice_for(0.0).engine == engine
    assert CASTS[engine][casting.voice_for(155.0).name] < PARTING_HZ < CASTS[engine][casting.voice_for(165.0).name]


def test_espeak_speaks_where_flite_is_not_installed(without_flite: None) -> None:
    assert Casting().voice_for(200.0) == Voice("espeak", "en-us+f5")


def test_engines_are_those_of_the_table() -> None:
    casting = Casting()
    assert casting.engine("espeak") is casting.engine("espeak")
    with pytest.raises(UnknownName):
        casting.engine("espek")
