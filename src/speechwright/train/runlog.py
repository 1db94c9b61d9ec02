"""What a run tells of itself: `log.jsonl` with one object a step, and `curves.png` drawn from it."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from tqdm import tqdm

from speechwright.errors import BadData, BadRecipe
from speechwright.shards import write_json
from speechwright.types import Row

LOG = "log.jsonl"
RUN = "run.json"
CURVES = "curves.png"
HELD_OUT = "held_out_"
PROGRESS_AFTER_S = 2
# Figures that say how a run went on, not how well.
_UNDRAWN = ("step", "lr", "tokens", "seconds")


def claim(folder: Path, description: Row) -> None:
    """Make a folder a run's own, or see that it is: `run.json` there must say the same.

    Args:
        folder: made if absent.
        description: plain values that determine the run: settings, and what tells its data from others.

    Raises:
        BadRecipe: the folder holds a run with another description.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path, wanted = folder / RUN, json.loads(json.dumps(description))
    if not path.exists():
        write_json(path, wanted)
        return
    found = _flat(json.loads(path.read_text("utf-8")))
    odd = [name for name, value in _flat(wanted).items() if name not in found or found[name] != value]
    if odd or found.keys() - _flat(wanted).keys():
        remedy = "give what the run began with, or train in another folder"
        raise BadRecipe(f"a run in {folder} with other {', '.join(odd) or 'settings'}", "the same ones", remedy)


class RunLog:
    """The log of one run, open for appending; a run that goes on from a checkpoint drops the steps after it.

    So the log of a killed and resumed run is that of an unbroken one, but for the seconds.

    Args:
        folder: of the run.
        num_steps: length of the run, for the progress bar.
        done: steps that the checkpoint has behind it; entries of later steps are dropped.
    """

    def __init__(self, folder: Path, num_steps: int, done: int = 0) -> None:
        self._path = folder / LOG
        kept = _keep(self._path, done)
        self._start_s = time.monotonic() - (kept[-1]["seconds"] if kept else 0.0)
        self._file = self._path.open("a", encoding="utf-8")
        # On a terminal only; whoever sends stderr to a file can follow the log.
        self._bar = tqdm(total=num_steps, initial=done, delay=PROGRESS_AFTER_S, file=sys.stderr, disable=None)

    def record(self, step: int, figures: Mapping[str, float]) -> None:
        """Append and flush one step.

        Args:
            step: number of steps done with this one.
            figures: "loss", "lr", "tokens" and whatever else is worth a curve; the curve of "x" gets the points of
                "held_out_x". The seconds since the start of the run are added here.
        """
        row = {"step": step, **figures, "seconds": round(time.monotonic() - self._start_s, 3)}
        self._file.write(json.dumps(row, allow_nan=False) + "\n")
        self._file.flush()
        self._bar.set_postfix(loss=f"{figures['loss']:.3f}", refresh=False)
        self._bar.update(step - self._bar.n)

    def close(self) -> None:
        self._bar.close()
        self._file.close()

    def __enter__(self) -> RunLog:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def read_log(folder: Path) -> list[dict[str, Any]]:
    """All entries of a run's log.

    Raises:
        BadData: there is none, or a line is not a JSON object.
    """
    path = folder / LOG
    if not path.exists():
        raise BadData(f"{folder} without {LOG}", "the folder of a run", "check the path")
    return [_parsed(line, path, number) for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)]


def draw_curves(folder: Path, log_y: bool = False) -> Path:
    """Draw a run's curves to `curves.png`: one panel a figure, raw and smoothed, with held-out points.

    Args:
        folder: of the run.
        log_y: logarithmic vertical axes.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    entries = read_log(folder)
    names = _drawn(entries)
    figure = Figure(figsize=(8, 3.2 * max(1, len(names))), layout="constrained")
    canvas = FigureCanvasAgg(figure)
    for index, name in enumerate(names):
        _draw(figure.add_subplot(len(names), 1, index + 1), entries, name, log_y)
    partial = folder / f".{CURVES}.partial"
    canvas.print_png(partial)
    os.replace(partial, folder / CURVES)
    return folder / CURVES


def _keep(path: Path, done: int) -> list[dict[str, Any]]:
    """Cut the log off after step `done` and return what is left of it."""
    lines = path.read_text("utf-8").splitlines(keepends=True) if path.exists() else []
    # A kill can leave half a line, always the last and always of a step that the checkpoint doesn't have.
    whole = [line for line in lines if line.endswith("\n")]
    entries = [_parsed(line, path, number) for number, line in enumerate(whole, 1)]
    kept = [index for index, entry in enumerate(entries) if entry["step"] <= done]
    partial = path.with_name(f".{path.name}.partial")
    partial.write_text("".join(whole[index] for index in kept), "utf-8")
    os.replace(partial, path)
    return [entries[index] for index in kept]


def _parsed(line: str, path: Path, number: int) -> dict[str, Any]:
    try:
        entry = dict(json.loads(line))
        int(entry["step"]), float(entry["seconds"])
    except (ValueError, TypeError, KeyError) as error:
        raise BadData(f"line {number} of {path}: {error}", "an entry of a run's log", "move the file away") from error
    return entry


def _flat(row: Row, prefix: str = "") -> Row:
    """Nested objects with dotted names."""
    flat: Row = {}
    for name, value in row.items():
        flat |= _flat(value, f"{prefix}{name}.") if isinstance(value, dict) else {prefix + name: value}
    return flat


def _drawn(entries: list[dict[str, Any]]) -> list[str]:
    """Names of the panels, in the order in which they first came."""
    names = dict.fromkeys(name.removeprefix(HELD_OUT) for entry in entries for name in entry if name not in _UNDRAWN)
    return list(names)


def _draw(axes: Any, entries: list[dict[str, Any]], name: str, log_y: bool) -> None:
    steps, values = _points(entries, name)
    held_steps, held_values = _points(entries, HELD_OUT + name)
    if steps:
        axes.plot(steps, values, color="#9ec5e8", linewidth=0.8, label="each step")
        axes.plot(steps, smoothed(values), color="#1f5f99", linewidth=1.8, label="smoothed")
    if held_steps:
        axes.plot(held_steps, held_values, "o-", color="#c8501e", markersize=4, linewidth=1.2, label="held out")
    axes.set_xlabel("step")
    axes.set_ylabel(name.replace("_", " "))
    axes.set_yscale("log" if log_y else "linear")
    axes.grid(True, alpha=0.3)
    axes.legend()


def _points(entries: list[dict[str, Any]], name: str) -> tuple[list[int], list[float]]:
    found = [(entry["step"], entry[name]) for entry in entries if name in entry]
    return [step for step, _ in found], [value for _, value in found]


def smoothed(values: Sequence[float]) -> list[float]:
    """Exponential mean over about a hundredth of the values, without the pull of a start at zero (Adam, section 3)."""
    decay = 1 - 1 / max(1.0, len(values) / 100)
    mean, weight, means = 0.0, 0.0, []
    for value in values:
        mean, weight = decay * mean + (1 - decay) * value, decay * weight + 1 - decay
        means.append(mean / weight)
    return means
