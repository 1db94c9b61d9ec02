"""How often the planner of `speechwright edit` makes exactly the right plan from wordings it was not made with. Needs
no data.

    python benchmarks/planning.py [--fills 20] [--compounds 500] [--seed 1] [--wordings FILE]

One JSON object a row with 95 % intervals: one for each edit, one for all edits together, and one each for compounds of
two and of three requests. A plan is right when its operations, their places and amounts are those that the wording was
filled with; for what is refused by design (emotion, style), when it is refused for that reason.

FILE holds other wordings: {"delete": ["get {words} out of there", …], "speed/faster": […], …}. The key is an edit, or
an edit and one of its senses; where an edit has several senses, the latter. They take the place of the test wordings.
`others_wordings.json` beside this file are six for each sense by somebody who had seen none; the planner was neither
made with them nor fitted to them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np

from speechwright.errors import BadData
from speechwright.metrics.interval import share_figure
from speechwright.tasks.edits import EDITS
from speechwright.tasks.edits.compounds import compound, is_right, sample_transcripts
from speechwright.tasks.edits.edit import Sense

Entry = tuple[str, Sense, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fills", type=int, default=20, help="fillings of each wording")
    parser.add_argument("--compounds", type=int, default=500, help="compounds of each length")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wordings", type=Path, help="JSON file of other wordings")
    parser.add_argument(
        "--failures", type=Path, help="file for the instructions that went wrong, one JSON object a line"
    )
    arguments = parser.parse_args()
    entries = list(_entries(arguments.wordings))
    failures: list[dict[str, str]] = []
    passed = {name: _passes(name, entries, arguments, failures) for name in sorted({name for name, _, _ in entries})}
    for name, passes in passed.items():
        print(json.dumps({"edit": name, **share_figure(passes).to_row()}), flush=True)
    print(json.dumps({"edit": "all", **share_figure(list(chain(*passed.values()))).to_row()}), flush=True)
    plain = [entry for entry in entries if EDITS[entry[0]].needs]
    for count in (2, 3):
        passes = list(_compounds(count, plain, arguments, failures))
        print(json.dumps({"compounds of": count, **share_figure(passes).to_row()}), flush=True)
    if arguments.failures:
        arguments.failures.write_text("".join(json.dumps(row) + "\n" for row in failures), "utf-8")


def _entries(path: Path | None) -> Iterator[Entry]:
    if path is None:
        yield from (
            (name, sense, wording) for name in EDITS for sense in EDITS[name].senses for wording in sense.wordings.test
        )
        return
    for key, wordings in json.loads(path.read_text("utf-8")).items():
        name, _, sense_name = key.partition("/")
        senses = [sense for sense in EDITS[name].senses if sense_name in ("", sense.name)]
        if len(senses) != 1:
            wanted = " or ".join(f"{name}/{sense.name}" for sense in EDITS[name].senses)
            raise BadData(f"wordings for {key!r}", wanted, "name one sense")
        yield from ((name, senses[0], wording) for wording in wordings)


def _passes(
    name: str, entries: list[Entry], arguments: argparse.Namespace, failures: list[dict[str, str]]
) -> list[bool]:
    rng, transcripts, passes = np.random.default_rng(arguments.seed), sample_transcripts(), []
    for _, sense, wording in (entry for entry in entries if entry[0] == name):
        for fill in range(arguments.fills):
            transcript = transcripts[fill % len(transcripts)]
            filled = sense.fill(wording, rng, transcript)
            passes.append(is_right(filled, transcript))
            if not passes[-1]:
                failures.append({"edit": name, "instruction": filled.text, "transcript": transcript.text})
    return passes


def _compounds(
    count: int, entries: list[Entry], arguments: argparse.Namespace, failures: list[dict[str, str]]
) -> Iterator[bool]:
    rng, transcripts = np.random.default_rng([arguments.seed, count]), sample_transcripts()
    for item in range(arguments.compounds):
        transcript = transcripts[item % len(transcripts)]
        chosen = [entries[int(rng.integers(len(entries)))] for _ in range(count)]
        filled = compound([(sense, wording) for _, sense, wording in chosen], rng, transcript)
        passes = is_right(filled, transcript)
        if not passes:
            failures.append({"edit": "compound", "instruction": filled.text, "transcript": transcript.text})
        yield passes


if __name__ == "__main__":
    main()
