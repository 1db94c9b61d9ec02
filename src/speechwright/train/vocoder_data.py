"""Clips to train a decoder on: units with the features of their sound, in padded batches and short excerpts.

Legend: B batch, S units, F unit frames, T mel frames, M mel bands, N samples, R frames of a reference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from speechwright.audio.features import Floats, MelSpec
from speechwright.errors import BadData
from speechwright.train.batches import Indexed
from speechwright.types import Audio, Units, UnitSpec
from speechwright.vocoder.acoustic import Alignment, align
from speechwright.vocoder.features import Features, features, levelled

Item = tuple[Units, NDArray[np.int16] | NDArray[np.float32], str]
"""Units with frame counts, samples at the rate of the units' own sound, and the name of the voice."""

MOST_EXCESS = 2.5  # frames that units may be longer or shorter than their sound: encoders pad and cut
REFERENCE_FRAMES = 300  # a voice is learned from at most so much of another clip (3 s)


@dataclass(frozen=True, eq=False)
class Clip:
    """One item made ready: as many mel frames and samples as its units last."""

    ids_S: Tensor
    frames_S: Tensor
    samples_N: Tensor
    heard: Features
    voice: str

    def samples(self, start: int, num_frames: int) -> Tensor:
        """The samples of mel frames from `start` on."""
        hop_samples = len(self.samples_N) // len(self.heard)
        return self.samples_N[start * hop_samples : (start + num_frames) * hop_samples]


class Clips:
    """All items in memory, each taken once; made ready when first asked for: F0 takes as long as training on it once.

    Args:
        items: to learn from.
        mel: how features are taken.

    Raises:
        UnitMismatch: items have different units.
        BadData: there are no items; units lack frame counts, aren't as long as their sound, or have a rate that the
            mel frames' is no multiple of.
    """

    def __init__(self, items: Indexed[Item], mel: MelSpec) -> None:
        if not len(items):
            raise BadData("no items", "at least one", "check what the data set was built from")
        self.mel = mel
        self._items = [items[index] for index in range(len(items))]
        self._made: dict[int, Clip] = {}
        self.spec: UnitSpec = self._items[0][0].spec
        self.mel_frames = _ratio(mel.frame_rate_hz, self.spec.rate_hz)
        self.num_frames = np.array([self._require(index) for index in range(len(items))], np.int64)
        self.by_voice: dict[str, list[int]] = {}
        for index, (_, _, voice) in enumerate(self._items):
            self.by_voice.setdefault(voice, []).append(index)

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, index: int) -> Clip:
        if index not in self._made:
            self._made[index] = self._make(index)
        return self._made[index]

    def _require(self, index: int) -> int:
        """The number of unit frames of a sound item."""
        units, samples, _ = self._items[index]
        self.spec.require(units.spec, f"item {index}")
        if units.frames is None:
            raise BadData(f"item {index} without frame counts", "units with them", "encode the sound again")
        num_frames = int(units.frames.sum())
        excess = num_frames - len(samples) / self.mel.rate_hz * self.spec.rate_hz
        if not num_frames or abs(excess) > MOST_EXCESS:
            found = f"item {index}, its units {excess:+.1f} frames longer than its sound"
            raise BadData(found, f"sound at {self.mel.rate_hz} Hz and its own units", "encode the sound again")
        return num_frames

    def _make(self, index: int) -> Clip:
        units, samples, voice = self._items[index]
        assert units.frames is not None, "items were looked at before"
        num_mel = int(self.num_frames[index]) * self.mel_frames
        scale = 32768 if samples.dtype == np.int16 else 1
        audio = levelled(Audio(np.asarray(samples / scale, np.float32), self.mel.rate_hz), self.mel)
        fitted = np.zeros(num_mel * self.mel.hop_samples, np.float32)
        kept = audio.samples[: len(fitted)]
        fitted[: len(kept)] = kept
        heard = features(Audio(fitted, self.mel.rate_hz), self.mel)
        ids, frames = (torch.from_numpy(row.astype(np.int64)) for row in (units.ids, units.frames))
        return Clip(ids, frames, torch.from_numpy(fitted), heard.window(0, num_mel), voice)

    def reference(self, index: int, rng: np.random.Generator) -> Features:
        """Up to 3 s of another clip of the same voice; of the clip itself if the voice has no other."""
        others = [other for other in self.by_voice[self._items[index][2]] if other != index] or [index]
        heard = self[others[int(rng.integers(len(others)))]].heard
        start = int(rng.integers(max(1, len(heard) - REFERENCE_FRAMES + 1)))
        return heard.window(start, REFERENCE_FRAMES)


