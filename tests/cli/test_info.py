from pathlib import Path

from speechwright.infer.about import about_model
from tests.cli.calls import call, refused
from tests.modelbox import model_box


def test_the_row_is_what_the_model_is():
    called = call("info", model_box(), "--json")
    assert called.status == 0 and called.row == about_model(model_box())
    plain = call("info", model_box())
    assert [line.partition(":")[0] for line in plain.out.splitlines()] == list(called.row)


def test_what_is_no_model_is_one_line(tmp_path: Path):
    refused(tmp_path, "BadModel", "info", tmp_path)
    refused(tmp_path, "BadModel", "info", tmp_path / "gone")
    refused(tmp_path, "UnknownName", "info", "nini")
