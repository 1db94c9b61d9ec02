"""The chain of modality against answering in units at once: one model, one spoken request, one voice, one judge.

The rule is applied to what the judge hears of either spoken answer. Beside them stand the answer that the chain wrote,
and what the judge hears in a recording of a right answer: no spoken answer can pass more often than that.
"""

from __future__ import annotations

from speechwright.bench.asking import chat_ask, spoken_units
from speechwright.bench.cases import WorldCase, answered_case
from speechwright.bench.scoring import by_rule
from speechwright.bench.suite import Measure, Suite
from speechwright.bench.trial import Asking, Outcome
from speechwright.bench.workbench import Workbench
from speechwright.lm.generate import Reply
from speechwright.tasks.chat import CHAT
from speechwright.types import Audio


def _trial(bench: Workbench, case: WorldCase) -> Asking:
    units = bench.tokenizer.encode(bench.record(case.request.text, case.speaker, case.index))
    chain, direct = yield [
        chat_ask(bench, "speech-speech", units, case.index),
        chat_ask(bench, "direct", units, case.index),
    ]
    sound = _sound(bench, case, chain)
    came = {
        "chain_written": CHAT.parse_reply(chain.turn).answer or "",
        "chain_spoken": bench.listen(sound),
        "direct": bench.listen(_sound(bench, case, direct)),
        "original": bench.listen(bench.record(case.wanted, case.speaker, case.index)),
    }
    return Outcome(came, sound.length_s, {"speech-speech": [chain.stop], "direct": [direct.stop]})


def _sound(bench: Workbench, case: WorldCase, reply: Reply) -> Audio:
    units = spoken_units(CHAT.parse_reply(reply.turn).speech)
    return bench.model.decoder.decode(units, bench.stored_voices[case.stored])


SUITE = Suite(
    name="chain_against_direct",
    title="spoken answers to spoken requests, by way of text and at once",
    group="answering",
    needs=("tokenizer", "voices", "judge", "stored voices"),
    columns=("chain_written", "chain_spoken", "direct", "original"),
    case=answered_case,
    trial=_trial,
    score=by_rule,
    measures=(
        Measure("chain_written_right", "chain, the written answer right", "share", "chain_written"),
        Measure("chain_spoken_right", "chain, the spoken answer right as the judge hears it", "share", "chain_spoken"),
        Measure("direct_spoken_right", "direct, the spoken answer right as the judge hears it", "share", "direct"),
        Measure("chain_less_direct", "chain less direct, spoken answers", "gap", "chain_spoken", less="direct"),
        Measure(
            "spoken_original_right", "recordings of right answers, right as the judge hears them", "share", "original"
        ),
    ),
)
