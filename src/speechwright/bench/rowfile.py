"""Rows of a suite on disk: appended as they come, so that a killed evaluation goes on where it stood."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from speechwright.errors import BadData
from speechwright.types import Row


class RowFile:
    """A file of JSON lines: first the key, all that the rows depend on; then a row an item.

    Args:
        path: made with the first row; its folder is there.
        key: must equal that of a file which is there already.

    Raises:
        BadData: the file holds rows of another key, or can't be read.
    """

    def __init__(self, path: Path, key: Row) -> None:
        self.path = path
        self._key: Row = json.loads(json.dumps(key))
        self.rows: dict[int, Row] = {}
        if path.exists():
            self._read()

    def add(self, rows: Sequence[Row]) -> None:
        """Append those rows that are not there yet."""
        new = [row for row in rows if row["index"] not in self.rows]
        head = [] if self.path.exists() else [{"key": self._key}]
        with self.path.open("a", encoding="utf-8") as file:
            file.write("".join(json.dumps(line) + "\n" for line in [*head, *new]))
        self.rows.update({row["index"]: json.loads(json.dumps(row)) for row in new})

    def _read(self) -> None:
        """Take the whole lines; cut off a last one that a kill left half written."""
        data = self.path.read_bytes()
        whole = data[: data.rfind(b"\n") + 1]
        try:
            lines = [json.loads(line) for line in whole.splitlines()]
            if lines and lines[0]["key"] != self._key:
                raise BadData(self._difference(lines[0]["key"]), "rows of this evaluation", _REMEDY)
            self.rows = {row["index"]: row for row in lines[1:]}
        except (ValueError, KeyError, TypeError) as error:
            raise BadData(f"{self.path}, which can't be read ({error})", "rows of an evaluation", _REMEDY) from error
        if not lines:
            self.path.unlink()
        elif len(whole) < len(data):
            with self.path.open("r+b") as file:
                file.truncate(len(whole))

    def _difference(self, other: Row) -> str:
        names = sorted(name for name in {*other, *self._key} if other.get(name) != self._key.get(name))
        return f"{self.path} with another {', '.join(names)}"


_REMEDY = "give another --out, or delete the file to measure anew"
