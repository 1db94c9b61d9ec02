"""What the tasks share: an item to read or to write down, and the ways to open a reply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from speechwright.errors import BadData
from speechwright.types import Part, Speech, Turn

T = TypeVar("T")


@dataclass(frozen=True)
class ReadItem:
    """A sentence and its speech: one is given, the other is asked for."""

    text: str
    speech: Speech


def reply_parts(turn: Turn) -> tuple[Part, ...]:
    """The parts of an assistant's turn.

    Raises:
        BadData: the turn is not the assistant's.
    """
    if turn.role != "assistant":
        raise BadData(f"a reply by the {turn.role}", "a reply by the assistant", "give the last turn")
    return turn.parts


def at_most_one(found: list[T], what: str) -> T | None:
    """The only one, or None where there is none.

    Raises:
        BadData: there are several.
    """
    if len(found) > 1:
        raise BadData(f"{len(found)} times {what} in a reply", "at most one", "count this reply as failed")
    return found[0] if found else None


def said_aloud(speech: Speech | None, spoken: str | None) -> str | None:
    """What a recognizer heard in the speech of a reply; None where the reply has no speech.

    Raises:
        BadData: there is speech, but nobody has listened to it yet.
    """
    if speech is not None and spoken is None:
        remedy = "have a recognizer listen and set `spoken` with dataclasses.replace"
        raise BadData("a spoken reply that nobody has listened to", "the words that were heard in it", remedy)
    return None if speech is None else spoken
