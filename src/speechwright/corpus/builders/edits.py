"""Triplets for editing by instruction: a recording, what is asked of it, and the recording after that; both ways."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
from pydantic import Field, field_validator

from speechwright.asr import RECOGNIZERS
from speechwright.corpus.bank import VoicesSettings
from speechwright.corpus.builders.builder import Builder
from speechwright.corpus.edits.example import Direction, EditExample
from speechwright.corpus.edits.kinds import KINDS, kind_of
from speechwright.corpus.edits.pair import Draw, Pair
from speechwright.corpus.edits.placing import placed_words, without_overlaps
from speechwright.corpus.edits.side import Side, side_of
from speechwright.corpus.edits.texts import PREPARED
from speechwright.corpus.gate import misheard
from speechwright.corpus.recording import Recording
from speechwright.corpus.rejected import Rejected
from speechwright.corpus.sources.source import Record
from speechwright.corpus.split import choose
from speechwright.corpus.studio import Studio
from speechwright.corpus.write_out import written_out
from speechwright.editing.words import aligned
from speechwright.rows import EDIT_SCHEMA

ALIGNER = "pocketsphinx"
DIRECTIONS: tuple[Direction, ...] = ("there", "back")


class EditPairs(Builder):
    """Pairs of recordings, each in two rows: from the real recording to the edited one, and back.

    Two filters beside the gate: an edit must have had its effect, and the planner must read in each instruction what it
    was meant to ask for. The gate's recognizer hears both sides, but for those that are meant to be damaged.

    Args:
        kinds: share of each, see `corpus.edits.kinds`; all alike if empty.
        voices: who speaks the records that have no recording.
        most_harm: by how much more, over the length of the text, the edited side may be misheard than the real one.
        aligner: of the RECOGNIZERS table; it places the words of recordings whose word times are not known.
    """

    kind: str = "edits"
    kinds: dict[str, float] = Field(default_factory=dict)
    voices: tuple[VoicesSettings, ...] = Field(default=())
    most_harm: float = Field(default=0.1, ge=0)
    aligner: str = ALIGNER

    @field_validator("kinds")
    @classmethod
    def _known(cls, kinds: dict[str, float]) -> dict[str, float]:
        if unknown := sorted(kinds.keys() - KINDS.keys()):
            raise ValueError(f"kinds {', '.join(KINDS)}, not {', '.join(unknown)}")
        if kinds and (min(kinds.values()) < 0 or sum(kinds.values()) <= 0):
            raise ValueError(f"shares of kinds, not {kinds}")
        return kinds

    @property
    def schema(self) -> pa.Schema:
        return EDIT_SCHEMA

    @property
    def has_speech(self) -> bool:
        return False  # sound, not units

    @property
    def rows_a_draw(self) -> int:
        return 2

    def item(self, record: Record, studio: Studio) -> EditExample:
        """One way of the pair of a record: the first of its two rows leads from the real recording, the second back."""
        made = _desk().made(self, record, studio)
        way = (made.pair.there, made.pair.back)[studio.place]
        if way.asked is None:
            raise Rejected("no wording", made.voice, f"{made.kind}, {DIRECTIONS[studio.place]}")
        studio.keep(way.before.audio, made.voice)
        return EditExample(
            kind_of(way, "time" in made.kind),
            DIRECTIONS[studio.place],
            way.before,
            way.after,
            way.asked,
            made.pair.done,
            made.pair.proxy,
            record.id,
            made.voice,
        )

    def pair(self, record: Record, studio: Studio) -> Made:
        """The pair of a record.

        Raises:
            Rejected: none could be made, or it is misheard.
        """
        shares = self.kinds or dict.fromkeys(KINDS, 1.0)
        kind = choose(studio.rng, tuple(shares), tuple(shares.values()))
        recording = self._recording(record, kind, studio)
        real = self._side(recording)
        pair = KINDS[kind](Draw(studio.rng, studio.split, real))
        self.require_heard(pair, recording.voice)
        return Made(kind, pair, recording.voice)

    def _recording(self, record: Record, kind: str, studio: Studio) -> Recording:
        if record.audio is not None:
            return Recording(record.text, record.audio, record.voice or "recording", record.words)
        text = written_out(studio.text(record.text))
        if kind in PREPARED:
            text = PREPARED[kind](text, studio.rng)
        return studio.spoken(text, self.voices)

    def _side(self, recording: Recording) -> Side:
        """The recording with its words: placed by the voice, by the source, or aligned."""
        if not recording.text.strip():
            raise Rejected("no text", recording.voice)
        audio = recording.audio
        if recording.words:
            words = placed_words(recording.text, recording.words, recording.phonemes, audio.rate_hz)
        else:
            with side_of(audio, ()).open() as file:
                words = aligned(file, _recognizer(self.aligner), recording.text).words
        return side_of(audio, without_overlaps(words, len(audio.samples)), is_real=True)

    def require_heard(self, pair: Pair, voice: str) -> None:
        """Raises Rejected where the gate's recognizer hears other words than those of a side that is whole."""
        if self.gate is None or self.gate.recognizer is None:
            return
        one, other = pair.there.before, pair.there.after
        errors = [misheard(side.audio, side.transcript.text, self.gate) for side in (one, other)[: 2 - pair.is_damaged]]
        if max(errors) > self.gate.most_errors or errors[-1] > errors[0] + self.most_harm:
            raise Rejected("misheard", voice, other.transcript.text[:80])


@dataclass(frozen=True)
class Made:
    """A pair that passed all filters, its kind, and who speaks in it."""

    kind: str
    pair: Pair
    voice: str


class _Desk:
    """Keeps the last pair: its two rows are made one after the other, and it need not be made twice."""

    def __init__(self) -> None:
        self._key, self._last = "", Rejected("")
        self._made: Made | None = None

    def made(self, builder: EditPairs, record: Record, studio: Studio) -> Made:
        key = json.dumps([builder.model_dump_json(), record.id, studio.rng.bit_generator.state], default=_plain)
        if key != self._key:
            self._key, self._made = key, None
            try:
                self._made = builder.pair(record, studio)
            except Rejected as rejected:
                self._last = rejected
        if self._made is None:
            raise Rejected(self._last.reason, self._last.voice, self._last.found)
        return self._made


def _plain(value: Any) -> Any:
    return value.tolist() if isinstance(value, np.ndarray) else int(value)


@cache
def _desk() -> _Desk:
    return _Desk()


@cache
def _recognizer(name: str) -> Any:
    """Opened once a process."""
    return RECOGNIZERS[name]()
