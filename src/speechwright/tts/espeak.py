"""eSpeak NG, from the shared library in the `espeakng-loader` wheel (GPL-3; an extra, never loaded into our process).

22,050 Hz; about a hundred voice variants on top of each accent; words and phonemes timed by the library's own events.
Needs a system that can fork (Linux, macOS); see `espeak_process` for why.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import weakref
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from speechwright.errors import BadText, NoAnswer, UnknownName
from speechwright.tables import missing_extra
from speechwright.tts.espeak_phonemes import to_arpabet
from speechwright.tts.espeak_process import CLAUSE_END, PHONEME, WORD
from speechwright.tts.voice import Spoken, Voice, require_speakable
from speechwright.types import Audio, Span

# What a user writes → the library's file of that accent.
ACCENTS = {
    "en-us": "gmw/en-US",
    "en-us-nyc": "gmw/en-US-nyc",
    "en-gb": "gmw/en",
    "en-gb-rp": "gmw/en-GB-x-rp",
    "en-gb-scotland": "gmw/en-GB-scotland",
    "en-gb-lancaster": "gmw/en-GB-x-gbclan",
    "en-gb-midlands": "gmw/en-GB-x-gbcwmd",
    "en-caribbean": "gmw/en-029",
}
WORDS_PER_MINUTE = 175  # the library's default rate
PITCH = 50  # its default pitch, on a scale of 0 to 99
PITCH_STEPS_A_SEMITONE = 4.2  # measured on en-us: the scale is close to exponential in Hz

ATTEMPTS = 3  # with as many processes

_Events = list[list[Any]]


class Espeak:
    """The engine. The process starts with the first utterance and ends with the object."""

    name = "espeak"
    licence = "eSpeak NG (GPL-3.0-or-later) makes the sound; the sound itself is not covered"

    def __init__(self) -> None:
        if importlib.util.find_spec("espeakng_loader") is None:
            raise missing_extra("espeakng_loader", "voices")
        self._process: subprocess.Popen[bytes] | None = None

    def names(self) -> tuple[str, ...]:
        """`accent` and `accent+variant` for each of the library's variants."""
        return tuple(sorted([*ACCENTS, *(f"{accent}+{variant}" for accent in ACCENTS for variant in _variants())]))

    def say(self, text: str, voice: Voice) -> Spoken:
        text = require_speakable(text)
        accent, plus, variant = voice.name.partition("+")
        if accent not in ACCENTS or (plus and variant not in _variants()):
            raise UnknownName(f"eSpeak voice {voice.name!r}", "accent or accent+variant", "see `Espeak().names()`")
        pitch = np.clip(PITCH + PITCH_STEPS_A_SEMITONE * voice.pitch, 0, 99)
        request = {
            "text": text.replace("\n", " "),
            "voice": f"{ACCENTS[accent]}{plus}{variant}",
            "rate": round(WORDS_PER_MINUTE * voice.rate),
            "pitch": round(float(pitch)),
        }
        audio, events = self._ask(request)
        return Spoken(audio, _words(events, text, audio), _phonemes(events, audio), voice)

    def _ask(self, request: dict[str, Any]) -> tuple[Audio, _Events]:
        for _ in range(ATTEMPTS):
            try:
                return self._answer(request)
            except (BrokenPipeError, _Ended):  # killed from outside: a text can't do that, it is spoken by a fork
                self._process = None
        remedy = "see whether memory ran out, and run it again"
        raise NoAnswer(f"an eSpeak NG process that was ended {ATTEMPTS} times", "one that speaks", remedy)

    def _answer(self, request: dict[str, Any]) -> tuple[Audio, _Events]:
        process = self._start()
        assert process.stdin is not None and process.stdout is not None, "the process was started without pipes"
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.flush()
        line = process.stdout.readline()
        if not line:
            raise _Ended
        header = json.loads(line)
        if "error" in header:
            raise BadText(
                f"{header['error']} for {request['text'][:40]!r}", "a text that eSpeak NG speaks", "reword it"
            )
        data = process.stdout.read(2 * header["num_samples"])
        if len(data) < 2 * header["num_samples"]:
            raise _Ended
        samples = np.frombuffer(data, dtype="<i2")
        return Audio(samples.astype(np.float32) / np.float32(32768), header["rate_hz"]), header["events"]

    def _start(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            command = [sys.executable, "-m", "speechwright.tts.espeak_process"]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            weakref.finalize(self, _end, self._process)
        return self._process


class _Ended(Exception):
    """The process is no more."""


def _end(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None and process.stdout is not None, "the process was started without pipes"
    with suppress(BrokenPipeError):  # it ended before, and what was asked last is still to be written
        process.stdin.close()
    process.stdout.close()
    process.wait()


@cache
def _variants() -> frozenset[str]:
    import espeakng_loader

    folder = Path(espeakng_loader.get_data_path()) / "voices" / "!v"
    return frozenset(path.name for path in folder.iterdir())


def _words(events: _Events, text: str, audio: Audio) -> tuple[Span, ...]:
    """Word spans: from a word's event to the next word's or to the end of its clause, whichever is first."""
    marks = [event for event in events if event[0] in (WORD, CLAUSE_END)]
    spans = []
    for i, (kind, position, length, sample, _) in enumerate(marks):
        if kind == WORD:
            end = marks[i + 1][3] if i + 1 < len(marks) else len(audio.samples)
            label = text[position - 1 : position - 1 + length]
            spans.append(_span(label, sample, max(sample, end), audio))
    return tuple(spans)


def _phonemes(events: _Events, audio: Audio) -> tuple[Span, ...]:
    """Phoneme spans: each lasts until the next one begins; marks without a sound of their own are dropped."""
    marks = [(to_arpabet(label), sample) for kind, _, _, sample, label in events if kind == PHONEME]
    marks = [(label, sample) for label, sample in marks if label]
    ends = [sample for _, sample in marks[1:]] + [len(audio.samples)]
    return tuple(
        _span(label, sample, max(sample, end), audio) for (label, sample), end in zip(marks, ends, strict=True)
    )


def _span(label: str, start: int, end: int, audio: Audio) -> Span:
    return Span(label, round(start / audio.rate_hz, 4), round(end / audio.rate_hz, 4))
