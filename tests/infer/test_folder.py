"""Names and folders of models, and parts that belong together."""

import shutil
from pathlib import Path

import pytest

from speechwright.errors import BadModel, SpeechwrightError, UnitMismatch, UnknownName
from speechwright.infer.folder import ModelFolder, example_sounds, find_model, packaged_models
from tests.modelbox import model_box


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A package's folder of models: "mini" and "small", and examples."""
    for name in ("mini", "small"):
        shutil.copytree(model_box(), tmp_path / "home" / name)
    (tmp_path / "home" / "examples").mkdir()
    for name in ("two.wav", "one.wav", "note.txt"):
        (tmp_path / "home" / "examples" / name).touch()
    return tmp_path / "home"


def test_a_packaged_name_is_found_and_examples_are_no_model(home: Path):
    assert packaged_models(home) == ["mini", "small"]
    assert find_model("small", home) == home / "small"
    assert [path.name for path in example_sounds(home)] == ["one.wav", "two.wav"]


def test_a_path_is_a_folder_even_where_a_name_is_the_same(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    shutil.copytree(model_box(), tmp_path / "mini")
    monkeypatch.chdir(tmp_path)
    assert find_model("mini", home) == home / "mini"
    assert find_model("./mini", home) == find_model(Path("mini"), home) == Path("mini")
    assert find_model(str(tmp_path / "mini"), home) == tmp_path / "mini"


def test_an_unknown_name_is_told_its_neighbours(home: Path):
    with pytest.raises(UnknownName, match="did you mean small") as caught:
        find_model("smal", home)
    assert "mini, small" in caught.value.wanted
    with pytest.raises(UnknownName, match="path of a model folder"):
        find_model("zzz", home)


@pytest.mark.parametrize("name", ["mini", "no/where", "./gone", "file.txt", "", "bad\0name", "x" * 5000, "a/" * 4000])
def test_what_is_not_there_is_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file.txt").touch()
    with pytest.raises((BadModel, UnknownName)):
        find_model(name, tmp_path / "empty")


def test_the_default_model_missing_is_a_bad_model(tmp_path: Path):
    with pytest.raises(BadModel, match="'mini' in this installation"):
        find_model("mini", tmp_path)


def test_parts_are_opened_when_needed_and_once(tmp_path: Path):
    folder = Path(shutil.copytree(model_box(), tmp_path / "model"))
    shutil.rmtree(folder / "vocoder")
    model = ModelFolder(folder)
    assert model.tokenizer is model.tokenizer and model.lm is model.lm
    assert model.tokenizer.spec == model.lm.spec
    with pytest.raises(BadModel, match="without vocoder/"):
        _ = model.decoder


@pytest.mark.parametrize("part", ["units", "vocoder"])
def test_parts_of_another_model_are_refused_with_both_names(part: str, tmp_path: Path):
    folder = Path(shutil.copytree(model_box(), tmp_path / "model"))
    shutil.rmtree(folder / part)
    shutil.copytree(model_box(2) / part, folder / part)
    ours, theirs = ModelFolder(model_box()).lm.spec, ModelFolder(model_box(2)).lm.spec
    with pytest.raises(UnitMismatch) as caught:
        _ = ModelFolder(folder).tokenizer, ModelFolder(folder).decoder
    assert theirs.label in caught.value.found and part in caught.value.found and ours.label in caught.value.wanted


@pytest.mark.parametrize("name", ["speech.json", "units/units.json", "vocoder/decoder.json", "model.safetensors"])
def test_a_broken_part_is_a_bad_model(name: str, tmp_path: Path):
    folder = Path(shutil.copytree(model_box(), tmp_path / "model"))
    (folder / name).write_bytes(b"{ noise")
    with pytest.raises(SpeechwrightError) as caught:
        _ = ModelFolder(folder).tokenizer, ModelFolder(folder).decoder
    assert isinstance(caught.value, BadModel) and str(folder) in caught.value.found
