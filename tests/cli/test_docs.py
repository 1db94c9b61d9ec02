"""The page about the command line names what the command line has."""

import inspect
from pathlib import Path

import numpy as np
import pytest

from speechwright import errors
from speechwright.cli.main import app
from speechwright.infer.about import about_model
from speechwright.infer.demo import Demo
from speechwright.infer.results import Exchange, Transcript, Utterance
from speechwright.infer.stopwatch import Stopwatch
from speechwright.types import Audio
from tests.cli.test_edit import KEYS as EDIT_KEYS
from tests.modelbox import model_box

PAGE = (Path(__file__).parents[2] / "docs" / "cli.md").read_text("utf-8")
SOUND, TIMINGS = Audio(np.ones(1), 16_000), Stopwatch().timings(0.0, 0.0)
KEYS = {
    "transcribe": Transcript("", 0.0, "model", (), TIMINGS).to_row(),
    "speak": Utterance(SOUND, "", "ada", (), TIMINGS).to_row(),
    "chat": {**Exchange(None, None, None, "end", TIMINGS).to_row(), **TIMINGS},
    "edit": EDIT_KEYS,
    "demo": Demo(Path("index.html"), ()).to_row(),
}


def section(verb: str) -> str:
    return PAGE.partition(f"\n## {verb}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("verb", KEYS)
def test_every_key_is_explained(verb: str):
    assert [key for key in KEYS[verb] if f"`{key}`" not in section(verb)] == []


def test_info_is_explained():
    assert [key for key in about_model(model_box()) if f"`{key}`" not in section("info")] == []


def test_every_verb_has_its_section_and_every_error_its_line():
    verbs = [command.callback.__name__ for command in app.registered_commands if command.callback]
    assert all(section(verb) for verb in verbs)
    ours = [name for name, kind in inspect.getmembers(errors, inspect.isclass) if name != "SpeechwrightError"]
    assert [name for name in ours if f"| `{name}` |" not in PAGE] == []
