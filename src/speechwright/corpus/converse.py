"""Conversations for the language model: tasks run over texts, spoken by voices, encoded into units."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, field_validator

from speechwright.audio.write import decode_flac
from speechwright.corpus.bank import VoicesSettings
from speechwright.corpus.engine import Engine
from speechwright.corpus.interleave import interleaved, written_words
from speechwright.corpus.sources.source import draw
from speechwright.corpus.speak import ROWS_PER_SHARD, SourceSettings, open_bank, watched, with_margins
from speechwright.corpus.split import Split, choose
from speechwright.errors import BadRecipe
from speechwright.rows import CONVERSATION_SCHEMA, conversation_to_row, spec_metadata
from speechwright.shards import Shards, ShardWriter, open_shards
from speechwright.tasks import TASKS
from speechwright.tasks.chat import FORMS, ChatItem, Form
from speechwright.tasks.items import ReadItem
from speechwright.tasks.spoken_form import spoken_form
from speechwright.tasks.world import WORLD
from speechwright.tasks.world.request import Request, draw_request, draw_request_of
from speechwright.types import Audio, Conversation, Part, Row, Span, Speech, Text, Turn, Units, UnitSpec

Reading = Literal["asr", "asr-clips", "tts"]
Kind = Literal[Reading, Form, "text", "units", "interleaved"]
FROM_CLIPS: tuple[Kind, ...] = ("asr-clips", "interleaved")
IN_TEXT: tuple[Kind, ...] = ("text", "text-text")
Encode = Callable[[Audio], Units]


class ConverseSettings(BaseModel):
    """Which conversations, how many, and with whom.

    Args:
        items: number of conversations.
        split: whose texts, wordings and voices.
        kinds: share of each kind: the tasks `asr` and `tts`, the five forms of `chat`, and running `text` or `units`
            without a user, as in pre-training. `asr-clips` is `asr` of recordings that are there already
            (`ConverseRun.clips`), `interleaved` their words in sound and writing by turns.
        practice: share of chats that go to an intent of the WORLD table, beyond what it gets among all: for those that
            take longer to learn.
        texts: what is read (`asr`, `tts`, `text`, `units`); chat draws from the mini world.
        listening: voices that are heard.
        speaking: voices whose units the model learns to produce. Few and clear: the less they differ, the sharper
            what the model learns (our choice; the decoder gives any voice to the same units).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    items: int = Field(gt=0)
    split: Split = "train"
    kinds: dict[Kind, float]
    practice: dict[str, float] = Field(default_factory=dict)
    texts: tuple[SourceSettings, ...]
    listening: tuple[VoicesSettings, ...]
    speaking: tuple[VoicesSettings, ...]
    margin_s: float = Field(default=0.2, ge=0, le=2)

    @field_validator("practice")
    @classmethod
    def _known(cls, practice: dict[str, float]) -> dict[str, float]:
        for name in practice:
            if name not in WORLD:
                raise ValueError(f"no intent {name!r} in the mini world")
        if min(practice.values(), default=0) < 0 or sum(practice.values()) > 1:
            raise ValueError(f"shares from 0 to 1 in all, not {practice}")
        return practice


def build_conversations(
    folder: Path, settings: ConverseSettings, encode: Encode | None, spec: UnitSpec | None, run: ConverseRun
) -> None:
    """Write conversation shards. Item i depends on the seed and i alone.

    Args:
        encode: sound → units of `spec`; picklable where there is more than one worker. None, and no spec either, for
            conversations in text alone.
        run: seed, number of workers, and recordings.

    Raises:
        BadRecipe: a kind with speech and nothing to encode it, or one of recordings and none there.
    """
    if encode is None:
        _forbid(set(settings.kinds) - set(IN_TEXT), "tokenizer")
    if not run.clips:
        _forbid(set(settings.kinds) & set(FROM_CLIPS), "clips")
    metadata = {} if spec is None else spec_metadata(spec)
    writer = ShardWriter(folder, CONVERSATION_SCHEMA, ROWS_PER_SHARD, metadata)
    if writer.complete:
        return
    make = partial(_item, settings, encode, run)
    items = range(writer.items_done, settings.items)
    for conversation in watched(Engine(workers=run.workers).run(make, items), len(items), folder.name):
        item_id = f"{settings.split}-{run.seed}-{writer.items_done}"
        writer.write(conversation_to_row(Conversation.from_row(conversation), spec, item_id))
    writer.finish({"seed": run.seed, "settings": settings.model_dump(mode="json")})


