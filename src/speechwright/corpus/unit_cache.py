"""Units that were encoded before, by what determines them: the samples, and the tokenizer."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from speechwright.errors import CannotWrite
from speechwright.types import Audio, Units, UnitSpec

Encode = Callable[[Audio], Units]
WAIT_S = 60.0  # for another process that is writing
_PAUSE_S = 0.02
REMEDY = "make room for it, or remove it"
_TABLE = "create table if not exists units (sound blob, spec text, ids blob, frames blob, primary key (sound, spec))"


class UnitCache:
    """Encodes each sound once for each tokenizer, whoever asks; several processes may share the file.

    Args:
        path: an SQLite file, made if absent.
        encode: sound → units of `spec`. As units do not depend on what else is encoded, neither does what is kept.
        spec: of the tokenizer; its fingerprint is part of the key.

    Raises:
        CannotWrite: the file is none of ours, or can't be written.
    """

    def __init__(self, path: Path, encode: Encode, spec: UnitSpec) -> None:
        self._encode, self._spec, self._path = encode, spec, path
        self.hits = 0
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = _opened(path)
        except (OSError, sqlite3.Error) as error:
            raise CannotWrite(f"{path}: {error}", "a file for units that can be written", REMEDY) from error

    def __call__(self, audio: Audio) -> Units:
        key = (_digest(audio), self._spec.fingerprint)
        try:
            found = self._file.execute("select ids, frames from units where sound = ? and spec = ?", key).fetchone()
            if found is not None:
                self.hits += 1
                return Units(_numbers(found[0]), self._spec, _numbers(found[1]))
            units = self._encode(audio)
            assert units.frames is not None, "encoded units have frame counts"
            row = (*key, units.ids.astype(np.int32).tobytes(), units.frames.astype(np.int32).tobytes())
            self._file.execute("insert or ignore into units values (?, ?, ?, ?)", row)
        except sqlite3.Error as error:
            raise CannotWrite(f"{self._path}: {error}", "a file for units that can be written", REMEDY) from error
        return units


def _opened(path: Path) -> sqlite3.Connection:
    """SQLite does not wait where two processes turn a new file into one with a write-ahead log: this does."""
    until = time.monotonic() + WAIT_S
    while True:
        file = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None)
        try:
            file.execute("pragma journal_mode = wal")
            file.execute("pragma synchronous = off")  # a cache that is lost costs time, never a result
            file.execute(_TABLE)
            return file
        except sqlite3.OperationalError as error:
            file.close()
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(_PAUSE_S)


def _digest(audio: Audio) -> bytes:
    return hashlib.sha256(np.int64(audio.rate_hz).tobytes() + audio.samples.tobytes()).digest()


def _numbers(blob: bytes) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.frombuffer(blob, np.int32)
