"""Writes sound to files and to bytes: wav and flac with 16 bits, ogg (Vorbis), opus and mp3.

Nothing is clipped: a sound that goes beyond ±1 is scaled down as a whole, to a peak of exactly 1. Nothing is left
half-written: the bytes go to a temporary name in the same folder, which is then renamed.
"""

from __future__ import annotations

import io
import os
import secrets
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from speechwright.audio.read import DEFAULT_LIMITS, MIN_RATE_HZ, Limits, read_audio
from speechwright.errors import BadAudio
from speechwright.types import Audio

FORMATS = {
    ".wav": ("WAV", "PCM_16"),
    ".flac": ("FLAC", "PCM_16"),
    ".ogg": ("OGG", "VORBIS"),
    ".opus": ("OGG", "OPUS"),
    ".mp3": ("MP3", "MPEG_LAYER_III"),
}
MAX_RATE_HZ = 192_000  # libsndfile 1.2.2 crashes the process on Vorbis above 200 kHz
BLOCK_FRAMES = 4096  # libvorbis keeps a block on the stack, and crashes the process where it does not fit


def write_audio(path: str | Path, audio: Audio) -> None:
    """Write a sound in the format that the suffix of `path` names, replacing what was there.

    Raises:
        BadAudio: an unknown suffix, an empty sound, a rate that the format can't hold, a path that can't be written.
    """
    path = Path(path)
    data = _encode(audio, path.suffix.lower(), str(path))
    if not path.parent.is_dir():
        raise BadAudio(f"no folder {str(path.parent)!r}", f"a folder to write {path.name} to", "make the folder first")
    partial = path.with_name(f".{secrets.token_hex(8)}.partial")
    try:
        partial.write_bytes(data)
        os.replace(partial, path)
    except OSError as error:
        raise BadAudio(f"{path} ({error.strerror})", "a path that can be written", "check folder and rights") from error
    finally:
        partial.unlink(missing_ok=True)


def encode_flac(audio: Audio) -> bytes:
    """A sound as FLAC with 16 bits: exact for samples that are multiples of 2⁻¹⁵, else to the nearest one.

    The same sound gives the same bytes.
    """
    return _encode(audio, ".flac", "a sound for FLAC")


def decode_flac(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Audio:
    """The sound in FLAC bytes; what is not FLAC is refused."""
    if data[:4] != b"fLaC":
        raise BadAudio(f"{len(data)} bytes that are not FLAC", "FLAC", "read other formats with read_audio")
    return read_audio(data, limits)


def _encode(audio: Audio, suffix: str, name: str) -> bytes:
    """A sound as the bytes of a file; `name` says in messages what it was for."""
    if suffix not in FORMATS:
        raise BadAudio(f"{name} with suffix {suffix!r}", f"one of {', '.join(FORMATS)}", "change the suffix")
    if not len(audio.samples):
        raise BadAudio(f"no samples for {name}", "a sound with content", "check what made it")
    samples, stream = _fitted(audio.samples), io.BytesIO()
    with _opened(stream, audio.rate_hz, suffix, name) as sound:
        for start in range(0, len(samples), BLOCK_FRAMES):
            block = samples[start : start + BLOCK_FRAMES]
            sound.write(_int16(block) if FORMATS[suffix][1] == "PCM_16" else block)
    return stream.getvalue()


def _opened(stream: io.BytesIO, rate_hz: int, suffix: str, name: str) -> soundfile.SoundFile:
    """A writer for one channel; refuses rates that the format can't hold, or that `read_audio` would refuse."""
    container, coding = FORMATS[suffix]
    refusal = BadAudio(
        f"{rate_hz} Hz for {name}", f"a rate that {suffix} can hold", "resample it first; 16000, 24000 and 48000 Hz fit"
    )
    if not MIN_RATE_HZ <= rate_hz <= MAX_RATE_HZ:
        raise refusal
    try:
        return soundfile.SoundFile(stream, "w", rate_hz, 1, format=container, subtype=coding)
    except soundfile.LibsndfileError as error:
        raise refusal from error


def _fitted(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The samples, scaled down to a peak of 1 if they go beyond it."""
    peak = np.abs(samples).max()
    return samples if peak <= 1 else samples / peak


def _int16(samples: NDArray[np.float32]) -> NDArray[np.int16]:
    """Samples as 16-bit integers; our own, since libsndfile writes with 32767 but reads with 32768, losing a bit."""
    return np.clip(np.round(samples * 32768), -32768, 32767).astype(np.int16)
