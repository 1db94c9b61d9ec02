"""Spoken requests of the mini world, answered in writing; `chat_typed` asks the same."""

from __future__ import annotations

from collections.abc import Mapping

from speechwright.bench.asking import chat_ask
from speechwright.bench.cases import WorldCase, spoken_case
from speechwright.bench.scoring import against, by_rule
from speechwright.bench.suite import Measure, Suite
from speechwright.bench.trial import Asking, Outcome
from speechwright.bench.workbench import Workbench
from speechwright.tasks.chat import CHAT
from speechwright.types import Row


def _trial(bench: Workbench, case: WorldCase) -> Asking:
    sound = bench.record(case.request.text, case.speaker, case.index)
    (reply,) = yield [chat_ask(bench, "speech-text", bench.tokenizer.encode(sound), case.index)]
    said = CHAT.parse_reply(reply.turn)
    came = {"answer": said.answer or "", "heard": said.heard or ""}
    return Outcome(came, sound.length_s, {"speech-text": [reply.stop]})


def _score(case: WorldCase, came: Mapping[str, str]) -> Row:
    heard = against(case.request.text, {"heard": came["heard"]})
    return {**heard, "passes": {**heard["passes"], **by_rule(case, {"answer": came["answer"]})["passes"]}}


SUITE = Suite(
    name="chat_spoken",
    title="spoken requests of the mini world, answered",
    group="answering",
    needs=("tokenizer", "voices"),
    columns=("heard", "answer"),
    case=spoken_case,
    trial=_trial,
    score=_score,
    measures=(
        Measure("chat_spoken_right", "spoken requests answered rightly", "share", "answer", wanted=0.90),
        Measure("chat_heard_wer", "word errors in what those answers heard", "errors", "heard"),
    ),
    by_intent="answer",
)
