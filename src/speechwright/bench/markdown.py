"""The report as a page for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from speechwright.bench.report import Line, Report
from speechwright.bench.suite import GROUPS, Kind
from speechwright.metrics.interval import Figure

NUM_WORST = 10
HEAD = ("", "value", "95 % interval", "items", "wanted", "met")


def as_markdown(report: Report, picture: str) -> str:
    """The page.

    Args:
        picture: name of the picture's file.
    """
    parts = [
        f"# Evaluation of {report.model}",
        _summary(report),
        f"![Figures with their intervals against what is wanted]({picture})",
        *(_group(report, group) for group in GROUPS),
        _stops(report),
        *(_worst(suite, shares) for suite, shares in report.intents().items()),
        _list("Items that failed", _failures(report)),
        _list("Not run", [f"{name}: not run, because {reason}" for name, reason in report.not_run.items()]),
        _list("How it was measured", _conditions(report)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def shown(value: float, kind: Kind) -> str:
    """A value with its unit."""
    if kind == "factor":
        return f"{value:.2f} ×"
    return f"{100 * value:.1f} {'points' if kind == 'gap' else '%'}"


def _summary(report: Report) -> str:
    bounds = [line.met for line in report.lines if line.met is not None]
    if not bounds:
        return "No figure with a wanted bound was measured."
    return f"{sum(bounds)} of {len(bounds)} wanted bounds are met."


def _group(report: Report, group: str) -> str:
    lines = [line for line in report.lines if line.group == group]
    if not lines:
        return ""
    return f"## {group.capitalize()}\n\n{_table(HEAD, [_cells(line) for line in lines])}"


def _cells(line: Line) -> Sequence[str]:
    kind, figure, wanted = line.measure.kind, line.figure, line.measure.wanted
    bound = "" if line.met is None or wanted is None else f"{_sign(line)} {shown(wanted, kind)}"
    title = f"— {line.voice}" if line.voice else line.measure.title
    return (title, shown(figure.value, kind), _interval(figure, kind), str(figure.n), bound, _verdict(line))


def _sign(line: Line) -> str:
    return "≥" if line.measure.more_is_better else "≤"


def _interval(figure: Figure, kind: Kind) -> str:
    return f"{shown(figure.low, kind)} – {shown(figure.high, kind)}"


def _verdict(line: Line) -> str:
    if line.met is None or line.measure.wanted is None:
        return ""
    near = line.figure.low <= line.measure.wanted <= line.figure.high
    return ("yes" if line.met else "no") + (", but the bound lies in the interval" if near else "")


def _stops(report: Report) -> str:
    rows = [
        (suite, asked, reason, shown(share.value, "share"), _interval(share, "share"), str(share.n))
        for suite, found in report.stops().items()
        for asked, shares in found.items()
        for reason, share in shares.items()
    ]
    if not rows:
        return ""
    head = ("suite", "asked for", "ended by", "share", "95 % interval", "replies")
    told = "“end”: the model was done. All others are guards that cut a reply off, and items that failed."
    return f"## Why replies ended\n\n{told}\n\n{_table(head, rows)}"


def _worst(suite: str, shares: dict[str, Figure]) -> str:
    """The intents with the fewest right answers; of equals, those with more items."""
    worst = sorted(shares.items(), key=lambda entry: (entry[1].value, -entry[1].n))[:NUM_WORST]
    rows = [(name, shown(share.value, "share"), _interval(share, "share"), str(share.n)) for name, share in worst]
    table = _table(("intent", "right", "95 % interval", "items"), rows)
    return f"## Worst intents: {suite}\n\nOf {len(shares)} intents; all are in `report.json`.\n\n{table}"


def _failures(report: Report) -> list[str]:
    return [
        f"{suite}: {count} × {reason}"
        for suite, reasons in report.failures().items()
        for reason, count in reasons.items()
    ]


def _conditions(report: Report) -> list[str]:
    absent = sorted({name for one in report.run.values() for name in one.inputs.get("missing_engines", ())})
    items = ", ".join(f"{name} {len(one.rows)}" for name, one in report.run.items())
    notes = [
        f"`{_command(report)}`",
        f"model: SHA-256 {report.subject.fingerprint}",
        f"items: {items or 'none'}",
        "texts, voices and wordings are those that training held out; what was heard is searched for, the rest of a "
        "reply is greedy; each form's sections are forced, as in use",
        f"threads a call: {report.threads}",
    ]
    return notes + [f"no voice of {name} was heard: it is not installed here" for name in absent]


def _command(report: Report) -> str:
    asked = report.settings
    parts = [f"speechwright evaluate {report.model}", f"--items {asked.items}", f"--seed {asked.seed}"]
    parts += [f"--suite {name}" for name in asked.suites]
    parts += [f"--{name} {path}" for name in ("people", "texts") if (path := getattr(asked, name)) is not None]
    return " ".join(parts)


def _list(title: str, entries: Sequence[str]) -> str:
    if not entries:
        return ""
    return f"## {title}\n\n" + "\n".join(f"- {' '.join(entry.split())}" for entry in entries)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    ruler = ["---"] + ["---:"] * (len(head) - 1)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, ruler, *rows])
