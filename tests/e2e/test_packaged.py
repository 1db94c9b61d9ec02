"""The model that comes with the package: its size, its card, and that it does what it is for."""

import json
import re
from pathlib import Path

import pytest

from speechwright import Speechwright
from speechwright.bench import SUITES
from speechwright.bench.markdown import shown
from speechwright.infer.folder import PRETRAINED, example_sounds
from speechwright.metrics.text import wer

MINI = PRETRAINED / "mini"
SAID = dict(
    re.findall(r"^\| `(\S+)` \| [^|]+ \| (.+) \|$", (PRETRAINED / "examples" / "README.md").read_text("utf-8"), re.M)
)


@pytest.fixture(scope="module")
def sw() -> Speechwright:
    return Speechwright.from_pretrained("mini")


def test_the_weights_are_small_enough():
    assert sum(path.stat().st_size for path in MINI.rglob("*.safetensors")) <= 40e6


def test_the_examples_are_listed():
    assert [path.name for path in example_sounds()] == sorted(SAID)


@pytest.mark.parametrize("path", example_sounds(), ids=lambda path: path.stem)
def test_it_writes_down_what_it_hears(sw: Speechwright, path: Path):
    assert wer([SAID[path.name]], [sw.transcribe(path).text]) <= 0.25


@pytest.mark.parametrize(
    "request_text, answer",
    [("what is the capital of france?", "paris"), ("what is two plus three?", "five"), ("say hello twice.", "hello")],
)
def test_it_answers_what_is_typed(sw: Speechwright, request_text: str, answer: str):
    assert answer in (sw.chat(text=request_text, out="text").answer or "")


def test_it_answers_aloud(sw: Speechwright):
    answered = sw.chat(example_sounds()[0], out="speech")
    assert "kathmandu" in (answered.answer or "") and answered.audio is not None and 1 < answered.audio.length_s < 6


def test_the_card_quotes_the_figures_that_were_measured():
    figures = json.loads((MINI / "figures.json").read_text("utf-8"))
    card = (MINI / "README.md").read_text("utf-8")
    wanted = [measure for suite in SUITES.values() for measure in suite.measures if measure.wanted is not None]
    for measure in wanted:
        assert f"| {measure.title} | {shown(figures[measure.name]['value'], measure.kind)} |" in card, measure.name
