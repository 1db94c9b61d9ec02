"""Stages: their defaults hold, and those of language need no audio stack."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from speechwright.train import STAGES
from speechwright.train.stages import LanguageStage

LANGUAGE = ("text", "pretrain", "sft", "chain")
ENGINES = ("audio", "tts", "asr", "vocoder", "units")


@pytest.mark.parametrize("name", LANGUAGE)
def test_a_language_stage_stands_in_the_table(name: str) -> None:
    assert isinstance(STAGES[name], LanguageStage)


def test_language_stages_load_no_engine_and_no_audio() -> None:
    source = Path(__file__).parents[2] / "src"
    lines = (
        "import sys, speechwright.train.stages, speechwright.train.examples",
        "print(*[name for name in sys.modules if name.startswith('speechwright.') or name in ('soundfile', 'soxr')])",
    )
    command = [sys.executable, "-c", "\n".join(lines)]
    environment = {**os.environ, "PYTHONPATH": str(source)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    loaded = done.stdout.split()
    assert "speechwright.train.language" in loaded
    unwanted = tuple(f"speechwright.{room}" for room in ENGINES)
    assert [name for name in loaded if name.startswith(unwanted) or name in ("soundfile", "soxr")] == []
