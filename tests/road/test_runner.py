"""Recipes are checked before anything is done, and walked again they go on where they stood."""

import json
from pathlib import Path

import pytest

from speechwright.errors import BadRecipe
from speechwright.road.runner import read_recipe, run_recipe

GOOD = """
name: small
seed: 1
threads: 1
steps:
  speech:
    kind: speech
    items: 3
    texts: [{kind: words, share: 1}]
    voices: [{engine: espeak, share: 1, names: [en-us]}]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "recipe.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_walked_again_a_step_is_skipped(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    run = run_recipe(path, tmp_path / "run")
    before = {file: file.stat().st_mtime_ns for file in run.rglob("*") if file.is_file()}
    assert run_recipe(path, tmp_path / "run") == run
    assert {file: file.stat().st_mtime_ns for file in run.rglob("*") if file.is_file()} == before
    assert json.loads((run / "speech" / "done.json").read_text())["settings"]["items"] == 3


def test_other_settings_in_the_same_folder_are_refused(tmp_path: Path) -> None:
    run_recipe(write(tmp_path, GOOD), tmp_path / "run")
    with pytest.raises(BadRecipe, match="other settings"):
        run_recipe(write(tmp_path, GOOD.replace("items: 3", "items: 4")), tmp_path / "run")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("seed: 1", "sead: 1", "did you mean seed"),
        ("items: 3", "itens: 3", "did you mean items"),
        ("kind: speech", "kind: speach", "did you mean speech"),
        ("items: 3", "items: none", "items"),
        ("items: 3", "items: -1", "items"),
        ("share: 1, names", "shares: 1, names", "voices.0"),
        ("kind: words", "kind: wrods", "texts.0"),
        ("threads: 1", "threads: 0", "threads"),
        ("steps:", "stages:", "without steps"),
        ("    kind: speech\n", "", "without a kind"),
        ("name: small", "name: [small", "recipe"),
    ],
)
def test_a_wrong_recipe_is_refused_before_anything_is_done(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(BadRecipe, match=message):
        run_recipe(write(tmp_path, GOOD.replace(old, new)), tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_a_missing_recipe_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadRecipe):
        read_recipe(tmp_path / "none.yaml")


def test_a_step_before_its_need_is_refused(tmp_path: Path) -> None:
    judge = "\n  judge: {kind: judge, clips: {other: 1}, held_out: speech, training: {steps: 2}}\n"
    with pytest.raises(BadRecipe, match="'other'"):
        run_recipe(write(tmp_path, GOOD + judge), tmp_path / "run")


@pytest.mark.parametrize("path", sorted(Path(__file__).parents[2].glob("recipes/*.yaml")), ids=lambda path: path.stem)
def test_every_recipe_in_the_repository_reads(path: Path) -> None:
    recipe = read_recipe(path)
    assert recipe.name == path.stem and recipe.steps
