"""Recordings of people as speech shards: a folder of sound files whose names tell what is said and by whom."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from speechwright.audio.read import read_speech
from speechwright.audio.write import encode_flac
from speechwright.corpus.speak import RATE_HZ, ROWS_PER_SHARD
from speechwright.errors import BadData, BadRecipe
from speechwright.rows import SPEECH_SCHEMA
from speechwright.shards import ShardWriter
from speechwright.types import Row


class RecordingsSettings(BaseModel):
    """Which recordings.

    Args:
        path: the folder.
        names: a regular expression for file names with the groups `text` (what is said) and `voice` (by whom).
        words: what a `text` stands for, where that is not the text itself ("7" → "seven").
        voices: take only these; all if empty.
        licence: of the recordings; it goes into every row.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    path: Path
    names: str
    words: dict[str, str] = Field(default_factory=dict)
    voices: tuple[str, ...] = ()
    licence: str


def build_recordings(folder: Path, settings: RecordingsSettings) -> None:
    """Write speech shards of all files that match, sorted by name.

    Raises:
        BadRecipe: the folder is not there, or the expression lacks a group.
        BadData: no file matches.
        BadAudio: a file that matches can't be read.
    """
    writer = ShardWriter(folder, SPEECH_SCHEMA, ROWS_PER_SHARD)
    if writer.complete:
        return
    for path, text, voice in matching(settings)[writer.items_done :]:
        row = _row(path, text, voice, settings)
        writer.add("hours", row.pop("hours"))
        writer.write(row)
    writer.finish({"settings": settings.model_dump(mode="json")})


def matching(settings: RecordingsSettings) -> list[tuple[Path, str, str]]:
    """Path, text and voice of each file that is taken."""
    pattern = re.compile(settings.names)
    if not {"text", "voice"} <= pattern.groupindex.keys():
        raise BadRecipe(f"names: {settings.names}", "groups (?P<text>…) and (?P<voice>…)", "add them")
    if not settings.path.is_dir():
        raise BadRecipe(f"no folder {settings.path}", "a folder of recordings", "give its path or leave the step out")
    found = [(path, pattern.fullmatch(path.name)) for path in sorted(settings.path.iterdir())]
    taken = [(path, match["text"], match["voice"]) for path, match in found if match]
    taken = [(path, text, voice) for path, text, voice in taken if not settings.voices or voice in settings.voices]
    if not taken:
        raise BadData(f"no file in {settings.path} that matches", "at least one", "mend `names` or `voices`")
    return [(path, settings.words.get(text, text), voice) for path, text, voice in taken]


def _row(path: Path, text: str, voice: str, settings: RecordingsSettings) -> Row:
    audio = read_speech(path, RATE_HZ)
    return {
        "id": path.stem,
        "text": text,
        "voice": f"recording:{voice}",
        "seed": 0,
        "source": "recordings",
        "licence": settings.licence,
        "audio": {"bytes": encode_flac(audio), "path": f"{path.stem}.flac"},
        "words": None,
        "phonemes": None,
        "hours": audio.length_s / 3600,
    }