def _ratio(mel_rate_hz: float, unit_rate_hz: float) -> int:
    """Mel frames to a frame of units."""
    ratio = round(mel_rate_hz / unit_rate_hz)
    if ratio * unit_rate_hz != mel_rate_hz:
        found = f"units at {unit_rate_hz:g} Hz"
        raise BadData(found, f"a rate that divides {mel_rate_hz:g} Hz", "use another tokenizer")
    return ratio


@dataclass(frozen=True, eq=False)
class Batch:
    """Padded clips; masks are 1 where something is, `same_BB` where two clips are of one voice."""

    ids_BS: Tensor
    frames_BS: Tensor
    mask_BS1: Tensor
    alignment: Alignment
    mask_BF1: Tensor
    mel_BTM: Tensor
    log_f0_BT: Tensor
    voiced_BT: Tensor
    mask_BT1: Tensor
    pitch_B: Tensor
    reference_BRM: Tensor
    mask_BR1: Tensor
    same_BB: Tensor


def collate(clips: Sequence[Clip], references: Sequence[Features], device: torch.device) -> Batch:
    """Pad clips, each with a reference of its voice."""
    places = [align(clip.frames_S) for clip in clips]
    heard = [clip.heard for clip in clips]
    ids_BS, mask_BS1 = _padded([clip.ids_S for clip in clips], device)
    unit_BF, mask_BF1 = _padded([unit_F for unit_F, _ in places], device)
    place_BF2, _ = _padded([place_F2 for _, place_F2 in places], device)
    mel_BTM, mask_BT1 = _padded([one.mel_TM for one in heard], device)
    reference_BRM, mask_BR1 = _padded([reference.mel_TM for reference in references], device)
    return Batch(
        ids_BS=ids_BS,
        frames_BS=_padded([clip.frames_S for clip in clips], device)[0],
        mask_BS1=mask_BS1,
        alignment=Alignment(unit_BF, place_BF2),
        mask_BF1=mask_BF1,
        mel_BTM=mel_BTM,
        log_f0_BT=_padded([one.log_f0_T for one in heard], device)[0],
        voiced_BT=_padded([one.voiced_T for one in heard], device)[0],
        mask_BT1=mask_BT1,
        pitch_B=torch.tensor([one.pitch for one in heard], device=device),
        reference_BRM=reference_BRM,
        mask_BR1=mask_BR1,
        same_BB=torch.tensor([[one.voice == other.voice for other in clips] for one in clips], device=device),
    )


def _padded(rows: Sequence[Tensor | Floats], device: torch.device) -> tuple[Tensor, Tensor]:
    """Rows of different lengths with zeros behind them, (B, longest, …), and their mask (B, longest, 1)."""
    padded = torch.nn.utils.rnn.pad_sequence([torch.as_tensor(row) for row in rows], batch_first=True)
    lengths_B = torch.tensor([len(row) for row in rows])
    mask = (torch.arange(padded.shape[1]) < lengths_B[:, None])[..., None].float()
    return padded.to(device), mask.to(device)


@dataclass(frozen=True, eq=False)
class Excerpts:
    """Pieces of clips, all of one length: features and the samples that they tell of."""

    mel_BTM: Tensor
    log_f0_BT: Tensor
    voiced_BT: Tensor
    samples_BN: Tensor


def excerpts(
    clips: Sequence[Clip],
    drawn_BTM: Tensor,
    num: int,
    num_frames: int,
    drawn_share: float,
    rng: np.random.Generator,
) -> Excerpts:
    """Draw `num` pieces of `num_frames` mel frames, or as many as the longest clip has.

    A share of them has mels from `drawn_BTM`, the acoustic net's, through which no gradient runs; F0 is always true, so
    that sound and target stay in step.
    """
    num_frames = min(num_frames, max(len(clip.heard) for clip in clips))
    room = np.array([max(0, len(clip.heard) - num_frames + 1) for clip in clips])
    chosen = [(int(row), int(rng.integers(room[row]))) for row in rng.choice(len(clips), num, p=room / room.sum())]
    cut = [clips[row].heard.window(start, num_frames) for row, start in chosen]
    drawn = [drawn_BTM[row, start : start + num_frames].detach() for row, start in chosen]
    is_drawn_B11 = torch.from_numpy(rng.random(num) < drawn_share)[:, None, None].to(drawn_BTM.device)
    return Excerpts(
        mel_BTM=torch.where(is_drawn_B11, torch.stack(drawn), _stacked([one.mel_TM for one in cut], drawn_BTM)),
        log_f0_BT=_stacked([one.log_f0_T for one in cut], drawn_BTM),
        voiced_BT=_stacked([one.voiced_T for one in cut], drawn_BTM),
        samples_BN=_stacked([clips[row].samples(start, num_frames) for row, start in chosen], drawn_BTM),
    )


def _stacked(rows: Sequence[Tensor | Floats], like: Tensor) -> Tensor:
    return torch.stack([torch.as_tensor(row) for row in rows]).to(like.device)
