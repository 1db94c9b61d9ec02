"""The report as one HTML page: the figures, and some items to see and hear, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from speechwright.audio.pcm import PcmFile
from speechwright.bench.edits.item import EditItem, Goal
from speechwright.bench.edits.markdown import grid, title_of
from speechwright.bench.edits.places import sound_path
from speechwright.bench.edits.report import EditsReport
from speechwright.editing.picture import before_and_after
from speechwright.editing.player import player
from speechwright.page.html import document, section, table, words
from speechwright.tasks.edits.plan import Operation, Plan
from speechwright.types import Row

NUM_SHOWN = 12
SHOWN_ROWS = ("ours", "signal")  # the first of them that was measured


def write_page(report: EditsReport, path: Path) -> None:
    """Write the page; nothing outside of it is needed to see it."""
    facts = [
        ("set", report.settings.edit_set),
        ("items", f"{report.num_run} of {len(report.items)} were run"),
        ("ear", report.settings.recognizer),
    ]
    head, cells = grid(report)
    figures = section("Figures", table(head, cells))
    path.write_text(document("Editing", facts, [figures, *_examples(report)]), encoding="utf-8")


def _examples(report: EditsReport) -> Iterable[str]:
    way = next((name for name in SHOWN_ROWS if name in report.rows), next(iter(report.rows)))
    made = [(item, row) for item, row in zip(report.items, report.rows[way], strict=True) if "checks" in row]
    for item, row in _spread(made):
        yield section(f"{item.kind}: {item.instruction or item.target}", _example(report, way, item, row))


def _spread(made: Sequence[tuple[EditItem, Row]]) -> list[tuple[EditItem, Row]]:
    """One of each kind first, then more of them, up to twelve; in the order of the set."""
    seen: dict[str, int] = {}
    ranked: list[tuple[int, int, tuple[EditItem, Row]]] = []
    for item, row in made:
        ranked.append((seen.setdefault(item.kind, 0), len(ranked), (item, row)))
        seen[item.kind] += 1
    chosen = sorted(sorted(ranked, key=lambda entry: entry[:2])[:NUM_SHOWN], key=lambda entry: entry[1])
    return [pair for _, _, pair in chosen]


def _example(report: EditsReport, way: str, item: EditItem, row: Row) -> str:
    path = sound_path(report.folder, way, item.id)
    with PcmFile(item.sound) as before, PcmFile(path) as after:
        picture = before_and_after(before, after, _plan(item, row, before), row["seams"])
    told = [(check["edit"], _verdict(check)) for check in row["checks"]]
    sounds = "".join(player(title, each) for title, each in (("before", item.sound), (title_of(way), path)))
    return f"<figure>{picture}</figure>{sounds}{words([*told, ('heard', row['heard'])])}"


def _plan(item: EditItem, row: Row, file: PcmFile) -> Plan:
    """What the item asks for, as far as its place is known."""
    rate_hz, end = file.coding.rate_hz, file.num_samples
    pairs = zip(item.goals, row["spans"], strict=True)
    steps = tuple(_step(goal, span, rate_hz, end) for goal, span in pairs if span is not None)
    return Plan(steps, rate_hz, end, item.transcript or "", item.instruction)


def _step(goal: Goal, span: Sequence[float], rate_hz: int, end: int) -> Operation:
    first, last = (min(end, max(0, round(at_s * rate_hz))) for at_s in span)
    return Operation(goal.edit, first, max(first, last), goal.amounts, tuple(goal.words.split()))


def _verdict(check: Row) -> str:
    said = {True: "as asked", False: "not as asked", None: f"not to be told: {check['why']}"}[check["passed"]]
    value = "" if check["value"] is None else f"{check['value']:.3g} {check['unit']}".strip()
    error = "" if check["error"] is None else f"off by {check['error']:.2g}"
    return ", ".join(filter(None, [said, value, error]))
