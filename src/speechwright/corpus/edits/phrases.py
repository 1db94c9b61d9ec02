"""What instructions call a part of a recording, a number and a text.

`tasks.edits.slots` draws what a slot means; here the meaning is given, and words are found for it. What is ambiguous
is no matter: whoever asks for these has the planner read the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from speechwright.corpus.edits.side import plain
from speechwright.tasks.edits.transcript import Run, Transcript
from speechwright.tasks.world.intent import pick
from speechwright.tasks.world.numbers import number_words

By = Literal["words", "time"]
"""How a part is named: by its words, or by the time at which it lies (InstructSpeech's region-based edits)."""

WHOLE = ("it", "the recording", "the whole recording", "everything", "the audio", "all of it")
_NTH = ("first", "second", "third", "fourth", "fifth")


def run_phrase(run: Run, transcript: Transcript, rng: np.random.Generator, by: By) -> str:
    """A name for some words."""
    if by == "time":
        begin, end = (at / transcript.rate_hz for at in transcript.samples(run))
        return pick(rng, _TIMES).format(begin=_time(begin), end=_time(end))
    return pick(rng, _named(run, transcript))


def point_phrase(at: int, transcript: Transcript) -> str:
    """A name for a moment, a sample: "1.21 seconds"."""
    return f"{_time(at / transcript.rate_hz)} seconds"


_TIMES = (
    "the part from {begin} to {end} seconds",
    "the part from {begin} s to {end} s",
    "everything between {begin} and {end} seconds",
    "what is said from {begin} to {end} seconds",
)


def _time(seconds: float) -> str:
    return f"{seconds:.2f}"


def _named(run: Run, transcript: Transcript) -> list[str]:
    text = plain(run, transcript)
    same = transcript.find(text)
    if run not in same:
        return _by_place(run, transcript)
    what = "word" if run.last - run.first == 1 else "phrase"
    if len(same) > 1:
        order = [*_nth(same.index(run)), *(["last"] if run == same[-1] else [])]
        return [*(f'the {each} "{text}"' for each in order), *_by_place(run, transcript)]
    plural = "words" if what == "phrase" else "word"
    return [f'"{text}"', f'the {plural} "{text}"', f"the {what} “{text}”", *_by_place(run, transcript)]


def _by_place(run: Run, transcript: Transcript) -> list[str]:
    size, count = len(transcript.words), run.last - run.first
    some = "word" if count == 1 else f"{number_words(count)} words"
    found = [f"the first {some}"] * (run.first == 0) + [f"the last {some}"] * (run.last == size)
    if count == 1:
        return [*found, *(f"the {nth} word" for nth in _nth(run.first)), f"word {run.first + 1}"]
    sentences = transcript.sentences
    if run in sentences and len(sentences) > 1:
        found += [f"the {nth} sentence" for nth in _nth(sentences.index(run))]
        found += ["the last sentence"] * (run == sentences[-1])
    return [*found, f"words {run.first + 1} to {run.last}"]


def _nth(place: int) -> tuple[str, ...]:
    """The ordinal, as far as people count."""
    return _NTH[place : place + 1]


def number(value: float, decimals: int, rng: np.random.Generator) -> str:
    """In digits, or in words where it is whole."""
    rounded = round(value, decimals)
    if rounded == int(rounded) and 0 <= rounded <= 100 and rng.random() < 0.3:
        return number_words(int(rounded))
    return f"{rounded:g}"


def quantity(value: float, decimals: int, units: Sequence[str], rng: np.random.Generator) -> str:
    """A number with one of its units: "2.5 seconds", "1 second"."""
    unit = pick(rng, units)
    text = number(value, decimals, rng) if unit.startswith(" ") else f"{round(value, decimals):g}"
    return f"{text}{_singular(unit) if text in ('1', 'one') else unit}"


def _singular(unit: str) -> str:
    return unit.removesuffix("s") if len(unit) > 3 else unit


def quoted(text: str, rng: np.random.Generator) -> str:
    """New text in an instruction."""
    return pick(rng, (f'"{text}"', f"“{text}”", f'the words "{text}"' if " " in text else f'the word "{text}"'))
