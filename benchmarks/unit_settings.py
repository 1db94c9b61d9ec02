"""What a small language model can learn of units: word errors of the units alone, of the model that reads them, and of
the model that speaks them.

    python benchmarks/unit_settings.py RUN HELD_OUT TOKENIZER:LANGUAGE… [--items 200]

RUN is the folder of a run (recipes/units.yaml makes one), HELD_OUT its step of held-out recordings, and each pair names
a tokenizer step and the language step that learned its units. What the model speaks is heard by the letters of the same
tokenizer, each unit for as long as it lasts on average in recordings: no decoder is needed. One JSON object a pair.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from speechwright.audio.write import decode_flac
from speechwright.infer.prompts import READING, TRANSCRIPT, reading_prompt, transcript_prompt
from speechwright.lm.folder import SpeechLM, load_model
from speechwright.lm.generate import Guards, Reply, generate_batch
from speechwright.lm.grammar import Section
from speechwright.lm.search import joined, write_down
from speechwright.metrics.interval import ratio_figure
from speechwright.metrics.text import word_counts
from speechwright.shards import open_shards
from speechwright.tasks.asr import ASR
from speechwright.tasks.spoken_form import spoken_form
from speechwright.tasks.tts import TTS
from speechwright.types import Conversation, Row, Speech, Units
from speechwright.units.mini import MiniTokenizer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("held_out")
    parser.add_argument("pairs", nargs="+", metavar="TOKENIZER:LANGUAGE")
    parser.add_argument("--items", type=int, default=200)
    arguments = parser.parse_args()
    shards = open_shards(arguments.run / arguments.held_out)
    rows = [shards[i] for i in range(min(arguments.items, len(shards)))]
    for pair in tqdm(arguments.pairs):
        tokenizer, language = pair.split(":")
        found = measure(
            MiniTokenizer.load(arguments.run / tokenizer / "tokenizer"),
            load_model(arguments.run / language / "model"),
            rows,
        )
        print(json.dumps({"pair": pair, **found}), flush=True)


def measure(tokenizer: MiniTokenizer, lm: SpeechLM, rows: list[Row]) -> Row:
    """Word errors with 95 % intervals, units a second, and codes in use."""
    sounds = [decode_flac(row["audio"]["bytes"]) for row in rows]
    heard = [tokenizer.encode(sound) for sound in sounds]
    texts = [spoken_form(row["text"]) for row in rows]
    asked = [transcript_prompt(Speech(units)) for units in heard]
    read = [ASR.parse_reply(reply.turn).text or "" for reply in _replies(lm, asked, TRANSCRIPT)]
    together = [_together(tokenizer, lm, units) for units in heard]
    said = [TTS.parse_reply(reply.turn).speech for reply in _replies(lm, [reading_prompt(t) for t in texts], READING)]
    lasting = _mean_frames(heard, tokenizer.spec.size)
    spoken = [tokenizer.read(_timed(speech.units, lasting)) if speech and speech.units else "" for speech in said]
    return {
        "units": tokenizer.spec.size,
        "dedup": tokenizer.spec.dedup,
        "units_a_second": sum(map(len, heard)) / sum(sound.length_s for sound in sounds),
        "codes_in_use": len({int(unit) for units in heard for unit in units.ids}),
        "alone": _errors(texts, [tokenizer.read(units) for units in heard]),
        "read": _errors(texts, read),
        "read_with_letters": _errors(texts, together),
        "spoken": _errors(texts, spoken),
    }


def _together(tokenizer: MiniTokenizer, lm: SpeechLM, units: Units) -> str:
    """As `transcribe` does: language model and letters in one search."""
    prompt = lm.renderer.prompt(transcript_prompt(Speech(units)))
    opening = write_down(lm, prompt, tokenizer.letters(units), "plain", Guards())
    return ASR.parse_reply(joined(lm.renderer, opening, None).turn).text or ""


def _replies(lm: SpeechLM, asked: Sequence[Conversation], sections: tuple[Section, ...]) -> list[Reply]:
    prompt: Callable[[Conversation], NDArray[np.int32]] = lm.renderer.prompt
    return generate_batch(lm.model, lm.renderer, [prompt(each) for each in asked], Guards(), sections)


def _mean_frames(heard: list[Units], size: int) -> NDArray[np.int32]:
    """How many frames each unit lasts on average in recordings; 1 for one that was not heard."""
    ids = np.concatenate([units.ids for units in heard])
    frames = np.concatenate([units.frames for units in heard if units.frames is not None])
    counts, total = np.bincount(ids, minlength=size), np.bincount(ids, frames, minlength=size)
    return np.maximum(1, np.round(total / np.maximum(1, counts))).astype(np.int32)


def _timed(units: Units, lasting: NDArray[np.int32]) -> Units:
    frames = lasting[units.ids] if units.spec.dedup else np.ones(len(units), np.int32)
    return Units(units.ids, units.spec, frames)


def _errors(texts: list[str], heard: list[str]) -> Row:
    counts = word_counts(texts, heard)
    errors = [count.errors for count in counts]
    return ratio_figure(errors, [count.reference_length for count in counts], np.random.default_rng(0)).to_row()


if __name__ == "__main__":
    main()
