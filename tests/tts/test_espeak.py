"""What only eSpeak NG does: accents, variants, and a map that names each of its phonemes."""

from speechwright.tts.arpabet import PHONEMES
from speechwright.tts.espeak import ACCENTS, Espeak
from speechwright.tts.voice import Voice

PANGRAMS = (
    "The quick brown fox jumps over the lazy dog, while a huge zebra with blue ears measures vision and leisure.",
    "Poor Charlie hears our fire, tours the pure moor; girls bother fathers: oil, house, boat, year, thing, yes.",
    "Water, butter, bottle, button, mountain, little middle ladders. Loch. Uh-oh!",
)


def test_every_accent_speaks_in_mapped_phonemes() -> None:
    engine = Espeak()
    for accent in ACCENTS:
        for text in PANGRAMS:
            labels = {span.label for span in engine.say(text, Voice("espeak", accent)).phonemes}
            assert labels <= set(PHONEMES) and len(labels) > 8


def test_accents_and_variants_sound_different() -> None:
    engine = Espeak()
    names = ("en-us", "en-gb", "en-us+f2", "en-us+m3")
    sounds = {engine.say("a bath of hot water", Voice("espeak", name)).audio for name in names}
    assert len(sounds) == len(names)


def test_names_can_all_be_asked_for() -> None:
    names = Espeak().names()
    assert len(names) == len(set(names)) and len(names) >= len(ACCENTS) * 100


def test_another_process_gives_the_same_samples() -> None:
    voice = Voice("espeak", "en-us+f3", rate=0.9)
    one, other = (Espeak().say("five thirsty sisters, she says", voice) for _ in range(2))
    assert one == other


def test_a_process_that_was_killed_is_replaced() -> None:
    engine, voice = Espeak(), Voice("espeak", "en-us")
    before = engine.say("the same again.", voice)
    for _ in range(2):
        assert engine._process is not None
        engine._process.kill()
        assert engine.say("the same again.", voice) == before
