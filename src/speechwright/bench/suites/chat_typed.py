"""Typed requests of the mini world, answered in writing: the same that `chat_spoken` asks."""

from __future__ import annotations

from speechwright.bench.asking import chat_ask
from speechwright.bench.cases import WorldCase, typed_case
from speechwright.bench.scoring import by_rule
from speechwright.bench.suite import Measure, Suite
from speechwright.bench.trial import Asking, Outcome
from speechwright.bench.workbench import Workbench
from speechwright.tasks.chat import CHAT
from speechwright.types import Text


def _trial(bench: Workbench, case: WorldCase) -> Asking:
    (reply,) = yield [chat_ask(bench, "text-text", Text(case.request.text), case.index)]
    return Outcome({"answer": CHAT.parse_reply(reply.turn).answer or ""}, stops={"text-text": [reply.stop]})


SUITE = Suite(
    name="chat_typed",
    title="typed requests of the mini world, answered",
    group="answering",
    needs=(),
    columns=("answer",),
    case=typed_case,
    trial=_trial,
    score=by_rule,
    measures=(Measure("chat_typed_right", "typed requests answered rightly", "share", "answer", wanted=0.97),),
    by_intent="answer",
)
