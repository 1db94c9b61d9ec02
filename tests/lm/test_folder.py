"""Model folders: whole, atomic, and clear about what is wrong with them."""

import json
import shutil
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM, AutoTokenizer

from speechwright.alphabet.lexicon import Lexicon
from speechwright.errors import BadModel
from speechwright.lm.folder import PARTS, load_model, save_model
from speechwright.lm.template import to_messages
from speechwright.types import UnitSpec
from tests.lm.makers import SPEC, asked, bpe_tokenizer, byte_level, mini, seeded, speech, untied_model

IDS = torch.tensor([[50, 8, 5, 60, 61, 52]])


def logits(model) -> torch.Tensor:
    with torch.inference_mode():
        return model(IDS).logits


@pytest.fixture(scope="module")
def saved(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "mini"
    save_model(folder, mini().model, mini().tokenizer, SPEC, "# A card\n")
    return folder


@pytest.fixture
def broken(saved: Path, tmp_path: Path) -> Path:
    """A copy to break."""
    return Path(shutil.copytree(saved, tmp_path / "broken"))


@pytest.mark.parametrize("make", [mini, byte_level])
def test_what_is_loaded_is_what_was_saved(make, tmp_path: Path):
    lm = make()
    save_model(tmp_path / "a" / "b", lm.model, lm.tokenizer, SPEC)
    again = load_model(tmp_path / "a" / "b")
    assert torch.equal(logits(again.model), logits(lm.model))
    assert (again.layout, again.spec) == (lm.layout, lm.spec)
    heads = [
        each.model.get_output_embeddings().weight is each.model.get_input_embeddings().weight for each in (lm, again)
    ]
    assert heads[0] == heads[1]
    conversation = asked("hi", speech(1, 2))
    assert again.renderer.prompt(conversation).tolist() == lm.renderer.prompt(conversation).tolist()


def test_the_words_it_knows_are_kept(saved: Path, tmp_path: Path):
    save_model(tmp_path / "m", mini().model, mini().tokenizer, SPEC, lexicon=Lexicon(["good morning"]))
    lexicon = load_model(tmp_path / "m").lexicon
    assert lexicon is not None and lexicon.words == ["good", "morning"]
    assert load_model(saved).lexicon is None


def test_plain_transformers_opens_the_folder(saved: Path):
    model, tokenizer = AutoModelForCausalLM.from_pretrained(saved), AutoTokenizer.from_pretrained(saved)
    assert torch.equal(logits(model), logits(mini().model))
    conversation = asked("hi", speech(1, 2))
    made = tokenizer.apply_chat_template(to_messages(conversation), add_generation_prompt=True)["input_ids"]
    assert made == mini().renderer.prompt(conversation).tolist()
    assert model.generation_config.eos_token_id == mini().layout.end
    assert (saved / "README.md").read_text() == "# A card\n"


def test_half_precision_halves_the_weights_and_leaves_the_model_as_it_was(saved: Path, tmp_path: Path):
    before = logits(mini().model)
    save_model(tmp_path / "half", mini().model, mini().tokenizer, SPEC, dtype=torch.bfloat16)
    assert mini().model.dtype == torch.float32
    assert torch.equal(logits(mini().model), before)
    stored = load_file(tmp_path / "half" / "model.safetensors")
    assert {weight.dtype for weight in stored.values()} == {torch.bfloat16}
    assert stored.keys() == load_file(saved / "model.safetensors").keys(), "a tied head is stored once"
    assert json.loads((tmp_path / "half" / "config.json").read_text())["dtype"] == "bfloat16"
    again = load_model(tmp_path / "half")
    assert again.model.dtype == torch.float32
    assert torch.allclose(logits(again.model), before, atol=0.02)
    assert load_model(tmp_path / "half", torch.bfloat16).model.dtype == torch.bfloat16


def test_a_folder_with_something_in_it_is_never_written_to(saved: Path):
    before = {path.name: path.read_bytes() for path in saved.iterdir()}
    with pytest.raises(BadModel, match="not empty"):
        save_model(saved, byte_level().model, byte_level().tokenizer, SPEC)
    assert {path.name: path.read_bytes() for path in saved.iterdir()} == before


def test_a_save_that_fails_leaves_nothing(tmp_path: Path):
    lm = byte_level()
    with pytest.raises(BadModel, match="embedding rows"):
        save_model(tmp_path / "m", untied_model(5), lm.tokenizer, SPEC)
    with pytest.raises(TypeError):
        save_model(tmp_path / "m", lm.model, lm.tokenizer, SPEC, card_text=object())
    with pytest.raises(BadModel):
        save_model(tmp_path / "m", lm.model, bpe_tokenizer(), SPEC)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_may_be_filled(tmp_path: Path):
    (tmp_path / "m").mkdir()
    save_model(tmp_path / "m", mini().model, mini().tokenizer, SPEC)
    assert load_model(tmp_path / "m").spec == SPEC
    assert [path.name for path in tmp_path.iterdir()] == ["m"]


def refusal(folder: Path) -> str:
    with pytest.raises(BadModel) as caught:
        load_model(folder)
    return str(caught.value)


@pytest.mark.parametrize("part", [*PARTS, "model.safetensors"])
def test_a_missing_part_is_named(broken: Path, part: str):
    (broken / part).unlink()
    assert part.replace("model.safetensors", "*.safetensors") in refusal(broken)


@pytest.mark.parametrize("part", ["speech.json", "config.json", "tokenizer.json", "model.safetensors"])
@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\x00", "half"])
def test_a_damaged_part_is_named_without_a_traceback(broken: Path, part: str, damage):
    whole = (broken / part).read_bytes()
    (broken / part).write_bytes(whole[: len(whole) // 2] if damage == "half" else damage)
    name = {"tokenizer.json": "tokenizer", "model.safetensors": "weights"}.get(part, part)
    assert name in refusal(broken)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path):
    assert "no folder" in refusal(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["pytorch_model.bin", "extra.pt"])
def test_pickles_are_not_opened(broken: Path, name: str):
    (broken / name).write_bytes(b"")
    assert name in refusal(broken)


def test_a_missing_weight_is_not_made_up(broken: Path):
    weights = load_file(broken / "model.safetensors")
    del weights["model.norm.weight"]
    save_file(weights, broken / "model.safetensors", {"format": "pt"})
    assert "model.norm.weight" in refusal(broken)


def test_a_tokenizer_with_moved_ids_is_refused(broken: Path):
    tokenizer = json.loads((broken / "tokenizer.json").read_text())
    swap = {"<|heard|>": "<|answer|>", "<|answer|>": "<|heard|>"}
    for token in tokenizer["added_tokens"]:
        token["content"] = swap.get(token["content"], token["content"])
    (broken / "tokenizer.json").write_text(json.dumps(tokenizer))
    assert "layout" in refusal(broken)


def test_a_newer_format_is_not_guessed_at(broken: Path):
    speech_row = json.loads((broken / "speech.json").read_text())
    (broken / "speech.json").write_text(json.dumps({**speech_row, "format_version": 2}))
    assert "format 2" in refusal(broken)


def test_other_units_in_speech_json_are_refused(broken: Path):
    speech_row = json.loads((broken / "speech.json").read_text())
    more = UnitSpec(**{**speech_row["units"], "size": SPEC.size + 1})
    (broken / "speech.json").write_text(json.dumps({**speech_row, "units": more.to_row()}))
    assert refusal(broken)


def test_a_trained_model_comes_back_trained(tmp_path: Path):
    lm = byte_level()
    model = untied_model(len(lm.tokenizer))
    weight = model.get_output_embeddings().weight
    weight.data += torch.randn(weight.shape, generator=seeded())
    save_model(tmp_path / "m", model, lm.tokenizer, SPEC)
    assert torch.equal(logits(load_model(tmp_path / "m").model), logits(model))
