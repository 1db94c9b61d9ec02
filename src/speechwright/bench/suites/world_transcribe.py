"""Requests of the mini world, written down."""

from __future__ import annotations

from speechwright.bench.asking import transcribe
from speechwright.bench.cases import WorldCase, heard_case
from speechwright.bench.scoring import by_words
from speechwright.bench.suite import Measure, Suite
from speechwright.bench.trial import Asking, Outcome
from speechwright.bench.workbench import Workbench


def _trial(bench: Workbench, case: WorldCase) -> Asking:
    sound = bench.record(case.wanted, case.speaker, case.index)
    heard = yield from transcribe(bench, sound, case.index)
    return Outcome({"text": heard.text, "lm": heard.lm, "ctc": heard.ctc}, sound.length_s, {"asr": heard.stops})


SUITE = Suite(
    name="world_transcribe",
    title="requests of the mini world, written down",
    group="hearing",
    needs=("tokenizer", "voices"),
    columns=("text", "lm", "ctc"),
    case=heard_case,
    trial=_trial,
    score=by_words,
    measures=(
        Measure("transcribe_world_wer", "mini world written down, word errors", "errors", "text", wanted=0.04),
        Measure("transcribe_world_lm_wer", "the same by the language model alone", "errors", "lm"),
        Measure("transcribe_world_ctc_wer", "the same by the units' own letters alone", "errors", "ctc"),
    ),
    by_intent="text",
)
