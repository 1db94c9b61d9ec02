"""How fast a model works, one call at a time through the public facade: seconds of work over seconds of sound."""

from __future__ import annotations

from speechwright.bench.cases import WorldCase, answered_case
from speechwright.bench.scoring import untold
from speechwright.bench.suite import Measure, Suite
from speechwright.bench.trial import Asking, Outcome
from speechwright.bench.workbench import Workbench


def _trial(bench: Workbench, case: WorldCase) -> Asking:
    yield []  # the facade asks the model itself
    sound = bench.record(case.request.text, case.speaker, case.index)
    heard = bench.facade.transcribe(sound).timings
    spoken = bench.facade.speak(case.wanted, case.stored).timings
    turn = bench.facade.chat(sound, voice=case.stored).timings
    spent = {
        "transcribe": (heard["total"], heard["audio_in"]),
        "speak": (spoken["total"], spoken["audio_out"]),
        "turn": (turn["total"], turn["audio_in"] + turn["audio_out"]),
    }
    return Outcome(seconds=sound.length_s, spent=spent)


SUITE = Suite(
    name="speed",
    title="seconds of work over seconds of sound, one call at a time",
    group="speed",
    needs=("tokenizer", "voices", "stored voices"),
    columns=(),
    case=answered_case,
    trial=_trial,
    score=untold,
    measures=(
        Measure("speed_transcribe", "write down a request", "factor", "transcribe", wanted=0.3),
        Measure("speed_speak", "speak an answer", "factor", "speak", wanted=0.5),
        Measure("speed_turn", "answer a spoken request aloud, over both sounds", "factor", "turn", wanted=1.0),
    ),
    most=20,
    chunk=1,
    alone=True,
)
