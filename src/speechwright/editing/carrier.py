"""Words spoken in the midst of others: as they sound in a sentence, not as one reads them off a list.

What is put between two words that run into each other is spoken between those two words, and cut out. So it has the
melody, the lengths and the transitions of its place, and no end of a sentence where none is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speechwright.editing.surroundings import Surroundings
from speechwright.errors import BadText
from speechwright.tasks.spoken_form import spoken_form, words_of
from speechwright.tts.arpabet import PAUSE
from speechwright.tts.voice import Engine, Spoken, Voice, speak
from speechwright.types import Span

Floats = NDArray[np.float64]
_MARKS = ".,?!…;:"


@dataclass(frozen=True, eq=False)
class Take:
    """A sound with the wanted words in it.

    Args:
        sound_N: at `rate_hz`.
        words: the wanted words, one a spoken word, in seconds of the sound.
        num_phones: how many sounds they are made of.
        is_led, is_followed: whether other words run into them, and on from them.
    """

    sound_N: Floats
    rate_hz: int
    words: tuple[Span, ...]
    num_phones: int
    is_led: bool
    is_followed: bool

    @property
    def inside(self) -> slice:
        """The samples of the wanted words."""
        begin, end = (round(at_s * self.rate_hz) for at_s in (self.words[0].start_s, self.words[-1].end_s))
        return slice(begin, min(max(end, begin + 1), len(self.sound_N)))


def speakable(text: str) -> str:
    """A text in letters that every engine reads, its case and marks kept where that can be.

    Raises:
        BadText: letters that are not English ones, or nothing that can be spoken.
    """
    spoken = spoken_form(text)
    folded = unicodedata.normalize("NFKD", text.replace("’", "'"))
    plain = "".join(sign for sign in folded if not unicodedata.combining(sign)).strip()
    return plain if plain.isascii() else spoken


def context_of(text: str) -> str:
    """The words of a transcript that can be spoken, "" if none can."""
    return " ".join(word if word.isascii() else " ".join(words_of(word)) for word in text.split()).strip()


def phones_of(spoken: Spoken) -> list[Span]:
    """What is spoken, without pauses."""
    return [span for span in spoken.phonemes if span.label != PAUSE and span.end_s > span.start_s]


def take(engine: Engine, voice: Voice, text: str, like: Surroundings) -> Take:
    """The text as the voice says it at that place of the recording.

    Where the engine says so much else in the company of other words that its phones can't be told apart, the text is
    spoken alone.

    Raises:
        BadText: the voice says nothing.
    """
    lead, follow = context_of(like.lead).rstrip(_MARKS), context_of(like.follow)
    for before, after in ((lead, follow), (lead, ""), ("", follow)):
        if before or after:
            spoken = speak(engine, _line(before, text, after, like.ends_sentence), voice)
            counts = [_num_phones(engine, voice, part) for part in (before, text, after)]
            phones = phones_of(spoken)
            if len(phones) == sum(counts):
                return _cut(engine, spoken, text, phones[counts[0] :][: counts[1]], (bool(before), bool(after)))
    spoken = speak(engine, _line("", text, "", like.ends_sentence), voice)
    phones = phones_of(spoken)
    if not phones:
        raise BadText(f"{text[:40]!r}, of which {voice.label} says nothing", "words to speak", "reword it")
    return _cut(engine, spoken, text, phones, (False, False))


def _line(before: str, text: str, after: str, ends_sentence: bool) -> str:
    """One line to speak: what is followed has no mark that would part it from what follows."""
    if after:
        return f"{before} {text.rstrip(_MARKS)} {after}".strip()
    has_mark = text[-1] in _MARKS
    return f"{before} {text}{'' if has_mark else '.' if ends_sentence else ','}".strip()


def _num_phones(engine: Engine, voice: Voice, text: str) -> int:
    return len(phones_of(speak(engine, text, voice))) if text else 0


def _cut(engine: Engine, spoken: Spoken, text: str, phones: Sequence[Span], sides: tuple[bool, bool]) -> Take:
    """The take whose words are those phones, shared out among the words by how many each has alone."""
    words = words_of(text)
    counts = [max(1, _num_phones(engine, spoken.voice, word)) for word in words]
    ends = np.rint(np.cumsum(counts) * (len(phones) / sum(counts))).astype(int).tolist()
    starts = [min(end, len(phones) - 1) for end in (0, *ends[:-1])]
    lasts = [max(start, end - 1) for start, end in zip(starts, ends, strict=True)]
    times = [(phones[start].start_s, phones[last].end_s) for start, last in zip(starts, lasts, strict=True)]
    spans = tuple(Span(word, *each) for word, each in zip(words, times, strict=True))
    return Take(spoken.audio.samples.astype(np.float64), spoken.audio.rate_hz, spans, len(phones), *sides)
