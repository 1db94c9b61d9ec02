"""Requests of the mini world, read aloud in the model's human-like voices and heard by PocketSphinx.

PocketSphinx learned from recordings of people and hardly follows formant synthesis, so it hears these voices alone;
beside them it hears what the engine that each voice was learned from makes of the same text.
"""

from __future__ import annotations

from speechwright.bench.asking import read_aloud, sound_of
from speechwright.bench.cases import WorldCase, human_read_case
from speechwright.bench.scoring import by_words
from speechwright.bench.suite import Measure, Suite
from speechwright.bench.trial import Asking, Outcome
from speechwright.bench.workbench import Workbench


def _trial(bench: Workbench, case: WorldCase) -> Asking:
    said = yield from read_aloud(bench, case.wanted, case.index)
    sound = sound_of(bench, said, bench.stored_voices[case.stored])
    original = bench.record(case.wanted, case.speaker, case.index)
    came = {"stored": bench.sphinx.recognize(sound).text, "original": bench.sphinx.recognize(original).text}
    return Outcome(came, sound.length_s, {"tts": said.stops})


SUITE = Suite(
    name="world_speak_human",
    title="requests of the mini world, read aloud in human-like voices, heard by PocketSphinx",
    group="speaking",
    needs=("voices", "stored voices", "human voices", "pocketsphinx"),
    columns=("stored", "original"),
    case=human_read_case,
    trial=_trial,
    score=by_words,
    measures=(
        Measure("speak_human_wer", "read aloud, word errors by PocketSphinx", "errors", "stored", wanted=0.08),
        Measure("speak_human_original_wer", "those voices' own recordings, by PocketSphinx", "errors", "original"),
    ),
    most=200,
    chunk=16,
)
