"""New rows, old rows, and what must not move."""

from dataclasses import replace

import pytest
import torch

from speechwright.errors import BadModel, UnitMismatch
from speechwright.lm.grow import grow, without_units
from speechwright.lm.layout import CONTROL, unit_token
from speechwright.lm.mini import mini_model, mini_tokenizer
from tests.lm.makers import SPEC, TINY, bpe_tokenizer, seeded, untied_model


def tied_pair():
    tokenizer = mini_tokenizer()
    return mini_model(len(tokenizer), TINY, seeded()), tokenizer


def untied_pair():
    tokenizer = bpe_tokenizer()
    return untied_model(len(tokenizer)), tokenizer


PAIRS = pytest.mark.parametrize("pair", [tied_pair, untied_pair])


def weights(model):
    return [model.get_input_embeddings().weight.detach(), model.get_output_embeddings().weight.detach()]


@PAIRS
def test_old_rows_and_old_answers_stay(pair):
    model, tokenizer = pair()
    num_old, ids = len(tokenizer), torch.tensor([[1, 5, 9, 2]])
    old_rows, old_logits = [weight.clone() for weight in weights(model)], model(ids).logits
    grow(model, tokenizer, SPEC, seeded())
    for old, new in zip(old_rows, weights(model), strict=True):
        assert torch.equal(new[:num_old], old)
        assert len(new) == len(tokenizer)
    assert torch.allclose(model(ids).logits[..., :num_old], old_logits, atol=1e-6)


@PAIRS
def test_new_rows_lie_near_the_mean_and_differ(pair):
    model, tokenizer = pair()
    num_old = len(tokenizer)
    grow(model, tokenizer, SPEC, seeded())
    for weight in weights(model):
        old, new = weight[:num_old], weight[num_old:]
        assert len(new.unique(dim=0)) == len(new)
        assert (new - old.mean(0)).std() < 0.2 * old.std()


@PAIRS
def test_units_can_be_taken_out_and_others_put_in(pair):
    model, tokenizer = pair()
    layout = grow(model, tokenizer, SPEC, seeded())
    ids = torch.tensor([[1, 5, layout.user, 2]])
    logits = model(ids).logits[..., : layout.first_unit]
    text = tokenizer("who are you?").input_ids
    plain = without_units(model, tokenizer, layout)
    assert len(plain) == layout.first_unit
    other = grow(model, plain, replace(SPEC, size=SPEC.size + 7, sha256="1" * 64), seeded())
    assert other.control == layout.control and other.num_units == SPEC.size + 7
    assert torch.allclose(model(ids).logits[..., : layout.first_unit], logits, atol=1e-6)
    assert plain("who are you?").input_ids == text
    assert len(model.get_input_embeddings().weight) == len(plain)


@PAIRS
def test_tying_is_kept(pair):
    model, tokenizer = pair()
    tied = model.config.tie_word_embeddings
    grow(model, tokenizer, SPEC, seeded())
    assert (model.get_output_embeddings().weight is model.get_input_embeddings().weight) == tied


@PAIRS
def test_unit_vectors_give_like_units_like_rows_with_the_spread_of_the_old_ones(pair):
    model, tokenizer = pair()
    num_old = len(tokenizer)
    vectors = torch.randn((SPEC.size, 7), generator=seeded(2)) * 100 + 3
    vectors[11] = vectors[4] + 0.001
    layout = grow(model, tokenizer, SPEC, seeded(), vectors)
    for weight in weights(model):
        units, old = weight[layout.first_unit :][: SPEC.size], weight[:num_old]
        assert torch.allclose(units.std(0), old.std(0), rtol=0.1)
        assert torch.allclose(units.mean(0), old.mean(0), atol=1e-5)
        apart = torch.cdist(units[4:5], units)[0]
        assert apart[11] < 0.01 * apart[apart > 0].median()


def test_a_constant_feature_does_no_harm():
    model, tokenizer = tied_pair()
    vectors = torch.randn((SPEC.size, 3), generator=seeded(2))
    vectors[:, 1] = 4.0
    grow(model, tokenizer, SPEC, seeded(), vectors)
    assert all(torch.isfinite(weight).all() for weight in weights(model))


