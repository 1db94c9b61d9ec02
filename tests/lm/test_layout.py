"""Token ids: read off a tokenizer, hashed, written and read back."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.errors import BadModel
from speechwright.lm.layout import CONTROL, TokenLayout, unit_token
from speechwright.lm.mini import mini_tokenizer
from speechwright.types import UnitSpec
from tests.lm.makers import SPEC, bpe_tokenizer, byte_level, grown, mini


def test_control_tokens_come_in_their_order_and_units_after_them():
    layout = mini().layout
    ids = [layout.control[token] for token in CONTROL.values()]
    assert ids == list(range(ids[0], ids[0] + len(CONTROL)))
    assert layout.first_unit == max(ids) + 2, "the padding token and then the units"


def test_the_layout_is_what_the_tokenizer_does():
    for lm in (mini(), byte_level()):
        for token, index in lm.layout.tokens.items():
            assert lm.tokenizer.encode(token, add_special_tokens=False) == [index]


@settings(max_examples=10)
@given(seed=st.integers(0, 1000))
def test_key_order_moves_neither_an_id_nor_the_hash(seed: int):
    layout = mini().layout
    row = layout.to_row()
    keys = list(row["control"].items())
    random.Random(seed).shuffle(keys)
    again = TokenLayout.from_row({**row, "control": dict(keys)}, SPEC)
    assert again == layout
    assert again.sha256 == layout.sha256


def test_the_hash_tells_layouts_apart():
    layout = mini().layout
    assert byte_level().layout.sha256 != layout.sha256
    assert grown(mini_tokenizer()).layout.sha256 == layout.sha256


def test_moved_ids_no_longer_match_their_hash():
    row = mini().layout.to_row()
    control = {**row["control"], "<|heard|>": row["control"]["<|answer|>"], "<|answer|>": row["control"]["<|heard|>"]}
    with pytest.raises(BadModel, match="hash"):
        TokenLayout.from_row({**row, "control": control}, SPEC)


@pytest.mark.parametrize("key", ["control", "first_unit", "num_units", "pad_token", "sha256"])
def test_a_row_without_a_part_is_refused(key: str):
    row = {name: value for name, value in mini().layout.to_row().items() if name != key}
    with pytest.raises(BadModel):
        TokenLayout.from_row(row, SPEC)


def test_units_and_tokens_are_the_same_thing():
    layout = mini().layout
    units = np.arange(SPEC.size, dtype=np.int32)
    tokens = layout.to_tokens(units)
    assert tokens.tolist() == [layout.tokens[unit_token(unit)] for unit in range(SPEC.size)]
    assert np.array_equal(layout.to_units(tokens), units)
    assert layout.is_unit(tokens).all()
    assert not layout.is_unit(list(layout.control.values())).any()
    assert not layout.is_unit([layout.first_unit - 1, layout.first_unit + SPEC.size]).any()


def test_a_tokenizer_with_fewer_or_more_units_is_refused():
    fields = SPEC.to_row()
    for size in (SPEC.size - 1, SPEC.size + 1):
        with pytest.raises(BadModel):
            TokenLayout.from_tokenizer(mini().tokenizer, UnitSpec(**{**fields, "size": size}))


def test_units_that_are_not_contiguous_are_refused():
    tokenizer = bpe_tokenizer()
    tokenizer.add_special_tokens({"pad_token": "<|pad|>", "extra_special_tokens": list(CONTROL.values())})
    tokenizer.add_tokens([unit_token(unit) for unit in reversed(range(SPEC.size))])
    with pytest.raises(BadModel, match="contiguous"):
        TokenLayout.from_tokenizer(tokenizer, SPEC)


def test_a_tokenizer_that_was_not_grown_is_refused():
    with pytest.raises(BadModel, match="without the token"):
        TokenLayout.from_tokenizer(bpe_tokenizer(), SPEC)
