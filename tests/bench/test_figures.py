"""Figures from known rows, and the laws that hold for all rows."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.bench.figures import chat_pairs, failures_of, figure_of, figures_of, intents_of, stops_of
from speechwright.bench.suite import Measure
from speechwright.errors import BadData
from speechwright.types import Row

ERRORS = Measure("wer", "", "errors", "lm")
SHARE = Measure("right", "", "share", "lm", by_voice=True)
GAP = Measure("gap", "", "gap", "lm", less="other")
FACTOR = Measure("speed", "", "factor", "speak")


def row(errors: int = 0, words: int = 4, other: bool = True, voice: str = "ann", failed: str | None = None) -> Row:
    return {
        "words": words,
        "errors": {"lm": errors},
        "passes": {"lm": errors == 0, "other": other},
        "voice": voice,
        "intent": voice,
        "stops": {} if failed else {"asr": ["end"] if errors == 0 else ["loop", "end"]},
        "spent": {} if failed else {"speak": [0.5, 2.0]},
        "failed": failed,
    }


ROWS = [row(0), row(2, voice="bob"), row(0, other=False), row(4, voice="bob", failed="BadAudio: silence")]


def test_known_rows_have_known_figures() -> None:
    assert figure_of(ERRORS, ROWS, 0).value == 6 / 16
    assert figure_of(SHARE, ROWS, 0).value == 0.5
    assert figure_of(GAP, ROWS, 0).value == 0.5 - 0.75
    assert figure_of(FACTOR, ROWS, 0).value == 0.25


def test_a_failed_item_counts_in_every_denominator() -> None:
    assert {figure_of(measure, ROWS, 0).n for measure in (ERRORS, SHARE, GAP, FACTOR)} == {len(ROWS)}
    assert failures_of(ROWS) == {"BadAudio: silence": 1}
    shares = stops_of(ROWS)["asr"]
    assert {reason: share.value for reason, share in shares.items()} == {"end": 3 / 5, "failed": 1 / 5, "loop": 1 / 5}


def test_figures_by_voice_and_intent_are_parts_of_the_whole() -> None:
    whole, *parts = figures_of(SHARE, ROWS, 0)
    assert whole[:2] == ("right", "") and [part[:2] for part in parts] == [("right/ann", "ann"), ("right/bob", "bob")]
    assert sum(figure.value * figure.n for *_, figure in parts) == whole[2].value * whole[2].n
    assert {name: share.value for name, share in intents_of("lm", ROWS).items()} == {"ann": 1.0, "bob": 0.0}


def test_what_can_not_be_divided_is_refused() -> None:
    for measure, rows in ((FACTOR, ROWS[3:]), (ERRORS, []), (SHARE, [])):
        with pytest.raises(BadData):
            figure_of(measure, rows, 0)


def test_the_chat_suites_are_compared_request_by_request() -> None:
    def answers(*passes: bool) -> list[Row]:
        return [{"asked": str(place), "passes": {"answer": right}} for place, right in enumerate(passes)]

    typed, spoken = answers(True, True, False), answers(True, False, False)
    pairs = chat_pairs({"chat_typed": typed, "chat_spoken": spoken})
    assert [tuple(pair["passes"].values()) for pair in pairs] == [(True, True), (True, False), (False, False)]
    with pytest.raises(AssertionError, match="the same"):
        chat_pairs({"chat_typed": typed, "chat_spoken": spoken[::-1]})


@settings(max_examples=20)
@given(counts=st.lists(st.tuples(st.integers(0, 6), st.integers(1, 6), st.booleans()), min_size=1, max_size=12))
def test_an_interval_holds_its_value_and_is_the_same_every_time(counts: list[tuple[int, int, bool]]) -> None:
    rows = [row(errors, words, other) for errors, words, other in counts]
    for measure in (ERRORS, SHARE, GAP):
        figure = figure_of(measure, rows, 3)
        assert figure.low <= figure.value <= figure.high and figure == figure_of(measure, rows, 3)
    assert np.isclose(figure_of(ERRORS, rows, 3).value, sum(e for e, _, _ in counts) / sum(w for _, w, _ in counts))
