import json
import shutil
from pathlib import Path

import pytest

from speechwright.errors import BadModel
from speechwright.infer.about import about_model
from speechwright.infer.folder import ModelFolder
from tests.modelbox import VOICES, model_box


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(model_box(), tmp_path / "model"))


def test_it_says_what_the_parts_say(folder: Path):
    row, model = about_model(folder), ModelFolder(folder)
    assert row["units"] == model.lm.spec.to_row() and row["layout"] == model.lm.layout.sha256
    assert row["voices"] == list(VOICES) and row["card"] == str(folder / "README.md") and row["figures"] == {}
    assert json.loads(json.dumps(row)) == row


def test_parameters_are_counted_once_each(folder: Path):
    model = ModelFolder(folder)
    counted = about_model(folder)["parameters"]
    assert counted["lm"] == model.lm.model.num_parameters()
    assert counted["units"] == sum(weight.numel() for weight in model.tokenizer.encoder.state_dict().values())
    nets = model.decoder.nets
    assert counted["vocoder"] == sum(weight.numel() for weight in nets.state_dict().values())


def test_figures_are_shown_and_broken_ones_refused(folder: Path):
    (folder / "figures.json").write_text('{"wer": {"value": 0.5, "low": 0.4, "high": 0.6, "n": 10}}')
    assert about_model(folder)["figures"]["wer"]["n"] == 10
    for broken in ("{", "[1]"):
        (folder / "figures.json").write_text(broken)
        with pytest.raises(BadModel, match=r"figures\.json"):
            about_model(folder)


def test_a_model_without_a_part_is_refused(folder: Path):
    shutil.rmtree(folder / "units")
    with pytest.raises(BadModel, match="units"):
        about_model(folder)
