"""Words and text tokens, for tokenizers of several makes."""

import numpy as np
import pytest

from speechwright.errors import BadModel
from speechwright.lm.render import Renderer
from speechwright.lm.text import TextCodec
from speechwright.types import Conversation, Text, Turn
from tests.lm.makers import bpe_tokenizer, byte_level, grown, metaspace_tokenizer, mini, speech


def test_legal_ids_are_words_alone():
    for lm in (mini(), byte_level()):
        text = lm.renderer.text
        special = [index for index, token in lm.tokenizer.added_tokens_decoder.items() if token.special]
        assert not text.legal[special].any()
        assert not text.legal[list(lm.layout.tokens.values())].any()
        assert text.legal.sum() == len(lm.tokenizer) - len(set(special) | set(lm.layout.tokens.values()))


def test_the_unknown_token_can_be_read_but_not_said():
    text, unknown = mini().renderer.text, mini().tokenizer.unk_token_id
    assert text.is_text([unknown]).all()
    assert not text.legal[unknown]


def test_ids_out_of_the_vocabulary_are_no_text():
    assert not byte_level().renderer.text.is_text([-1, 10**6]).any()


def test_blank_ids_are_white_space():
    text = mini().renderer.text
    assert np.flatnonzero(text.blank).tolist() == text.encode("a b")[1:2].tolist()
    text = byte_level().renderer.text
    assert text.blank[text.encode(" \n\t")].all()
    assert not text.blank[text.encode("a,b 0é")[[0, 1, -1]]].any()


def test_a_space_before_the_first_word_of_an_input_does_not_get_between_the_marks():
    lm = grown(metaspace_tokenizer(), tied=False)
    parts = (Text("the sea"), speech(1), Text(" it is  ten"))
    ids = lm.renderer.render(Conversation((Turn("user", parts),))).ids
    whole = "<|user|>the sea<|speech|><|u1|><|/speech|> it is  ten<|end|>"
    assert lm.tokenizer.encode(whole, add_special_tokens=False) == ids.tolist()
    assert lm.renderer.parse(ids).turns[0].parts == parts


def test_a_tokenizer_that_adds_spaces_everywhere_is_refused():
    with pytest.raises(BadModel, match="changes a text"):
        grown(bpe_tokenizer(add_prefix_space=True))


def test_truncation_set_on_a_tokenizer_cuts_nothing_here():
    lm = grown(bpe_tokenizer(), tied=False)
    lm.tokenizer.backend_tokenizer.enable_truncation(5)
    long = "the lazy dog " * 9
    assert TextCodec(lm.tokenizer, lm.layout).decode(Renderer(lm.tokenizer, lm.layout).text.encode(long)) == long
