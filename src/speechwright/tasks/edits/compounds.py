"""Instructions made of several requests, and whether the plan for one is right: for training data, tests and
benchmarks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.clauses import is_fragment
from speechwright.tasks.edits.edit import Filled, Sense
from speechwright.tasks.edits.phrase import phrase_of
from speechwright.tasks.edits.plan import Operation
from speechwright.tasks.edits.planner import make_plan
from speechwright.tasks.edits.transcript import Transcript, Word
from speechwright.tasks.world.intent import pick

TOLERANCE = 1e-6
JOINS = (
    " and ",
    ", then ",
    " and then ",
    ", and ",
    "; ",
    ". Then ",
    ", and then ",
    ". ",
    " then ",
    ". After that, ",
    ", after that ",
)
_SOFT_JOINS = (" and ", ", and ")
_PRONOUN = re.compile(r"\b(?:it|it's|this|that)\b", re.IGNORECASE)
_TEXTS = (
    (
        "Well, I think it was a very nice day, and a very, very good dog jumped over the "
        "fence. The cat saw um the dog. Is that fish fresh?"
    ),
    "Today we will cook rice with salt. First wash the rice, then boil some water. Serve the rice hot.",
    "she sells sea shells by the sea shore every single morning",
    "My sister bought three green apples. Our neighbour never liked apples! Did Peter eat them?",
)


def sample_transcripts() -> tuple[Transcript, ...]:
    """Four transcripts at 16 kHz with made-up times; in each, some word is said more than once or thrice."""
    return tuple(transcript_of(text) for text in _TEXTS)


def transcript_of(text: str, rate_hz: int = 16_000) -> Transcript:
    """A text as if it had been spoken: longer words last longer, and after a mark there is a pause."""
    words, at = [], rate_hz // 5
    for written in text.split():
        end = at + rate_hz // 10 + len(written) * rate_hz // 32
        words.append(Word(written, at, end, written[-1] in ".?!"))
        at = end + (rate_hz * 3 // 10 if written[-1] in ".?!," else rate_hz // 20)
    return Transcript(tuple(words), rate_hz, at + rate_hz // 5)


def compound(senses: Sequence[tuple[Sense, str]], rng: np.random.Generator, transcript: Transcript) -> Filled:
    """Wordings in a row, each with its slots filled. "It" in a wording is what the one before it named."""
    parts = [sense.fill(wording, rng, transcript) for sense, wording in senses]
    text, operations = parts[0].text.rstrip("?"), list(parts[0].operations)
    named = _named(parts[0], transcript)
    for (_, wording), part in zip(senses[1:], parts[1:], strict=True):
        join = pick(rng, JOINS)
        goes_on = join in _SOFT_JOINS and is_fragment(phrase_of(part.text))
        text += join + part.text.rstrip("?")
        operations += [_meant(operation, wording, named, transcript, goes_on) for operation in part.operations]
        named = _named(part, transcript) or (() if part.operations[0].edit == "delete" else named)
    return Filled(text, tuple(operations))


def _named(part: Filled, transcript: Transcript) -> tuple[int, ...]:
    """The place that a request names, if it is a stretch that stays."""
    first = part.operations[0]
    is_whole = (first.begin, first.end) == (0, transcript.num_samples)
    if is_whole or first.begin == first.end or first.edit == "delete" or len(part.operations) > 1:
        return ()
    return first.begin, first.end


def _meant(
    operation: Operation, wording: str, named: tuple[int, ...], transcript: Transcript, goes_on: bool
) -> Operation:
    """The operation, over the place that was named before where the wording refers to it."""
    is_whole = (operation.begin, operation.end) == (0, transcript.num_samples)
    own_words = re.sub(r"\{\w+\}", " ", wording)
    if (
        named
        and is_whole
        and operation.edit != "trim"
        and (goes_on or _PRONOUN.search(own_words))
        and "{place}" not in wording
    ):
        return replace(operation, begin=named[0], end=named[1])
    return operation


def is_right(filled: Filled, transcript: Transcript) -> bool:
    """Whether the planner gives exactly these operations; where there are none, whether it refuses."""
    try:
        plan = make_plan(filled.text, transcript)
    except BadInstruction as refusal:
        return not filled.operations and "learned editor" in refusal.remedy
    same = [_same(one, other) for one, other in zip(plan.operations, filled.operations, strict=False)]
    return len(plan.operations) == len(filled.operations) and all(same)


def _same(one: Operation, other: Operation) -> bool:
    places = (one.edit, one.begin, one.end) == (other.edit, other.begin, other.end)
    return (
        places
        and one.amounts.keys() == other.amounts.keys()
        and all(_close(value, other.amounts[key]) for key, value in one.amounts.items())
    )


def _close(one: float | str, other: float | str) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return set(str(one).split(",")) == set(str(other).split(","))  # fillers, in any order
    return abs(one - other) <= TOLERANCE * max(1.0, abs(one))
