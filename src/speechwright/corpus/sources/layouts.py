"""Folders of recordings as well-known corpora lay them out: LJ Speech, LibriSpeech (and LibriTTS), Common Voice."""

from __future__ import annotations

import csv
from abc import abstractmethod
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.read import read_speech
from speechwright.corpus.sources.columns import RATE_HZ
from speechwright.corpus.sources.source import Record, Source, some
from speechwright.corpus.split import Split, members
from speechwright.errors import BadData, BadText


@dataclass(frozen=True)
class Entry:
    """A recording that a corpus lists."""

    path: Path
    text: str
    voice: str


class Layout(Source):
    """A corpus of recordings with transcripts.

    Args:
        path: its folder.
    """

    path: Path

    @abstractmethod
    def entries(self) -> list[Entry]:
        """All of them in an order that does not change."""

    def size(self, split: Split) -> int | None:
        return some(len(_members(self, split)), split, f"recordings of {self.path}", "give another folder")

    def record(self, index: int, split: Split, rng: np.random.Generator) -> Record:
        entry = _entries(self)[int(_members(self, split)[index])]
        audio = read_speech(entry.path, RATE_HZ)
        return Record(entry.path.stem, entry.text, audio=audio, voice=entry.voice)


class LJSpeech(Layout):
    """`metadata.csv` (id|text|normalised text) beside `wavs/`. The last is taken: numbers are words there."""

    kind: str = "ljspeech"
    licence: str = "public domain"

    def entries(self) -> list[Entry]:
        rows = [line.split("|") for line in _lines(self.path / "metadata.csv")]
        return [Entry(self.path / "wavs" / f"{row[0]}.wav", row[-1], "recording:ljspeech") for row in rows]


class LibriSpeech(Layout):
    """`SPEAKER/CHAPTER/SPEAKER-CHAPTER.trans.txt` beside the recordings; LibriTTS has a text beside each."""

    kind: str = "librispeech"
    licence: str = "CC-BY-4.0"

    def entries(self) -> list[Entry]:
        found = [entry for path in sorted(self.path.rglob("*.trans.txt")) for entry in _chapter(path)]
        alone = sorted(self.path.rglob("*.normalized.txt"))
        return found + [_utterance(path) for path in alone]


class CommonVoice(Layout):
    """A folder of one language: `validated.tsv` (or another table) beside `clips/`.

    Args:
        table: which of its tables.
    """

    kind: str = "common-voice"
    licence: str = "CC0-1.0"
    table: str = "validated.tsv"

    def entries(self) -> list[Entry]:
        rows = list(csv.DictReader(_lines(self.path / self.table), delimiter="\t", quoting=csv.QUOTE_NONE))
        if rows and not {"path", "sentence", "client_id"} <= rows[0].keys():
            wanted = "columns client_id, path and sentence"
            raise BadData(f"{self.path / self.table} with {sorted(rows[0])}", wanted, "name another table")
        clips = self.path / "clips"
        return [Entry(clips / row["path"], row["sentence"], f"recording:{row['client_id'][:16]}") for row in rows]


def _chapter(path: Path) -> list[Entry]:
    entries = []
    for line in _lines(path):
        name, _, text = line.partition(" ")
        entries.append(Entry(_sound(path.parent / name), text.capitalize(), f"recording:{name.split('-')[0]}"))
    return entries


def _utterance(path: Path) -> Entry:
    name = path.name.removesuffix(".normalized.txt")
    return Entry(_sound(path.with_name(name)), " ".join(_lines(path)), f"recording:{name.split('_')[0]}")


def _sound(stem: Path) -> Path:
    """The recording of that name; FLAC as in LibriSpeech where there is neither."""
    wav = stem.with_name(f"{stem.name}.wav")
    return wav if wav.exists() else stem.with_name(f"{stem.name}.flac")


def _lines(path: Path) -> list[str]:
    try:
        return [line for line in path.read_text("utf-8-sig").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise BadText(f"{path}: {error}", "a UTF-8 file of this corpus", "give the corpus's own folder") from error


@cache
def _entries(source: Layout) -> list[Entry]:
    return source.entries()


@cache
def _members(source: Layout, split: Split) -> NDArray[np.int64]:
    return members((entry.text for entry in _entries(source)), split, source.held_out_percent)
