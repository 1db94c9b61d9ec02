"""Writes a report: all of it as JSON, a page in Markdown, and, where one is asked for, a page with pictures."""

from __future__ import annotations

from pathlib import Path

from speechwright.bench.edits.markdown import as_markdown
from speechwright.bench.edits.page import write_page
from speechwright.bench.edits.report import EditsReport
from speechwright.errors import CannotWrite
from speechwright.shards import write_json

REPORT, PAGE = "report.json", "report.md"


def publish(report: EditsReport, page: Path | None = None) -> None:
    """Write `report.json` and `report.md` into the report's folder, and the page."""
    write_json(report.folder / REPORT, report.to_row())
    (report.folder / PAGE).write_text(as_markdown(report), encoding="utf-8")
    if page is not None:
        write_page(report, page)


def check_page(page: Path | None) -> None:
    """Refuse a page that can't be written, before any work.

    Raises:
        CannotWrite: its folder is not there, or it is a folder.
    """
    if page is not None and (page.is_dir() or not page.parent.is_dir()):
        raise CannotWrite(f"{str(page)!r} to write a page to", "a file in an existing folder", "change --report")
