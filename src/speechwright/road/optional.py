"""What a recipe can do without: sources and steps whose files a user may not have.

A mapping with `optional: true` is left out if a path in it names an environment variable that is not set, and so is
each later mention of such a step: in a mixture (`clips`, `data`), and as a source of kind `shards`. A step that is
optional goes too where none of its sources is left. What was left out is said aloud.
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
    missing: set[str] = set()
    for name, step in steps.items():
        if reason := _why_left_out(step, missing):
            notes.append(f"{reason}: step {name!r} is left out")
            missing.add(name)
        else:
            kept[name] = _without_steps(_cleaned(step, name, notes), missing)
    return kept, notes


def _why_left_out(step: Any, missing: set[str]) -> str:
    """Why an optional step can't be walked, "" where it can."""
    if not _is_optional(step):
        return ""
    if unset := _unset(step):
        return f"{unset} is not set"
    sources = _sources(step)
    return "its sources are left out" if sources and all(_is_of(source, missing) for source in sources) else ""


def _is_optional(value: Any) -> bool:
    return isinstance(value, dict) and value.get("optional") is True


def _unset(value: Any) -> str:
    """The first unset variable in a value, but for what is optional inside it; "" where there is none."""
    if isinstance(value, str):
        found = _UNSET.search(value)
        return found[0] if found else ""
    entries = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return next((unset for entry in entries if not _is_optional(entry) and (unset := _unset(entry))), "")


def _cleaned(value: Any, step: str, notes: list[str]) -> Any:
    """The value without its missing parts and without the word `optional`."""
    if isinstance(value, dict):
        return {key: _cleaned(entry, step, notes) for key, entry in value.items() if key != "optional"}
    if isinstance(value, list):
        gone = [(entry, _unset(entry)) for entry in value if _is_optional(entry) and _unset(entry)]
        notes += [f"{unset} is not set: {entry.get('kind')} in step {step!r} left out" for entry, unset in gone]
        return [_cleaned(entry, step, notes) for entry in value if not (_is_optional(entry) and _unset(entry))]
    return value


def _without_steps(step: Any, missing: set[str]) -> Any:
    """A step without its mentions of missing ones."""
    if not isinstance(step, dict):
        return step
    shares = {key: step[key] for key in MIXTURES if isinstance(step.get(key), dict)}
    kept = {key: {n: s for n, s in value.items() if n not in missing} for key, value in shares.items()}
    if sources := _sources(step):
        left = [source for source in sources if not _is_of(source, missing)]
        kept["builder"] = {**step["builder"], "sources": left}
    return {**step, **kept}


def _sources(step: dict[str, Any]) -> list[Any]:
    builder = step.get("builder")
    sources = builder.get("sources") if isinstance(builder, dict) else None
    return sources if isinstance(sources, list) else []


def _is_of(source: Any, missing: set[str]) -> bool:
    return isinstance(source, dict) and source.get("kind") == "shards" and source.get("path") in missing
