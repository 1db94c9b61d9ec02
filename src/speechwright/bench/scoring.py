"""How right what came is. An item of which nothing came is wrong throughout, and stays in every count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from speechwright.bench.cases import WorldCase
from speechwright.metrics.text import edit_counts, words
from speechwright.tasks.world.request import check_answer
from speechwright.types import Row


def by_words(case: Any, came: Mapping[str, str]) -> Row:
    """Word errors of each column against what was wanted, and whether there is none."""
    return against(case.wanted, came)


def against(wanted: str, came: Mapping[str, str]) -> Row:
    """The same against a given text."""
    reference = words(wanted)
    errors = {column: edit_counts(reference, words(text)).errors for column, text in came.items()}
    return {"words": len(reference), "errors": errors, "passes": {column: not num for column, num in errors.items()}}


def by_rule(case: WorldCase, came: Mapping[str, str]) -> Row:
    """Whether the answer in each column passes the rule of its request."""
    return {"passes": {column: check_answer(case.request, text) for column, text in came.items()}}


def untold(case: Any, came: Mapping[str, str]) -> Row:
    """No score: the suite times what it does."""
    return {}
