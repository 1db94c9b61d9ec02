"""What is left out of a recipe where a variable is not set."""

from pathlib import Path

import pytest

from speechwright.errors import BadRecipe
from speechwright.road.optional import without_missing
from speechwright.road.runner import read_recipe

SPEECH = """
steps:
  speech:
    kind: corpus
    builder:
      kind: speech
      items: 3
      sources:
        - {kind: words, share: 1}
        - {kind: sentences, share: 2, path: $SW_NO_SUCH_TEXTS, optional: true}
      voices: [{engine: espeak, share: 1}]
  people:
    kind: corpus
    optional: true
    builder: {kind: speech, sources: [{kind: recordings, path: $SW_NO_SUCH_PEOPLE/wav}]}
  both: {kind: corpus, builder: {kind: speech, sources: [{kind: shards, path: speech}, {kind: shards, path: people}]}}
  theirs: {kind: corpus, optional: true, builder: {kind: speech, sources: [{kind: shards, path: people}]}}
  ears: {kind: tokenizer, clips: {speech: 3, people: 1, theirs: 1}, held_out: speech, training: {steps: 1}}
"""


def test_what_is_not_there_is_left_out_aloud(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "r.yaml").write_text(SPEECH)
    steps = read_recipe(tmp_path / "r.yaml").steps
    assert list(steps) == ["speech", "both", "ears"] and steps["ears"].clips == {"speech": 3}
    assert [source.kind for source in steps["speech"].builder.sources] == ["words"]
    assert [str(source.path) for source in steps["both"].builder.sources] == ["speech"]
    told = capsys.readouterr().err
    assert "$SW_NO_SUCH_TEXTS is not set: sentences" in told and "step 'people' is left out" in told
    assert "its sources are left out: step 'theirs' is left out" in told


def test_what_is_there_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SW_NO_SUCH_TEXTS", str(tmp_path / "t.txt"))
    monkeypatch.setenv("SW_NO_SUCH_PEOPLE", str(tmp_path))
    (tmp_path / "r.yaml").write_text(SPEECH)
    steps = read_recipe(tmp_path / "r.yaml").steps
    assert len(steps["speech"].builder.sources) == 2 and len(steps["both"].builder.sources) == 2
    assert steps["ears"].clips == {"speech": 3, "people": 1, "theirs": 1}


def test_only_what_is_called_optional_may_be_missing(tmp_path: Path):
    steps = {"people": {"kind": "finished", "model": "$SW_NO_SUCH", "optional": False}}
    assert without_missing(steps) == ({"people": {"kind": "finished", "model": "$SW_NO_SUCH"}}, [])
    (tmp_path / "r.yaml").write_text("steps: {a: {kind: finished, model: mini, option: true}}")
    with pytest.raises(BadRecipe, match="option"):
        read_recipe(tmp_path / "r.yaml")
