"""Rows of any table → records: which column holds what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from speechwright.audio.read import read_speech
from speechwright.corpus.sources.source import Record
from speechwright.errors import BadData
from speechwright.types import Audio, Row

RATE_HZ = 16_000
USERS = ("user", "human")
ASSISTANTS = ("assistant", "gpt", "bot")


class Columns(BaseModel):
    """Names of columns; those that are None are not read.

    Args:
        text: what is said or to be said.
        request, answer: a request in text, and its answer.
        turns: a conversation: a list of texts, the user's first, or of messages with `role` and `content` (`from` and
            `value` will do). What the system says is left out.
        audio: a recording: a path beside the table, or `{"bytes", "path"}` as data sets of the Hub hold it.
        voice: who speaks.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    text: str | None = None
    request: str | None = None
    answer: str | None = None
    turns: str | None = None
    audio: str | None = None
    voice: str | None = None

    def require(self, known: Sequence[str], where: str) -> None:
        """Raises BadData unless all of them are there, and at least one is named."""
        wanted = [name for name in self.model_dump().values() if name is not None]
        if missing := sorted(set(wanted) - set(known)):
            remedy = f"name columns of {', '.join(known)}"
            raise BadData(f"{where} without the column {missing[0]!r}", f"{', '.join(wanted)}", remedy)
        if not wanted:
            raise BadData(f"no columns of {where}", "`text`, `turns`, `request` and `answer`, or `audio`", "name them")

    @property
    def deciding(self) -> list[str]:
        """The columns that decide whether a row is for training or for tests: its words, or else its recording."""
        words = [name for name in (self.text, self.request, self.turns) if name is not None]
        return words or [name for name in (self.audio,) if name is not None]

    def key(self, row: Mapping[str, Any]) -> str:
        """What decides it for one row."""
        values = [row[name] for name in self.deciding]
        return str([value.get("path") if isinstance(value, dict) else value for value in values])

    def record(self, row: Mapping[str, Any], identity: str, folder: Path) -> Record:
        """The record of a row.

        Raises:
            BadData: a value is of another type, or a conversation does not go by turns.
            BadAudio: the recording can't be read.
        """
        return Record(
            id=identity,
            text=_text(row, self.text),
            turns=self._turns(row),
            audio=None if self.audio is None else _audio(row[self.audio], folder),
            voice=_text(row, self.voice),
        )

    def _turns(self, row: Mapping[str, Any]) -> tuple[str, ...]:
        if self.turns is not None:
            return _conversation(row[self.turns])
        if self.request is None or self.answer is None:
            return ()
        return (_text(row, self.request), _text(row, self.answer))


def _text(row: Mapping[str, Any], column: str | None) -> str:
    value = "" if column is None else row[column]
    if value is None:
        return ""
    if not isinstance(value, str | int | float):
        raise BadData(f"{type(value).__name__} in column {column!r}", "text", "name another column")
    return str(value).strip()


def _audio(value: Any, folder: Path) -> Audio:
    if isinstance(value, dict) and value.get("bytes"):
        return read_speech(value["bytes"], RATE_HZ)
    path = value.get("path") if isinstance(value, dict) else value
    if not isinstance(path, str) or not path:
        raise BadData("a row without a recording", "a path, or bytes", "leave the row out")
    return read_speech(folder / path, RATE_HZ)


def _conversation(value: Any) -> tuple[str, ...]:
    """Texts by turns, the user's first."""
    if not isinstance(value, list) or not value:
        raise BadData("a conversation that is no list, or empty", "texts or messages by turns", "name another column")
    said = [_message(entry, index) for index, entry in enumerate(value)]
    said = [(role, text) for role, text in said if role != "system"]
    roles = [role for role, _ in said]
    if roles != [("user", "assistant")[index % 2] for index in range(len(roles))] or len(roles) % 2:
        raise BadData(
            f"roles {', '.join(roles) or 'none'}", "user and assistant by turns, the user first", "leave it out"
        )
    return tuple(text for _, text in said)


def _message(entry: Any, index: int) -> tuple[str, str]:
    if isinstance(entry, str):
        return ("user", "assistant")[index % 2], entry.strip()
    if not isinstance(entry, dict):
        raise BadData(f"a {type(entry).__name__} as a message", "a text, or `role` and `content`", "mend the row")
    role, text = (entry.get("role") or entry.get("from")), (entry.get("content") or entry.get("value"))
    if not isinstance(role, str) or not isinstance(text, str):
        raise BadData(f"a message with {sorted(entry)}", "`role` and `content`", "mend the row")
    role = role.lower()
    return "user" if role in USERS else "assistant" if role in ASSISTANTS else role, text.strip()


def named_row(row: Any, where: str) -> Row:
    """A row that has names.

    Raises:
        BadData: it is no mapping.
    """
    if not isinstance(row, dict):
        raise BadData(f"{where}: a {type(row).__name__}", "an object with named fields", "mend the row")
    return row
