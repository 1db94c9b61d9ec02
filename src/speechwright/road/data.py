"""The step that makes data: any builder over any sources."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from speechwright.corpus.build import Run, build
from speechwright.corpus.builders.builder import BuilderSettings
from speechwright.corpus.cost import estimate
from speechwright.corpus.sources.shards import SpeechShards
from speechwright.corpus.sources.source import Source
from speechwright.corpus.unit_cache import UnitCache
from speechwright.road.step import Place, Step, named, tell
from speechwright.types import Audio, Units, UnitSpec
from speechwright.units.from_text import UnitVoice
from speechwright.units.mini import MiniTokenizer

UNITS = "units.sqlite"  # of all steps of a run
WORTH_ESTIMATING = 200  # items; fewer are built before they are estimated


class Corpus(Step):
    """A data set of any builder of the BUILDERS table (see `corpus.build`).

    Args:
        builder: its settings; a source of kind `shards` names the step that makes them as its `path`.
        tokenizer: the step whose units it is in; none for data without units.
        unit_voice: the step whose unit voice speaks what the model is to speak, in the same units.
    """

    builder: BuilderSettings
    tokenizer: str | None = None
    unit_voice: str | None = None

    def inputs(self) -> set[str]:
        shards = {str(source.path) for source in self.builder.sources if isinstance(source, SpeechShards)}
        return {*shards, *named(self.tokenizer), *named(self.unit_voice)}

    def walk(self, place: Place) -> None:
        sources = tuple(_placed(source, place) for source in self.builder.sources)
        builder = self.builder.model_copy(update={"sources": sources})
        run = self._run(place)
        if builder.count() >= WORTH_ESTIMATING:
            tell(f"{place.name}: {estimate(builder, run).told(place.engine.workers)}")
        build(place.folder, builder, run)

    def _run(self, place: Place) -> Run:
        if self.tokenizer is None:
            return Run(place.seed, place.engine)
        folder = place.of(self.tokenizer) / "tokenizer"
        # A cluster's machines may share a folder over a network, where SQLite can't lock.
        store = None if place.engine.address else place.run / UNITS
        spec = MiniTokenizer.load(folder).spec
        return Run(place.seed, place.engine, partial(encode, folder, store), spec, self._unit_voice(place, spec))

    def _unit_voice(self, place: Place, spec: UnitSpec) -> Callable[[str], Units] | None:
        if self.unit_voice is None:
            return None
        folder = place.of(self.unit_voice) / "unit_voice"
        UnitVoice.load(folder).spec.require(spec, f"the units of {self.tokenizer}")
        return partial(say, folder)


def _placed(source: Source, place: Place) -> Source:
    if not isinstance(source, SpeechShards):
        return source
    return source.model_copy(update={"at": place.of(str(source.path))})


def encode(folder: Path, store: Path | None, audio: Audio) -> Units:
    """Units by the tokenizer of that folder, or from the store of those that were encoded before; each is opened once a
    process."""
    return _encoder(folder, store)(audio)


@cache
def _encoder(folder: Path, store: Path | None) -> Callable[[Audio], Units]:
    tokenizer = MiniTokenizer.load(folder)
    return tokenizer.encode if store is None else UnitCache(store, tokenizer.encode, tokenizer.spec)


def say(folder: Path, text: str) -> Units:
    """A text's units by the unit voice of that folder, which is opened once a process."""
    return _open_unit_voice(folder).say(text)


@cache
def _open_unit_voice(folder: Path) -> UnitVoice:
    return UnitVoice.load(folder)
