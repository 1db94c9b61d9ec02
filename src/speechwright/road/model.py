"""The last step: the parts of a run put together as a model folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import torch

from speechwright.alphabet.lexicon import Lexicon
from speechwright.asr.judge import Judge
from speechwright.lm.folder import WORDS_FILE, load_model, save_model
from speechwright.road.step import Place, Step, named
from speechwright.shards import read_shards
from speechwright.units.mini import MiniTokenizer


class ModelStep(Step):
    """Puts a model folder together: language model at the top, `units/`, `vocoder/` and `judge/` beside it.

    Args:
        language, tokenizer, decoder, judge: the steps that made the parts; a model may go without a judge.
        words: steps that made conversations, or finished models; their words are those that the model and its judge
            know, see `alphabet.lexicon`.
    """

    language: str
    tokenizer: str
    decoder: str
    judge: str | None = None
    words: tuple[str, ...] = ()

    def inputs(self) -> set[str]:
        return {self.language, self.tokenizer, self.decoder, *named(self.judge), *self.words}

    def walk(self, place: Place) -> None:
        folder = place.folder / "model"
        shutil.rmtree(folder, ignore_errors=True)  # what a killed walk left
        speech_lm = load_model(place.of(self.language) / "model")
        spec = MiniTokenizer.load(place.of(self.tokenizer) / "tokenizer").spec
        spec.require(speech_lm.spec, f"step {self.language!r}")
        lexicon = Lexicon(_texts([place.of(step) for step in self.words])) if self.words else None
        save_model(folder, speech_lm.model, speech_lm.tokenizer, spec, dtype=torch.bfloat16, lexicon=lexicon)
        shutil.copytree(place.of(self.tokenizer) / "tokenizer", folder / "units")
        shutil.copytree(place.of(self.decoder) / "decoder", folder / "vocoder")
        if self.judge:
            Judge(Judge.load(place.of(self.judge) / "judge").network, lexicon).save(folder / "judge")


def _texts(folders: Iterable[Path]) -> Iterator[str]:
    """All that is written in conversations, and the words that finished models know."""
    for folder in folders:
        if (known := folder / "model" / WORDS_FILE).exists():
            yield from Lexicon.load(known).words
            continue
        for row in read_shards(folder, ["turns"]):
            yield from (part["text"] for turn in row["turns"] for part in turn["parts"] if part["text"])
