"""One picture of a walked recipe: what each training lost, and what it lost on held-out items, update by update.

python benchmarks/curves.py runs/mini docs/pictures/mini.png
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

COLUMNS, PANEL_INCHES, WINDOW = 3, (3.6, 2.3), 50
INK, HELD_OUT = "#9db8d9", "#c0392b"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--steps", nargs="*", help="these alone, in this order")
    arguments = parser.parse_args()
    logs = {path.parent.name: path for path in sorted(arguments.run.glob("*/log.jsonl"))}
    names = arguments.steps or list(logs)
    num_rows = -(-len(names) // COLUMNS)
    figure = Figure((COLUMNS * PANEL_INCHES[0], num_rows * PANEL_INCHES[1]), dpi=90, layout="constrained")
    for place, name in enumerate(names, 1):
        _draw(figure.add_subplot(num_rows, COLUMNS, place), name, logs[name])
    arguments.picture.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(arguments.picture)


def _draw(axes: Axes, name: str, log: Path) -> None:
    rows = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    losses = np.array([row["loss"] for row in rows])
    window = min(WINDOW, len(rows))
    smooth = np.convolve(losses, np.ones(window) / window, mode="valid")
    axes.plot([row["step"] for row in rows][window - 1 :], smooth, color=INK, label=f"training, mean of {window}")
    held = [row for row in rows if "held_out_loss" in row]
    axes.plot([row["step"] for row in held], [row["held_out_loss"] for row in held], color=HELD_OUT, label="held out")
    axes.set_title(name, fontsize=9)
    axes.set_ylim(0, 1.1 * max([np.quantile(smooth, 0.98), *(row["held_out_loss"] for row in held)]))
    axes.tick_params(labelsize=7)
    axes.legend(fontsize=7, frameon=False)


if __name__ == "__main__":
    main()
