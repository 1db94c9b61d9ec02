"""The decoder that this project trains itself, for the CPU: acoustic net, speaker encoder, source–filter net."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from speechwright.audio.features import MelSpec
from speechwright.errors import BadModel
from speechwright.types import Audio, Row, Units, UnitSpec
from speechwright.vocoder.acoustic import AcousticNet, AcousticSettings, Alignment, align
from speechwright.vocoder.features import Features, features, levelled
from speechwright.vocoder.speaker import SpeakerEncoder, SpeakerSettings
from speechwright.vocoder.wave import SourceFilterNet, WaveSettings

WEIGHTS, SETTINGS, VOICES = "model.safetensors", "decoder.json", "voices.safetensors"
NOISE_SEED = 0  # one noise for all sounds: the same units give the same samples
LONGEST_UNIT_S = 2.0  # predicted lengths end here, whatever the net says

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class DecoderShape:
    """The shapes of the three nets."""

    acoustic: AcousticSettings
    speaker: SpeakerSettings
    wave: WaveSettings

    @staticmethod
    def from_row(row: Row) -> DecoderShape:
        wave = WaveSettings(**{**row["wave"], "mel": MelSpec(**row["wave"]["mel"])})
        return DecoderShape(AcousticSettings(**row["acoustic"]), SpeakerSettings(**row["speaker"]), wave)


class DecoderNets(nn.Module):
    """The three nets as one module, for saving and for training."""

    def __init__(self, shape: DecoderShape) -> None:
        super().__init__()
        self.shape = shape
        self.acoustic = AcousticNet(shape.acoustic)
        self.speaker = SpeakerEncoder(shape.speaker)
        self.wave = SourceFilterNet(shape.wave)


class MiniDecoder:
    """Trained nets, the units they were trained for, and the voices they were trained on.

    Every utterance is decoded on its own, so its sound can't depend on any other.
    """

    def __init__(self, nets: DecoderNets, spec: UnitSpec, voices: Mapping[str, Floats]) -> None:
        self.nets = nets.cpu().eval()
        self.spec = spec
        self.rate_hz = nets.shape.wave.mel.rate_hz
        self._voices = dict(voices)

    @staticmethod
    def load(folder: Path) -> MiniDecoder:
        """Read a decoder folder.

        Raises:
            BadModel: a file is missing or is not what it should be.
        """
        try:
            row = json.loads((folder / SETTINGS).read_text("utf-8"))
            nets = DecoderNets(DecoderShape.from_row(row["shape"]))
            nets.load_state_dict({name: tensor.float() for name, tensor in load_file(folder / WEIGHTS).items()})
            vectors = load_file(folder / VOICES)
            voices = {name: vectors[name].numpy() for name in row["voices"]}
            return MiniDecoder(nets, UnitSpec.from_row(row["units"]), voices)
        except (OSError, ValueError, KeyError, TypeError, RuntimeError, SafetensorError) as error:
            reason = str(error).splitlines()[0]
            remedy = "train it again or fetch the model anew"
            raise BadModel(f"{folder}: {reason}", "a folder of the mini decoder", remedy) from error

    def save(self, folder: Path) -> None:
        """Write the folder; weights go in bfloat16, which changes nothing after `rounded`."""
        folder.mkdir(parents=True, exist_ok=True)
        row = {"shape": asdict(self.nets.shape), "units": self.spec.to_row(), "voices": list(self._voices)}
        (folder / SETTINGS).write_text(json.dumps(row, indent=1, sort_keys=True) + "\n", "utf-8")
        state = self.nets.state_dict()
        save_file({name: tensor.to(torch.bfloat16).contiguous() for name, tensor in state.items()}, folder / WEIGHTS)
        save_file({name: torch.tensor(vector) for name, vector in self._voices.items()}, folder / VOICES)

    def voices(self) -> Mapping[str, Floats]:
        return self._voices

    def speaker(self, audio: Audio) -> Floats:
        """The vector of a voice, (dims,): mean log F0 over 150 Hz, then the timbre (see `Decoder.speaker`)."""
        mel = self.nets.shape.wave.mel
        return self.vector(features(levelled(audio, mel), mel))

    @torch.inference_mode()
    def vector(self, heard: Features) -> Floats:
        """The same of features."""
        vector_1K = self.nets.speaker(torch.from_numpy(heard.mel_TM)[None], None, torch.tensor([heard.pitch]))
        return np.asarray(vector_1K[0].numpy(), np.float32)

    @torch.inference_mode()
    def decode(self, units: Units, speaker: Floats) -> Audio:
        """The units as spoken by that voice, at −23 dBFS or so (see `Decoder.decode`).

        The sound lasts as long as the frames do, which are predicted where the units bring none.
        """
        self.spec.require(units.spec, "units to speak")
        voice_1K = torch.from_numpy(np.array(speaker, np.float32))[None]
        assert voice_1K.shape[1:] == (self.nets.shape.speaker.dims,), f"a voice of shape {speaker.shape}"
        if not len(units):
            return Audio(np.zeros(0, np.float32), self.rate_hz)
        x_1SD, log_frames_1S = self.nets.acoustic.read(torch.from_numpy(units.ids.astype(np.int64))[None], voice_1K)
        frames_S = self._rounded(log_frames_1S[0]) if units.frames is None else _longs(units.frames)
        return Audio(self._sound(x_1SD, frames_S, voice_1K).numpy(), self.rate_hz)

    def _rounded(self, log_frames_S: Tensor) -> Tensor:
        if not self.spec.dedup:
            return torch.ones(len(log_frames_S), dtype=torch.long)
        return log_frames_S.exp().clamp(1, LONGEST_UNIT_S * self.spec.rate_hz).round().long()

    def _sound(self, x_1SD: Tensor, frames_S: Tensor, voice_1K: Tensor) -> Tensor:
        """Samples (N,) of units that last as many frames as given."""
        unit_F, place_F2 = align(frames_S)
        sketch = self.nets.acoustic.draw(x_1SD, Alignment(unit_F[None], place_F2[None]), voice_1K)
        num_samples = sketch.mel_BTM.shape[1] * self.nets.shape.wave.mel.hop_samples
        noise_1N = torch.randn(1, num_samples, generator=torch.Generator().manual_seed(NOISE_SEED))
        voiced_1T = (sketch.voicing_BT > 0).float()
        return torch.as_tensor(self.nets.wave(sketch.mel_BTM, sketch.log_f0_BT, voiced_1T, noise_1N)[0])


def rounded(nets: DecoderNets) -> DecoderNets:
    """The nets with their weights rounded to bfloat16, as they are saved: reloaded, they sound the same."""
    nets.load_state_dict({name: tensor.to(torch.bfloat16).float() for name, tensor in nets.state_dict().items()})
    return nets


def _longs(numbers: NDArray[np.int32]) -> Tensor:
    return torch.from_numpy(numbers.astype(np.int64))
