"""What an evaluation found: figures with their intervals, why replies ended, which intents fail, what was not run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from speechwright.bench.figures import (
    CHAT_GAP,
    GAP_SUITES,
    chat_pairs,
    failures_of,
    figure_of,
    figures_of,
    intents_of,
    stops_of,
)
from speechwright.bench.settings import EvaluateSettings
from speechwright.bench.suite import Group, Measure, Suite
from speechwright.errors import BadData
from speechwright.metrics.interval import Figure
from speechwright.types import Row


@dataclass(frozen=True)
class Measured:
    """A suite with its rows; or none, and why it was not run. `inputs` is what its items depend on beside the seed."""

    suite: Suite
    rows: Sequence[Row]
    not_run: str
    inputs: Row


@dataclass(frozen=True)
class Line:
    """A figure as it is shown; `voice` is "" for all voices together."""

    name: str
    measure: Measure
    group: Group
    figure: Figure
    voice: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the value keeps the wanted bound; None where there is none."""
        wanted = self.measure.wanted
        if wanted is None or self.voice:
            return None
        return self.figure.value >= wanted if self.measure.more_is_better else self.figure.value <= wanted


@dataclass(frozen=True)
class Subject:
    """What was measured, and where the files are.

    Args:
        model: name or folder, as it was given.
        fingerprint: SHA-256 of its weights and settings.
        folder: of the rows and the report.
    """

    model: str
    fingerprint: str
    folder: Path


@dataclass(frozen=True)
class Report:
    """A finished evaluation.

    Args:
        subject: the model.
        settings: what was asked for.
        measured: the suites by name, with their rows.
        lines: all figures.
        not_run: suites and figures that are missing, with the reason.
        threads: that one call of the model could use when speed was measured.
    """

    subject: Subject
    settings: EvaluateSettings
    measured: Mapping[str, Measured]
    lines: tuple[Line, ...]
    not_run: Mapping[str, str]
    threads: int

    @property
    def model(self) -> str:
        return self.subject.model

    @property
    def figures(self) -> dict[str, Figure]:
        return {line.name: line.figure for line in self.lines}

    @property
    def run(self) -> dict[str, Measured]:
        """The suites that were run."""
        return {name: one for name, one in self.measured.items() if not one.not_run}

    def stops(self) -> dict[str, dict[str, dict[str, Figure]]]:
        """Shares of replies by suite, by what was asked for, by why they ended."""
        found = {name: stops_of(one.rows) for name, one in self.run.items()}
        return {name: stops for name, stops in found.items() if stops}

    def intents(self) -> dict[str, dict[str, Figure]]:
        """Shares of right items by suite, by intent."""
        asked = {name: one for name, one in self.run.items() if one.suite.by_intent}
        return {name: intents_of(one.suite.by_intent, one.rows) for name, one in asked.items()}

    def failures(self) -> dict[str, dict[str, int]]:
        """Numbers of failed items by suite, by reason."""
        return {name: failures_of(one.rows) for name, one in self.run.items() if failures_of(one.rows)}

    def to_row(self) -> Row:
        """The JSON object of the command line. An interval is of 95 %."""
        return {
            "model": self.model,
            "figures": {name: figure.to_row() for name, figure in self.figures.items()},
            "not_run": dict(self.not_run),
            "failures": self.failures(),
            "stops": {
                suite: {asked: _rows(shares) for asked, shares in found.items()}
                for suite, found in self.stops().items()
            },
            "intents": {suite: _rows(shares) for suite, shares in self.intents().items()},
            "fingerprint": self.subject.fingerprint,
            "folder": str(self.subject.folder),
            "settings": self.settings.to_row(),
            "inputs": {name: one.inputs for name, one in self.run.items()},
            "threads": self.threads,
        }


def make_report(subject: Subject, settings: EvaluateSettings, measured: Mapping[str, Measured], threads: int) -> Report:
    """The report of measured suites; a figure that can't be had is named in `not_run`."""
    lines: list[Line] = []
    not_run = {name: one.not_run for name, one in measured.items() if one.not_run}
    for one in measured.values():
        if not one.not_run:
            lines += _lines(one, settings.seed, not_run)
    if set(GAP_SUITES) <= measured.keys():
        lines += _gap(measured, settings.seed, not_run)
    return Report(subject, settings, measured, tuple(lines), not_run, threads)


def _lines(one: Measured, seed: int, not_run: dict[str, str]) -> list[Line]:
    """The figures of a suite."""
    found = []
    for measure in one.suite.measures:
        try:
            figures = figures_of(measure, one.rows, seed)
        except BadData as error:
            not_run[measure.name] = str(error)
            continue
        found += [Line(name, measure, one.suite.group, figure, voice) for name, voice, figure in figures]
    return found


def _gap(measured: Mapping[str, Measured], seed: int, not_run: dict[str, str]) -> list[Line]:
    """What hearing costs: the gap between the two chat suites."""
    absent = [name for name in GAP_SUITES if measured[name].not_run]
    if absent:
        not_run[CHAT_GAP.name] = f"{absent[0]} was not run"
        return []
    pairs = chat_pairs({name: measured[name].rows for name in GAP_SUITES})
    return [Line(CHAT_GAP.name, CHAT_GAP, "answering", figure_of(CHAT_GAP, pairs, seed))]


def _rows(figures: Mapping[str, Figure]) -> Row:
    return {name: figure.to_row() for name, figure in figures.items()}
