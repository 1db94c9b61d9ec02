"""Training the mini tokenizer: letters by CTC through the quantiser, phonemes on the codes and before them.

Legend: B batch, T feature frames, S unit frames, C quantiser channels.
"""

from __future__ import annotations

from pathlib import Path

import torch
from pydantic import BaseModel, ConfigDict
from torch import Tensor

from speechwright.audio.features import MelSpec
from speechwright.errors import BadRecipe
from speechwright.train.acoustic import (
    AcousticBatch,
    AcousticSettings,
    Training,
    ctc,
    phoneme_loss,
    phonemes_at,
    train_acoustic,
)
from speechwright.train.batches import Indexed
from speechwright.train.clips import UNLABELLED, Clip
from speechwright.train.schedule import linear_ramp
from speechwright.units.encoder import LETTERS_A_FRAME, STRIDE, EncoderSettings, UnitEncoder
from speechwright.units.mini import MiniTokenizer, rounded
from speechwright.units.normalize import normalize

COMMITMENT = 0.25  # weight of the pull of vectors towards their codes, as in van den Oord et al. 2017


class TokenizerSettings(BaseModel):
    """Shape and training of a mini tokenizer.

    Args:
        encoder: shape of the network; its levels are the codebook.
        dedup: collapse repeats of a unit.
        training: how to train.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    encoder: EncoderSettings = EncoderSettings()
    dedup: bool = True
    training: AcousticSettings


def train_tokenizer(
    clips: Indexed[Clip],
    held_out: Indexed[Clip],
    settings: TokenizerSettings,
    folder: Path,
    start: UnitEncoder | None = None,
) -> MiniTokenizer:
    """Train a tokenizer on recordings, or go on with a trained encoder (`start`) on others.

    A start with another number of codes than `settings` wants, or one that never used its codes, gets a new codebook.
    """
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(settings.training.seed)
        encoder = UnitEncoder(settings.encoder)
    if start is not None:
        _take_over(encoder, start)
        quantised = settings.training.model_copy(update={"soft_until": 0.0, "hard_from": 1e-9})
        settings = settings.model_copy(update={"training": quantised})

    def objective(batch: AcousticBatch) -> tuple[Tensor, dict[str, float]]:
        return _loss(encoder, batch, settings.training)

    train_acoustic(Training(encoder, objective, normalize), clips, held_out, settings.training, folder)
    return MiniTokenizer(rounded(encoder), MelSpec(num_mels=settings.encoder.num_mels), settings.dedup)


def _take_over(encoder: UnitEncoder, start: UnitEncoder) -> None:
    """The weights of `start`; its codebook too where it has one of the same size.

    Raises:
        BadRecipe: the networks differ in more than the number of codes.
    """
    weights, own = start.state_dict(), encoder.state_dict()
    if weights["quantizer.codebook"].shape != own["quantizer.codebook"].shape:
        weights |= {name: value for name, value in own.items() if name.startswith("quantizer.")}
    if {name: value.shape for name, value in weights.items()} != {name: value.shape for name, value in own.items()}:
        raise BadRecipe("a start of another shape", "a network that differs in `size` alone", "mend `encoder`")
    encoder.load_state_dict(weights)


def _loss(encoder: UnitEncoder, batch: AcousticBatch, settings: AcousticSettings) -> tuple[Tensor, dict[str, float]]:
    """The weighted sum of the losses, and each of them."""
    x_BSD, lengths_B, mask_BS1 = encoder.features(batch.mel_BTM, batch.frames_B)
    vectors_BSC = encoder.vectors(x_BSD)
    drawn_B = torch.rand(len(x_BSD), generator=batch.rng) < _quantised_share(batch.progress, settings)
    hard_B = drawn_B.to(x_BSD.device) & (encoder.training or encoder.quantizer.started)
    if encoder.training and hard_B.any():
        encoder.quantizer.follow(vectors_BSC.detach()[mask_BS1[..., 0] > 0], batch.rng)
    codes_BSC = encoder.quantizer(vectors_BSC, hard_B)
    commitment = ((vectors_BSC - codes_BSC.detach()).square() * mask_BS1).sum() / (mask_BS1.sum() * codes_BSC.shape[2])
    letters = ctc(encoder.read(codes_BSC, mask_BS1), LETTERS_A_FRAME * lengths_B, batch)
    phonemes_BS = phonemes_at(batch, STRIDE, codes_BSC.shape[1])
    on_codes = phoneme_loss(encoder.phoneme_head(codes_BSC), phonemes_BS)
    before = phoneme_loss(encoder.wide_phoneme_head(x_BSD), phonemes_BS)
    change = _change_within_phonemes(vectors_BSC, phonemes_BS)
    loss = letters + settings.phoneme_weight * (on_codes + before)
    loss = loss + settings.smooth_weight * change + COMMITMENT * commitment
    figures = {"letters": letters, "phonemes": on_codes, "phonemes_before": before, "change": change}
    figures["commitment"] = commitment
    return loss, {name: value.item() for name, value in figures.items()}


def _quantised_share(progress: float, settings: AcousticSettings) -> float:
    """Share of the items that are quantised at this point of the run."""
    start, end = (round(1_000_000 * share) for share in (settings.soft_until, settings.hard_from))
    return linear_ramp(round(1_000_000 * progress), start, max(start + 1, end))


def _change_within_phonemes(vectors_BSC: Tensor, phonemes_BS: Tensor) -> Tensor:
    """Mean change from frame to frame inside a phoneme: codes that stay collapse to fewer units (our choice)."""
    inside_BS = (phonemes_BS[:, 1:] == phonemes_BS[:, :-1]) & (phonemes_BS[:, 1:] != UNLABELLED)
    change_BS = (vectors_BSC[:, 1:] - vectors_BSC[:, :-1]).abs().mean(-1)
    return (change_BS * inside_BS).sum() / inside_BS.sum().clamp(min=1)
