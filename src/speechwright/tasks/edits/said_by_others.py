"""Wordings of requests beside those that the edits come with: more ways to ask, not all of which the grammar reads.

They train: `likeness` is fitted to them, and the corpus factory asks with those that are understood. None of them is a
wording that is held out for tests.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from speechwright.tasks.edits import EDITS
from speechwright.tasks.edits.edit import Sense

_WORDINGS, _REQUESTS = "wordings.json", "requests.json"


@cache
def other_wordings() -> dict[str, list[str]]:
    """Those of each "edit/sense"."""
    found: dict[str, list[str]] = json.loads(files("speechwright.tasks.edits").joinpath(_WORDINGS).read_text("utf-8"))
    return found


@cache
def other_requests() -> dict[str, list[str]]:
    """Requests that are none of one sense: "impossible" ones, which no edit does, "mixed" ones of several, of which at
    least one is such, and "several" that edits do. A `{place}` in them stands for a part."""
    found: dict[str, list[str]] = json.loads(files("speechwright.tasks.edits").joinpath(_REQUESTS).read_text("utf-8"))
    return found


def sense_of(name: str) -> Sense:
    """The sense that "edit/sense" names."""
    edit, _, sense = name.partition("/")
    senses: tuple[Sense, ...] = EDITS[edit].senses
    return next(one for one in senses if one.name == sense)
