"""Runs the trials of some items side by side and makes a row of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from speechwright.bench.suite import Suite
from speechwright.bench.trial import Ask, Asking, Outcome
from speechwright.bench.workbench import Workbench
from speechwright.errors import SpeechwrightError
from speechwright.types import Row

End = Outcome | SpeechwrightError


def chunk_rows(bench: Workbench, suite: Suite, indices: Sequence[int]) -> list[Row]:
    """A row of each item, in order. An item that fails keeps its place, with the reason in `failed`."""
    cases = [suite.case(bench, index) for index in indices]
    ends = drive(bench, [suite.trial(bench, case) for case in cases])
    rows = [_row(suite, case, end) for case, end in zip(cases, ends, strict=True)]
    head = {"suite": suite.name, "seed": bench.settings.seed}
    return [{"index": index, **head, **row} for index, row in zip(indices, rows, strict=True)]


def drive(bench: Workbench, trials: Sequence[Asking]) -> list[End]:
    """Run trials in step, asking for all that they wait for at once; the end of each, or the error that ended it."""
    ends: dict[int, End] = {}
    waiting: dict[int, list[Ask]] = {}

    def step(place: int, advance: Callable[[], list[Ask]]) -> None:
        try:
            waiting[place] = advance()
        except StopIteration as stopped:
            ends[place] = stopped.value
        except SpeechwrightError as error:
            ends[place] = error

    for place, trial in enumerate(trials):
        step(place, partial(next, trial))
    while waiting:
        asked, waiting = waiting, {}
        replies = iter(bench.replies([ask for asks in asked.values() for ask in asks]))
        for place, asks in asked.items():
            step(place, partial(trials[place].send, [next(replies) for _ in asks]))
    return [ends[place] for place in range(len(trials))]


def _row(suite: Suite, case: Any, end: End) -> Row:
    outcome = Outcome() if isinstance(end, SpeechwrightError) else end
    assert set(outcome.came) <= set(suite.columns), f"suite {suite.name} brings {sorted(outcome.came)}"
    came = {column: outcome.came.get(column, "") for column in suite.columns}
    return {
        **case.to_row(),
        "came": came,
        **suite.score(case, came),
        "seconds": round(outcome.seconds, 3),
        "stops": {name: list(stops) for name, stops in outcome.stops.items()},
        "spent": {name: list(seconds) for name, seconds in outcome.spent.items()},
        "failed": f"{type(end).__name__}: {end}" if isinstance(end, SpeechwrightError) else None,
    }
