"""Reads a recipe and walks its steps; walked again, it skips what is done and goes on where it stood."""

from __future__ import annotations

import difflib
import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from speechwright.corpus.engine import Engine
from speechwright.errors import BadRecipe, UnknownName
from speechwright.road import STEPS
from speechwright.road.data import Corpus
from speechwright.road.finished import Finished
from speechwright.road.optional import without_missing
from speechwright.road.step import Place, Step, tell
from speechwright.road.walk import walk_in_order, walk_together
from speechwright.shards import open_shards
from speechwright.types import Row

_NUMBERS = {"seed": 0, "workers": 1, "threads": 2, "at_a_time": 1}
_KEYS = ("name", *_NUMBERS, "steps")


@dataclass(frozen=True)
class Recipe:
    """A named road: what each step is, in order; how many are walked at a time; each one's processes and threads."""

    name: str
    seed: int
    workers: int
    threads: int
    at_a_time: int
    steps: dict[str, Step]


def run_recipe(path: Path, out: Path | None = None, engine: Engine | None = None) -> Path:
    """Walk a recipe.

    Args:
        path: a YAML file (see `docs/recipes.md`).
        out: folder of the run; `runs/<name>` if None.
        engine: for making data; so many processes as the recipe says if None.

    Returns:
        The folder of the run; the model lies in its `model` folder, if the recipe has such a step.

    Raises:
        BadRecipe: the recipe is wrong, or the folder holds a run of other settings.
    """
    recipe = read_recipe(path)
    run = out or Path("runs") / recipe.name
    place_of = partial(Place, run, seed=recipe.seed, engine=engine or Engine(workers=recipe.workers))
    if recipe.at_a_time == 1:
        walk_in_order(recipe.steps, place_of, recipe.threads)
    else:
        walk_together(recipe.steps, place_of, recipe.threads, recipe.at_a_time)
    return run


def build_corpora(
    path: Path, out: Path | None = None, engine: str = "local", workers: int | None = None, address: str | None = None
) -> dict[str, Row]:
    """Walk a recipe of data sets and of what they need; the card of each, with its `folder`.

    Args:
        path, out: see `run_recipe`.
        engine, workers, address: see `corpus.engine.Engine`; so many workers as the recipe says if None.

    Raises:
        BadRecipe: a step trains something, or no step makes data.
    """
    recipe = read_recipe(path)
    makers = [name for name, step in recipe.steps.items() if isinstance(step, Corpus)]
    others = [name for name, step in recipe.steps.items() if not isinstance(step, Corpus | Finished)]
    if others or not makers:
        found = f"step {others[0]!r} in {path}" if others else f"{path} without a step of kind corpus"
        raise BadRecipe(found, "steps of kind corpus and finished", "walk it with speechwright train")
    run = run_recipe(path, out, Engine(engine, workers or recipe.workers, address))
    return {name: {"folder": str(run / name), **open_shards(run / name).card} for name in makers}


def read_recipe(path: Path) -> Recipe:
    """The recipe in a YAML file, checked before anything is done.

    Paths in it may name environment variables (`$TEXTS/lines.txt`); one that is not set is left as it stands, unless
    what it is for is `optional` (see `road.optional`).

    Raises:
        BadRecipe: it can't be read, or a key or value is wrong; misspelt keys are named with their neighbours.
    """
    try:
        row = yaml.safe_load(os.path.expandvars(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadRecipe(f"{path}: {' '.join(str(error).split())}", "a YAML recipe", "give another path") from error
    if not isinstance(row, dict) or not isinstance(row.get("steps"), dict):
        raise BadRecipe(f"{path} without steps", "a mapping with `steps`", "see recipes/toy.yaml")
    _require_known(set(row), _KEYS, str(path))
    given, notes = without_missing(row["steps"])
    for note in notes:
        tell(f"note: {note}")
    steps = {name: _step(name, settings, path) for name, settings in given.items()}
    numbers = {key: row.get(key, default) for key, default in _NUMBERS.items()}
    for key, value in numbers.items():
        if not isinstance(value, int) or value < (key != "seed"):
            raise BadRecipe(f"{key}: {value!r} in {path}", "a whole number, at least 1", "mend the recipe")
    return Recipe(name=str(row.get("name", path.stem)), steps=steps, **numbers)


def _step(name: str, settings: Any, path: Path) -> Step:
    where = f"step {name!r} of {path}"
    if not isinstance(settings, dict) or "kind" not in settings:
        raise BadRecipe(f"{where} without a kind", f"kind: one of {', '.join(STEPS)}", "add it")
    try:
        kind: type[Step] = STEPS[settings["kind"]]
    except UnknownName as error:
        raise BadRecipe(f"{error.found} in {where}", error.wanted, error.remedy) from error
    given = {key: value for key, value in settings.items() if key != "kind"}
    _require_known(set(given), tuple(kind.model_fields), where)
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        raise BadRecipe(*_explained(error, where)) from error


def _require_known(keys: set[str], known: tuple[str, ...], where: str) -> None:
    for key in sorted(keys - set(known)):
        close = difflib.get_close_matches(key, known, n=2, cutoff=0.5)
        remedy = f"did you mean {' or '.join(close)}?" if close else f"choose of {', '.join(known)}"
        raise BadRecipe(f"key {key!r} in {where}", "a known key", remedy)


def _explained(error: ValidationError, where: str) -> tuple[str, str, str]:
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"])
    return f"{field}: {first.get('input')!r:.80} in {where}", first["msg"], "mend the recipe"
