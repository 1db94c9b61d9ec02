"""The report as a page for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from speechwright.bench.edits.figures import Line
from speechwright.bench.edits.report import EditsReport

TITLES = {
    "nothing": "do nothing",
    "signal": "signal processing",
    "cascade": "cascade",
    "ours": "ours",
}


def as_markdown(report: EditsReport) -> str:
    """The page: one table, a column a way to edit; then what failed and what was not run."""
    settings = report.settings
    parts = [
        f"# Editing: {settings.edit_set}",
        f"{report.num_run} of {len(report.items)} items were run; all shares are of these.",
        table(report),
        *(_counts(f"Failed: {title_of(name)}", found) for name, found in report.failures().items()),
        *(_counts(f"Not to be told: {title_of(name)}", found) for name, found in report.untold().items()),
        _counts("Not run", report.unfit),
        f"Measured with `{settings.recognizer}` as the ear, seed {settings.seed}. An interval is of 95 %.",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def table(report: EditsReport) -> str:
    """Figures with their intervals; "wanted" is what ours should keep."""
    return _table(*grid(report))


def grid(report: EditsReport) -> tuple[list[str], list[list[str]]]:
    """The head and the rows of the table."""
    head = ["", *(title_of(name) for name in report.lines), "wanted"]
    return head, [_cells(rows) for rows in _by_name(report.lines)]


def shown(line: Line) -> str:
    """A value with its interval and its number of items."""
    figure = line.figure
    if figure is None:
        return ""
    scale, unit = (100, " %") if line.unit == "%" else (1, f" {line.unit}")
    value, low, high = (f"{scale * each:.3g}" for each in (figure.value, figure.low, figure.high))
    return f"{value}{unit} ({low}–{high}; {figure.n})"


def _by_name(lines: Mapping[str, Sequence[Line]]) -> list[list[Line | None]]:
    """The same figure of every way to edit, in the order in which figures first come."""
    names = dict.fromkeys(line.name for own in lines.values() for line in own)
    found = {way: {line.name: line for line in own} for way, own in lines.items()}
    return [[found[way].get(name) for way in lines] for name in names]


def _cells(rows: Sequence[Line | None]) -> list[str]:
    some = next(line for line in rows if line is not None)
    scale, sign = (100, "≥") if some.unit == "%" else (1, "≤")
    wanted = "" if some.wanted is None else f"{sign} {scale * some.wanted:g}{' %' if some.unit == '%' else ''}"
    return [some.title, *("" if line is None else shown(line) for line in rows), wanted]


def _counts(title: str, found: Mapping[str, int]) -> str:
    if not found:
        return ""
    entries = sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))
    return f"## {title}\n\n" + "\n".join(f"- {count} × {' '.join(reason.split())}" for reason, count in entries)


def title_of(name: str) -> str:
    """How a way to edit is called for people."""
    return TITLES.get(name, name)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    ruler = ["---"] + ["---:"] * (len(head) - 1)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, ruler, *rows])
