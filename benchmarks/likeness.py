"""Fits the words of requests to the senses of edits anew, and says how well it knows wordings that it wasn't fitted
to. Needs no data; takes about a quarter of an hour on one core.

    python benchmarks/likeness.py [--folds 5] [--write]

One JSON object a row: for each fold of the wordings of `wordings.json`, the share whose sense is the most probable one
by the words alone, and the share among those that are more probable than not. With `--write`, the fit to all wordings
takes the place of the one in the package; how far it is to be trusted is fitted on a fifth, known by a fit to the
others.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import speechwright.tasks.edits
from speechwright.tasks.edits.fitting import Row, fit, own_wordings, plain_wordings, rows_of, rows_of_nothing
from speechwright.tasks.edits.fitting_trust import fit_trust
from speechwright.tasks.edits.likeness import FILE, Likeness, likeness
from speechwright.tasks.edits.said_by_others import other_requests, other_wordings

FIFTHS, HALF = 5, 0.5
Requests = dict[str, list[str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=FIFTHS, help="fifths of the wordings to measure; 0 for none")
    parser.add_argument("--write", action="store_true", help="write the fit to all wordings into the package")
    arguments = parser.parse_args()
    own = list(rows_of(own_wordings()))
    for fold in range(arguments.folds):
        known, left_out = _without(fold, own)
        print(json.dumps({"fold": fold, **_known(known, list(rows_of(left_out)))}), flush=True)
    if arguments.write:
        print(json.dumps(_write(own)))


def _write(own: list[Row]) -> dict[str, int]:
    known, left_out = _without(0, own)
    asked = other_requests()
    trust_S = fit_trust(known, left_out, [one for kind in asked for one in asked[kind][::FIFTHS]])
    fitted = _fit(own, other_wordings(), asked)
    data = replace(fitted, plain=plain_wordings(own), trust_S=trust_S).to_bytes()
    Path(str(files(speechwright.tasks.edits).joinpath(FILE))).write_bytes(data)
    return {"keys": len(fitted.keys), "features": len(fitted.vocabulary), "bytes": len(data)}


def _without(fold: int, own: list[Row]) -> tuple[Likeness, Requests]:
    """A fit to all but a fifth of what others say, and the wordings of that fifth."""
    wordings, asked = other_wordings(), other_requests()
    left_out = {name: found[fold::FIFTHS] for name, found in wordings.items()}
    return _fit(own, _others(wordings, fold), _others(asked, fold)), left_out


def _others(found: Requests, fold: int) -> Requests:
    return {name: [one for at, one in enumerate(some) if at % FIFTHS != fold] for name, some in found.items()}


def _fit(own: list[Row], wordings: Requests, asked: Requests) -> Likeness:
    rows = [*own, *rows_of(wordings), *rows_of_nothing(asked["impossible"])]
    return replace(fit(rows, [*asked["mixed"], *asked["several"]]), plain=likeness().plain)


def _known(fitted: Likeness, rows: list[Row]) -> dict[str, float]:
    best = [(row.key, *next(iter(fitted.probable(row.text).items()))) for row in rows]
    probable = [(key, found) for key, found, share in best if share >= HALF]
    return {
        "rows": len(rows),
        "right": sum(key == found for key, found, _ in best) / len(rows),
        "probable": len(probable) / len(rows),
        "right of those": sum(key == found for key, found in probable) / len(probable),
    }


if __name__ == "__main__":
    main()
