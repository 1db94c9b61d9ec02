"""How words are said that a recognizer's dictionary lacks: names, brands, foreign words.

eSpeak NG says how: it reads any spelling by the rules of English.
"""

from __future__ import annotations

from collections.abc import Iterable

from speechwright.asr.recognizer import Recognizer
from speechwright.errors import BadText
from speechwright.tts import VOICES
from speechwright.tts.arpabet import PAUSE
from speechwright.tts.voice import Engine, Voice

READER = Voice("espeak", "en-us")


def knowing(recognizer: Recognizer, words: Iterable[str]) -> Recognizer:
    """A recognizer that knows all these words, lower-case ones as they are spoken; itself where it does already.

    Raises:
        BadText: there is a word that nobody can say.
        MissingExtra: there is one that it lacks, and eSpeak NG is not installed.
    """
    missing = recognizer.missing_words(words)
    return recognizer.knowing(pronunciations(missing)) if missing else recognizer


def pronunciations(words: Iterable[str]) -> dict[str, str]:
    """Word → its phones in ARPAbet without stress, "zbigniew" → "Z B IH G N Y UW".

    Raises:
        BadText: there is a word that nobody can say.
        MissingExtra: eSpeak NG is not installed.
    """
    reader: Engine = VOICES[READER.engine]()
    return {word: _phones(reader, word) for word in words}


def _phones(reader: Engine, word: str) -> str:
    phones = [span.label.upper() for span in reader.say(word, READER).phonemes if span.label != PAUSE]
    if not phones:
        raise BadText(f"the word {word!r}", "a word that can be said", "spell it as it sounds")
    return " ".join(phones)
