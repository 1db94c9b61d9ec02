"""What every recognizer of the table offers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from speechwright.types import Audio, Span

_APOSTROPHES = str.maketrans(dict.fromkeys("‘’‛ʼ＇", "'"))


@dataclass(frozen=True)
class Heard:
    """What was understood: the text, its words in the sound, and how sure the recognizer is (0 to 1).

    A sound in which nothing was understood, be it silence or noise, is `NOTHING`.
    """

    text: str
    words: tuple[Span, ...]
    confidence: float

    def __post_init__(self) -> None:
        assert self.text == " ".join(span.label for span in self.words), "the text is its words"
        assert 0 <= self.confidence <= 1, f"confidence {self.confidence} is outside 0 to 1"


NOTHING = Heard("", (), 0.0)


class Recognizer(Protocol):
    """Speech → words. One is used by one thread at a time; what it heard before does not change what it hears."""

    name: str

    def recognize(self, audio: Audio) -> Heard:
        """The words of a sound of any rate and length; `NOTHING` if there are none."""
        ...

    def expecting(self, text: str) -> Recognizer:
        """A recognizer for recordings in which, most likely, stretches of this text are said; itself where it can't be
        narrowed."""
        ...

    def missing_words(self, words: Iterable[str]) -> tuple[str, ...]:
        """Those of some words (as `spoken_words` gives them) that it can't look for, sorted, until it is told how they
        are said; none where it reads letters."""
        ...

    def knowing(self, pronunciations: Mapping[str, str]) -> Recognizer:
        """A recognizer that knows further words, word → ARPAbet phones ("wright" → "R AY T"); itself where it reads
        letters.

        Raises:
            BadText: a word or its phones are none.
        """
        ...

    def align(self, audio: Audio, text: str) -> tuple[Span, ...]:
        """Where each word of a known text lies in its recording; one span a word of `spoken_words(text)`.

        Raises:
            BadText: no word in the text, or one that the recognizer has no pronunciation for.
            BadAudio: the text can't be found in the sound.
        """
        ...


def spoken_words(text: str) -> tuple[str, ...]:
    """The words of a text as recognizers know them: lower case, no marks but apostrophes inside a word.

    Other marks, hyphens too, separate words. Digits are not spelled out.
    """
    plain = unicodedata.normalize("NFC", text.lower()).translate(_APOSTROPHES)
    return tuple(re.findall(r"[^\W_]+(?:'[^\W_]+)*", plain))
