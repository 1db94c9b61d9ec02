"""The small tokenizer, of characters and of pieces, and the small model."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from transformers import AutoTokenizer

from speechwright.lm.mini import CHARACTERS, MiniSize, mini_model, mini_tokenizer
from tests.lm.makers import TINY, mini_texts, seeded

TOKENIZER = mini_tokenizer()
TEXTS = ["what is the capital of france?", "the capital of france is paris.", "spell the word house.", "h, o, u, s, e."]
PIECES = mini_tokenizer(TEXTS * 3, 120)


@settings(max_examples=50)
@given(text=mini_texts)
def test_every_character_is_one_token_and_comes_back(text: str):
    ids = TOKENIZER(text)["input_ids"]
    assert len(ids) == len(text)
    assert TOKENIZER.decode(ids) == text


@settings(max_examples=50)
@given(text=mini_texts)
def test_pieces_give_any_text_back(text: str):
    assert PIECES.decode(PIECES(text)["input_ids"]) == text


def test_pieces_make_known_texts_shorter_and_never_cross_a_word():
    for text in TEXTS:
        assert len(PIECES(text)["input_ids"]) < len(TOKENIZER(text)["input_ids"])
    learned = [token for token in PIECES.get_vocab() if len(token) > 1 and token != PIECES.unk_token]
    assert learned and not any("▁" in token[1:] or set(token) & set(",.?") for token in learned)


def test_no_word_begins_with_a_bare_mark():
    for sign in "abcdefghijklmnopqrstuvwxyz0123456789":
        assert len(PIECES(sign)["input_ids"]) == 1


def test_a_word_is_spelled_alike_wherever_it_stands():
    first, second = (PIECES.tokenize(text) for text in ("house", "the house"))
    assert second[-len(first) :] == first


def test_learning_pieces_gives_the_same_ones_each_time():
    assert mini_tokenizer(TEXTS * 3, 120).get_vocab() == PIECES.get_vocab()


@settings(max_examples=50)
@given(text=st.text())
def test_normalising_twice_changes_nothing_more(text: str):
    once = TOKENIZER(text, add_special_tokens=False)["input_ids"]
    if TOKENIZER.unk_token_id not in once:
        assert TOKENIZER(TOKENIZER.decode(once))["input_ids"] == once


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("Ça  VA\n?", "ca va ?"), ("“Don’t” – go", '"don\'t" - go'), ("  a\tb ", "a b"), ("naïve Åse", "naive ase")],
)
def test_text_is_normalised_by_the_tokenizer_itself(text: str, wanted: str):
    assert TOKENIZER.decode(TOKENIZER(text)["input_ids"]) == wanted


def test_unknown_characters_show():
    ids = TOKENIZER("a中文b")["input_ids"]
    assert ids[1:3] == [TOKENIZER.unk_token_id] * 2
    assert TOKENIZER.decode(ids) == "a<|unk|><|unk|>b"


def test_the_tokenizer_survives_saving(tmp_path):
    TOKENIZER.save_pretrained(tmp_path)
    again = AutoTokenizer.from_pretrained(tmp_path)
    text = "What's 2 (two)?"
    assert again(text)["input_ids"] == TOKENIZER(text)["input_ids"]
    assert len(again) == len(TOKENIZER) == len(CHARACTERS) + 1


def test_equal_seeds_give_equal_models_whatever_the_global_generator_did():
    torch.manual_seed(5)
    first = mini_model(60, TINY, seeded(3))
    torch.manual_seed(6)
    second, third = mini_model(60, TINY, seeded(3)), mini_model(60, TINY, seeded(4))
    weights = [torch.nn.utils.parameters_to_vector(model.parameters()) for model in (first, second, third)]
    assert torch.equal(weights[0], weights[1])
    assert not torch.equal(weights[0], weights[2])


def test_making_a_model_leaves_the_global_generator_alone():
    torch.manual_seed(5)
    wanted = torch.rand(3)
    torch.manual_seed(5)
    mini_model(60, TINY, seeded())
    assert torch.equal(torch.rand(3), wanted)


def test_the_default_size_has_six_to_seven_million_parameters():
    model = mini_model(1060, MiniSize(), seeded())
    assert model.lm_head.weight is model.get_input_embeddings().weight
    assert 6e6 < sum(weight.numel() for weight in model.parameters()) < 7e6


def test_sizes_that_do_not_divide_are_refused():
    with pytest.raises(AssertionError, match="heads"):
        MiniSize(width=30, heads=4)
