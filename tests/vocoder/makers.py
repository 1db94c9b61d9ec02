"""Tiny nets and a made-up language of three units that the tests of the decoder share.

The language: unit 0 is silence, 1 a vowel, 2 a hiss; a voice has a pitch and a formant.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from speechwright.audio.features import MelSpec
from speechwright.types import Audio, Units, UnitSpec
from speechwright.vocoder.acoustic import AcousticSettings
from speechwright.vocoder.mini import DecoderNets, DecoderShape, MiniDecoder, rounded
from speechwright.vocoder.speaker import SpeakerSettings
from speechwright.vocoder.wave import WaveSettings

SPEC = UnitSpec("toy", 25.0, 3, 1, True, 16_000, "0" * 64)
VOICES = {"low": (90.0, 500.0), "high": (210.0, 1400.0)}  # pitch and formant, both in Hz
SILENCE, VOWEL, HISS = range(3)
FRAME = 640  # samples


def tiny_decoder(seed: int = 0, dedup: bool = True) -> MiniDecoder:
    """Untrained, yet no two units sound the same."""
    acoustic = AcousticSettings(3, width=32, mel_width=32, unit_blocks=1, frame_blocks=1, mel_blocks=1)
    shape = DecoderShape(acoustic, SpeakerSettings(width=16, blocks=1), WaveSettings(MelSpec(), 32, 1))
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        nets = rounded(DecoderNets(shape))
    spec = UnitSpec(**{**SPEC.to_row(), "dedup": dedup})
    vectors = np.random.default_rng(seed).normal(size=(2, 64)).astype(np.float32)
    return MiniDecoder(nets, spec, dict(zip(("ada", "bob"), vectors, strict=True)))


def some_units(num: int = 12, seed: int = 0, counted: bool = True) -> Units:
    rng = np.random.default_rng(seed)
    ids = ((rng.integers(1, 3, num)).cumsum() % 3).astype(np.int32)  # no two alike side by side
    return Units(ids, SPEC, rng.integers(1, 8, num).astype(np.int32) if counted else None)


def spoken(units: Units, voice: str, seed: int = 0) -> NDArray[np.float32]:
    """What a voice of the made-up language makes of units with frame counts."""
    assert units.frames is not None
    rng = np.random.default_rng(seed)
    unit_N = np.repeat(units.ids, units.frames * FRAME)
    pitch_hz, formant_hz = VOICES[voice]
    seconds = np.arange(len(unit_N)) / 16_000
    glide = 1 + 0.1 * np.sin(2 * np.pi * 1.5 * seconds + rng.uniform(0, 6))
    phase = 2 * np.pi * np.cumsum(pitch_hz * glide) / 16_000
    harmonics = range(1, int(4_000 / pitch_hz / 1.1))
    vowel = sum(np.cos(k * phase) / (1 + ((k * pitch_hz - formant_hz) / 200) ** 2) for k in harmonics)
    hiss = np.diff(rng.normal(size=len(unit_N) + 1)) * 0.2
    sound = np.where(unit_N == VOWEL, vowel, np.where(unit_N == HISS, hiss, 1e-3 * hiss))
    return (0.1 * sound).astype(np.float32)


def sentence(voice: str, seed: int) -> tuple[Units, NDArray[np.float32], str]:
    units = some_units(8, seed)
    return units, spoken(units, voice, seed), voice


def vowel(voice: str, seed: int = 0, length_s: float = 0.8) -> Audio:
    frames = np.array([round(length_s * 25)], np.int32)
    return Audio(spoken(Units(np.array([VOWEL], np.int32), SPEC, frames), voice, seed), 16_000)
