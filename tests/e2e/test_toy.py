"""The whole road, walked for real: recipes/toy.yaml lowers the loss of every stage and ends in a model to talk to."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import yaml

from speechwright import Speechwright
from speechwright.audio.write import decode_flac, write_audio
from speechwright.road.runner import run_recipe
from speechwright.shards import open_shards
from speechwright.train.runlog import CURVES, read_log

TOY = Path(__file__).parents[2] / "recipes" / "toy.yaml"
TRAINED = ("tokenizer", "judge", "text", "pretrain", "sft", "chain", "decoder")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run_recipe(TOY, tmp_path_factory.mktemp("toy") / "run")


@pytest.mark.parametrize("stage", TRAINED)
def test_every_stage_lowers_its_loss(run: Path, stage: str) -> None:
    losses = [entry["loss"] for entry in read_log(run / stage)]
    fifth = len(losses) // 5
    assert np.mean(losses[-fifth:]) < np.mean(losses[:fifth])
    assert (run / stage / CURVES).stat().st_size > 5_000


def test_the_model_can_be_talked_to(run: Path, tmp_path: Path) -> None:
    row = open_shards(run / "speech_held_out")[0]
    question = tmp_path / "question.wav"
    write_audio(question, decode_flac(row["audio"]["bytes"]))
    sw = Speechwright.from_pretrained(run / "model" / "model")
    assert sw.transcribe(question).text
    assert sw.speak("seven red apples").audio.length_s > 0.2
    spoken = sw.chat(question)
    assert spoken.heard and spoken.answer and spoken.audio is not None and spoken.stop
    written = sw.chat(text="what is two plus two?", out="text")
    assert written.answer and written.audio is None


def test_two_runs_have_the_same_loss_bits(tmp_path: Path) -> None:
    recipe = yaml.safe_load(TOY.read_text())
    for name, step in recipe["steps"].items():
        if "builder" in step:
            step["builder"]["items"] = 8 if "held" in name else 60
        for settings in (step.get("training"), step.get("settings")):
            if settings:
                settings |= {"steps": 4, "warmup_steps": 1}
    path = tmp_path / "short.yaml"
    path.write_text(yaml.safe_dump(recipe, sort_keys=False))
    first = _losses(run_recipe(path, tmp_path / "run"))
    shutil.rmtree(tmp_path / "run")
    assert _losses(run_recipe(path, tmp_path / "run")) == first


def _losses(run: Path) -> dict[str, list[float]]:
    return {
        stage: [json.loads(line)["loss"] for line in (run / stage / "log.jsonl").read_text().splitlines()]
        for stage in TRAINED
    }
