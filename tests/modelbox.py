"""A whole model folder, tiny and untrained: it talks nonsense, but through every part that a trained one has."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import numpy as np
import torch

from speechwright.audio.features import MelSpec
from speechwright.lm.folder import save_model
from speechwright.lm.grow import grow
from speechwright.lm.mini import MiniSize, mini_model, mini_tokenizer
from speechwright.types import Audio, UnitSpec
from speechwright.units.encoder import EncoderSettings, UnitEncoder
from speechwright.units.mini import MiniTokenizer, rounded
from speechwright.vocoder import mini as decoder
from speechwright.vocoder.acoustic import AcousticSettings
from speechwright.vocoder.speaker import SpeakerSettings
from speechwright.vocoder.wave import WaveSettings

LM = MiniSize(layers=2, width=32, heads=2, kv_heads=2, ffn=64)
UNITS = EncoderSettings(size=12, code_channels=4, channels=8, width=16, blocks=1, context_blocks=1, kernel=5)
SPREAD = 0.5  # of the language model's weights: so large that replies wander, and end by themselves
VOICES = ("ada", "ben")


@cache
def model_box(seed: int = 1) -> Path:
    """The folder of a model; another seed makes other units. Shared, so not to be changed."""
    _KEPT.append(tempfile.TemporaryDirectory(prefix="modelbox-"))
    return make_model(Path(_KEPT[-1].name) / f"tiny{seed}", seed)


_KEPT: list[tempfile.TemporaryDirectory[str]] = []  # deleted when the tests end


def make_model(folder: Path, seed: int = 1) -> Path:
    tokenizer = _tokenizer(seed)
    _save_lm(folder, tokenizer.spec, seed)
    tokenizer.save(folder / "units")
    _decoder(tokenizer.spec, seed).save(folder / "vocoder")
    return folder


def babble(length_s: float = 0.6, seed: int = 0, rate_hz: int = 16_000) -> Audio:
    """A sound with something of the ups and downs of speech."""
    rng = np.random.default_rng(seed)
    num = round(length_s * rate_hz)
    loudness = np.interp(
        np.arange(num), np.linspace(0, num, max(4, int(8 * length_s))), rng.random(max(4, int(8 * length_s)))
    )
    return Audio((0.2 * loudness * rng.standard_normal(num)).clip(-1, 1).astype(np.float32), rate_hz)


def _tokenizer(seed: int) -> MiniTokenizer:
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        encoder = UnitEncoder(UNITS)
    generator = torch.Generator().manual_seed(seed)
    encoder.quantizer.follow(torch.randn(100, UNITS.code_channels, generator=generator), generator)
    return MiniTokenizer(rounded(encoder), MelSpec(), dedup=True)


def _save_lm(folder: Path, spec: UnitSpec, seed: int) -> None:
    tokenizer, generator = mini_tokenizer(), torch.Generator().manual_seed(seed)
    model = mini_model(len(tokenizer), LM, generator)
    grow(model, tokenizer, spec, generator)
    with torch.no_grad():
        for weight in model.parameters():
            if weight.ndim > 1:
                weight.normal_(0, SPREAD, generator=generator)
    save_model(folder, model, tokenizer, spec, "# A tiny model\n")


def _decoder(spec: UnitSpec, seed: int) -> decoder.MiniDecoder:
    acoustic = AcousticSettings(
        spec.size, speaker_dims=8, width=32, mel_width=32, unit_blocks=1, frame_blocks=1, mel_blocks=1
    )
    shape = decoder.DecoderShape(acoustic, SpeakerSettings(8, 32, 1), WaveSettings(width=32, blocks=1))
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        nets = decoder.rounded(decoder.DecoderNets(shape))
    rng = np.random.default_rng(seed)
    return decoder.MiniDecoder(nets, spec, {name: rng.standard_normal(8).astype(np.float32) for name in VOICES})
