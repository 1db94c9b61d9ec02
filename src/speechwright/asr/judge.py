"""The judge: a recognizer of our own that has nothing in common with the tokenizer but the data.

It hears what the model says, so it may not share the model's ears: other features, another kind of network (attention
and convolution by turns over 40 frames a second, as in the Conformer, arXiv 2005.08100; no quantiser), other seeds, and
it reads letters by CTC without any language model; with a list of words it reads words.

Legend: B batch, T feature frames, S output frames (T / 2), M mel bands, D width, P phonemes.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional as F

from speechwright.alphabet import ALPHABET, greedy_text
from speechwright.alphabet.lexicon import Lexicon
from speechwright.alphabet.reading import read_words
from speechwright.audio.features import MelSpec, log_mel
from speechwright.audio.level import is_silent
from speechwright.audio.resample import resample
from speechwright.errors import BadModel
from speechwright.types import Audio

MEL = MelSpec(fft_samples=512, window_samples=512, hop_samples=200, num_mels=64, low_hz=60.0, high_hz=7000.0)
STRIDE = 2
WEIGHTS, SETTINGS, WORDS = "model.safetensors", "judge.json", "words.txt"


@dataclass(frozen=True)
class JudgeSettings:
    """Shape of the network."""

    width: int = 192
    layers: int = 5
    heads: int = 4
    channels: int = 24
    kernel: int = 15
    num_phonemes: int = 40


class _Layer(nn.Module):
    """Self-attention, a convolution over time and a two-layer network, normalised before, each added to its input."""

    def __init__(self, width: int, heads: int, kernel: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm_attention, self.norm_feed = nn.LayerNorm(width), nn.LayerNorm(width)
        self.norm_near = nn.LayerNorm(width)
        self.near = nn.Conv1d(width, width, kernel, padding=kernel // 2, groups=width)
        self.project_in, self.project_out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x_BSD: Tensor, keep_BS: Tensor) -> Tensor:
        num, length, width = x_BSD.shape
        packed = self.project_in(self.norm_attention(x_BSD)).view(num, length, 3, self.heads, width // self.heads)
        query, key, value = packed.permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(query, key, value, keep_BS[:, None, None])
        x_BSD = x_BSD + self.project_out(mixed.transpose(1, 2).reshape(num, length, width))
        near_BDS = self.near((self.norm_near(x_BSD) * keep_BS[..., None]).transpose(1, 2))
        x_BSD = x_BSD + F.gelu(near_BDS).transpose(1, 2)
        fed: Tensor = self.down(F.gelu(self.up(self.norm_feed(x_BSD))))
        return x_BSD + fed


class JudgeNetwork(nn.Module):
    """Log-mel features → log-probabilities of letters, 40 a second.

    Phonemes are read too, half-way up: in training they show the lower half what to listen for.
    """

    def __init__(self, settings: JudgeSettings) -> None:
        super().__init__()
        self.settings = settings
        width, channels = settings.width, settings.channels
        self.first = nn.Conv2d(1, channels, 3, stride=STRIDE, padding=1)
        self.second = nn.Conv2d(channels, channels, 3, stride=(1, 2), padding=1)
        self.flatten = nn.Linear(channels * (-(-MEL.num_mels // 4)), width)
        self.layers = nn.ModuleList(_Layer(width, settings.heads, settings.kernel) for _ in range(settings.layers))
        self.phoneme_head = nn.Linear(width, settings.num_phonemes)
        self.norm, self.head = nn.LayerNorm(width), nn.Linear(width, len(ALPHABET))

    def forward(self, mel_BTM: Tensor, frames_B: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Log-probabilities of letters (B, S, alphabet), lengths (B,), and scores of phonemes (B, S, P)."""
        keep_BT = torch.arange(mel_BTM.shape[1], device=frames_B.device) < frames_B[:, None]
        x = F.gelu(self.first((mel_BTM * keep_BT[..., None])[:, None]))  # (B, channels, S, M / 2)
        lengths_B = (frames_B + STRIDE - 1) // STRIDE
        keep_BS = torch.arange(x.shape[2], device=frames_B.device) < lengths_B[:, None]
        x = F.gelu(self.second(x * keep_BS[:, None, :, None]))  # (B, channels, S, M / 4)
        x = self.flatten(x.permute(0, 2, 1, 3).flatten(2))
        half = (len(self.layers) + 1) // 2
        for layer in self.layers[:half]:
            x = layer(x, keep_BS)
        phonemes_BSP = self.phoneme_head(x)
        for layer in self.layers[half:]:
            x = layer(x, keep_BS)
        return F.log_softmax(self.head(self.norm(x)).float(), -1), lengths_B, phonemes_BSP


class Judge:
    """A trained judge: sound → the words it hears. No forced alignment, no confidence.

    Args:
        network: trained.
        lexicon: words it knows; without them it spells what it hears.
    """

    name = "judge"

    def __init__(self, network: JudgeNetwork, lexicon: Lexicon | None = None) -> None:
        self.network, self.lexicon = network.eval(), lexicon

    @staticmethod
    def load(folder: Path) -> Judge:
        """Read a judge's folder.

        Raises:
            BadModel: a file is missing or is not what it should be.
        """
        try:
            network = JudgeNetwork(JudgeSettings(**json.loads((folder / SETTINGS).read_text("utf-8"))))
            network.load_state_dict({name: value.float() for name, value in load_file(folder / WEIGHTS).items()})
        except (OSError, ValueError, TypeError, RuntimeError, SafetensorError) as error:
            reason = str(error).splitlines()[0]
            raise BadModel(f"{folder}: {reason}", "the folder of a judge", "train it again") from error
        return Judge(network, Lexicon.load(folder / WORDS) if (folder / WORDS).exists() else None)

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / SETTINGS).write_text(json.dumps(asdict(self.network.settings), indent=1) + "\n", "utf-8")
        weights = {name: value.to(torch.bfloat16).contiguous() for name, value in self.network.state_dict().items()}
        save_file(weights, folder / WEIGHTS)
        if self.lexicon is not None:
            self.lexicon.save(folder / WORDS)

    def hear(self, audio: Audio) -> str:
        """What was said, in words if it knows any; "" for silence."""
        return self.read(self.letters(audio))

    def read(self, log_probs_SA: NDArray[np.float32]) -> str:
        """What the letters of a sound say, in words if it knows any."""
        return _spell(log_probs_SA) if self.lexicon is None else read_words(log_probs_SA, self.lexicon)

    def spell(self, audio: Audio) -> str:
        """What was said, by the likeliest letter of each frame alone; "" for silence."""
        return _spell(self.letters(audio))

    @torch.inference_mode()
    def letters(self, audio: Audio) -> NDArray[np.float32]:
        """Natural-log probabilities of `ALPHABET`'s letters in each of S frames (S, letters); no frames for silence."""
        if not len(audio.samples) or is_silent(audio):
            return np.zeros((0, len(ALPHABET)), np.float32)
        features = normalize(log_mel(resample(audio, MEL.rate_hz), MEL))
        log_probs, _, _ = self.network(torch.from_numpy(features)[None], torch.tensor([len(features)]))
        return np.asarray(log_probs[0].numpy(), np.float32)


def _spell(log_probs_SA: NDArray[np.float32]) -> str:
    return greedy_text(log_probs_SA.argmax(-1))


def normalize(log_mel_TM: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each band to the mean zero over the clip, all to unit variance; 8 nepers below the loudest are the floor."""
    features = np.maximum(log_mel_TM, log_mel_TM.max() - 8.0)
    features = features - features.mean(0)
    return np.asarray(features / (features.std() + 1e-3), dtype=np.float32)
