"""What the readers of published sets share: finding their files and telling what is wrong with them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from speechwright.errors import BadData
from speechwright.types import Row

SOUND_FOLDERS = ("", "wavs", "wav", "audio")


def require_folder(folder: Path | None, what: str) -> Path:
    """The folder of a set that a user has.

    Raises:
        BadData: none was given, or there is none.
    """
    if folder is None or not folder.is_dir():
        found = "no folder" if folder is None else f"no folder {str(folder)!r}"
        raise BadData(found, f"the folder of {what}", "download the set, then give --data FOLDER")
    return folder


def sound_of(folder: Path, name: str) -> Path:
    """Where a sound lies: in the folder or in one of the usual ones in it; the first place where there is none."""
    places = [folder / inside / name for inside in SOUND_FOLDERS]
    return next((place for place in places if place.is_file()), places[0])


def table_rows(path: Path, delimiter: str, columns: Sequence[str]) -> Iterator[Row]:
    """The rows of a text table by column; a first line that names the columns is not one.

    Raises:
        BadData: there is no such file, or a line of it has another number of columns.
    """
    if not path.is_file():
        raise BadData(f"no file {str(path)!r}", "the list of the set", "download the set again")
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, cells in enumerate(csv.reader(file, delimiter=delimiter, quoting=csv.QUOTE_NONE), start=1):
            if not cells or cells == list(columns):
                continue
            if len(cells) != len(columns):
                found = f"{len(cells)} columns in line {number} of {path}"
                raise BadData(found, f"{len(columns)}: {', '.join(columns)}", "download the file again")
            yield dict(zip(columns, (cell.strip() for cell in cells), strict=True))


def json_rows(path: Path, keys: Sequence[str]) -> Iterator[Row]:
    """The objects of a JSONL file.

    Raises:
        BadData: a line is no object, or lacks a key.
    """
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            missing = [key for key in keys if key not in row]
        except (ValueError, TypeError) as error:
            raise BadData(f"line {number} of {path}: {error}", "a JSON object", "download the file again") from error
        if missing:
            raise BadData(f"line {number} of {path} without {', '.join(missing)}", "it", "download the file again")
        yield row
