"""Fits the words of requests to the senses of edits anew, and says how well it knows wordings that it wasn't fitted
to. Needs no data.

    python benchmarks/likeness.py [--folds 5] [--write]

One JSON object a row: for each fold of the wordings of `wordings.json`, the share whose sense is the most probable one
by the words alone, and the share among those that are probable enough to be guessed. With `--write`, the fit to all
wordings takes the place of the one in the package.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import speechwright.tasks.edits
from speechwright.tasks.edits.fitting import Row, fit, own_wordings, plain_wordings, rows_of
from speechwright.tasks.edits.guess import LEAST
from speechwright.tasks.edits.likeness import FILE, Likeness
from speechwright.tasks.edits.said_by_others import other_wordings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=5, help="parts of the wordings; 0 for none")
    parser.add_argument("--write", action="store_true", help="write the fit to all wordings into the package")
    arguments = parser.parse_args()
    own, others = list(rows_of(own_wordings())), list(rows_of(other_wordings()))
    for fold in range(arguments.folds):
        kept, left_out = _split(others, fold, arguments.folds)
        print(json.dumps({"fold": fold, **_known(fit([*own, *kept]), left_out)}), flush=True)
    if arguments.write:
        fitted = replace(fit([*own, *others]), plain=plain_wordings(own))
        data = fitted.to_bytes()
        Path(str(files(speechwright.tasks.edits).joinpath(FILE))).write_bytes(data)
        sizes = {"rows": len(own) + len(others), "keys": len(fitted.keys), "features": len(fitted.vocabulary)}
        print(json.dumps({**sizes, "bytes": len(data)}))


def _split(rows: list[Row], fold: int, folds: int) -> tuple[list[Row], list[Row]]:
    """Rows of the same wording stay together."""
    places = {wording: at % folds for at, wording in enumerate(dict.fromkeys(row.wording for row in rows))}
    kept = [row for row in rows if places[row.wording] != fold]
    return kept, [row for row in rows if places[row.wording] == fold]


def _known(fitted: Likeness, rows: list[Row]) -> dict[str, float]:
    best = [(row.key, *next(iter(fitted.probable(row.text).items()))) for row in rows]
    probable = [(key, found) for key, found, share in best if share >= LEAST]
    return {
        "rows": len(rows),
        "right": sum(key == found for key, found, _ in best) / len(rows),
        "probable": len(probable) / len(rows),
        "right of those": sum(key == found for key, found in probable) / len(probable),
    }


if __name__ == "__main__":
    main()
