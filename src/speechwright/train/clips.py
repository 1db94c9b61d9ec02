"""Recordings as the acoustic trainings see them: features, phonemes a frame, and text; computed once, kept on disk."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from speechwright.audio.features import MelSpec, log_mel
from speechwright.audio.read import read_speech
from speechwright.errors import BadRecipe
from speechwright.shards import Shards, write_json
from speechwright.tts.arpabet import PHONEMES
from speechwright.types import Row

UNLABELLED = -100  # frames of recordings without phoneme times


@dataclass(frozen=True)
class Clip:
    """One recording: log-mel (T, M) float32; phoneme classes (T,) int64, `UNLABELLED` where not known; its text."""

    mel_TM: NDArray[np.float32]
    phonemes_T: NDArray[np.int64]
    text: str
    voice: str


class Clips:
    """The recordings of speech shards by number; features lie in one file, half precision, read as needed."""

    def __init__(self, shards: Shards, spec: MelSpec, cache: Path) -> None:
        if not (cache / "clips.json").exists():
            _compute(shards, spec, cache)
        facts = json.loads((cache / "clips.json").read_text("utf-8"))
        if facts["mel"] != asdict(spec) or len(facts["frames"]) != len(shards):
            raise BadRecipe(f"features of other recordings in {cache}", "its own", "remove the folder")
        self.lengths = np.array(facts["frames"], np.int64)
        self._texts, self._voices = facts["texts"], facts["voices"]
        self._starts = np.concatenate([[0], np.cumsum(self.lengths)])
        num = int(self._starts[-1])
        self._mel = np.memmap(cache / "mel.f16", np.float16, "r", shape=(num, spec.num_mels))
        self._phonemes = np.memmap(cache / "phonemes.i8", np.int8, "r", shape=(num,))

    def __len__(self) -> int:
        return len(self.lengths)

    def __getitem__(self, index: int) -> Clip:
        span = slice(self._starts[index], self._starts[index + 1])
        labels = self._phonemes[span].astype(np.int64)
        mel = self._mel[span].astype(np.float32)
        return Clip(mel, np.where(labels < 0, UNLABELLED, labels), self._texts[index], self._voices[index])


def _compute(shards: Shards, spec: MelSpec, cache: Path) -> None:
    """Features of all rows, in order. The folder appears whole: another training may be at the same."""
    cache.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{cache.name}-", dir=cache.parent) as partial:
        whole = Path(partial) / cache.name
        whole.mkdir()
        _write_features(shards, spec, whole)
        try:
            whole.rename(cache)
        except OSError:
            if not (cache / "clips.json").exists():  # else another was first, with the same
                raise


def _write_features(shards: Shards, spec: MelSpec, folder: Path) -> None:
    frames, texts, voices = [], [], []
    with (folder / "mel.f16").open("wb") as mel_file, (folder / "phonemes.i8").open("wb") as phoneme_file:
        for row in tqdm(shards.rows(("audio", "phonemes", "text", "voice")), "features", len(shards), delay=2):
            mel = log_mel(read_speech(row["audio"]["bytes"], spec.rate_hz), spec)
            mel_file.write(mel.astype(np.float16).tobytes())
            phoneme_file.write(_classes(row, len(mel), spec).tobytes())
            frames.append(len(mel))
            texts.append(row["text"])
            voices.append(row["voice"])
        os.fsync(mel_file.fileno())
    write_json(folder / "clips.json", {"mel": asdict(spec), "frames": frames, "texts": texts, "voices": voices})


def _classes(row: Row, num_frames: int, spec: MelSpec) -> NDArray[np.int8]:
    """Phoneme class of each frame: pauses where no phoneme lies; -1 throughout where times are not known."""
    if row["phonemes"] is None:
        return np.full(num_frames, -1, np.int8)
    classes = np.zeros(num_frames, np.int8)
    for span in row["phonemes"]:
        start, end = (round(span[name] * spec.frame_rate_hz) for name in ("start_s", "end_s"))
        classes[start:end] = PHONEMES.index(span["label"])
    return classes
