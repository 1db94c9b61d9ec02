"""Runs the ways to edit over the items of a set: what is measured already is kept, what is missing is made."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

from tqdm import tqdm

from speechwright import __version__
from speechwright.bench.edits import EDIT_ROWS, EDIT_SETS
from speechwright.bench.edits.desk import Desk, EditRow
from speechwright.bench.edits.item import EditItem
from speechwright.bench.edits.places import sound_path
from speechwright.bench.edits.report import EditsReport
from speechwright.bench.edits.score import scored
from speechwright.bench.edits.settings import EditsSettings
from speechwright.bench.edits.take import Take
from speechwright.bench.rowfile import RowFile
from speechwright.errors import BadRecipe, SpeechwrightError
from speechwright.types import Row


def measure_edits(settings: EditsSettings) -> EditsReport:
    """Edit a set in each way and measure what came of it.

    Edited sounds and rows lie in `settings.out`; a measurement that was killed goes on where it stood.

    Raises:
        UnknownName: no such set, way to edit, or recognizer.
        BadData: the set's files are not as they should be, or the folder holds rows of another measurement.
        BadRecipe: the folder can't be made.
    """
    find, makers = EDIT_SETS[settings.edit_set], {name: EDIT_ROWS[name] for name in settings.rows or _order()}
    items: Sequence[EditItem] = list(islice(find(settings), settings.items))
    folder = _made(settings.out / settings.edit_set)
    files = {name: RowFile(folder / f"{name}.jsonl", _key(settings, name)) for name in makers}
    desk = Desk(settings)
    rows: dict[str, EditRow] = {}
    for index, item in enumerate(tqdm(items, desc=settings.edit_set, delay=2, unit="item")):
        wanting = [name for name in makers if index not in files[name].rows]
        for name in wanting:
            rows[name] = rows.get(name) or makers[name](desk)
            _made(folder / name)
        _measure(index, item, desk, {name: rows[name] for name in wanting}, files)
    found = {name: [file.rows[index] for index in range(len(items))] for name, file in files.items()}
    return EditsReport(settings, folder, items, found)


def _order() -> list[str]:
    """As in the table, whose names come sorted: doing nothing first, ours last."""
    first = ("nothing", "signal", "cascade", "ours")
    return sorted(EDIT_ROWS, key=lambda name: (name not in first, first.index(name) if name in first else 0, name))


def _measure(index: int, item: EditItem, desk: Desk, rows: Mapping[str, EditRow], files: Mapping[str, RowFile]) -> None:
    before: Take | None = None
    for name, row in rows.items():
        head = {"index": index, "id": item.id, "kind": item.kind, "group": item.group}
        if item.unfit:
            files[name].add([{**head, "unfit": item.unfit}])
            continue
        folder = files[name].path.parent
        try:
            before = before or Take(item.sound, desk.recognizer, item.transcript or "", item.target)
            found = _row(item, before, row, sound_path(folder, name, item.id), desk)
        except SpeechwrightError as error:
            found = {"failed": f"{type(error).__name__}: {error}"}
        files[name].add([{**head, **found}])


def _row(item: EditItem, before: Take, row: EditRow, path: Path, desk: Desk) -> Row:
    begun = time.perf_counter()
    made = row.make(item, path)
    spent_s = time.perf_counter() - begun
    after = Take(path, desk.recognizer, item.wanted, item.transcript or "")
    return {**scored(item, before, after, path, made), "seconds": before.length_s, "spent_s": round(spent_s, 3)}


def _key(settings: EditsSettings, name: str) -> Row:
    return {**settings.to_row(), "row": name, "speechwright": __version__}


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadRecipe(f"{folder}, which can't be made ({error})", "a folder to write to", "change --out") from error
    return folder
