"""Open read sentences, written down: by the language model, and by the units' own letters on the same sound."""

from __future__ import annotations

from speechwright.bench.asking import transcribe
from speechwright.bench.cases import OpenCase
from speechwright.bench.scoring import by_words
from speechwright.bench.suite import Measure, Suite
from speechwright.bench.trial import Asking, Outcome
from speechwright.bench.workbench import Workbench


def _case(bench: Workbench, index: int) -> OpenCase:
    return OpenCase(index, bench.open_lines[index], bench.bank.draw(bench.rng(index), "test"))


def _trial(bench: Workbench, case: OpenCase) -> Asking:
    sound = bench.record(case.wanted, case.voice, case.index)
    heard = yield from transcribe(bench, sound, case.index)
    return Outcome({"text": heard.text, "lm": heard.lm, "ctc": heard.ctc}, sound.length_s, {"asr": heard.stops})


SUITE = Suite(
    name="open_transcribe",
    title="open read sentences, written down",
    group="hearing",
    needs=("tokenizer", "voices", "lines"),
    columns=("text", "lm", "ctc"),
    case=_case,
    trial=_trial,
    score=by_words,
    measures=(
        Measure("transcribe_open_wer", "open sentences written down, word errors", "errors", "text", wanted=0.30),
        Measure("transcribe_open_lm_wer", "the same by the language model alone", "errors", "lm"),
        Measure("transcribe_open_ctc_wer", "the same by the units' own letters alone", "errors", "ctc"),
    ),
    count=lambda bench: len(bench.open_lines),
)
