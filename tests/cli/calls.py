"""The command line as users call it: in this process, or as one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from transformers.utils import logging
from typer.testing import CliRunner

from speechwright.cli.main import app
from tests.modelbox import model_box

# What `run` does through the environment comes too late here: Transformers is imported already.
logging.disable_progress_bar()

SOURCE = Path(__file__).parents[2] / "src"


class Called:
    """What a call left behind: its status, and what it said where."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def rows(self) -> list[dict[str, Any]]:
        """One JSON object a line."""
        rows = [json.loads(line) for line in self.out.splitlines()]
        assert all(isinstance(row, dict) for row in rows)
        return rows

    @property
    def row(self) -> dict[str, Any]:
        (row,) = self.rows
        return row


def call(*arguments: object, stdin: bytes = b"") -> Called:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return Called(result.exit_code, result.stdout, result.stderr)


def tiny(*arguments: object, stdin: bytes = b"") -> Called:
    """A call with the tiny model."""
    return call(*arguments, "--model", model_box(), stdin=stdin)


def apart(*arguments: object, stdin: bytes = b"") -> Called:
    """A call in a process of its own."""
    command = [sys.executable, "-m", "speechwright.cli.main", *(str(argument) for argument in arguments)]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, input=stdin, capture_output=True, env=environment, timeout=120, check=False)
    return Called(done.returncode, done.stdout.decode(), done.stderr.decode())


def assert_refused(called: Called) -> None:
    """Status 2, one line on stderr, nothing on stdout."""
    assert called.status == 2 and called.out == "", called.out
    (line,) = called.err.splitlines()
    assert line.startswith("error: found ") and "; wanted " in line and "Traceback" not in line


def assert_refused_as_json(called: Called, kind: str) -> None:
    """Status 2, one object on stdout, nothing on stderr."""
    assert called.status == 2 and called.err == "", called.err
    assert list(called.row) == ["error", "found", "wanted", "remedy"] and called.row["error"] == kind
    assert all(isinstance(value, str) and value for value in called.row.values())


def refused(folder: Path, kind: str, *arguments: object, stdin: bytes = b"") -> None:
    """A call that is refused in both manners of speaking, and leaves nothing in the folder."""
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert_refused(call(*arguments, stdin=stdin))
    assert_refused_as_json(call(*arguments, "--json", stdin=stdin), kind)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before, "something was left behind"
