"""RealEdit (VoiceCraft, arXiv 2403.16973): 310 recordings of people with an original and a wanted text.

A folder with `RealEdit.txt`, tab-separated: file, original text, wanted text, the spans of both that were masked, and
what is done (substitution, insertion, deletion). There is no instruction: the two texts say what changes (`by_diff`).
The spans are not read, since the texts tell more.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from speechwright.bench.edits.by_diff import goals_by_diff, phrases_by_diff
from speechwright.bench.edits.item import EditItem, unfit_reason
from speechwright.bench.edits.sets.files import require_folder, sound_of, table_rows
from speechwright.bench.edits.settings import EditsSettings
from speechwright.types import Row

LIST = "RealEdit.txt"
COLUMNS = ("wav_fn", "orig_transcript", "new_transcript", "orig_masked_span", "new_masked_span", "type")
KINDS = {"substitution": "replace", "insertion": "insert", "deletion": "delete"}


def items(settings: EditsSettings) -> Iterator[EditItem]:
    """All items, in the order of the file.

    Raises:
        BadData: no such folder, or the file is not as described.
    """
    folder = require_folder(settings.data, f"RealEdit, with {LIST} in it")
    for number, row in enumerate(table_rows(folder / LIST, "\t", COLUMNS)):
        yield _item(folder, number, row)


def _item(folder: Path, number: int, row: Row) -> EditItem:
    kinds = [KINDS.get(part.strip(), part.strip()) for part in row["type"].split(",")]
    kind = kinds[0] if len(kinds) == 1 else "compound"
    sound = sound_of(folder, row["wav_fn"])
    old, new = row["orig_transcript"], row["new_transcript"]
    goals = goals_by_diff(old, new)
    return EditItem(
        f"{number:03}-{sound.stem}",
        sound,
        kind,
        transcript=old,
        target=new,
        goals=goals,
        phrases=phrases_by_diff(old, new),
        unfit=unfit_reason(sound, "en", kind) or ("" if goals else "both texts are the same"),
    )
