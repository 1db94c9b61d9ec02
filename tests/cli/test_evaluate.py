from pathlib import Path

from tests.cli.calls import call, refused
from tests.modelbox import model_box

SUITES = ("--suite", "chat_typed", "--suite", "people_digits", "--items", 2)


def test_the_row_holds_figures_with_their_intervals(tmp_path: Path):
    called = call("evaluate", model_box(), *SUITES, "--out", tmp_path / "kept", "--json")
    assert called.status == 0 and list(called.row) == ["model", "figures"] and called.row["model"] == str(model_box())
    assert called.row["figures"]
    for figure in called.row["figures"].values():
        assert list(figure) == ["value", "low", "high", "n"] and figure["low"] <= figure["value"] <= figure["high"]
    assert "people_digits was not measured" in called.err
    plain = call("evaluate", model_box(), *SUITES, "--out", tmp_path / "kept")
    assert [line.partition(":")[0] for line in plain.out.splitlines()] == list(called.row["figures"])


def test_what_can_not_be_measured_is_one_line(tmp_path: Path):
    out = ("--out", tmp_path / "kept")
    refused(tmp_path, "UnknownName", "evaluate", model_box(), "--suite", "chat_tiped", *out)
    refused(tmp_path, "BadRecipe", "evaluate", model_box(), "--items", 0, *out)
    refused(tmp_path, "BadModel", "evaluate", tmp_path / "gone", *out)
