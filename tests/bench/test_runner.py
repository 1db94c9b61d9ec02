"""An evaluation as a whole: every suite runs, a kill costs nothing but time, nothing is silent."""

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from speechwright.bench import SUITES
from speechwright.bench.figures import CHAT_GAP
from speechwright.bench.report import Report
from speechwright.bench.runner import Chunk, evaluate, in_turn, run_suite
from speechwright.bench.settings import EvaluateSettings
from speechwright.bench.suite import Suite
from speechwright.bench.suites.world_transcribe import SUITE as TRANSCRIBE
from speechwright.errors import BadData, BadRecipe, UnknownName
from speechwright.types import Row
from tests.bench.box import bench, bench_box, people_box

ITEMS = 2


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("evaluation")


@pytest.fixture(scope="module")
def whole(out: Path) -> Report:
    """All suites on a few items."""
    return evaluate(bench_box(), EvaluateSettings(items=ITEMS, seed=5, people=people_box(), out=out))


@pytest.mark.parametrize("name", SUITES)
def test_every_suite_runs_and_gives_all_its_figures(whole: Report, name: str) -> None:
    measured = whole.measured[name]
    if measured.not_run:  # only what this machine lacks may be missing
        assert name == "world_speak_human" and "flite" in measured.not_run
        return
    assert [row["index"] for row in measured.rows] == list(range(ITEMS))
    assert not any(row["failed"] for row in measured.rows), [row["failed"] for row in measured.rows]
    for measure in measured.suite.measures:
        figure = whole.figures[measure.name]
        assert figure.n == ITEMS and figure.low <= figure.value <= figure.high


def test_an_untrained_model_is_found_out(whole: Report) -> None:
    assert whole.figures["transcribe_world_wer"].value > 0.9 and whole.figures["chat_spoken_right"].value < 0.1
    assert whole.figures[CHAT_GAP.name].n == ITEMS


def test_the_files_hold_what_is_returned(whole: Report, out: Path) -> None:
    row = json.loads((out / "report.json").read_text("utf-8"))
    assert row == json.loads(json.dumps(whole.to_row()))
    assert json.loads((out / "figures.json").read_text("utf-8")) == row["figures"]
    assert "figures.png" in (out / "report.md").read_text("utf-8")
    assert (out / "figures.png").read_bytes().startswith(b"\x89PNG")


def test_run_again_it_makes_nothing_anew_and_more_items_only_add(whole: Report, out: Path) -> None:
    before = {path: path.read_bytes() for path in out.glob("*.jsonl")}
    settings = EvaluateSettings(items=ITEMS, seed=5, people=people_box(), out=out)
    assert evaluate(bench_box(), settings).figures == whole.figures
    more = evaluate(bench_box(), replace(settings, items=ITEMS + 1, suites=("chat_typed",)))
    assert more.figures["chat_typed_right"].n == ITEMS + 1
    for path, data in before.items():
        now = path.read_bytes()
        assert now.startswith(data) and (len(now) > len(data)) == (path.stem == "chat_typed")


def test_killed_and_resumed_it_ends_with_the_same_bytes(tmp_path: Path) -> None:
    suite, desk = replace(TRANSCRIBE, chunk=2), bench(items=5)
    whole, broken = tmp_path / "whole.jsonl", tmp_path / "broken.jsonl"
    rows = run_suite(desk, suite, whole, in_turn(desk))

    def killed(suite: Suite, chunks: Sequence[Chunk]) -> Iterator[list[Row]]:
        yield from in_turn(desk)(suite, chunks[:1])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_suite(desk, suite, broken, killed)
    broken.write_bytes(broken.read_bytes()[:-20])  # the last row was not written to its end
    assert run_suite(desk, suite, broken, in_turn(desk)) == rows
    assert broken.read_bytes() == whole.read_bytes() and len(rows) == 5


def test_workers_make_the_same_rows(tmp_path: Path) -> None:
    settings = EvaluateSettings(suites=("chat_typed",), items=70, seed=5, out=tmp_path / "one")
    one = evaluate(bench_box(), settings)
    evaluate(bench_box(), replace(settings, out=tmp_path / "two", workers=2))
    files = [tmp_path / folder / "chat_typed.jsonl" for folder in ("one", "two")]
    assert files[0].read_bytes() == files[1].read_bytes() and len(one.measured["chat_typed"].rows) == 70


def test_a_failed_item_keeps_its_place_and_counts_as_wrong(tmp_path: Path) -> None:
    settings = EvaluateSettings(suites=("people_digits",), people=people_box(broken=True), out=tmp_path)
    report = evaluate(bench_box(), settings)
    rows = report.measured["people_digits"].rows
    failed = [row for row in rows if row["failed"]]
    assert len(rows) == 4 and [row["asked"] for row in failed] == ["9_bob_0.wav"]
    assert failed[0]["passes"] == {"text": False, "choice_lm": False, "choice_ctc": False}
    assert report.figures["people_choice_lm"].n == 4 and report.figures["people_choice_lm/bob"].n == 2
    assert sum(report.failures()["people_digits"].values()) == 1


def test_what_is_missing_is_said_and_the_rest_is_measured(tmp_path: Path) -> None:
    folder = shutil.copytree(bench_box(), tmp_path / "deaf")
    for part in ("judge", "units"):
        shutil.rmtree(folder / part)
    suites = ("chat_spoken", "chat_typed", "people_digits", "world_speak")
    report = evaluate(folder, EvaluateSettings(suites=suites, items=2, out=tmp_path / "out"))
    assert set(report.not_run) == {"chat_spoken", "chat_gap", "people_digits", "world_speak"}
    assert "units/" in report.not_run["chat_spoken"] and "judge/" in report.not_run["world_speak"]
    assert "chat_typed_right" in report.figures


def test_inputs_that_were_given_must_be_of_use(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(BadData, match="that match"):
        evaluate(bench_box(), EvaluateSettings(suites=("chat_typed",), people=empty, out=tmp_path / "out"))


def test_a_folder_that_can_not_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", "utf-8")
    with pytest.raises(BadRecipe, match="--out"):
        evaluate(bench_box(), EvaluateSettings(suites=("chat_typed",), out=tmp_path / "taken"))


def test_rows_of_another_evaluation_are_refused(whole: Report, out: Path) -> None:
    with pytest.raises(BadData, match="seed"):
        evaluate(bench_box(), EvaluateSettings(suites=("chat_typed",), items=ITEMS, seed=6, out=out))


def test_an_unknown_suite_is_named_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="chat_typed"):
        evaluate(bench_box(), EvaluateSettings(suites=("chat_type",), out=tmp_path / "out"))
    assert not (tmp_path / "out").exists()