def _forbid(kinds: set[Kind], missing: str) -> None:
    if kinds:
        raise BadRecipe(f"{', '.join(sorted(kinds))} without {missing}", f"`{missing}`", "name earlier steps")


@dataclass(frozen=True)
class ConverseRun:
    """What a build is run with: seed, processes, and folders of speech shards with the share of each."""

    seed: int
    workers: int
    clips: tuple[tuple[Path, float], ...] = ()


@dataclass(frozen=True)
class _Studio:
    """What one item is made with."""

    settings: ConverseSettings
    encode: Encode | None
    rng: np.random.Generator
    clips: tuple[tuple[Path, float], ...]

    def request(self) -> Request:
        """A request of any intent, or of one that is practised."""
        intents = {"": 1 - sum(self.settings.practice.values()), **self.settings.practice}
        name = choose(self.rng, tuple(intents), tuple(intents.values()))
        if not name:
            return draw_request(self.rng, self.settings.split)
        return draw_request_of(WORLD[name], self.rng, self.settings.split)

    def recording(self) -> ReadItem:
        """A recording that is there already, and its text."""
        row = self._row()
        return ReadItem(spoken_form(row["text"]), self.units(decode_flac(row["audio"]["bytes"])))

    def interleaved(self) -> tuple[Part, ...]:
        """A recording that is there already, its words in sound and writing by turns."""
        row = self._row()
        speech = self.units(decode_flac(row["audio"]["bytes"]))
        assert speech.units is not None, "units have just been made"
        spans = [Span.from_row(word) for word in row["words"] or ()]
        words = written_words(spoken_form(row["text"]), spans)
        return interleaved(speech.units, words, self.rng)

    def _row(self) -> Row:
        shards = _open(choose(self.rng, *zip(*self.clips, strict=True)))
        return shards[int(self.rng.integers(len(shards)))]

    def read(self) -> str:
        source = choose(self.rng, self.settings.texts, tuple(source.share for source in self.settings.texts))
        return spoken_form(draw(source, self.settings.split, self.rng).text)

    def reading(self, voices: tuple[VoicesSettings, ...]) -> ReadItem:
        text = self.read()
        return ReadItem(text, self.speech(text, voices))

    def speech(self, text: str, voices: tuple[VoicesSettings, ...]) -> Speech:
        bank = open_bank(voices)
        # The voices that speak for the model are the same in training and in tests.
        split: Split = "train" if voices == self.settings.speaking else self.settings.split
        spoken = bank.say(text, bank.draw(self.rng, split))
        return self.units(with_margins(spoken, self.rng, self.settings.margin_s)[0])

    def units(self, audio: Audio) -> Speech:
        assert self.encode is not None, "kinds with speech have a tokenizer"
        return Speech(self.encode(audio))


def _item(settings: ConverseSettings, encode: Encode | None, run: ConverseRun, index: int) -> Row:
    rng = np.random.default_rng([run.seed, index])
    kind = choose(rng, tuple(settings.kinds), tuple(settings.kinds.values()))
    return _conversation(_Studio(settings, encode, rng, run.clips), kind).to_row()


@cache
def _open(folder: Path) -> Shards:
    return open_shards(folder)


def _conversation(studio: _Studio, kind: Kind) -> Conversation:
    if kind in FORMS:
        return _chat(studio, kind)
    if kind in get_args(Reading):
        return _reading(studio, kind)
    if kind == "interleaved":
        return Conversation((Turn("assistant", studio.interleaved()),), task=kind)
    part = Text(studio.read()) if kind == "text" else studio.speech(studio.read(), studio.settings.listening)
    return Conversation((Turn("assistant", (part,)),), task=kind)


def _reading(studio: _Studio, kind: str) -> Conversation:
    task = TASKS["tts" if kind == "tts" else "asr"]
    voices = studio.settings.speaking if kind == "tts" else studio.settings.listening
    item = studio.recording() if kind == "asr-clips" else studio.reading(voices)
    conversation: Conversation = task.to_conversation(item, task.wordings.draw(studio.rng, studio.settings.split))
    return conversation


def _chat(studio: _Studio, form: Form) -> Conversation:
    settings, task = studio.settings, TASKS["chat"]
    request = studio.request()
    heard = (
        studio.speech(request.text, settings.listening) if form in ("speech-speech", "speech-text", "direct") else None
    )
    said = (
        studio.speech(request.answer, settings.speaking) if form in ("speech-speech", "text-speech", "direct") else None
    )
    item = ChatItem(form, request, request.answer, heard, said)
    conversation: Conversation = task.to_conversation(item, task.wordings_for(form).draw(studio.rng, settings.split))
    return conversation
