"""What a reader is shown."""

import json
from dataclasses import replace
from pathlib import Path
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.bench.markdown import as_markdown
from speechwright.bench.picture import draw
from speechwright.bench.report import Line, Measured, Report, Subject, make_report
from speechwright.bench.settings import EvaluateSettings
from speechwright.bench.suite import Kind, Measure
from speechwright.bench.suites.chat_spoken import SUITE as SPOKEN
from speechwright.bench.suites.chat_typed import SUITE as TYPED
from speechwright.bench.suites.speed import SUITE as SPEED
from speechwright.metrics.interval import Figure
from speechwright.types import Row

SHARE, RATE = Measure("right", "right answers", "share", "x", wanted=0.9), Measure("wer", "", "errors", "x", wanted=0.1)


def _rows(*passes: bool, failed: str | None = None) -> list[Row]:
    return [
        {
            "asked": str(place),
            "intent": f"intent{place}",
            "voice": "",
            "passes": {"answer": right},
            "errors": {"heard": 1},
            "words": 2,
            "stops": {"text-text": ["end"]},
            "spent": {},
            "failed": failed,
        }
        for place, right in enumerate(passes)
    ]


def _report(**measured: Measured) -> Report:
    return make_report(Subject("m", "f" * 64, Path("out")), EvaluateSettings(), measured, 2)


def test_the_row_is_json_and_names_every_figure() -> None:
    report = _report(
        chat_typed=Measured(TYPED, _rows(True, True), "", {}), chat_spoken=Measured(SPOKEN, _rows(True, False), "", {})
    )
    row = json.loads(json.dumps(report.to_row(), allow_nan=False))
    assert set(row["figures"]) == {"chat_typed_right", "chat_spoken_right", "chat_heard_wer", "chat_gap"}
    assert row["figures"]["chat_gap"]["value"] == 0.5 and row["model"] == "m"
    assert set(row["figures"]["chat_gap"]) == {"value", "low", "high", "n"}
    assert row["intents"]["chat_spoken"]["intent1"]["value"] == 0.0 and row["not_run"] == {}


def test_what_was_not_run_is_said_and_so_is_what_hangs_on_it() -> None:
    report = _report(
        chat_typed=Measured(TYPED, _rows(True), "", {}), chat_spoken=Measured(SPOKEN, [], "no voices here", {})
    )
    assert report.not_run == {"chat_spoken": "no voices here", "chat_gap": "chat_spoken was not run"}
    page = as_markdown(report, "p.png")
    assert "chat_spoken: not run, because no voices here" in page and "chat_gap: not run" in page


def test_a_figure_without_anything_to_divide_by_is_not_run() -> None:
    report = _report(speed=Measured(SPEED, _rows(True, failed="BadAudio: x"), "", {}))
    assert set(report.not_run) == {measure.name for measure in SPEED.measures} and not report.lines
    assert "BadAudio: x" in as_markdown(report, "p.png") and draw(report.lines).startswith(b"\x89PNG")


def test_the_page_lists_the_ten_worst_intents_and_what_cuts_replies() -> None:
    rows = _rows(*[False] * 4, *[True] * 20)
    page = as_markdown(_report(chat_typed=Measured(TYPED, rows, "", {"missing_engines": ["flite"]})), "p.png")
    assert page.count("| intent") == 1 + 10 and all(f"| intent{place} |" in page for place in range(4))
    assert "| chat_typed | text-text | end | 100.0 % |" in page and "no voice of flite" in page
    assert "20 of" not in page and "83.3 %" in page and "0 of 1 wanted bounds" in page


@settings(max_examples=30)
@given(value=st.floats(0, 1), wanted=st.floats(0, 1))
def test_a_bound_is_met_on_its_own_side(value: float, wanted: float) -> None:
    figure = Figure(value, value, value, 1)
    share = Line("right", replace(SHARE, wanted=wanted), "answering", figure)
    rate = Line("wer", replace(RATE, wanted=wanted), "hearing", figure)
    assert share.met == (value >= wanted) and rate.met == (value <= wanted)
    assert (
        replace(rate, voice="ann").met is None and Line("x", replace(RATE, wanted=None), "hearing", figure).met is None
    )


def test_the_picture_shows_all_kinds() -> None:
    kinds: tuple[Kind, ...] = get_args(Kind)
    lines = [
        Line(kind, Measure(kind, kind, kind, "x", wanted=0.5), "speed", Figure(0.4, 0.2, 0.6, 9)) for kind in kinds
    ]
    assert len(draw(lines)) > len(draw(lines[:1])) > 1000
