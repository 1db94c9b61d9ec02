"""Writes a report: figures and all else as JSON, a page in Markdown, one picture."""

from __future__ import annotations

import os
from pathlib import Path

from speechwright.bench.markdown import as_markdown
from speechwright.bench.picture import draw
from speechwright.bench.report import Report
from speechwright.shards import write_json

FIGURES, REPORT, PAGE, PICTURE = "figures.json", "report.json", "report.md", "figures.png"


def publish(report: Report) -> None:
    """Write four files into the report's folder.

    `figures.json` holds the figures by name, as `speechwright info` reads them in a model's folder; `report.json` is
    what the command line prints; `report.md` shows `figures.png`.
    """
    folder, row = report.subject.folder, report.to_row()
    write_json(folder / FIGURES, row["figures"])
    write_json(folder / REPORT, row)
    _replace(folder / PICTURE, draw(report.lines))
    _replace(folder / PAGE, as_markdown(report, PICTURE).encode("utf-8"))


def _replace(path: Path, content: bytes) -> None:
    partial = path.with_name(f".{path.name}.partial")
    partial.write_bytes(content)
    os.replace(partial, path)
