"""A unit voice against the voice that it learned from: how fast, how alike, and how well it is understood.

    python benchmarks/unit_voice.py runs/unit_voice/voice/unit_voice [--items 200]

Held-out requests of the mini world. Both readings are decoded in the same voice of the packaged model, with predicted
lengths, and heard by its judge. One JSON object.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from speechwright.asr.judge import Judge
from speechwright.infer.folder import ModelFolder, find_model
from speechwright.metrics.interval import ratio_figure
from speechwright.metrics.text import EditCounts, edit_counts, word_counts
from speechwright.tasks.world.request import draw_request
from speechwright.tts import VOICES
from speechwright.tts.voice import Voice
from speechwright.types import Row, Units
from speechwright.units.from_text import UnitVoice

VOICE = Voice("espeak", "en-us")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("unit_voice", type=Path)
    parser.add_argument("--items", type=int, default=200)
    arguments = parser.parse_args()
    folder = find_model("mini")
    model, engine = ModelFolder(folder), VOICES["espeak"]()
    texts = [draw_request(np.random.default_rng([91, i]), "test").text for i in range(arguments.items)]
    spoken, spoken_s = _timed(lambda text: model.tokenizer.encode(engine.say(text, VOICE).audio), texts)
    quick, quick_s = _timed(UnitVoice.load(arguments.unit_voice).say, texts)
    hear = _listener(model, Judge.load(folder / "judge"))
    print(json.dumps({
        "items": len(texts),
        "texts_a_second_spoken_and_encoded": round(len(texts) / spoken_s, 1),
        "texts_a_second": round(len(texts) / quick_s, 1),
        "unit_errors": _share(list(map(_compared, spoken, quick))),
        "word_errors_spoken_and_encoded": _share(word_counts(texts, [hear(units) for units in spoken])),
        "word_errors": _share(word_counts(texts, [hear(units) for units in quick])),
    }))  # fmt: skip


def _timed(say: Callable[[str], Units], texts: Sequence[str]) -> tuple[list[Units], float]:
    say(texts[0])  # opens what is opened once
    start_s = time.perf_counter()
    said = [say(text) for text in texts]
    return said, time.perf_counter() - start_s


def _listener(model: ModelFolder, judge: Judge) -> Callable[[Units], str]:
    voice = model.decoder.voices()[VOICE.label]
    return lambda units: judge.hear(model.decoder.decode(replace(units, frames=None), voice))


def _compared(spoken: Units, quick: Units) -> EditCounts:
    return edit_counts(spoken.ids.tolist(), quick.ids.tolist())


def _share(counts: Sequence[EditCounts]) -> Row:
    return ratio_figure(
        [each.errors for each in counts], [each.reference_length for each in counts], np.random.default_rng(0)
    ).to_row()


if __name__ == "__main__":
    main()
