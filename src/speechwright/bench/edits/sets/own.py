"""The set made here: recordings by voices of the table, and instructions in held-out wordings.

Item by item, from the seed and the item's number alone, and kept in a folder: a build that was stopped goes on. What is
drawn is drawn again where it can't be measured: the engine divides the text otherwise, the ear does not understand the
recording (a word wrong), a sound can't tell (a word without voice has no pitch), or the recording is
already as it is asked to be. The list says how often, by reason. The voices depend on what is installed; the list says
which spoke.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from tqdm import tqdm

from speechwright import __version__
from speechwright.asr import RECOGNIZERS
from speechwright.asr.recognizer import Recognizer
from speechwright.bench.edits.checks import check
from speechwright.bench.edits.item import EditItem
from speechwright.bench.edits.places import Whereabouts
from speechwright.bench.edits.scene import Scene
from speechwright.bench.edits.sets.own_sounds import Recorded, bank, record
from speechwright.bench.edits.sets.own_words import ROUND, goals_of, request, sentence
from speechwright.bench.edits.settings import EditsSettings
from speechwright.bench.edits.take import Take
from speechwright.bench.edits.texts import text_after
from speechwright.bench.rowfile import RowFile
from speechwright.errors import BadText
from speechwright.metrics.text import wer
from speechwright.tasks.edits.edit import Filled
from speechwright.types import Row

LIST = "items.jsonl"
MOST_DRAWS = 1000


def items(settings: EditsSettings) -> Iterator[EditItem]:
    """The first items of the set, made where they are not there yet."""
    folder = settings.data or settings.out / "own"
    folder.mkdir(parents=True, exist_ok=True)
    file = RowFile(folder / LIST, _key(settings))
    recognizer: Recognizer = RECOGNIZERS[settings.recognizer]()
    wanting = [index for index in range(settings.items) if index not in file.rows]
    for index in tqdm(wanting, desc="items", delay=2, unit="item"):
        file.add([{"index": index, **_made(settings.seed, index, folder, recognizer)}])
    for index in range(settings.items):
        yield EditItem.from_row(file.rows[index]["item"], folder)


def _key(settings: EditsSettings) -> Row:
    return {
        "seed": settings.seed,
        "recognizer": settings.recognizer,
        "speechwright": __version__,
        "missing_engines": list(bank().missing),
    }


def _made(seed: int, index: int, folder: Path, recognizer: Recognizer) -> Row:
    """An item with its sound on disk, and what was drawn in vain."""
    kind, in_vain = ROUND[index % len(ROUND)], Counter[str]()
    sound = folder / f"{index:04}.wav"
    for draw in range(MOST_DRAWS):
        rng = np.random.default_rng([seed, index, draw])
        recorded = record(sentence(kind, rng), kind, rng)
        filled = None if recorded is None else request(kind, rng, recorded.transcript)
        if recorded is None or filled is None:
            in_vain["words" if recorded is None else "not measured"] += 1
            continue
        item = _item(index, kind, sound, recorded, filled)
        recorded.write(sound)
        if not (reason := _unfit(item, recognizer)):
            break
        in_vain[reason] += 1
    else:
        raise AssertionError(f"no item of kind {kind} in {MOST_DRAWS} draws: {dict(in_vain)}")
    row = {**item.to_row(), "sound": sound.name}
    return {"item": row, "voice": recorded.voice, "coding": list(_coding(recorded)), "in_vain": dict(in_vain)}


def _item(index: int, kind: str, sound: Path, recorded: Recorded, filled: Filled) -> EditItem:
    words = recorded.transcript
    target = text_after(words, filled.operations)
    goals = goals_of(filled.operations, words)
    new = tuple(str(step.amounts["text"]) for step in filled.operations if "text" in step.amounts)
    gone = tuple(goal.words for goal in goals if goal.words)
    wanted = "" if target == words.text else target
    return EditItem(f"{index:04}", sound, kind, filled.text, words.text, wanted, goals, (*new, *gone))


def _unfit(item: EditItem, recognizer: Recognizer) -> str:
    """Why the item can't be measured; "" if it can."""
    try:
        take = Take(item.sound, recognizer, item.transcript or "", item.target)
        if wer([item.transcript or ""], [take.heard]) or not take.words:
            return "not understood"
        recognizer.expecting(item.wanted)
    except BadText:
        return "a word without pronunciation"
    whole = Whereabouts([(0, len(take.sound_NC), len(take.sound_NC))])
    found = [check(Scene(item, take, take, whole), goal).passed for goal in item.goals]
    if None in found:
        return "no sound can tell"
    return "already so" if any(found) else ""


def _coding(recorded: Recorded) -> tuple[int, int, str]:
    return recorded.coding.rate_hz, recorded.coding.num_channels, recorded.coding.subtype
