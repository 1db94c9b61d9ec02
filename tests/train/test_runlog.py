"""Laws of the log: a resumed log is an unbroken one, and curves can be drawn of whatever is in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.image import imread

from speechwright.errors import BadData, BadRecipe
from speechwright.train.runlog import LOG, RunLog, claim, draw_curves, read_log, smoothed


def figures(step: int) -> dict[str, float]:
    row = {"loss": 5.0 / step, "lr": 0.1, "tokens": 10}
    return {**row, "held_out_loss": 6.0 / step, "held_out_wer": 1.0 / step} if step % 4 == 0 else row


def write(folder: Path, first: int, last: int) -> None:
    with RunLog(folder, num_steps=12, done=first - 1) as log:
        for step in range(first, last + 1):
            log.record(step, figures(step))


def without_seconds(folder: Path) -> list[dict[str, Any]]:
    return [{key: value for key, value in entry.items() if key != "seconds"} for entry in read_log(folder)]


def test_each_step_is_on_disk_at_once(tmp_path: Path) -> None:
    with RunLog(tmp_path, num_steps=3) as log:
        for step in (1, 2):
            log.record(step, figures(step))
            assert [entry["step"] for entry in read_log(tmp_path)] == list(range(1, step + 1))


def test_a_resumed_log_is_that_of_an_unbroken_run(tmp_path: Path) -> None:
    unbroken, broken = tmp_path / "unbroken", tmp_path / "broken"
    unbroken.mkdir()
    broken.mkdir()
    write(unbroken, 1, 12)
    write(broken, 1, 7)
    with (broken / LOG).open("a") as file:
        file.write('{"step": 8, "lo')  # what a kill leaves
    write(broken, 5, 12)  # from a checkpoint of step 4
    assert without_seconds(broken) == without_seconds(unbroken)
    seconds = [entry["seconds"] for entry in read_log(broken)]
    assert seconds == sorted(seconds)


def test_a_line_that_is_no_entry_is_named(tmp_path: Path) -> None:
    write(tmp_path, 1, 2)
    with (tmp_path / LOG).open("a") as file:
        file.write("{}\n")
    with pytest.raises(BadData, match="line 3 of"):
        read_log(tmp_path)
    with pytest.raises(BadData, match="line 3 of"):
        RunLog(tmp_path, num_steps=3, done=2)
    with pytest.raises(BadData, match="without log"):
        read_log(tmp_path / "elsewhere")


def test_figures_that_json_can_not_hold_are_refused(tmp_path: Path) -> None:
    with RunLog(tmp_path, num_steps=3) as log, pytest.raises(ValueError, match="JSON"):
        log.record(1, {"loss": float("nan")})


@pytest.mark.parametrize("log_y", [False, True])
def test_every_figure_gets_a_panel(tmp_path: Path, log_y: bool) -> None:
    write(tmp_path, 1, 12)
    image = imread(draw_curves(tmp_path, log_y))
    ink = (image[..., :3].min(-1) < 0.5).mean(1)  # share of dark pixels in each line of the picture
    long_lines = int(((ink[1:] > 0.5) & (ink[:-1] <= 0.5)).sum())
    assert long_lines == 4, "two panels, loss and wer, with the top and the bottom of their frames"


def test_smoothing_follows_and_keeps_a_constant() -> None:
    assert smoothed([2.0] * 200) == pytest.approx([2.0] * 200)
    noisy = np.random.default_rng(0).normal(3.0, 1.0, 1000)
    assert np.std(smoothed(noisy.tolist())[200:]) < 0.3
    assert smoothed([1.0, 5.0]) == [1.0, 5.0]


def test_a_folder_is_claimed_once_and_told_by_what_differs(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "run"
    claim(folder, {"settings": {"lr": 0.1, "betas": (0.9, 0.95)}, "held_out": None})
    claim(folder, {"settings": {"lr": 0.1, "betas": (0.9, 0.95)}, "held_out": None})
    with pytest.raises(BadRecipe, match=r"other settings\.lr;"):
        claim(folder, {"settings": {"lr": 0.2, "betas": (0.9, 0.95)}, "held_out": None})
    with pytest.raises(BadRecipe, match=r"other held_out"):
        claim(folder, {"settings": {"lr": 0.1, "betas": (0.9, 0.95)}, "held_out": {"rows": 3}})
    with pytest.raises(BadRecipe, match=r"other settings"):
        claim(folder, {"settings": {"lr": 0.1}, "held_out": None})
