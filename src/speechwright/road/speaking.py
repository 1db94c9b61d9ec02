"""The step that trains what speaks: the decoder from units to sound."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from speechwright.audio.write import decode_flac
from speechwright.corpus.bank import VoiceBank, VoicesSettings
from speechwright.road.step import Place, Step, named
from speechwright.shards import Shards, open_shards
from speechwright.train.vocoder import DecoderSettings, train_decoder
from speechwright.types import Audio, Units
from speechwright.units.lent import lend
from speechwright.units.mini import MiniTokenizer
from speechwright.vocoder.mini import MiniDecoder


class LentUnits(BaseModel):
    """Recordings that are learned from with the units of another reading of their text (see `units.lent`).

    Args:
        voice: who reads them for it: the voice that the language model learns to speak in.
        share: of the recordings; the others keep their own units, for speech of any voice to be decoded too.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    voice: VoicesSettings
    share: float = Field(default=0.7, gt=0, le=1)


class DecoderStep(Step):
    """Trains a decoder.

    Args:
        clips: a step with recordings.
        tokenizer: the step whose units it decodes.
        start: a step with a decoder for the same units to go on from; its weights, not its voices.
        lent: units of another voice for some of the recordings; none if not given.
        settings: of the training.
    """

    clips: str
    tokenizer: str
    start: str | None = None
    lent: LentUnits | None = None
    settings: DecoderSettings

    def inputs(self) -> set[str]:
        return {self.clips, self.tokenizer, *named(self.start)}

    def walk(self, place: Place) -> None:
        tokenizer = MiniTokenizer.load(place.of(self.tokenizer) / "tokenizer")
        lender = _Lender(self.lent, tokenizer, self.settings.seed) if self.lent else None
        items = _Recordings(open_shards(place.of(self.clips)), tokenizer, lender)
        start = MiniDecoder.load(place.of(self.start) / "decoder") if self.start else None
        train_decoder(items, self.settings, place.folder, tokenizer.encoder, start).save(place.folder / "decoder")


class _Lender:
    """A voice that reads texts of recordings for their units."""

    def __init__(self, settings: LentUnits, tokenizer: MiniTokenizer, seed: int) -> None:
        self._settings, self._tokenizer, self._seed = settings, tokenizer, seed
        self._bank = VoiceBank((settings.voice,))

    def units(self, audio: Audio, text: str, index: int) -> Units | None:
        """Lent units; none for the share that keeps its own, and where the reader needs more units than there is time
        for."""
        rng = np.random.default_rng([self._seed, index])
        if rng.random() >= self._settings.share:
            return None
        reading = self._bank.say(text, self._bank.draw(rng, "train")).audio
        hear = self._tokenizer.hear
        return lend(self._tokenizer.encode(reading), hear(reading), hear(audio))


class _Recordings:
    """Units, samples and voice of each recording of speech shards."""

    def __init__(self, shards: Shards, tokenizer: MiniTokenizer, lender: _Lender | None) -> None:
        self._shards, self._tokenizer, self._lender = shards, tokenizer, lender

    def __len__(self) -> int:
        return len(self._shards)

    def __getitem__(self, index: int) -> tuple[Units, NDArray[np.float32], str]:
        row = self._shards[index]
        audio = decode_flac(row["audio"]["bytes"])
        lent = self._lender.units(audio, row["text"], index) if self._lender else None
        return self._tokenizer.encode(audio) if lent is None else lent, audio.samples, row["voice"]
