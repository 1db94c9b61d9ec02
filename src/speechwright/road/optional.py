"""What a recipe can do without: sources and steps whose files a user may not have.

A mapping with `optional: true` is left out if a path in it names an environment variable that is not set, and so is
each later mention of such a step in a mixture (`clips`, `data`). What was left out is said aloud.
"""

from __future__ import annotations

import re
from typing import Any

_UNSET = re.compile(r"\$\{?[A-Za-z_]\w*\}?")
MIXTURES = ("clips", "data")


def without_missing(steps: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The steps without what is missing, and a line for each thing left out.

    Args:
        steps: of a recipe, environment variables expanded; left as they are.
    """
    notes: list[str] = []
    kept: dict[str, Any] = {}
    for name, step in steps.items():
        if unset := _missing(step):
            notes.append(f"{unset} is not set: step {name!r} is left out")
        else:
            kept[name] = _cleaned(step, name, notes)
    return {name: _without_steps(step, steps.keys() - kept.keys()) for name, step in kept.items()}, notes


def _missing(value: Any) -> str | None:
    """The unset variable for which an optional mapping is left out."""
    if not isinstance(value, dict) or value.get("optional") is not True:
        return None
    found = (_UNSET.search(entry) for entry in value.values() if isinstance(entry, str))
    return next((match[0] for match in found if match), None)


def _cleaned(value: Any, step: str, notes: list[str]) -> Any:
    """The value without its missing parts and without the word `optional`."""
    if isinstance(value, dict):
        return {key: _cleaned(entry, step, notes) for key, entry in value.items() if key != "optional"}
    if isinstance(value, list):
        notes += [f"{_missing(e)} is not set: {e.get('kind')} in step {step!r} left out" for e in value if _missing(e)]
        return [_cleaned(entry, step, notes) for entry in value if not _missing(entry)]
    return value


def _without_steps(step: Any, missing: set[str]) -> Any:
    if not isinstance(step, dict):
        return step
    shares = {key: step[key] for key in MIXTURES if isinstance(step.get(key), dict)}
    return {**step, **{key: {n: s for n, s in value.items() if n not in missing} for key, value in shares.items()}}
