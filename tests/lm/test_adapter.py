"""LoRA with trainable rows: saved, loaded, merged, for tied and untied heads."""

import copy
from pathlib import Path

import pytest
import torch
from peft import PeftModel

from speechwright.errors import BadRecipe
from speechwright.lm.adapter import LoraSettings, add_lora, merge_lora
from speechwright.lm.folder import SpeechLM, load_model, save_model
from speechwright.lm.generate import Guards, generate_batch, reply
from speechwright.lm.mini import mini_tokenizer
from speechwright.lm.render import Renderer
from tests.lm.makers import SPEC, asked, bpe_tokenizer, grown, seeded

HEADS = pytest.mark.parametrize("tied", [True, False])
IDS = torch.tensor([[50, 8, 5, 60, 61, 52]])


def fresh(tied: bool) -> SpeechLM:
    return grown(mini_tokenizer() if tied else bpe_tokenizer(), tied)


def trained(lm: SpeechLM):
    """An adapter with every trainable number moved."""
    adapted = add_lora(lm.model, lm.layout, LoraSettings())
    with torch.no_grad():
        for weight in adapted.parameters():
            if weight.requires_grad:
                weight += 0.1 * torch.randn(weight.shape, generator=seeded(7))
    return adapted.eval()


def logits(model) -> torch.Tensor:
    with torch.inference_mode():
        return model(IDS).logits


@HEADS
def test_saved_loaded_and_merged_give_the_same_logits(tied: bool, tmp_path: Path):
    lm = fresh(tied)
    base = copy.deepcopy(lm.model)
    adapted = trained(lm)
    wanted = logits(adapted)
    assert not torch.allclose(wanted, logits(base), atol=1e-3)
    adapted.save_pretrained(tmp_path / "adapter")
    loaded = PeftModel.from_pretrained(base, tmp_path / "adapter").eval()
    assert torch.allclose(logits(loaded), wanted, atol=1e-6)
    merged = merge_lora(loaded)
    assert torch.allclose(logits(merged), wanted, atol=1e-5)
    save_model(tmp_path / "merged", merged, lm.tokenizer, SPEC)
    assert torch.equal(logits(load_model(tmp_path / "merged").model), logits(merged))


@HEADS
def test_a_merged_model_is_plain_tied_as_before_and_free_to_train(tied: bool):
    lm = fresh(tied)
    kind = type(lm.model)
    merged = merge_lora(trained(lm))
    assert type(merged) is kind
    assert (merged.get_output_embeddings().weight is merged.get_input_embeddings().weight) == tied
    assert all(weight.requires_grad for weight in merged.parameters())
    assert not any("lora" in name or "adapter" in name for name in merged.state_dict())


@HEADS
def test_only_the_layouts_rows_move_in_embedding_and_head(tied: bool):
    lm = fresh(tied)
    before = [lm.model.get_input_embeddings().weight.clone(), lm.model.get_output_embeddings().weight.clone()]
    merged = merge_lora(trained(lm))
    after = [merged.get_input_embeddings().weight, merged.get_output_embeddings().weight]
    rows = sorted(lm.layout.tokens.values())
    for old, new in zip(before, after, strict=True):
        moved = (old != new).any(1).nonzero()[:, 0].tolist()
        assert moved == rows


@HEADS
def test_little_is_trained_and_it_gets_gradients(tied: bool):
    lm = fresh(tied)
    adapted = add_lora(lm.model, lm.layout, LoraSettings(dropout=0.0))
    adapted(IDS, labels=IDS).loss.backward()
    learning = {name: weight for name, weight in adapted.named_parameters() if weight.requires_grad}
    assert all(weight.grad is not None for weight in learning.values())
    num_rows = len(lm.layout.tokens) * 32 * (1 if tied else 2)
    assert sum(weight.numel() for weight in learning.values()) == num_rows + 2 * 2 * 2 * 8 * 32


@HEADS
def test_an_adapted_model_generates(tied: bool):
    lm = fresh(tied)
    adapted, renderer = trained(lm), Renderer(lm.tokenizer, lm.layout)
    prompts = [renderer.prompt(asked(text)) for text in ("hi", "what is it?")]
    guards = Guards(8, 8)
    alone = [reply(adapted, renderer, prompt, guards, sections=("answer", "speech")) for prompt in prompts]
    assert generate_batch(adapted, renderer, prompts, guards, ("answer", "speech")) == alone


def test_targets_that_the_model_does_not_have_are_refused():
    lm = fresh(True)
    with pytest.raises(BadRecipe, match="query_key_value"):
        add_lora(lm.model, lm.layout, LoraSettings(targets=("q_proj", "query_key_value")))


@pytest.mark.parametrize("values", [{"rank": 0}, {"alpha": 0}, {"dropout": 1.0}, {"targets": ()}])
def test_settings_out_of_range_are_refused(values):
    with pytest.raises(BadRecipe):
        LoraSettings(**values)
