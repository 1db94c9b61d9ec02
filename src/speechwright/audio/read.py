"""Reads sound from a path, from bytes or from an open stream, within limits that no header can talk its way round.

wav, flac, ogg (Vorbis and Opus) and mp3, at any rate and with any number of channels. Decoding goes block by block, so
that the limits hold for what was truly decoded; what a header says about length is never used to set memory aside.

A file that ends too early: wav and flac say how long they are, and one that holds less is refused, since a sound that
was cut without notice is worse than none. A wav whose length field is a placeholder ("unknown", as streaming programs
write it) is read to its end. ogg and mp3 are read as far as they decode.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import soundfile
from numpy.typing import NDArray

from speechwright.audio.resample import resample
from speechwright.errors import BadAudio, BadRecipe
from speechwright.types import Audio

Source = str | Path | bytes | BinaryIO

MIN_RATE_HZ = 1_000
MAX_RATE_HZ = 768_000
PIECE_BYTES = 1 << 20
BLOCK_SAMPLES = 1 << 18  # all channels together, so that a forged number of channels costs nothing
MAX_CHUNKS = 10_000
UNKNOWN_LENGTH = 0x7FFFF000  # a wav length from here upwards is a placeholder: SoX writes this one, FFmpeg 0xFFFFFFFF
CONVERT = "convert it first, for example: ffmpeg -i IN OUT.wav"


@dataclass(frozen=True)
class Limits:
    """How much sound is read before it is refused.

    Args:
        max_seconds: longest sound, by its own sample rate.
        max_bytes: most memory for the decoded samples, float32, all channels counted.
        max_file_bytes: largest file.
    """

    max_seconds: float = 600.0
    max_bytes: int = 256 * 2**20
    max_file_bytes: int = 512 * 2**20

    def __post_init__(self) -> None:
        if not (self.max_seconds > 0 and self.max_bytes > 0 and self.max_file_bytes > 0):
            raise BadRecipe(f"limits {self}", "limits above zero", "raise them, or leave the usual ones")


DEFAULT_LIMITS = Limits()


class _OneWay(soundfile.SoundFile):  # type: ignore[misc]  # soundfile carries no types
    """A sound that is read from front to back.

    soundfile seeks after every block that it reads; in mp3 that changes samples at the seams and warns on stderr.
    """

    def seekable(self) -> bool:
        return False


def read_audio(source: Source, limits: Limits = DEFAULT_LIMITS) -> Audio:
    """Read a sound at its own rate, its channels mixed down to one by their mean. Silence is a sound, too.

    Raises:
        BadAudio: there is no such file, it is no sound, it is damaged, cut short, empty, or over the limits.
    """
    name = _name(source)
    data = _load(source, name, limits.max_file_bytes)
    _require_sound(data, name)
    try:
        with _OneWay(io.BytesIO(data)) as sound:
            samples, rate_hz = _decode(sound, name, limits), sound.samplerate
    except soundfile.LibsndfileError as error:
        raise BadAudio(f"{name}, which does not decode", "a whole and undamaged sound", CONVERT) from error
    if not len(samples):
        raise BadAudio(f"{name}, which holds no samples", "a sound with content", "check what wrote it")
    return Audio(samples, rate_hz)


def read_speech(source: Source, rate_hz: int, limits: Limits = DEFAULT_LIMITS) -> Audio:
    """`read_audio`, brought to `rate_hz`."""
    return resample(read_audio(source, limits), rate_hz)


def _name(source: Source) -> str:
    """What messages call this source."""
    if isinstance(source, str | Path):
        return str(source)
    if isinstance(source, bytes):
        return f"a sound of {len(source)} bytes"
    name = getattr(source, "name", None)
    return name if isinstance(name, str) else "a stream"


def _load(source: Source, name: str, max_bytes: int) -> bytes:
    if isinstance(source, bytes):
        return _take(io.BytesIO(source), name, max_bytes)
    if not isinstance(source, str | Path):
        return _take(source, name, max_bytes)
    try:
        with Path(source).open("rb") as stream:
            return _take(stream, name, max_bytes)
    except (OSError, ValueError) as error:  # ValueError: a path with a null byte
        reason = getattr(error, "strerror", None) or str(error)
        raise BadAudio(f"{name!r} ({reason})", "a sound file that can be read", "check the path") from error


def _take(stream: BinaryIO, name: str, max_bytes: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(PIECE_BYTES):
        size += len(piece)
        if size > max_bytes:
            raise BadAudio(f"{name} of more than {max_bytes} bytes", "a smaller file", "cut it, or raise the limits")
        pieces.append(piece)
    return b"".join(pieces)


def _require_sound(data: bytes, name: str) -> None:
    """Refuse at the door what is none of our formats; libsndfile knows dozens of others, seldom met or tested."""
    if not data:
        raise BadAudio(f"{name}, which is empty", "a sound", "check what wrote it")
    wav = data[:4] == b"RIFF" and data[8:12] == b"WAVE"
    mpeg = data[:3] == b"ID3" or (data[0] == 0xFF and data[1:2] >= b"\xe0")
    if not (wav or mpeg or data[:4] in (b"fLaC", b"OggS")):
        raise BadAudio(f"{name}, which is none of them", "wav, flac, ogg, opus or mp3", CONVERT)
    if wav and _wav_cut_short(data):
        raise _cut_short(name)


def _cut_short(name: str) -> BadAudio:
    return BadAudio(f"{name}, which ends before its header says", "a whole file", "copy or make it again")


def _wav_cut_short(data: bytes) -> bool:
    """Whether the data chunk claims more bytes than the file has; libsndfile would read the rest without a word."""
    at = 12
    for _ in range(MAX_CHUNKS):
        if at + 8 > len(data):
            return False
        tag, size = struct.unpack_from("<4sI", data, at)
        at += 8
        if tag == b"data":
            return bool(size < UNKNOWN_LENGTH and at + size > len(data))
        at += size + size % 2
    return False


def _decode(sound: Any, name: str, limits: Limits) -> NDArray[np.float32]:
    """All samples of an open sound, mixed down."""
    if not MIN_RATE_HZ <= sound.samplerate <= MAX_RATE_HZ:
        wanted = f"{MIN_RATE_HZ} to {MAX_RATE_HZ} Hz"
        raise BadAudio(f"{name} at a rate of {sound.samplerate} Hz", wanted, "give it its true rate")
    parts = list(_blocks(sound, name, limits))
    samples = np.concatenate(parts) if parts else np.zeros(0, np.float32)
    if sound.format == "FLAC" and len(samples) < sound.frames < np.iinfo(np.int64).max:  # the largest int: not stated
        raise _cut_short(name)
    return samples


def _blocks(sound: Any, name: str, limits: Limits) -> Iterator[NDArray[np.float32]]:
    """Blocks of mixed-down samples, for as long as the limits hold."""
    max_frames = min(limits.max_seconds * sound.samplerate, limits.max_bytes / (4 * sound.channels))
    num_frames = 0
    while len(block := sound.read(max(1, BLOCK_SAMPLES // sound.channels), dtype="float32", always_2d=True)):
        num_frames += len(block)
        if num_frames > max_frames:
            wanted = f"at most {limits.max_seconds:g} s and {limits.max_bytes} bytes of samples"
            raise BadAudio(f"{name}, which is longer", wanted, "cut it, or raise the limits")
        if not np.isfinite(block).all():
            raise BadAudio(f"{name} with samples that are not finite", "finite samples", "check what wrote it")
        yield block.mean(axis=1, dtype=np.float64).astype(np.float32)
