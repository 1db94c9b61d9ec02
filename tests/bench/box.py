"""A tiny untrained model with a judge and voices of both engines, and recordings of digits to measure it on."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import torch

from speechwright.asr.judge import Judge, JudgeNetwork, JudgeSettings
from speechwright.audio.write import write_audio
from speechwright.bench.settings import EvaluateSettings
from speechwright.bench.workbench import Workbench
from speechwright.vocoder.mini import MiniDecoder
from tests.modelbox import babble, make_model

VOICES = ("espeak:en-us", "flite:slt")
DIGITS = ("0_ann_0.wav", "7_ann_0.wav", "7_bob_3.wav")


@cache
def bench_box() -> Path:
    """The model's folder. Shared, so not to be changed."""
    folder = make_model(_new_folder() / "tiny")
    with torch.random.fork_rng():
        torch.manual_seed(0)
        Judge(JudgeNetwork(JudgeSettings(width=16, layers=1, heads=2, channels=4, kernel=5))).save(folder / "judge")
    decoder = MiniDecoder.load(folder / "vocoder")
    vectors = zip(VOICES, decoder.voices().values(), strict=True)
    MiniDecoder(decoder.nets, decoder.spec, dict(vectors)).save(folder / "vocoder")
    return folder


@cache
def people_box(broken: bool = False) -> Path:
    """A folder of recordings; with a further one that is no sound, if `broken`."""
    folder = _new_folder()
    for seed, name in enumerate(DIGITS):
        write_audio(folder / name, babble(0.5, seed, 8_000))
    if broken:
        (folder / "9_bob_0.wav").write_bytes(b"not a sound")
    return folder


@cache
def bench(**settings: object) -> Workbench:
    """A workbench for the model, with seed 5 unless another is given."""
    return Workbench(bench_box(), EvaluateSettings(**{"seed": 5, "people": people_box(), **settings}))  # type: ignore[arg-type]


def _new_folder() -> Path:
    _KEPT.append(tempfile.TemporaryDirectory(prefix="benchbox-"))
    return Path(_KEPT[-1].name)


_KEPT: list[tempfile.TemporaryDirectory[str]] = []  # deleted when the tests end
