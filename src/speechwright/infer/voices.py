"""Which voice speaks: one that is stored with the model, or that of a recording."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.read import read_audio
from speechwright.audio.write import FORMATS
from speechwright.errors import BadModel, UnknownName
from speechwright.vocoder.decoder import Decoder


def pick_voice(decoder: Decoder, voice: str | Path | None) -> tuple[str, NDArray[np.float32]]:
    """The name of a voice, and its vector.

    Args:
        decoder: holds named voices.
        voice: a name; or a sound file in whose voice to speak; or None for the first that is stored.

    Raises:
        UnknownName: neither a voice nor a sound file.
        BadAudio: the file can't be used.
        BadModel: no voice was asked for, and the model has none of its own.
    """
    voices = decoder.voices()
    if voice is None and not voices:
        raise BadModel("a decoder without voices", "one with voices", "give a recording of a voice to speak in")
    name = next(iter(voices)) if voice is None else str(voice)
    if name in voices:
        return name, voices[name]
    if not (isinstance(voice, Path) or Path(name).suffix.lower() in FORMATS or os.path.exists(name)):
        raise _unknown(name, sorted(voices))
    return name, decoder.speaker(read_audio(name))


def _unknown(name: str, names: list[str]) -> UnknownName:
    close = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    some = ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")
    remedy = f"did you mean {' or '.join(close)}?" if close else f"choose one of {some}"
    return UnknownName(f"voice {name!r}", "a voice of this model, or a sound file", remedy)
