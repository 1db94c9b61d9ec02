"""The tokenizer that this project trains itself: small, on the CPU, nothing to download."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from speechwright.alphabet import greedy_text
from speechwright.audio.features import MelSpec, log_mel
from speechwright.audio.resample import resample
from speechwright.errors import BadAudio, BadModel
from speechwright.types import Audio, Units, UnitSpec
from speechwright.units.encoder import STRIDE, EncoderSettings, UnitEncoder
from speechwright.units.normalize import normalize
from speechwright.units.tokenizer import collapse, expand

WEIGHTS, SETTINGS = "model.safetensors", "units.json"
_BEHIND_THE_UNITS = ("from_codes", "phoneme_head", "wide_phoneme_head", "context", "letter_head", "quantizer.counts")


class MiniTokenizer:
    """A trained encoder with its settings.

    Every sound is encoded on its own, so its units can't depend on what else is in a batch.
    """

    def __init__(self, encoder: UnitEncoder, mel: MelSpec, dedup: bool) -> None:
        self.encoder = encoder.eval()
        self.mel = mel
        self.spec = UnitSpec(
            tokenizer="mini",
            rate_hz=mel.frame_rate_hz / STRIDE,
            size=encoder.settings.size,
            codebooks=1,
            dedup=dedup,
            sample_rate_hz=mel.rate_hz,
            sha256=_hash(encoder, mel),
        )

    @staticmethod
    def load(folder: Path) -> MiniTokenizer:
        """Read a tokenizer folder.

        Raises:
            BadModel: a file is missing or is not what it should be.
        """
        try:
            settings = json.loads((folder / SETTINGS).read_text())
            encoder = UnitEncoder(EncoderSettings(**settings["encoder"]))
            weights = load_file(folder / WEIGHTS)
            encoder.load_state_dict({name: tensor.float() for name, tensor in weights.items()})
            return MiniTokenizer(encoder, MelSpec(**settings["mel"]), settings["dedup"])
        except (OSError, ValueError, KeyError, TypeError, RuntimeError, SafetensorError) as error:
            reason = str(error).splitlines()[0]
            remedy = "train it again or fetch the model anew"
            raise BadModel(f"{folder}: {reason}", "a folder of the mini tokenizer", remedy) from error

    def save(self, folder: Path) -> None:
        """Write the folder; weights in bfloat16 are what they are after `rounded`."""
        folder.mkdir(parents=True, exist_ok=True)
        settings = {"encoder": asdict(self.encoder.settings), "mel": asdict(self.mel), "dedup": self.spec.dedup}
        (folder / SETTINGS).write_text(json.dumps(settings, indent=1, sort_keys=True) + "\n")
        weights = {name: tensor.to(torch.bfloat16).contiguous() for name, tensor in self.encoder.state_dict().items()}
        save_file(weights, folder / WEIGHTS)

    def encode(self, audio: Audio) -> Units:
        """Units of a sound of any rate, with frame counts (see `Tokenizer.encode`)."""
        if not len(audio.samples):
            raise BadAudio("a sound without samples", "at least one sample", "record or choose another file")
        ids = self._frame_ids(log_mel(resample(audio, self.mel.rate_hz), self.mel))
        if not self.spec.dedup:
            return Units(ids, self.spec, np.ones(len(ids), np.int32))
        collapsed, frames = collapse(ids)
        return Units(collapsed, self.spec, frames)

    def encode_batch(self, audios: Sequence[Audio]) -> list[Units]:
        return [self.encode(audio) for audio in audios]

    @torch.inference_mode()
    def letters(self, units: Units) -> NDArray[np.float32]:
        """Letters by the encoder's own head (see `Tokenizer.letters`), `LETTERS_A_FRAME` times a unit frame."""
        self.spec.require(units.spec, "units to read")
        assert units.frames is not None, "reading needs frame counts; a language model's units have none"
        ids = torch.from_numpy(expand(units.ids, units.frames).astype(np.int64))
        log_probs = self.encoder.read(self.encoder.quantizer.codebook[ids][None], torch.ones(1, len(ids), 1))
        return np.asarray(log_probs[0].numpy())

    def read(self, units: Units) -> str:
        """The likeliest letter of each frame, collapsed: what units say without a language model."""
        return greedy_text(self.letters(units).argmax(-1))

    @torch.inference_mode()
    def hear(self, audio: Audio) -> NDArray[np.float32]:
        """What the network makes of each unit frame before the quantiser, (F, width)."""
        features = torch.from_numpy(normalize(log_mel(resample(audio, self.mel.rate_hz), self.mel)))[None]
        heard_1FD, _, _ = self.encoder.features(features, torch.tensor([features.shape[1]]))
        return np.asarray(heard_1FD[0].numpy())

    def vectors(self) -> NDArray[np.float32]:
        return np.asarray(self.encoder.quantizer.codebook.numpy())

    @torch.inference_mode()
    def _frame_ids(self, log_mel_TM: NDArray[np.float32]) -> NDArray[np.int32]:
        features = torch.from_numpy(normalize(log_mel_TM))[None]
        ids, _ = self.encoder.encode(features, torch.tensor([features.shape[1]]))
        return ids[0].numpy().astype(np.int32)


def rounded(encoder: UnitEncoder) -> UnitEncoder:
    """The encoder with its weights rounded to bfloat16, as they are saved: units of data made now and later agree."""
    state = {name: tensor.to(torch.bfloat16).float() for name, tensor in encoder.state_dict().items()}
    encoder.load_state_dict(state)
    return encoder


def _hash(encoder: UnitEncoder, mel: MelSpec) -> str:
    """SHA-256 of what determines the units: settings and the bfloat16 weights below the quantiser."""
    digest = hashlib.sha256(json.dumps([asdict(encoder.settings), asdict(mel)], sort_keys=True).encode())
    for name, tensor in sorted(encoder.state_dict().items()):
        if not name.startswith(_BEHIND_THE_UNITS):
            digest.update(name.encode())
            digest.update(tensor.to(torch.bfloat16).view(torch.int16).numpy().tobytes())
    return digest.hexdigest()
