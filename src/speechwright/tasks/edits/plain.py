"""A plain wording of a sense, filled with what stood in an outline: the parts, texts, amounts and the grade.

All of it has to have a slot. What a wording says by itself ("a short pause") is taken over too; a grade is left out
where the sense knows none: "that very loud hum" is removed as any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from string import Formatter

from speechwright.tasks.edits.edit import Clause
from speechwright.tasks.edits.forms import whole
from speechwright.tasks.edits.likeness import likeness
from speechwright.tasks.edits.outline import Outline, unit_of
from speechwright.tasks.edits.phrase import Phrase, phrase_of
from speechwright.tasks.edits.room import named_room

PLACES = ("place", "words", "other", "left", "right")
_GRADES = {"slightly": "a bit", "much": "a lot"}
_ROOMS = ("room/add", "room/church")
_BY_HOW_MUCH = re.compile(r"(?<!to )(?<!at )\{(?:percent|db|semitones)\}")
_SHORT, _LONG = whole("short|brief|briefly|little|tiny|small|quick|~"), whole("long|lengthy|longer")


def in_plain_words(key: str, outline: Outline, clause: Clause) -> Phrase | None:
    """The shortest plain wording of a key that has slots for all that stood in the outline; None where none has."""
    if not any("{grade}" in wording for wording in likeness().plain[key]):
        outline = replace(outline, grade="")
    if key.startswith("trim/") and _is_at_an_end(outline, clause):
        outline = replace(outline, parts=())  # "the silence after my last word"
    if key.endswith("/reversed"):
        outline = replace(outline, parts=outline.parts[::-1])
    if key in _ROOMS and (room := named_room(outline.text)):
        return _filled(f"put {{place}} in a {room}", outline)
    filled = (
        _filled(wording, outline)
        for wording in likeness().plain[key]
        if not key.startswith("pause/") or _size(wording) == _size(outline.text)
    )
    return next((phrase for phrase in filled if phrase), None)


def _size(text: str) -> str:
    return "short" if _SHORT.search(text) else "long" if _LONG.search(text) else ""


def _is_at_an_end(outline: Outline, clause: Clause) -> bool:
    """Whether the first or the last words, or both, are all that is named."""
    words = clause.ground.transcript.words
    ends = {(words[0].begin, words[0].end), (words[-1].begin, words[-1].end)} if words else set()
    return {(place.begin, place.end) for places in outline.places for place in places} <= ends


def _filled(wording: str, outline: Outline) -> Phrase | None:
    """The wording with all that stood in the holes; None where its slots are others."""
    names = [name for _, name, _, _ in Formatter().parse(wording) if name]
    slots = dict(_slots(names, outline))
    is_whole = "place" in names and not outline.parts
    slots |= {"place": "the recording"} if is_whole else {}
    if sorted(names) != sorted(slots) or len(_all(outline)) != len(names) - is_whole:
        return None
    if any(amount.is_absolute for amount in outline.amounts) and _BY_HOW_MUCH.search(wording):
        return None  # "at 70 percent of the speed" is not by 70 percent
    return phrase_of(wording.format(**slots))


def _all(outline: Outline) -> list[object]:
    return [*outline.parts, *outline.quotes, *outline.amounts, *([outline.grade] if outline.grade else [])]


def _slots(names: list[str], outline: Outline) -> Iterator[tuple[str, str]]:
    holders = [name for name in PLACES if name in names]
    parts = [part.source[part.tokens[0].begin : part.tokens[-1].end] for part in outline.parts]
    yield from zip(holders, parts, strict=False)
    if outline.quotes and "text" in names:
        yield "text", f"“{outline.quotes[0].text}”"
    if outline.grade and "grade" in names:
        yield "grade", _GRADES[outline.grade]
    for name in names:
        if name not in (*PLACES, "text", "grade") and outline.amounts:
            yield from _amount(name, outline)


def _amount(name: str, outline: Outline) -> Iterator[tuple[str, str]]:
    amount = outline.amounts[0]
    if amount.is_signed and (amount.unit != "lufs" or amount.value > 0):
        return
    unit = unit_of(amount)
    if unit == name or (unit == "seconds" and name == "short") or (unit == "factor" and name == "times"):
        yield name, f"{amount.value:g} {amount.unit if unit != 'lufs' else 'LUFS'}"
