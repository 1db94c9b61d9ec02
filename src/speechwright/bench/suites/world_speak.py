"""Requests of the mini world, read aloud and heard by the judge.

Each text is put into units once. They are heard in a voice that comes with the model, and in a held-out voice which
the decoder knows from a recording of another text; beside them the judge hears that voice's own recording of the text,
which shows what the judge itself mishears. The judge knows the words of the training texts; what it hears without them
is measured too.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from speechwright.bench.asking import read_aloud, sound_of
from speechwright.bench.cases import WorldCase, read_case
from speechwright.bench.scoring import by_words
from speechwright.bench.suite import Measure, Suite
from speechwright.bench.trial import Asking, Outcome
from speechwright.bench.workbench import Workbench
from speechwright.tasks.world.request import draw_request


def _trial(bench: Workbench, case: WorldCase) -> Asking:
    said = yield from read_aloud(bench, case.wanted, case.index)
    sound = sound_of(bench, said, bench.stored_voices[case.stored])
    original = bench.record(case.wanted, case.speaker, case.index)
    came = {
        "stored": bench.listen(sound),
        "new": bench.listen(sound_of(bench, said, _new_voice(bench, case))),
        "original": bench.listen(original),
        "stored_spelled": bench.spell(sound),
        "original_spelled": bench.spell(original),
    }
    return Outcome(came, sound.length_s, {"tts": said.stops})


def _new_voice(bench: Workbench, case: WorldCase) -> NDArray[np.float32]:
    """The vector of the held-out voice, from a recording of another request."""
    other = draw_request(bench.rng(case.index, "reference"), "test").text
    return bench.model.decoder.speaker(bench.record(other, case.speaker, case.index))


SUITE = Suite(
    name="world_speak",
    title="requests of the mini world, read aloud, heard by the judge",
    group="speaking",
    needs=("voices", "judge", "stored voices"),
    columns=("stored", "new", "original", "stored_spelled", "original_spelled"),
    case=read_case,
    trial=_trial,
    score=by_words,
    measures=(
        Measure("speak_world_wer", "mini world read aloud, word errors by the judge", "errors", "stored", wanted=0.08),
        Measure("speak_world_new_voice_wer", "the same in held-out voices", "errors", "new", wanted=0.08),
        Measure("speak_world_original_wer", "those voices' own recordings, by the judge", "errors", "original"),
        Measure("speak_world_spelled_wer", "read aloud, by the judge without its words", "errors", "stored_spelled"),
        Measure(
            "speak_world_original_spelled_wer",
            "recordings, by the judge without its words",
            "errors",
            "original_spelled",
        ),
    ),
)