@PAIRS
def test_equal_seeds_grow_equal_rows(pair):
    models = []
    for seed in (0, 0, 1):
        model, tokenizer = pair()
        grow(model, tokenizer, SPEC, seeded(seed))
        models.append(weights(model)[0])
    assert torch.equal(models[0], models[1])
    assert not torch.equal(models[0], models[2])


def test_spare_rows_of_a_padded_embedding_are_used_and_not_averaged():
    tokenizer = bpe_tokenizer()
    num_old = len(tokenizer)
    model = untied_model(num_old + 100)
    with torch.no_grad():
        model.get_input_embeddings().weight[num_old:] = 1e6
    layout = grow(model, tokenizer, SPEC, seeded())
    rows = model.get_input_embeddings().weight
    assert len(rows) == num_old + 100 > len(tokenizer)
    assert rows[num_old : layout.first_unit + SPEC.size].abs().max() < 1


def test_tokens_are_registered_as_what_they_are():
    model, tokenizer = untied_pair()
    layout = grow(model, tokenizer, SPEC, seeded())
    special = {str(token) for token in tokenizer.added_tokens_decoder.values() if token.special}
    assert set(CONTROL.values()) < special
    assert unit_token(0) not in special, "units must survive skip_special_tokens"
    assert (tokenizer.eos_token_id, tokenizer.pad_token_id) == (layout.end, layout.pad)
    assert model.generation_config.eos_token_id == model.config.eos_token_id == layout.end
    assert model.config.pad_token_id == layout.pad


def test_a_tokenizer_keeps_its_own_padding_token():
    model, tokenizer = untied_pair()
    tokenizer.pad_token = "<|endoftext|>"
    layout = grow(model, tokenizer, SPEC, seeded())
    assert (layout.pad_token, layout.pad) == ("<|endoftext|>", 0)


def test_a_tokenizer_that_knows_a_control_token_keeps_its_row():
    model, tokenizer = untied_pair()
    tokenizer.add_special_tokens({"extra_special_tokens": ["<|user|>"]})
    model.resize_token_embeddings(len(tokenizer), mean_resizing=False)
    known = tokenizer.convert_tokens_to_ids("<|user|>")
    row = model.get_input_embeddings().weight[known].clone()
    layout = grow(model, tokenizer, SPEC, seeded())
    assert layout.user == known
    assert torch.equal(model.get_input_embeddings().weight[known], row)


def test_a_bias_of_the_head_grows_by_its_mean():
    model, tokenizer = untied_pair()
    num_old = len(tokenizer)
    model.lm_head = torch.nn.Linear(TINY.width, num_old)
    old = model.lm_head.bias.detach().clone()
    grow(model, tokenizer, SPEC, seeded())
    assert torch.equal(model.lm_head.bias[:num_old], old)
    assert torch.allclose(model.lm_head.bias[num_old:], old.mean())


def test_half_precision_models_grow_too():
    model, tokenizer = tied_pair()
    grow(model.bfloat16(), tokenizer, SPEC, seeded(), torch.randn((SPEC.size, 3), generator=seeded()))
    assert model.get_input_embeddings().weight.dtype == torch.bfloat16
    assert torch.isfinite(model(torch.tensor([[1, 60]])).logits).all()


def test_growing_twice_is_refused_and_changes_nothing():
    model, tokenizer = tied_pair()
    grow(model, tokenizer, SPEC, seeded())
    before = weights(model)[0].clone()
    with pytest.raises(BadModel, match="holds unit tokens"):
        grow(model, tokenizer, SPEC, seeded())
    assert torch.equal(weights(model)[0], before)


def test_vectors_of_other_units_are_refused_before_anything_changes():
    model, tokenizer = tied_pair()
    num_old = len(tokenizer)
    with pytest.raises(UnitMismatch, match="20 rows"):
        grow(model, tokenizer, SPEC, seeded(), torch.zeros(SPEC.size + 1, 3))
    assert len(tokenizer) == num_old == len(weights(model)[0])
