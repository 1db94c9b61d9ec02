"""The step that trains what speaks: the decoder from units to sound."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.write import decode_flac
from speechwright.road.data import encode
from speechwright.road.step import Place, Step, named
from speechwright.shards import Shards, open_shards
from speechwright.train.vocoder import DecoderSettings, train_decoder
from speechwright.types import Units
from speechwright.units.mini import MiniTokenizer
from speechwright.vocoder.mini import MiniDecoder


class DecoderStep(Step):
    """Trains a decoder.

    Args:
        clips: a step with recordings.
        tokenizer: the step whose units it decodes.
        start: a step with a decoder for the same units to go on from; its weights, not its voices.
        settings: of the training.
    """

    clips: str
    tokenizer: str
    start: str | None = None
    settings: DecoderSettings

    def inputs(self) -> set[str]:
        return {self.clips, self.tokenizer, *named(self.start)}

    def walk(self, place: Place) -> None:
        items = _Recordings(open_shards(place.of(self.clips)), place.of(self.tokenizer) / "tokenizer")
        encoder = MiniTokenizer.load(place.of(self.tokenizer) / "tokenizer").encoder
        start = MiniDecoder.load(place.of(self.start) / "decoder") if self.start else None
        train_decoder(items, self.settings, place.folder, encoder, start).save(place.folder / "decoder")


class _Recordings:
    """Units, samples and voice of each recording of speech shards."""

    def __init__(self, shards: Shards, tokenizer: Path) -> None:
        self._shards, self._encode = shards, partial(encode, tokenizer)

    def __len__(self) -> int:
        return len(self._shards)

    def __getitem__(self, index: int) -> tuple[Units, NDArray[np.float32], str]:
        row = self._shards[index]
        audio = decode_flac(row["audio"]["bytes"])
        return self._encode(audio), audio.samples, row["voice"]
