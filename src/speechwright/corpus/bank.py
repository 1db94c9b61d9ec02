"""A bank of voices: engines with shares, some of their voices held out for tests."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from fnmatch import fnmatch
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, field_serializer, field_validator

from speechwright.corpus.split import Split, choose
from speechwright.errors import BadRecipe, MissingExtra
from speechwright.tts import VOICES
from speechwright.tts.voice import Engine, Spoken, Voice, speak, vary


class VoicesSettings(BaseModel):
    """Some voices of one engine.

    Args:
        engine: name in the VOICES table.
        share: of the items, against the other entries of the bank.
        names: patterns (`en-us*`) of the voices to take.
        without: patterns of voices to leave out (whispers, robots).
        held_out: patterns of voices kept for tests.
        held_out_percent: of the remaining voices, chosen by hash, kept for tests too.
        rate_spread, pitch_spread, formant_spread: how far `vary` draws rate (log), pitch (semitones) and formants
            (log).
        options: of the engine, such as the address of a server (`tts.server`); engines of this machine have none.
        where_installed: go on without this entry where its engine is not installed; the card says so.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    engine: str
    share: float = Field(gt=0)
    names: tuple[str, ...] = ("*",)
    without: tuple[str, ...] = ()
    held_out: tuple[str, ...] = ()
    held_out_percent: int = Field(default=0, ge=0, le=50)
    rate_spread: float = Field(default=0.18, ge=0, le=0.35)
    pitch_spread: float = Field(default=2.5, ge=0, le=6)
    formant_spread: float = Field(default=0, ge=0, le=0.11)
    options: tuple[tuple[str, str], ...] = ()
    where_installed: bool = False

    @field_validator("options", mode="before")
    @classmethod
    def _pairs(cls, options: Any) -> Any:
        return tuple(sorted((str(k), str(v)) for k, v in options.items())) if isinstance(options, dict) else options

    @field_serializer("options")
    def _mapping(self, options: tuple[tuple[str, str], ...]) -> dict[str, str]:
        return dict(options)


@dataclass(frozen=True)
class _Entry:
    settings: VoicesSettings
    engine: Engine
    names: dict[Split, tuple[str, ...]]


class VoiceBank:
    """Open engines with the voices to draw from.

    Raises:
        MissingExtra: an engine is not installed and its entry does not allow for that.
        BadRecipe: no voice matches, or none is left for a split that is drawn from.
    """

    def __init__(self, settings: tuple[VoicesSettings, ...]) -> None:
        self.missing: tuple[str, ...] = ()
        entries = [self._open(entry) for entry in settings]
        self._entries = [entry for entry in entries if entry is not None]
        if not self._entries:
            raise BadRecipe("a bank without any installed engine", "at least one", "install the extra [voices]")

    def draw(self, rng: np.random.Generator, split: Split) -> Voice:
        """A voice of that split with its own rate and pitch."""
        entries = tuple(entry for entry in self._entries if entry.names[split])
        if not entries:
            raise BadRecipe(f"a bank without a {split} voice", "at least one", "hold out fewer or more voices")
        entry = choose(rng, entries, tuple(entry.settings.share for entry in entries))
        name = choose(rng, entry.names[split], (1.0,) * len(entry.names[split]))
        voice = Voice(entry.settings.engine, name)
        settings = entry.settings
        return vary(voice, rng, settings.rate_spread, settings.pitch_spread, settings.formant_spread)

    def say(self, text: str, voice: Voice) -> Spoken:
        return speak(self.engine(voice), text, voice)

    def engine(self, voice: Voice) -> Engine:
        return next(entry.engine for entry in self._entries if entry.settings.engine == voice.engine)

    def _open(self, settings: VoicesSettings) -> _Entry | None:
        try:
            engine: Engine = VOICES[settings.engine](**dict(settings.options))
        except MissingExtra:
            if not settings.where_installed:
                raise
            self.missing = (*self.missing, settings.engine)
            return None
        except TypeError as error:
            found = f"options {', '.join(dict(settings.options))} of {settings.engine}"
            raise BadRecipe(found, "those that the engine has", "see its docstring") from error
        names = [name for name in engine.names() if _matches(name, settings.names)]
        names = [name for name in names if not _matches(name, settings.without)]
        held = {name for name in names if _is_held_out(name, settings)}
        if not names:
            raise BadRecipe(f"patterns {settings.names}", f"a voice of {settings.engine}", "see its `names()`")
        train = tuple(name for name in names if name not in held)
        return _Entry(settings, engine, {"train": train, "test": tuple(sorted(held))})


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)


def _is_held_out(name: str, settings: VoicesSettings) -> bool:
    digest = hashlib.sha256(name.encode()).digest()
    return _matches(name, settings.held_out) or int.from_bytes(digest[:4], "big") % 100 < settings.held_out_percent
