"""Runs suites on a model: what is measured already is kept, what is missing is made, and all of it is reported."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

import torch
from tqdm import tqdm

from speechwright import __version__
from speechwright.bench import SUITES
from speechwright.bench.drive import chunk_rows
from speechwright.bench.needs import missing, stamps
from speechwright.bench.picture import require_matplotlib
from speechwright.bench.publish import publish
from speechwright.bench.report import Measured, Report, Subject, make_report
from speechwright.bench.rowfile import RowFile
from speechwright.bench.settings import EvaluateSettings
from speechwright.bench.suite import Suite
from speechwright.bench.workbench import Workbench
from speechwright.errors import BadRecipe
from speechwright.infer.folder import find_model
from speechwright.threads import limit_threads
from speechwright.types import Row

Chunk = tuple[int, ...]
Spread = Callable[[Suite, Sequence[Chunk]], Iterable[list[Row]]]


def evaluate(model: str | Path, settings: EvaluateSettings | None = None) -> Report:
    """Measure a model, and write rows, figures, a report and a picture to a folder (`Report.subject.folder`).

    An evaluation that was killed goes on where it stood and ends with the same rows, whatever the number of workers;
    times are measured anew for items that are missing. A suite that lacks something is reported as not run.

    Args:
        model: a model's name or folder.
        settings: what is measured; the defaults if None.

    Raises:
        BadModel, UnknownName: no such model, or suite.
        BadRecipe: the folder can't be made.
        BadData: it holds rows of another evaluation; or no file in the folder of people is named as it should.
        BadText: the file of texts can't be used.
        MissingExtra: matplotlib is not installed.
    """
    asked = settings or EvaluateSettings()
    require_matplotlib()
    bench = Workbench(find_model(model), asked)
    suites = {name: SUITES[name] for name in asked.suites or SUITES}
    _check(bench)
    out = _made(asked.out or Path("runs") / "evaluate" / f"{bench.model.folder.name}-{bench.fingerprint[:8]}")
    with _crew(bench) as spread:
        measured = {name: _measure(bench, suite, out, spread) for name, suite in suites.items()}
    report = make_report(Subject(str(model), bench.fingerprint, out), asked, measured, torch.get_num_threads())
    publish(report)
    return report


def run_suite(bench: Workbench, suite: Suite, path: Path, spread: Spread) -> list[Row]:
    """Rows of all items of a suite, in order; those that are in the file already are not made again.

    Args:
        path: file of the rows.
        spread: makes the rows of some chunks, in their order.
    """
    file, num = RowFile(path, _key(bench, suite)), suite.num_items(bench)
    # Whole chunks are made even where a part is there: what stands side by side then never differs between runs.
    chunks = [tuple(range(first, min(first + suite.chunk, num))) for first in range(0, num, suite.chunk)]
    wanting = [chunk for chunk in chunks if not file.rows.keys() >= set(chunk)]
    bar = tqdm(total=num, initial=num - sum(map(len, wanting)), desc=suite.name, delay=2, unit="item")
    with bar:
        for rows in spread(suite, wanting):
            file.add(rows)
            bar.update(len(rows))
    return [file.rows[index] for index in range(num)]


def in_turn(bench: Workbench) -> Spread:
    """Makes chunks one after the other, in this process."""
    return lambda suite, chunks: (chunk_rows(bench, suite, chunk) for chunk in chunks)


def _check(bench: Workbench) -> None:
    """Refuse before any work what would fail each item of a suite, or what was given and can't be used."""
    _ = bench.model.lm
    if bench.settings.texts is not None:
        _ = bench.open_lines
    if bench.settings.people is not None:
        _ = bench.digits


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadRecipe(f"{folder}, which can't be made ({error})", "a folder to write to", "change --out") from error
    return folder


def _measure(bench: Workbench, suite: Suite, out: Path, spread: Spread) -> Measured:
    reason = missing(bench, suite)
    if reason:
        return Measured(suite, [], reason, {})
    own = in_turn(bench) if suite.alone else spread
    rows = run_suite(bench, suite, out / f"{suite.name}.jsonl", own)
    return Measured(suite, rows, "", stamps(bench, suite))


def _key(bench: Workbench, suite: Suite) -> Row:
    """All that a row depends on beside its index."""
    key = {"model": bench.fingerprint, "suite": suite.name, "seed": bench.settings.seed, "speechwright": __version__}
    return {**key, **stamps(bench, suite)}


@contextmanager
def _crew(bench: Workbench) -> Iterator[Spread]:
    """The processes that make chunks; they stay for all suites."""
    if bench.settings.workers == 1:
        yield in_turn(bench)
        return
    context = multiprocessing.get_context("spawn")
    with context.Pool(bench.settings.workers, initializer=limit_threads, initargs=(1,)) as pool:
        yield lambda suite, chunks: pool.imap(partial(_work, bench.model.folder, bench.settings, suite.name), chunks)


def _work(folder: Path, settings: EvaluateSettings, suite: str, chunk: Chunk) -> list[Row]:
    return chunk_rows(_open(folder, settings), SUITES[suite], chunk)


@cache
def _open(folder: Path, settings: EvaluateSettings) -> Workbench:
    """The bench of a worker, opened once."""
    return Workbench(folder, settings)
