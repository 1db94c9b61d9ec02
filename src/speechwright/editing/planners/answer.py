"""What a language model answers, and the plan or the refusal that it stands for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from speechwright.errors import BadData, BadInstruction
from speechwright.tasks.edits import EDITS
from speechwright.tasks.edits.asked import in_one_line
from speechwright.tasks.edits.check import check_plan, may_be_empty
from speechwright.tasks.edits.edit import words_in
from speechwright.tasks.edits.place import Ground, Place, whole
from speechwright.tasks.edits.places import ground_of
from speechwright.tasks.edits.plan import Operation, Plan
from speechwright.tasks.edits.transcript import Run, Transcript

_ANSWER = ("operations", "refusal")
_OCCURRENCE = re.compile(r"(?P<text>.+?) \((?P<nth>\d{1,6})(?:st|nd|rd|th)\)")
_MARKS = '"“”.,;:!?…'
_FIX = "mend the answer"


def read_answer(text: str, instruction: str, transcript: Transcript) -> Plan:
    """The plan in a model's text: one JSON object, with or without other text around it.

    An operation that names its words is moved onto them: a stretch to their bounds, a point to the middle of the
    nearest gap. One that names none stays where it is.

    Args:
        instruction: what was asked.
        transcript: of the recording.

    Raises:
        BadInstruction: the model refuses.
        BadData: no plan for this recording.
        UnknownName: an edit that is not in the table.
    """
    row = _object_in(text)
    steps, refusal = row.get("operations") or [], row.get("refusal")
    if bool(steps) == bool(refusal):
        raise BadData("both or none of operations and a refusal", "one of them", _FIX)
    if refusal:
        raise _refusal(refusal)
    if not isinstance(steps, list):
        raise BadData("operations that are no list", "a list of objects", _FIX)
    placed = tuple(_placed(Operation.from_row(step), transcript) for step in steps)
    plan = Plan(placed, transcript.rate_hz, transcript.num_samples, transcript.text, instruction)
    return check_plan(plan, transcript)


def _object_in(text: str) -> dict[str, Any]:
    """The last JSON object with a key of an answer: a model that thinks aloud ends with what it means."""
    found = list(_objects(text))
    if not found:
        shown = " ".join(text[:40].split())
        raise BadData(f"no JSON object with operations or a refusal in {shown!r}", "such an object", _FIX)
    return found[-1]


def _objects(text: str) -> Iterator[dict[str, Any]]:
    decoder, at = json.JSONDecoder(parse_constant=_no_number), 0
    while (at := text.find("{", at)) >= 0:
        try:
            row, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            at += 1
            continue
        if any(key in row for key in _ANSWER):
            yield row


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def _refusal(row: Any) -> BadInstruction:
    parts = [row.get(key) for key in ("found", "wanted", "remedy")] if isinstance(row, dict) else [None]
    candidates = (row.get("candidates") or []) if isinstance(row, dict) else []
    texts = [part for part in parts if isinstance(part, str) and part.strip()]
    is_list = isinstance(candidates, list) and all(isinstance(one, str) for one in candidates)
    if not is_list or len(texts) < 3:
        raise BadData("a refusal without its parts", "texts: found, wanted, remedy, and a list of candidates", _FIX)
    return in_one_line(BadInstruction(texts[0], texts[1], texts[2], tuple(candidates)))


def _placed(operation: Operation, transcript: Transcript) -> Operation:
    """The operation on the words that it names."""
    edit, ground = EDITS[operation.edit], ground_of(transcript)
    is_point = operation.begin == operation.end
    if not operation.words or may_be_empty(edit) or is_point != (edit.where == "point"):
        return operation
    run = _named(operation, transcript)
    place = _point(run, operation.begin, ground) if is_point else _stretch(run, operation, ground)
    return replace(operation, begin=place.begin, end=place.end, words=words_in(place, transcript))


def _point(run: Run, near: int, ground: Ground) -> Place:
    """The nearest gap before, between or after some words."""
    gaps = range(run.first, run.last + 1)
    at = min(gaps, key=lambda gap: abs(ground.gap_before(gap) - near))
    return Place(ground.gap_before(at), ground.gap_before(at), Run(at, at))


def _stretch(run: Run, operation: Operation, ground: Ground) -> Place:
    """From the first word's beginning to the last one's end; all of the recording where all words are named for it."""
    place, everything = ground.place(run), whole(ground.transcript)
    if (operation.begin, operation.end, run) == (everything.begin, everything.end, ground.scope):
        return everything
    if operation.end <= place.begin or place.end <= operation.begin:
        found = f"{operation.edit} from sample {operation.begin} to {operation.end} for words that are said elsewhere"
        raise BadData(found, f"{place.begin} to {place.end}, or other words", _FIX)
    return place


def _named(operation: Operation, transcript: Transcript) -> Run:
    """The words that an operation names, in a row; or all words of its stretch, where it names some of those."""
    runs: list[Run] = []
    for name in operation.words:
        runs.append(_run(name, runs[-1].last if runs else None, operation.begin, transcript))
    if all(one.last == other.first for one, other in pairwise(runs)):
        return Run(runs[0].first, runs[-1].last)
    inside = [at for at, word in enumerate(transcript.words) if _holds(operation, word.begin, word.end)]
    bounds = Run(inside[0], inside[-1] + 1) if inside else Run(0, 0)
    given = transcript.samples(bounds)
    if given == (operation.begin, operation.end) and all(bounds.first <= one.first < bounds.last for one in runs):
        return bounds
    raise BadData(f"{operation.edit} of words that do not follow one another", "an operation for each", _FIX)


def _holds(operation: Operation, begin: int, end: int) -> bool:
    return operation.begin <= begin and end <= operation.end


def _run(name: str, after: int | None, near: int, transcript: Transcript) -> Run:
    """The word or words of a name: those of its occurrence, or the nearest to where they should be."""
    match = _OCCURRENCE.fullmatch(name)
    runs = _said(match["text"] if match else name, transcript)
    nth = int(match["nth"]) if match else 0
    if not runs or nth > len(runs) or (match and nth == 0):
        times = f"which is said {len(runs)} times" if runs else "which is not said"
        raise BadData(f"the word {name[:60]!r}, {times}", "words of the recording with their occurrence", _FIX)
    if nth:
        return runs[nth - 1]
    if after is not None:
        return min(runs, key=lambda run: abs(run.first - after))
    return min(runs, key=lambda run: abs(transcript.samples(run)[0] - near))


def _said(text: str, transcript: Transcript) -> Sequence[Run]:
    """Where a text is said; one word as it is written, where it is in no English letters."""
    plain = text.strip(_MARKS).casefold()
    written = [
        Run(at, at + 1) for at, word in enumerate(transcript.words) if word.text.strip(_MARKS).casefold() == plain
    ]
    return transcript.find(text) or tuple(written)
