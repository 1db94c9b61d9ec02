"""Cuts a long text where a speaker would pause, and joins what was spoken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from speechwright.errors import BadText
from speechwright.types import Audio

# Our choices: a clause is some seven seconds of speech, a whole text some ten minutes, as long as a recording may be.
LONGEST_CLAUSE = 100
LONGEST_TEXT = 10_000
SENTENCE_PAUSE_S = 0.3
CLAUSE_PAUSE_S = 0.12


@dataclass(frozen=True)
class Clause:
    """Words to speak in one breath, and the pause after them."""

    text: str
    pause_s: float


def split_text(spoken: str) -> list[Clause]:
    """A text in spoken form as clauses of at most `LONGEST_CLAUSE` letters, each with an end of its own.

    No word is lost.

    Raises:
        BadText: the text is longer than `LONGEST_TEXT`, or has a word that no clause holds.
    """
    if len(spoken) > LONGEST_TEXT:
        wanted = f"at most {LONGEST_TEXT}"
        raise BadText(f"a text of {len(spoken)} letters in spoken form", wanted, "speak it in several parts")
    return [clause for sentence in re.findall("[^.?]+[.?]", spoken) for clause in _clauses(sentence.strip())]


def _clauses(sentence: str) -> list[Clause]:
    clauses, rest = [], sentence
    while len(rest) > LONGEST_CLAUSE:
        at = _break(rest[:LONGEST_CLAUSE])
        clauses.append(Clause(f"{rest[:at].rstrip(', ')}.", CLAUSE_PAUSE_S))
        rest = rest[at:].lstrip(", ")
    return [*clauses, Clause(rest, SENTENCE_PAUSE_S)]


def _break(head: str) -> int:
    """Where to cut: at the last comma, if it leaves a good part before it, else between words."""
    comma = head.rfind(", ")
    at = comma if comma > LONGEST_CLAUSE // 3 else head.rfind(" ")
    if at <= 0:
        raise BadText(f"a word of {LONGEST_CLAUSE} letters or more", "shorter words", f"write {head[:20]!r}… apart")
    return at


def join(sounds: Sequence[Audio], clauses: Sequence[Clause]) -> Audio:
    """The spoken clauses in a row with their pauses between them."""
    rate_hz = sounds[0].rate_hz
    pieces = []
    for sound, clause in zip(sounds, clauses, strict=True):
        pieces += [sound.samples, np.zeros(round(clause.pause_s * rate_hz), np.float32)]
    return Audio(np.concatenate(pieces[:-1]), rate_hz)
