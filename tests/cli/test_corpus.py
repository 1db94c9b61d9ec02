"""speechwright corpus: a data set is built, shown, checked and reported on."""

import json
from pathlib import Path

import pytest

from tests.cli.calls import assert_refused, call
from tests.modelbox import model_box

RECIPE = """
name: small
threads: 1
steps:
  box: {{kind: finished, model: {model}}}
  chain:
    kind: corpus
    tokenizer: box
    builder:
      kind: chain
      items: 8
      form: spoken
      keep_sound: true
      forms: {{speech-speech: 1}}
      sources: [{{kind: requests}}]
      listening: [{{engine: espeak, share: 1, names: ["en-us+f*"]}}]
      speaking: [{{engine: espeak, share: 1, names: [en-us]}}]
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("corpus")
    (home / "recipe.yaml").write_text(RECIPE.format(model=model_box()))
    called = call("corpus", "build", home / "recipe.yaml", "--out", home / "run", "--json")
    assert called.status == 0, called.err
    row = json.loads(called.out)
    assert (row["name"], row["rows"], row["rejects"]) == ("chain", 8, {}) and row["totals"]["hours"] > 0
    return home / "run"


def test_a_row_is_shown_with_what_is_learned(run: Path, tmp_path: Path) -> None:
    page = tmp_path / "rows.html"
    called = call("corpus", "show", run / "chain", "--n", 2, "--play-html", page)
    assert called.status == 0 and called.out.count(" · chat · requests · Apache-2.0") == 2
    starred = [line for line in called.out.splitlines() if line.startswith("  * ")]
    assert len(starred) == 6 and all("assistant" in line for line in starred)
    assert page.read_text().count("<audio") == 4 and page.read_text().count("data:audio/flac") == 4
    [first, _] = call("corpus", "show", run / "chain", "--n", 2, "--json").out.splitlines()
    assert [part["learned"] for part in json.loads(first)["parts"]] == [False, False, True, True, True]


def test_a_check_tells_and_ends_with_1_where_something_leaked(run: Path) -> None:
    called = call("corpus", "check", run / "chain", "--json")
    assert called.status == 0 and json.loads(called.out)["broken"] == 0
    leaking = call("corpus", "check", run / "chain", "--against", run / "chain")
    assert leaking.status == 1 and "leaked: row 0" in leaking.out


def test_a_report_is_one_page(run: Path, tmp_path: Path) -> None:
    assert call("corpus", "report", run / "chain", "-o", tmp_path / "report.html").status == 0
    page = (tmp_path / "report.html").read_text()
    assert "espeak:en-us" in page and "8 of 8 items" in page and "data:image/png" in page and "http://" not in page


def test_only_data_is_built(tmp_path: Path) -> None:
    recipe = tmp_path / "recipe.yaml"
    recipe.write_text("steps: {judge: {kind: judge, clips: {}, held_out: x, training: {steps: 1}}}")
    assert_refused(call("corpus", "build", recipe, "--out", tmp_path / "run"))
    assert_refused(call("corpus", "build", recipe, "--engine", "dask"))
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize("verb", ["show", "check", "report"])
def test_what_is_no_data_set_is_one_line(verb: str, tmp_path: Path) -> None:
    assert_refused(call("corpus", verb, tmp_path))
