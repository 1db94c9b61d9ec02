"""SpeechEditBench (arXiv 2606.01804): a folder with `data/<task>/samples.jsonl` and the sounds that these name.

A sample has `sample_id`, `task`, `audio_path` (from the top folder), `instruction`, `transcript`, `anchor` (what is
measured), `language`. Content, prosody and the two repairs that the project measures are read, and compounds of these;
all else (speaker, emotion, style, paralinguistics, scenes) stays in the list with its reason. In the set's standard
setting an editor knows the sound and the instruction alone, so the transcript is for measuring.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from speechwright.bench.edits.item import EditItem, Goal, unfit_reason
from speechwright.bench.edits.sets.files import json_rows, require_folder
from speechwright.bench.edits.settings import EditsSettings
from speechwright.errors import BadData
from speechwright.types import Row

KEYS = ("sample_id", "task", "audio_path", "instruction", "language")
DIRECTIONS = {"faster": 1.0, "slower": -1.0, "higher": 1.0, "lower": -1.0}
REPAIRED = {"noisy": "noise", "noise": "noise", "reverb": "room", "reverberant": "room"}


def items(settings: EditsSettings) -> Iterator[EditItem]:
    """All samples of all tasks, in the order of the tasks' names.

    Raises:
        BadData: no such folder, no list in it, or one that is not as described.
    """
    folder = require_folder(settings.data, "SpeechEditBench, with data/ in it")
    lists = sorted(folder.glob("data/*/samples.jsonl"))
    if not lists:
        raise BadData(f"{folder} without data/*/samples.jsonl", "the lists of the set", "download the set again")
    for path in lists:
        for row in json_rows(path, KEYS):
            yield _item(folder, row)


def _item(folder: Path, row: Row) -> EditItem:
    components = row.get("components")
    anchors = [component["anchor"] for component in components] if components else [row.get("anchor", {})]
    goals = [goal for anchor in anchors for goal in _goals(anchor)]
    kind = _kind(row["task"], anchors, goals)
    sound = folder / row["audio_path"]
    words = [anchor for anchor in anchors if anchor.get("transcript_target")]
    return EditItem(
        row["sample_id"],
        sound,
        kind,
        row["instruction"],
        row.get("transcript"),
        words[0]["transcript_target"] if words else "",
        tuple(goals),
        tuple(phrase for anchor in words for key in ("edit_original", "edit_target") if (phrase := anchor.get(key))),
        told=False,
        unfit=unfit_reason(sound, row["language"], kind),
    )


def _kind(task: str, anchors: list[Row], goals: list[Goal]) -> str:
    """The name of what is asked: the set's own where not all of it is measured here."""
    if not all(_goals(anchor) for anchor in anchors):
        told = [anchor.get("subtask") or anchor.get("type") for anchor in anchors if not _goals(anchor)]
        return "/".join(filter(None, [task, *told]))
    return "compound" if len(anchors) > 1 else goals[0].edit


def _goals(anchor: Row) -> list[Goal]:
    """What is measured of a part; none for what is not measured here."""
    if "prosody_type" in anchor:
        if anchor["prosody_type"] == "stress":
            return [Goal("stress", {"direction": 1.0}, words=word) for word in anchor.get("stress_words", [])]
        direction = DIRECTIONS.get(anchor.get("direction", ""))
        return [] if direction is None else [Goal(anchor["prosody_type"], {"direction": direction})]
    if "edit_type" in anchor:
        text = anchor.get("edit_target")
        return [Goal(anchor["edit_type"], {"text": text} if text else {}, words=anchor.get("edit_original") or "")]
    return _acoustic(anchor)


def _acoustic(anchor: Row) -> list[Goal]:
    if anchor.get("subtask") == "enhancement" and anchor.get("degradation_type") in REPAIRED:
        return [Goal(REPAIRED[anchor["degradation_type"]], {"do": "remove"})]
    if anchor.get("env_type") == "reverb" and anchor.get("rt60_target_range"):
        low, high = anchor["rt60_target_range"]
        return [Goal("room", {"do": "add", "rt60_low_s": float(low), "rt60_high_s": float(high)})]
    return []
