"""A folder of sound files: what is said is in their names, or beside them, or a recognizer is asked."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from speechwright.asr import RECOGNIZERS
from speechwright.audio.read import read_speech
from speechwright.corpus.sources.columns import RATE_HZ
from speechwright.corpus.sources.source import Record, Source, some
from speechwright.corpus.split import Split, members
from speechwright.errors import BadRecipe, BadText

SOUNDS = (".wav", ".flac", ".ogg", ".opus", ".mp3")


class Recordings(Source):
    """Sound files of a folder and the folders in it, in the order of their paths.

    A file's text is, in this order: the group `text` of `names`; the file of the same name that ends in `.txt`; what
    the recognizer hears.

    Args:
        path: the folder.
        names: a regular expression for file names with groups `text` (what is said) or `voice` (by whom), or both;
            files that do not match are left out.
        words: what a `text` stands for, where that is not the text itself ("7" → "seven").
        voices: take only these; all if empty.
        recognizer: of the RECOGNIZERS table, for files that have no text.
    """

    kind: str = "recordings"
    path: Path
    names: str = r".*"
    words: dict[str, str] = Field(default_factory=dict)
    voices: tuple[str, ...] = ()
    recognizer: str | None = None

    def size(self, split: Split) -> int | None:
        count = len(self._members(split))
        return some(count, split, f"files of {self.path} that match", "mend `names` or `voices`")

    def record(self, index: int, split: Split, rng: np.random.Generator) -> Record:
        path, text, voice = _matching(self.model_dump_json())[int(self._members(split)[index])]
        audio = read_speech(path, RATE_HZ)
        text = text or _beside(path) or self._heard(path)
        return Record(path.stem, text, audio=audio, voice=f"recording:{voice or 'unknown'}")

    def _members(self, split: Split) -> NDArray[np.int64]:
        names = (path.name for path, *_ in _matching(self.model_dump_json()))
        return members(names, split, self.held_out_percent)

    def _heard(self, path: Path) -> str:
        if self.recognizer is None:
            return ""
        return str(_recognizer(self.recognizer).recognize(read_speech(path, RATE_HZ)).text)

    def files(self) -> list[tuple[Path, str, str]]:
        """Path, text and voice of each file that is taken; what is not known is ""."""
        pattern = re.compile(self.names)
        found = [(path, pattern.fullmatch(path.name)) for path in sorted(self.path.rglob("*")) if _is_sound(path)]
        groups = [(path, match.groupdict()) for path, match in found if match]
        taken = [(path, group.get("text") or "", group.get("voice") or "") for path, group in groups]
        taken = [(path, text, voice) for path, text, voice in taken if not self.voices or voice in self.voices]
        return [(path, self.words.get(text, text), voice) for path, text, voice in taken]


def _is_sound(path: Path) -> bool:
    return path.suffix.lower() in SOUNDS


def _beside(path: Path) -> str:
    text = path.with_suffix(".txt")
    try:
        return " ".join(text.read_text("utf-8").split()) if text.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise BadText(f"{text}: {error}", "a UTF-8 file", "write it anew in UTF-8") from error


@cache
def _recognizer(name: str) -> Any:
    return RECOGNIZERS[name]()


@cache
def _matching(settings: str) -> list[tuple[Path, str, str]]:
    """The files of a source with these settings, listed once a process."""
    source = Recordings.model_validate_json(settings)
    if not source.path.is_dir():
        raise BadRecipe(f"no folder {source.path}", "a folder of recordings", "give its path or leave it out")
    return source.files()
