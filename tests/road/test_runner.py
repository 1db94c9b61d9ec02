"""Recipes are checked before anything is done, and walked again they go on where they stood."""

import json
import os
from pathlib import Path

import pytest

from speechwright.errors import BadRecipe
from speechwright.infer.folder import ModelFolder
from speechwright.road.runner import read_recipe, run_recipe
from speechwright.road.step import Place, Step
from speechwright.road.walk import _Walker
from speechwright.shards import open_shards
from tests.modelbox import model_box

GOOD = """
name: small
seed: 1
threads: 1
steps:
  speech:
    kind: corpus
    builder:
      kind: speech
      items: 3
      sources: [{kind: words}]
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
    assert json.loads((run / "speech" / "done.json").read_text())["settings"]["builder"]["items"] == 3


def test_other_settings_in_the_same_folder_are_refused(tmp_path: Path) -> None:
    run_recipe(write(tmp_path, GOOD), tmp_path / "run")
    with pytest.raises(BadRecipe, match="other settings"):
        run_recipe(write(tmp_path, GOOD.replace("items: 3", "items: 4")), tmp_path / "run")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("seed: 1", "sead: 1", "did you mean seed"),
        ("builder:", "bilder:", "did you mean builder"),
        ("kind: corpus", "kind: corps", "did you mean corpus"),
        ("items: 3", "itens: 3", "itens"),
        ("kind: speech", "kind: speach", "did you mean speech"),
        ("items: 3", "items: none", "items"),
        ("items: 3", "items: -1", "items"),
        ("share: 1, names", "shares: 1, names", "voices.0"),
        ("kind: words", "kind: wrods", "did you mean words"),
        ("threads: 1", "threads: 0", "threads"),
        ("steps:", "stages:", "without steps"),
        ("    kind: corpus\n", "", "without a kind"),
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


PAIR = """
name: pair
seed: 1
threads: 1
at_a_time: 2
steps:
  first:
    kind: corpus
    builder: &speech
      kind: speech
      items: 3
      sources: [{kind: words}]
      voices: [{engine: espeak, share: 1, names: [en-us]}]
  second: {kind: corpus, builder: {<<: *speech, items: 4}}
  talk:
    kind: corpus
    builder: {kind: text-language, items: 4, sources: [{kind: shards, path: first}, {kind: shards, path: second}]}
"""


def test_steps_side_by_side_make_what_they_make_in_order(tmp_path: Path) -> None:
    together = run_recipe(write(tmp_path, PAIR), tmp_path / "together")
    in_order = run_recipe(write(tmp_path, PAIR.replace("at_a_time: 2", "at_a_time: 1")), tmp_path / "in_order")
    made = {file.relative_to(in_order) for file in in_order.rglob("*") if file.is_file()}
    assert {file.relative_to(together) for file in together.rglob("*") if file.is_file()} == made
    for name in made - {Path(step) / "done.json" for step in ("first", "second", "talk")}:
        assert (together / name).read_bytes() == (in_order / name).read_bytes()
    assert "done.json" in {name.name for name in made}


def test_the_error_of_one_step_ends_the_walk_and_the_rest_goes_on_next_time(tmp_path: Path) -> None:
    broken = PAIR.replace("{<<: *speech, items: 4}", "{kind: speech, sources: [{kind: recordings, path: none}]}")
    with pytest.raises(BadRecipe, match="no folder none"):
        run_recipe(write(tmp_path, broken), tmp_path / "run")
    assert not (tmp_path / "run" / "talk").exists()
    assert (run_recipe(write(tmp_path, PAIR), tmp_path / "run") / "talk" / "done.json").exists()


@pytest.mark.parametrize("path", sorted(Path(__file__).parents[2].glob("recipes/*.yaml")), ids=lambda path: path.stem)
def test_every_recipe_in_the_repository_reads(path: Path) -> None:
    recipe = read_recipe(path)
    assert recipe.name == path.stem and recipe.steps


def test_a_step_whose_process_dies_is_named(tmp_path: Path) -> None:
    walker = _Walker("deadly", _Deadly(), Place(tmp_path, "deadly", 1), 1)
    with pytest.raises(BadRecipe, match="'deadly' whose process ended with status 3"):
        walker.finish()


class _Deadly(Step):
    def walk(self, place: Place) -> None:
        os._exit(3)


CORPUS = """
name: corpus
threads: 1
steps:
  before: {{kind: finished, model: {model}}}
  speech:
    kind: corpus
    builder:
      kind: speech
      items: 4
      form: spoken
      sources: [{{kind: words}}]
      voices: [{{engine: espeak, share: 1, names: [en-us]}}]
  talk:
    kind: corpus
    tokenizer: before
    builder: {{kind: cross-modal, items: 6, tasks: {{asr: 1}}, sources: [{{kind: shards, path: speech}}]}}
"""


def test_a_corpus_step_builds_from_another(tmp_path: Path) -> None:
    path = write(tmp_path, CORPUS.format(model=model_box()))
    assert read_recipe(path).steps["talk"].inputs() == {"speech", "before"}
    run = run_recipe(path, tmp_path / "run")
    talk, speech = open_shards(run / "talk"), open_shards(run / "speech")
    assert talk.spec == ModelFolder(model_box()).tokenizer.spec
    written = {row["turns"][1]["parts"][0]["text"] for row in talk}
    assert len(talk) == 6 and written <= {row["text"] for row in speech}
    with pytest.raises(BadRecipe, match="builder"):
        read_recipe(write(tmp_path, CORPUS.format(model=model_box()).replace("kind: speech\n", "kind: speach\n")))
