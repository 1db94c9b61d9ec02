"""Steps that make data: spoken texts, recordings of people, conversations."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path

from pydantic import Field

from speechwright.corpus.build import Run, build
from speechwright.corpus.builders.builder import BuilderSettings
from speechwright.corpus.converse import ConverseRun, ConverseSettings, build_conversations
from speechwright.corpus.cost import estimate
from speechwright.corpus.recordings import RecordingsSettings, build_recordings
from speechwright.corpus.sources.shards import SpeechShards
from speechwright.corpus.sources.source import Source
from speechwright.corpus.speak import SpeakSettings, build_speech
from speechwright.road.step import Place, Step, named, tell
from speechwright.types import Audio, Units
from speechwright.units.mini import MiniTokenizer


class Speech(SpeakSettings, Step):
    """Texts spoken by a bank of voices (see `corpus.speak`)."""

    def walk(self, place: Place) -> None:
        build_speech(place.folder, SpeakSettings(**self.model_dump()), place.seed, place.engine.workers)


WORTH_ESTIMATING = 200  # items; fewer are built before they are estimated


class Corpus(Step):
    """A data set of any builder of the BUILDERS table (see `corpus.build`).

    Args:
        builder: its settings; a source of kind `shards` names the step that makes them as its `path`.
        tokenizer: the step whose units it is in; none for data without units.
    """

    builder: BuilderSettings
    tokenizer: str | None = None

    def inputs(self) -> set[str]:
        shards = {str(source.path) for source in self.builder.sources if isinstance(source, SpeechShards)}
        return {*shards, *named(self.tokenizer)}

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
        return Run(place.seed, place.engine, partial(encode, folder), MiniTokenizer.load(folder).spec)


def _placed(source: Source, place: Place) -> Source:
    if not isinstance(source, SpeechShards):
        return source
    return source.model_copy(update={"path": place.of(str(source.path))})


class Recordings(RecordingsSettings, Step):
    """Recordings of people with their transcripts (see `corpus.recordings`)."""

    def walk(self, place: Place) -> None:
        build_recordings(place.folder, RecordingsSettings(**self.model_dump()))


class Conversations(ConverseSettings, Step):
    """Conversations for the language model (see `corpus.converse`).

    Args:
        tokenizer: the step whose units they are in; none for conversations in text alone.
        clips: steps with recordings for the kinds `asr-clips` and `interleaved`, and the share of each.
    """

    tokenizer: str | None = None
    clips: dict[str, float] = Field(default_factory=dict)

    def inputs(self) -> set[str]:
        return {*self.clips, *named(self.tokenizer)}

    def walk(self, place: Place) -> None:
        settings = ConverseSettings(**self.model_dump(exclude={"tokenizer", "clips"}))
        clips = tuple((place.of(step), share) for step, share in self.clips.items())
        run = ConverseRun(place.seed, place.engine.workers, clips)
        if self.tokenizer is None:
            build_conversations(place.folder, settings, None, None, run)
            return
        folder = place.of(self.tokenizer) / "tokenizer"
        build_conversations(place.folder, settings, partial(encode, folder), MiniTokenizer.load(folder).spec, run)


def encode(folder: Path, audio: Audio) -> Units:
    """Units by the tokenizer of that folder, which is opened once a process."""
    return _open(folder).encode(audio)


@cache
def _open(folder: Path) -> MiniTokenizer:
    return MiniTokenizer.load(folder)
