"""Laws that every engine keeps."""

import numpy as np
import pytest

from speechwright.audio.pitch import track_f0
from speechwright.audio.resample import resample
from speechwright.errors import BadText, UnknownName
from speechwright.tts.arpabet import PHONEMES
from speechwright.tts.voice import Engine, Voice, speak, vary
from speechwright.types import Audio

from .engines import installed_engines

SENTENCE = "A seventh apple, please; it was not far from Boston."
LETTERS = "aseventhapplepleaseitwasnotfarfromboston"
ENGINES = installed_engines()


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> Engine:
    return ENGINES[request.param]


def first_voice(engine: Engine) -> Voice:
    return Voice(engine.name, "en-us" if engine.name == "espeak" else engine.names()[0])


def test_same_text_and_voice_give_the_same_samples(engine: Engine) -> None:
    voice = first_voice(engine)
    before = engine.say(SENTENCE, voice)
    engine.say("something else in between", Voice(engine.name, engine.names()[-1], rate=1.3, pitch=3))
    assert engine.say(SENTENCE, voice) == before


def test_words_are_those_of_the_text_in_order_and_inside_the_sound(engine: Engine) -> None:
    spoken = engine.say(SENTENCE, first_voice(engine))
    labels = [span.label.lower().strip(".,;") for span in spoken.words]
    assert "".join(labels).replace(" ", "") == LETTERS
    starts = [span.start_s for span in spoken.words]
    assert starts == sorted(starts)
    assert all(span.start_s < span.end_s <= spoken.audio.length_s + 1e-3 for span in spoken.words)


def test_phonemes_tile_the_sound_in_the_shared_alphabet(engine: Engine) -> None:
    spoken = engine.say(SENTENCE, first_voice(engine))
    assert {span.label for span in spoken.phonemes} <= set(PHONEMES)
    for span, following in zip(spoken.phonemes, spoken.phonemes[1:], strict=False):
        assert span.end_s == pytest.approx(following.start_s, abs=1e-3)
    heard = [span.label for span in spoken.phonemes if span.label in ("s", "th", "b")]
    assert heard == ["s", "th", "b", "s"]


def test_a_higher_rate_is_shorter(engine: Engine) -> None:
    name = engine.names()[0]
    slow, fast = (engine.say(SENTENCE, Voice(engine.name, name, rate=rate)).audio.length_s for rate in (0.8, 1.4))
    assert 0.4 < fast / slow < 0.8


def test_a_higher_pitch_is_higher(engine: Engine) -> None:
    name = {"flite": "kal16", "festival": "ked", "espeak": "en-us"}[engine.name]

    def median_hz(pitch: float) -> float:
        audio = resample(engine.say(SENTENCE, Voice(engine.name, name, pitch=pitch)).audio, 16_000)
        f0_hz, voiced = track_f0(audio, 160)
        return float(np.median(f0_hz[voiced]))

    semitones = 12 * np.log2(median_hz(4) / median_hz(-4))
    assert 5 < semitones < 11


def test_another_vocal_tract_keeps_length_and_times(engine: Engine) -> None:
    voice = first_voice(engine)
    plain = speak(engine, SENTENCE, voice)
    moved = speak(engine, SENTENCE, Voice(voice.engine, voice.name, formants=1.15))
    assert moved.audio.length_s == pytest.approx(plain.audio.length_s, rel=0.12)
    assert [span.label for span in moved.phonemes] == [span.label for span in plain.phonemes]
    assert moved.phonemes[-1].end_s <= moved.audio.length_s + 1e-3
    assert centre_hz(moved.audio) > 1.05 * centre_hz(plain.audio)
    assert speak(engine, SENTENCE, voice) == engine.say(SENTENCE, voice)


def centre_hz(audio: Audio) -> float:
    """Centre of gravity of the spectrum up to 4 kHz."""
    power = np.abs(np.fft.rfft(resample(audio, 16_000).samples)) ** 2
    hz = np.linspace(0, 8000, len(power))
    return float((power * hz)[hz < 4000].sum() / power[hz < 4000].sum())


def test_a_text_is_never_a_command(engine: Engine) -> None:
    voice = first_voice(engine)
    hostile = engine.say('one") (print "hello") (exit) <break time="9s"/> [[w02n]] \\', voice)
    assert hostile.audio.length_s < 12 and hostile.words[0].label.startswith("one")
    assert engine.say("one two", voice).words[1].label == "two"


def test_a_word_that_is_said_twice_is_two_words(engine: Engine) -> None:
    labels = [span.label for span in engine.say("seven seven is four", first_voice(engine)).words]
    assert labels == ["seven", "seven", "is", "four"]


def test_nothing_to_speak_is_refused(engine: Engine) -> None:
    with pytest.raises(BadText):
        engine.say(" … ?", first_voice(engine))


def test_an_unknown_voice_is_refused(engine: Engine) -> None:
    with pytest.raises(UnknownName):
        engine.say("hello", Voice(engine.name, "nobody"))


def test_vary_stays_in_range_and_follows_the_seed() -> None:
    voice = Voice("espeak", "en-us")
    drawn = [vary(voice, np.random.default_rng(7), 0.3, 4) for _ in range(2)]
    assert drawn[0] == drawn[1] != voice
    rng = np.random.default_rng(0)
    rates = [vary(voice, rng, 0.5, 9).rate for _ in range(200)]
    assert 0.5 <= min(rates) < 0.7 and 1.4 < max(rates) <= 2.0
