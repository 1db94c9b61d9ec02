"""A finished model taken apart and put together is the same model, and its parts are what later steps look for."""

from pathlib import Path

import pytest

from speechwright.errors import UnknownName
from speechwright.infer.folder import ModelFolder, find_model
from speechwright.road.finished import Finished
from speechwright.road.runner import run_recipe
from speechwright.road.step import DONE, Place
from tests.modelbox import babble, model_box

APART = """
name: again
threads: 1
steps:
  before: {{kind: finished, model: {model}}}
  model: {{kind: model, language: before, tokenizer: before, decoder: before{judge}}}
"""


def put_together(tmp_path: Path, model: str, judge: str = "") -> Path:
    recipe = tmp_path / "recipe.yaml"
    recipe.write_text(APART.format(model=model, judge=judge), encoding="utf-8")
    return run_recipe(recipe, tmp_path / "run") / "model" / "model"


def test_put_together_again_units_and_sound_are_the_same(tmp_path: Path) -> None:
    before, after = ModelFolder(model_box()), ModelFolder(put_together(tmp_path, str(model_box())))
    units = before.tokenizer.encode(babble())
    assert after.tokenizer.encode(babble()) == units
    voice = before.decoder.voices()["ada"]
    assert after.decoder.decode(units, voice) == before.decoder.decode(units, voice)
    assert after.lm.layout == before.lm.layout


def test_the_packaged_model_keeps_its_weights_and_its_judge(tmp_path: Path) -> None:
    after = put_together(tmp_path, "mini", ", judge: before")
    packaged = find_model("mini")
    weights = sorted(path.relative_to(packaged) for path in packaged.rglob("model.safetensors"))
    assert [(after / part).read_bytes() == (packaged / part).read_bytes() for part in weights] == [True] * 4


def test_a_killed_walk_is_walked_again(tmp_path: Path) -> None:
    place = Place(tmp_path, "before", 0)
    (place.folder / "model").mkdir(parents=True)
    (place.folder / "model" / "half").write_text("")
    Finished(model=str(model_box())).walk(place)
    assert not (place.folder / "model" / "half").exists() and (place.folder / "tokenizer").is_dir()
    assert not (place.folder / "judge").exists()


def test_an_unknown_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="mini"):
        put_together(tmp_path, "minni")
    assert not (tmp_path / "run" / "before" / DONE).exists()
