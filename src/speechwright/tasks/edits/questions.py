"""Questions that complain, as the statements that they stand for: "why is the last word so loud?" says that it is,
and that this is too much."""

from __future__ import annotations

import re
from dataclasses import replace

from speechwright.tasks.edits.phrase import Phrase, Token

_BE = ("is", "are", "was", "were", "am")
_DO = ("does", "do", "did")
_DEGREES = ("so", "too", "such", "this", "that", "all")
_ENDS = (".", "?", "!", ";", ",")
_STATES = re.compile(r"sound|seem|feel|have|take|go|come|drag|contain|echo|crackle|hiss|hum|buzz|ring|get|need|keep")


def as_statements(phrase: Phrase) -> Phrase:
    """The same with each "why is … so …" and "why does … sound …" as a statement."""
    tokens = list(phrase.tokens)
    for at in range(len(tokens) - 3, -1, -1):
        if tokens[at].low == "why" and tokens[at + 1].low in (*_BE, *_DO):
            end = next((place for place in range(at, len(tokens)) if tokens[place].low in _ENDS), len(tokens))
            tokens[at:end] = _stated(tokens[at + 1], tokens[at + 2 : end]) or tokens[at:end]
    return Phrase(phrase.source, tuple(tokens))


def _stated(verb: Token, rest: list[Token]) -> list[Token] | None:
    """What follows the verb, with the verb where a statement has it; None where that can't be told."""
    for place, token in enumerate(rest):
        if place and verb.low in _BE and token.low in _DEGREES:
            moved = replace(verb, begin=token.begin, end=token.begin)
            return [*rest[:place], moved, replace(token, low="too"), *rest[place + 1 :]]
        if place and verb.low in _DO and _STATES.fullmatch(token.low):
            ending = "es" if token.low in ("go", "echo") else "s"
            said = "has" if token.low == "have" else token.low + ending
            return [*rest[:place], replace(token, low=said), *rest[place + 1 :]]
    return None
