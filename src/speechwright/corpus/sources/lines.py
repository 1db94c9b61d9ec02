"""A text file by line number: where each line begins is kept, the lines stay on disk."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from speechwright.corpus.split import Split, is_held_out
from speechwright.errors import BadText

REMEDY = "give another path, or save it as UTF-8"


class Lines:
    """The lines of a UTF-8 file that are not blank.

    Raises:
        BadText: the file can't be read, or a line is not UTF-8.
    """

    def __init__(self, path: Path, held_out_percent: int) -> None:
        self.path = path
        starts: dict[Split, list[int]] = {"train": [], "test": []}
        place = 0
        try:
            with path.open("rb") as file:
                for number, line in enumerate(file, 1):
                    if text := self._decoded(line, number):
                        starts["test" if is_held_out(text, held_out_percent) else "train"].append(place)
                    place += len(line)
        except OSError as error:
            raise BadText(f"{path}: {error.strerror}", "a UTF-8 text file", REMEDY) from error
        self._starts: dict[Split, NDArray[np.int64]] = {split: np.array(found) for split, found in starts.items()}

    def count(self, split: Split) -> int:
        return len(self._starts[split])

    def __getitem__(self, at: tuple[Split, int]) -> str:
        """Line `index` of a split, without the space around it."""
        split, index = at
        with self.path.open("rb") as file:
            file.seek(int(self._starts[split][index]))
            return _plain(file.readline())

    def _decoded(self, line: bytes, number: int) -> str:
        try:
            return _plain(line)
        except UnicodeDecodeError as error:
            raise BadText(f"{self.path}, line {number}: {error.reason}", "UTF-8", REMEDY) from error


def _plain(line: bytes) -> str:
    return line.decode("utf-8").lstrip("\ufeff").strip()


@cache
def open_lines(path: Path, held_out_percent: int) -> Lines:
    """The file, indexed once a process."""
    return Lines(path, held_out_percent)
