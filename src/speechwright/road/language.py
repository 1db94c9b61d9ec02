"""The step that trains a language model by one of its stages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import torch
from pydantic import BaseModel, ConfigDict, Field

from speechwright.lm.folder import SpeechLM, load_model, save_model
from speechwright.lm.grow import grow, without_units
from speechwright.lm.mini import MiniSize, mini_model, mini_tokenizer
from speechwright.lm.render import Renderer
from speechwright.road.step import Place, Step, named
from speechwright.shards import open_shards
from speechwright.train import STAGES
from speechwright.train.batches import Mixture
from speechwright.train.examples import RenderedShards
from speechwright.train.settings import LanguageSettings
from speechwright.units.mini import MiniTokenizer


class Size(BaseModel):
    """Shape of a new mini model (see `lm.mini.MiniSize`), and its vocabulary: `pieces` learned from the texts of the
    step's data (see `lm.mini.mini_tokenizer`), 0 for characters alone."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    layers: int = 6
    width: int = 256
    heads: int = 4
    kv_heads: int = 4
    ffn: int = 1024
    pieces: int = Field(default=0, ge=0)

    def begin(self, texts: Iterable[str], rng: torch.Generator) -> tuple[Any, Any]:
        """A new model and its tokenizer."""
        tokenizer = mini_tokenizer(texts if self.pieces else (), self.pieces)
        return mini_model(len(tokenizer), MiniSize(**self.model_dump(exclude={"pieces"})), rng), tokenizer


class Language(Step):
    """Trains a language model.

    Args:
        stage: name in the STAGES table.
        tokenizer: the step whose units the model speaks.
        start: an earlier language step (one that speaks other units gets the new ones in their place), or a
            Transformers model (folder or Hub name) to grow; a new mini model of `size` if None.
        size: of a new mini model.
        data: conversation steps, and the share of each.
        held_out: a conversation step.
        settings: what differs from the stage's own.
    """

    stage: str
    tokenizer: str
    start: str | None = None
    size: Size = Size()
    data: dict[str, float]
    held_out: str
    settings: dict[str, Any] = Field(default_factory=dict)

    def inputs(self) -> set[str]:
        return {*self.data, self.held_out, self.tokenizer, *named(self.start)}

    def walk(self, place: Place) -> None:
        stage = STAGES[self.stage]
        settings = LanguageSettings(**{**stage.defaults.model_dump(), **self.settings})
        speech_lm = self._begin(place, settings.seed)
        train = Mixture({name: (_rendered(place, name, speech_lm.renderer, settings), share)
                         for name, share in self.data.items()}, settings.seed)  # fmt: skip
        held_out = _rendered(place, self.held_out, speech_lm.renderer, settings)
        model = stage.run(speech_lm.model, speech_lm.layout, train, held_out, place.folder, settings)
        save_model(place.folder / "model", model, speech_lm.tokenizer, speech_lm.spec)

    def _begin(self, place: Place, seed: int) -> SpeechLM:
        units = MiniTokenizer.load(place.of(self.tokenizer) / "tokenizer")
        rng = torch.Generator().manual_seed(seed)
        earlier = place.of(self.start) / "model" if self.start and (place.run / self.start).exists() else None
        if earlier:
            speech_lm = load_model(earlier)
            if speech_lm.spec == units.spec:
                return speech_lm
            model = speech_lm.model
            tokenizer = without_units(model, speech_lm.tokenizer, speech_lm.layout)
        elif self.start:
            model, tokenizer = _open(Path(self.start))
        else:
            model, tokenizer = self.size.begin(_texts(place, self.data), rng)
        layout = grow(model, tokenizer, units.spec, rng, torch.from_numpy(units.vectors()))
        return SpeechLM(model, tokenizer, layout, units.spec, Renderer(tokenizer, layout))


def _texts(place: Place, steps: Iterable[str]) -> Iterator[str]:
    """Every text in the conversations of these steps."""
    for step in steps:
        for row in open_shards(place.of(step)).rows(("turns",)):
            yield from (part["text"] for turn in row["turns"] for part in turn["parts"] if part["text"])


def _open(name: Path) -> tuple[Any, Any]:
    from transformers import AutoModelForCausalLM, AutoTokenizer

    model = AutoModelForCausalLM.from_pretrained(str(name), use_safetensors=True, dtype=torch.float32)
    return model, AutoTokenizer.from_pretrained(str(name))


def _rendered(place: Place, step: str, renderer: Renderer, settings: LanguageSettings) -> RenderedShards:
    return RenderedShards(open_shards(place.of(step)), renderer, settings.mask, settings.unit_weight)
