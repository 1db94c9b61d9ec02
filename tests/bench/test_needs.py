"""Every need has its check, and its stamp changes with what it stands for."""

from pathlib import Path
from typing import get_args

from speechwright.bench import SUITES
from speechwright.bench.needs import NEEDS, missing, stamps
from speechwright.bench.settings import EvaluateSettings
from speechwright.bench.suite import NeedName
from speechwright.bench.workbench import Workbench
from tests.bench.box import bench, bench_box, people_box


def test_every_need_is_known() -> None:
    assert set(NEEDS) == set(get_args(NeedName))


def test_the_reason_names_what_to_do() -> None:
    lacking = Workbench(bench_box(), EvaluateSettings())
    assert "--people" in missing(lacking, SUITES["people_digits"])
    assert missing(bench(), SUITES["people_digits"]) == "" == missing(lacking, SUITES["world_speak"])


def test_other_inputs_have_other_stamps(tmp_path: Path) -> None:
    texts = tmp_path / "texts.txt"
    texts.write_text("\n".join(f"this is sentence {number}." for number in range(300)), "utf-8")
    named, packaged = Workbench(bench_box(), EvaluateSettings(texts=texts)), Workbench(bench_box(), EvaluateSettings())
    suite = SUITES["open_transcribe"]
    assert stamps(named, suite)["lines"] != stamps(packaged, suite)["lines"]
    assert 0 < suite.num_items(named) < 30 and suite.num_items(packaged) == 150  # 3 % of the lines are held out
    other = Workbench(bench_box(), EvaluateSettings(seed=5, people=people_box(broken=True)))
    assert stamps(bench(), SUITES["people_digits"]) != stamps(other, SUITES["people_digits"])
