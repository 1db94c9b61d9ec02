"""The mean of language models lies between them, and of one model twice it is the model."""

from pathlib import Path

import pytest
import torch

from speechwright.errors import BadRecipe
from speechwright.lm.folder import load_model
from speechwright.road.runner import run_recipe
from tests.modelbox import model_box

RECIPE = """
name: mean
threads: 1
steps:
  one: {{kind: finished, model: {one}}}
  other: {{kind: finished, model: {other}}}
  mean: {{kind: mean, models: {shares}}}
"""


def mean(folder: Path, one: Path, other: Path, shares: str) -> dict[str, torch.Tensor]:
    recipe = folder / "recipe.yaml"
    recipe.write_text(RECIPE.format(one=one, other=other, shares=shares))
    run_recipe(recipe, folder / "run")
    return dict(load_model(folder / "run" / "mean" / "model").model.state_dict())


def halved(folder: Path) -> Path:
    """The box's language model with half of each weight, and the same vocabulary."""
    from speechwright.lm.folder import save_model

    box = load_model(model_box())
    with torch.no_grad():
        for weight in box.model.parameters():
            weight *= 0.5
    save_model(folder, box.model, box.tokenizer, box.spec)
    return folder


def test_it_lies_between_by_shares(tmp_path: Path) -> None:
    box = load_model(model_box()).model.state_dict()
    found = mean(tmp_path, model_box(), halved(tmp_path / "half"), "{one: 1, other: 3}")
    assert all(torch.allclose(found[name], 0.625 * value) for name, value in box.items())


def test_of_one_model_twice_it_is_the_model(tmp_path: Path) -> None:
    box = load_model(model_box()).model.state_dict()
    found = mean(tmp_path, model_box(), model_box(), "{one: 0.3, other: 0.7}")
    assert all(torch.equal(found[name], value) for name, value in box.items())


def test_models_of_other_units_have_no_mean(tmp_path: Path) -> None:
    with pytest.raises(BadRecipe, match="'other' of another shape"):
        mean(tmp_path, model_box(), model_box(2), "{one: 1, other: 1}")
    with pytest.raises(BadRecipe, match="two models"):
        mean(tmp_path, model_box(), model_box(), "{one: 1}")
