"""A measurement: rows are kept, failures stay in the count, and a page shows what was done."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from speechwright.bench.edits.item import EditItem, Goal
from speechwright.bench.edits.markdown import as_markdown
from speechwright.bench.edits.page import write_page
from speechwright.bench.edits.publish import check_page, publish
from speechwright.bench.edits.report import EditsReport
from speechwright.bench.edits.runner import measure_edits
from speechwright.bench.edits.settings import EditsSettings
from speechwright.errors import BadRecipe, CannotWrite, UnknownName
from tests.bench.edits.recordings import TEXT, sound, written

REALEDIT = f"""wav_fn\torig_transcript\tnew_transcript\torig_masked_span\tnew_masked_span\ttype
a.wav\t{TEXT}\t{TEXT.replace("very ", "")}\t6,6\t5,6\tdeletion
a.wav\t{TEXT}\t{TEXT.replace("green", "yellow")}\t1,1\t1,1\tsubstitution
b.wav\t{TEXT}\t{TEXT.replace("green ", "")}\t1,1\t0,1\tdeletion
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> EditsReport:
    folder = tmp_path_factory.mktemp("set")
    (folder / "RealEdit.txt").write_text(REALEDIT, "utf-8")
    written(folder / "a.wav", sound())
    return measure_edits(EditsSettings("realedit", ("nothing", "signal"), data=folder, out=folder / "out"))


def test_denominators_tell_both(report: EditsReport) -> None:
    assert (len(report.items), report.num_run) == (3, 2)
    assert dict(report.unfit) == {"its sound is missing": 1}
    figures = report.to_row()["figures"]
    assert figures["signal"]["joint"]["n"] == figures["nothing"]["joint"]["n"] == 2
    assert figures["signal"]["joint/deletion"]["value"] == 1 and figures["nothing"]["joint"]["value"] == 0
    assert figures["nothing"]["kept"]["value"] == 1 and figures["signal"]["kept_outside"]["value"] > 0.9


def test_what_failed_is_told_and_counts(report: EditsReport) -> None:
    (reason, count), *_ = report.failures()["signal"].items()
    assert count == 1 and "plain signal processing" in reason
    assert report.to_row()["figures"]["signal"]["joint"]["value"] == 0.5


def test_what_was_measured_is_kept(report: EditsReport) -> None:
    path = report.folder / "signal.jsonl"
    before = path.read_text("utf-8")
    again = measure_edits(report.settings)
    assert path.read_text("utf-8") == before and again.to_row() == report.to_row()


def test_the_report_in_three_forms(report: EditsReport, tmp_path: Path) -> None:
    publish(report, tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text("utf-8")
    assert page.count("<svg") == 1 and page.count("<audio") == 2 and "do nothing" in page
    assert json.loads((report.folder / "report.json").read_text("utf-8"))["run"] == 2
    text = as_markdown(report)
    assert text == (report.folder / "report.md").read_text("utf-8")
    assert "2 of 3 items were run" in text and "its sound is missing" in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len({line.count("|") for line in rows}) == 1


def test_bad_wishes(tmp_path: Path, report: EditsReport) -> None:
    with pytest.raises(UnknownName):
        measure_edits(replace(report.settings, edit_set="none"))
    with pytest.raises(UnknownName):
        measure_edits(replace(report.settings, rows=("none",)))
    with pytest.raises(BadRecipe):
        EditsSettings(items=0)
    with pytest.raises(CannotWrite):
        check_page(tmp_path / "none" / "page.html")


def test_items_without_a_plan_in_times_have_a_picture_still(report: EditsReport, tmp_path: Path) -> None:
    item: EditItem = report.items[0]
    assert item.goals == (Goal("delete", {}, words="very"),)
    write_page(report, tmp_path / "x.html")
    assert "delete" in (tmp_path / "x.html").read_text("utf-8")
