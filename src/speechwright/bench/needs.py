"""What suites need, and what of it determines their items."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from speechwright.asr import RECOGNIZERS
from speechwright.bench.cases import human_like
from speechwright.bench.suite import NeedName, Suite
from speechwright.bench.voices import HUMAN_LIKE, LISTENING
from speechwright.bench.workbench import Workbench
from speechwright.errors import BadModel, SpeechwrightError
from speechwright.tts import VOICES
from speechwright.types import Row


@dataclass(frozen=True)
class Need:
    """A need: `check` raises one of our errors where it is missing; `stamp` tells what rows depend on."""

    check: Callable[[Workbench], object]
    stamp: Callable[[Workbench], Row] = lambda bench: {}


def missing(bench: Workbench, suite: Suite) -> str:
    """Why the suite can't run on that bench; "" if it can."""
    for need in suite.needs:
        try:
            NEEDS[need].check(bench)
        except SpeechwrightError as error:
            return str(error)
    return ""


def stamps(bench: Workbench, suite: Suite) -> Row:
    """All that the suite's rows depend on beside model and seed."""
    return {key: value for need in suite.needs for key, value in NEEDS[need].stamp(bench).items()}


def _require_human_voices(bench: Workbench) -> None:
    VOICES[HUMAN_LIKE.rstrip(":")]()  # raises where the engine itself is not installed
    if not human_like(bench):
        raise BadModel(f"no {HUMAN_LIKE} voice in the model", "one", "train the decoder on flite's voices too")


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()


def _stamp_voices(bench: Workbench) -> Row:
    bank = _digest([entry.model_dump(mode="json") for entry in LISTENING])
    return {"voices": bank, "missing_engines": list(bench.bank.missing)}


def _stamp_digits(bench: Workbench) -> Row:
    return {"people": _digest([(path.name, path.stat().st_size) for path, _, _ in bench.digits])}


NEEDS: dict[NeedName, Need] = {
    "tokenizer": Need(lambda bench: bench.tokenizer),
    "voices": Need(lambda bench: bench.bank, _stamp_voices),
    "judge": Need(lambda bench: bench.judge),
    "stored voices": Need(lambda bench: bench.stored_voices),
    "human voices": Need(_require_human_voices),
    "pocketsphinx": Need(lambda bench: RECOGNIZERS["pocketsphinx"]),
    "people": Need(lambda bench: bench.digits, _stamp_digits),
    "lines": Need(lambda bench: bench.open_lines, lambda bench: {"lines": _digest(bench.open_lines)}),
}
