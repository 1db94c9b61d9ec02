"""Ming-Freeform-Audio-Edit (Ming-UniAudio, arXiv 2511.05516): instructions in English and Chinese.

A folder with `meta/<task>/meta_<language>_<task>….csv` and `wavs/`. Five columns, separated by pipes: name, path of the
sound, instruction, original text, edited text. For speed, volume and pitch the amount stands in the instruction
("adjusts the speed to 1.3") or in the last column ("time_stretch(1.3"). The request to write down what is said, with
which most instructions begin, is the same in all and is left out: whoever edits here listens anyway.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from speechwright.bench.edits.by_diff import goals_by_diff, phrases_by_diff
from speechwright.bench.edits.item import EditItem, Goal, unfit_reason
from speechwright.bench.edits.sets.files import require_folder, sound_of, table_rows
from speechwright.bench.edits.settings import EditsSettings
from speechwright.errors import BadData
from speechwright.tasks.edits.plan import Value
from speechwright.types import Row

COLUMNS = ("file_name", "path", "instruction", "original_text", "edited_text")
KINDS = {
    "deletion": "delete",
    "insertion": "insert",
    "substitution": "replace",
    "time_stretch": "speed",
    "pitch": "pitch",
    "vol": "volume",
}
_NAME = re.compile(r"meta_(?P<language>[a-z]+)_(?P<task>[a-z_]+?)(?:_basic|_open|_full)?$")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_PREFACE = re.compile(
    r"^please recogni[sz]e the language of this speech and transcribe it\.\s*(?:and\s+)?", re.IGNORECASE
)


def items(settings: EditsSettings) -> Iterator[EditItem]:
    """All items of all lists, in the order of their names.

    Raises:
        BadData: no such folder, no list in it, or one that is not as described.
    """
    folder = require_folder(settings.data, "Ming-Freeform-Audio-Edit, with meta/ and wavs/ in it")
    lists = sorted(folder.glob("meta/**/meta_*.csv"))
    if not lists:
        raise BadData(f"{folder} without meta/…/meta_*.csv", "the lists of the set", "download the set again")
    for path in lists:
        named = _NAME.fullmatch(path.stem)
        if named is None:
            raise BadData(f"a list {path.name}", "meta_<language>_<task>.csv", "take it away, or mend its name")
        for row in table_rows(path, "|", COLUMNS):
            yield _item(folder, path.stem, named["language"], named["task"], row)


def _item(folder: Path, listed: str, language: str, task: str, row: Row) -> EditItem:
    kind, sound = KINDS.get(task, task), sound_of(folder, PurePosixPath(row["path"]).name)
    instruction = _PREFACE.sub("", row["instruction"]).strip()
    unfit, old, new = unfit_reason(sound, language, kind), row["original_text"], row["edited_text"]
    name = f"{listed}-{row['file_name']}"
    if unfit:
        return EditItem(name, sound, kind, instruction, old, unfit=unfit)
    if kind in ("delete", "insert", "replace"):
        goals, phrases = goals_by_diff(old, new), phrases_by_diff(old, new)
        return EditItem(name, sound, kind, instruction, old, new, goals, phrases)
    amounts = _amounts(kind, instruction, new)
    unfit = "" if amounts else "no amount is told"
    return EditItem(name, sound, kind, instruction, old, goals=(Goal(kind, amounts),), unfit=unfit)


def _amounts(kind: str, *texts: str) -> dict[str, Value]:
    """The last number that is told; none where there is none."""
    told = [float(number) for text in texts for number in _NUMBER.findall(text)]
    if not told or (kind != "pitch" and told[-1] <= 0):
        return {}
    if kind == "volume":
        return {"gain_db": 20 * math.log10(told[-1])}
    return {"factor": told[-1]} if kind == "speed" else {"semitones": told[-1]}
