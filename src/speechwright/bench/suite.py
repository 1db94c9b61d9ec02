"""What a suite is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from speechwright.bench.trial import Asking
from speechwright.bench.workbench import Workbench
from speechwright.types import Row

Kind = Literal["errors", "share", "gap", "factor"]
Group = Literal["hearing", "speaking", "answering", "speed"]
GROUPS: tuple[Group, ...] = ("hearing", "speaking", "answering", "speed")
NeedName = Literal["tokenizer", "voices", "judge", "stored voices", "human voices", "pocketsphinx", "people", "lines"]


@dataclass(frozen=True)
class Measure:
    """One figure of a suite.

    Args:
        name: its key in the report.
        title: what it says, for people.
        kind: "errors": word errors over words, less is better. "share": of items that pass, more is better. "gap":
            share of `column` less share of `less` on the same items. "factor": seconds of work over seconds of sound,
            less is better.
        column: which words or times of an item it is about.
        less: the other column of a gap.
        wanted: the bound that a model should keep.
        by_voice: give it for each voice too, as `name/voice`.
    """

    name: str
    title: str
    kind: Kind
    column: str
    less: str = ""
    wanted: float | None = None
    by_voice: bool = False

    @property
    def more_is_better(self) -> bool:
        return self.kind in ("share", "gap")


@dataclass(frozen=True)
class Suite:
    """One way to measure a model.

    Args:
        name: its name in the SUITES table.
        title: what is put to the model, for people.
        group: where the report shows it.
        needs: what must be there for it to run (`needs.NEEDS`).
        columns: the words that a trial brings, in the order in which they are shown.
        case: what item `index` is.
        trial: puts one item to the model.
        score: how right the words of each column are; a failed item is scored with empty ones.
        measures: its figures.
        count: how many different items there are; None for as many as one likes.
        most: no more items than this, however many are asked for: for what is slow.
        chunk: items that are put to the model side by side, and kept together.
        alone: nothing else may run meanwhile, since time is measured.
        by_intent: the column whose right answers are counted by intent; "" for none.
    """

    name: str
    title: str
    group: Group
    needs: tuple[NeedName, ...]
    columns: tuple[str, ...]
    case: Callable[[Workbench, int], Any]
    trial: Callable[[Workbench, Any], Asking]
    score: Callable[[Any, Mapping[str, str]], Row]
    measures: tuple[Measure, ...]
    count: Callable[[Workbench], int] | None = None
    most: int | None = None
    chunk: int = 64
    alone: bool = False
    by_intent: str = ""

    def num_items(self, bench: Workbench) -> int:
        """How many items are measured on that bench."""
        bounds = (bench.settings.items, self.most, None if self.count is None else self.count(bench))
        return min(bound for bound in bounds if bound is not None)
