"""Sound files to the bit: what is read and written again is the same, at its own rate, channels and depth.

`audio.read` gives models what they need, one channel of float32. Whoever changes a part of somebody's recording must
not touch the rest, nor hold an hour of it in memory: here samples stay what the file holds, and come by spans.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import soundfile
from numpy.typing import NDArray

from speechwright.audio.read import CONVERT, MAX_RATE_HZ, MIN_RATE_HZ
from speechwright.errors import BadAudio, CannotWrite

Raw = NDArray[Any]  # (num_samples, num_channels): int32 with the file's bits on top, float32 or float64
BLOCK_SAMPLES = 1 << 16
MAX_CHANNELS = 64
_BITS = {"PCM_S8": 8, "PCM_U8": 8, "PCM_16": 16, "PCM_24": 24, "PCM_32": 32}
_FLOATS = {"FLOAT": np.float32, "DOUBLE": np.float64}
# What has no samples of its own is decoded once, with more bits than it was worth.
_DECODED = {"ULAW": "PCM_16", "ALAW": "PCM_16"}
_CONTAINERS = {".wav": ("WAV", "WAVEX", "RF64", "W64"), ".flac": ("FLAC",)}
_TWINS = {"PCM_S8": "PCM_U8", "PCM_U8": "PCM_S8"}  # the same eight bits; wav knows the one and flac the other


@dataclass(frozen=True)
class Coding:
    """How a file holds its samples; `subtype` as libsndfile names it ("PCM_16", "FLOAT")."""

    rate_hz: int
    num_channels: int
    subtype: str
    container: str = "WAV"

    @property
    def dtype(self) -> Any:
        return _FLOATS.get(self.subtype, np.int32)

    @property
    def is_bounded(self) -> bool:
        """Whether nothing beyond full scale can be held."""
        return self.subtype not in _FLOATS

    def floats(self, raw: Raw) -> NDArray[np.float64]:
        """Samples in [-1, 1], float64."""
        return raw.astype(np.float64) if self.subtype in _FLOATS else raw * 2.0**-31

    def raw(self, floats: NDArray[np.float64]) -> Raw:
        """The nearest samples that this coding holds; beyond full scale they stay at it, but for floating point."""
        if self.subtype in _FLOATS:
            return floats.astype(self.dtype)
        steps = 2.0 ** (_BITS[self.subtype] - 1)
        return np.asarray(np.clip(np.round(floats * steps), -steps, steps - 1) * (2.0**31 / steps)).astype(np.int32)


class PcmFile:
    """A sound file that is read by spans. Close it, or use it in a `with`.

    What is lossy (mp3, ogg, opus, µ-law) is decoded once, to a file that goes when this closes; its own samples are
    what its decoder makes of it, to 24 bits.

    Args:
        source: a path, or an open stream that can be sought in.

    Raises:
        BadAudio: it can't be read, or holds nothing.
    """

    def __init__(self, source: Path | BinaryIO) -> None:
        self.path = source if isinstance(source, Path) else Path("a stream")
        self._spool: tempfile._TemporaryFileWrapper[bytes] | None = None
        with _told(self.path):
            self._sound = soundfile.SoundFile(str(source) if isinstance(source, Path) else source)
            if self._sound.subtype not in (*_BITS, *_FLOATS):
                self._sound = self._decoded(self._sound)
        self.coding = self._checked()
        self.num_samples = int(self._sound.frames)

    def __enter__(self) -> PcmFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._sound.close()
        if self._spool is not None:
            self._spool.close()

    def read(self, begin: int, end: int) -> Raw:
        """Samples [begin, end) as the file holds them."""
        assert 0 <= begin <= end <= self.num_samples, f"samples {begin} to {end} of {self.num_samples}"
        with _told(self.path):
            self._sound.seek(begin)
            raw = self._sound.read(end - begin, dtype=np.dtype(self.coding.dtype).name, always_2d=True)
        if len(raw) != end - begin:
            found = f"{self.path}, which ends at sample {begin + len(raw)} of {self.num_samples}"
            raise BadAudio(found, "a whole sound", CONVERT)
        return np.asarray(raw)

    def floats(self, begin: int, end: int) -> NDArray[np.float64]:
        """The same in [-1, 1], float64 (num_samples, num_channels)."""
        return self.coding.floats(self.read(begin, end))

    def blocks(self, begin: int = 0, end: int | None = None) -> Iterator[Raw]:
        """All of a span, a block at a time."""
        end = self.num_samples if end is None else end
        for at in range(begin, end, BLOCK_SAMPLES):
            yield self.read(at, min(at + BLOCK_SAMPLES, end))

    def _decoded(self, sound: Any) -> Any:
        self._spool = tempfile.NamedTemporaryFile(suffix=".wav")
        subtype = _DECODED.get(sound.subtype, "PCM_24")
        coding = Coding(sound.samplerate, sound.channels, subtype)
        with soundfile.SoundFile(
            self._spool.name, "w", sound.samplerate, sound.channels, subtype, format="RF64"
        ) as out:
            while len(block := sound.read(BLOCK_SAMPLES, dtype="float64", always_2d=True)):
                out.write(coding.raw(block))
        sound.close()
        return soundfile.SoundFile(self._spool.name)

    def _checked(self) -> Coding:
        sound = self._sound
        if not sound.frames:
            raise BadAudio(f"{self.path}, which holds no samples", "a sound with content", "check what wrote it")
        if not MIN_RATE_HZ <= sound.samplerate <= MAX_RATE_HZ or sound.channels > MAX_CHANNELS:
            found = f"{self.path} with {sound.channels} channels at {sound.samplerate} Hz"
            raise BadAudio(found, f"up to {MAX_CHANNELS} channels, {MIN_RATE_HZ} to {MAX_RATE_HZ} Hz", CONVERT)
        return Coding(sound.samplerate, sound.channels, sound.subtype, sound.format)


class PcmWriter:
    """Writes a sound file block by block; it appears whole, when the `with` ends well, or not at all.

    Raises:
        BadAudio: the suffix or the format can't hold such samples.
        CannotWrite: the disk is full, or forbids it.
    """

    def __init__(self, path: Path, coding: Coding) -> None:
        containers = containers_of(path)
        self.path, self.coding = path, coding
        self._container = coding.container if coding.container in containers else containers[0]
        holds = soundfile.check_format(self._container, coding.subtype)
        self._subtype = coding.subtype if holds else _TWINS.get(coding.subtype, coding.subtype)

    def __enter__(self) -> PcmWriter:
        if not self.path.parent.is_dir():
            raise CannotWrite(f"no folder {str(self.path.parent)!r}", "a folder to write to", "make the folder first")
        self._partial = self.path.with_name(f".{secrets.token_hex(8)}.partial")
        try:
            self._sound = soundfile.SoundFile(
                str(self._partial),
                "w",
                self.coding.rate_hz,
                self.coding.num_channels,
                self._subtype,
                format=self._container,
            )
        except (soundfile.LibsndfileError, ValueError) as error:
            found = f"{self.coding.subtype} samples at {self.coding.rate_hz} Hz for {self.path.name}"
            raise BadAudio(found, "a format that holds them", "write .wav") from error
        return self

    def write(self, raw: Raw) -> None:
        """Samples as this coding holds them."""
        try:
            self._sound.write(raw)
        except (soundfile.LibsndfileError, OSError) as error:
            raise CannotWrite(f"{self.path}: {error}", "a disk with room", "make room") from error

    def __exit__(self, kind: object, *_: object) -> None:
        self._sound.close()
        if kind is None:
            os.replace(self._partial, self.path)
        else:
            with suppress(FileNotFoundError):
                self._partial.unlink()


def containers_of(path: Path) -> tuple[str, ...]:
    """The formats that a file of that name may have.

    Raises:
        BadAudio: none that keeps samples as they are.
    """
    if path.suffix.lower() not in _CONTAINERS:
        wanted = f"one of {', '.join(_CONTAINERS)}: others would change every sample"
        raise BadAudio(f"{path.name} for edited sound", wanted, "change the suffix")
    return _CONTAINERS[path.suffix.lower()]


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except (soundfile.LibsndfileError, OSError, ValueError) as error:
        raise BadAudio(f"{path}: {error}", "a whole sound file that can be read", CONVERT) from error
