"""A recipe trains a unit voice and lets it speak: the units in the data are those that it says."""

from pathlib import Path

import pytest

from speechwright.errors import BadRecipe
from speechwright.road.data import UNITS
from speechwright.road.runner import run_recipe
from speechwright.rows import conversation_from_row
from speechwright.shards import open_shards
from speechwright.types import Speech, Text
from speechwright.units.from_text import UnitVoice
from tests.modelbox import model_box

RECIPE = """
name: quick
threads: 1
steps:
  before: {{kind: finished, model: {model}}}
  pairs: &pairs
    kind: corpus
    tokenizer: before
    builder: &pair
      kind: text-to-units
      items: 40
      form: spoken
      sources: [{{kind: words}}]
      voices: [{{engine: espeak, share: 1, names: [en-us], rate_spread: 0, pitch_spread: 0}}]
  held_out: {{<<: *pairs, builder: {{<<: *pair, items: 4, split: test}}}}
  quick:
    kind: unit-voice
    data: pairs
    held_out: held_out
    width: 16
    sign_blocks: 1
    frame_blocks: 1
    training: {{steps: 5, batch_frames: 60, warmup_steps: 1}}
  say:
    kind: corpus
    tokenizer: before
    unit_voice: quick
    builder: {{kind: cross-modal, items: 10, form: spoken, tasks: {{tts: 1}}, sources: [{{kind: words}}]{sounds}}}
"""


def walk(folder: Path, sounds: str = "") -> Path:
    recipe = folder / "recipe.yaml"
    recipe.write_text(RECIPE.format(model=model_box(), sounds=sounds), encoding="utf-8")
    return run_recipe(recipe, folder / "run")


def test_the_units_are_those_that_it_says(tmp_path: Path) -> None:
    run = walk(tmp_path)
    voice, data = UnitVoice.load(run / "quick" / "unit_voice"), open_shards(run / "say")
    assert len(data) == 10 and (run / UNITS).exists()
    for row in data:
        user, assistant = conversation_from_row(row, data.spec).turns
        [speech] = assistant.parts
        text = user.parts[-1]
        assert isinstance(text, Text) and isinstance(speech, Speech) and speech.units is not None
        assert speech.units.ids.tolist() == voice.say(text.text).ids.tolist()
        assert row["voices"] == ["units"]


def test_sounds_that_it_does_not_make_are_not_promised(tmp_path: Path) -> None:
    with pytest.raises(BadRecipe, match="keep_sound"):
        walk(tmp_path, ", keep_sound: true")
