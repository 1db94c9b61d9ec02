"""Small models, tokenizers and conversations that the tests of this room share."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import torch
from hypothesis import strategies as st
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from speechwright.lm.folder import SpeechLM
from speechwright.lm.grow import grow
from speechwright.lm.mini import CHARACTERS, MiniSize, mini_model, mini_tokenizer
from speechwright.lm.render import Renderer
from speechwright.types import Conversation, Part, Role, Speech, Text, Turn, Units, UnitSpec

SPEC = UnitSpec("toy", 25.0, 20, 1, True, 16000, "0" * 64)
OTHER_SPEC = UnitSpec("toy", 25.0, 20, 1, True, 16000, "1" * 64)
TINY = MiniSize(layers=2, width=32, heads=2, kv_heads=2, ffn=64)
SENTENCES = ["the quick brown fox jumps over the lazy dog", "she sells sea shells", "what is it? it is ten."] * 4


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def speech(*units: int, spec: UnitSpec = SPEC) -> Speech:
    return Speech(Units(np.array(units, np.int32), spec))


def asked(*parts: Part | str) -> Conversation:
    """A conversation of one user turn."""
    return Conversation((Turn("user", tuple(Text(part) if isinstance(part, str) else part for part in parts)),))


def bpe_tokenizer(add_prefix_space: bool = False) -> Any:
    """A byte-level BPE with merges and an end-of-text token of its own, but no padding token."""
    backend = Tokenizer(models.BPE())
    backend.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=add_prefix_space)
    backend.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=300, special_tokens=["<|endoftext|>"], initial_alphabet=alphabet, show_progress=False
    )
    backend.train_from_iterator(SENTENCES, trainer)
    return PreTrainedTokenizerFast(tokenizer_object=backend, eos_token="<|endoftext|>")


def metaspace_tokenizer() -> Any:
    """A SentencePiece-like BPE that puts a space before the first word of an input alone."""
    backend = Tokenizer(models.BPE(unk_token="<unk>"))
    backend.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first")
    backend.decoder = decoders.Metaspace(prepend_scheme="first")
    trainer = trainers.BpeTrainer(vocab_size=120, special_tokens=["<unk>", "<s>", "</s>"], show_progress=False)
    backend.train_from_iterator(SENTENCES, trainer)
    return PreTrainedTokenizerFast(tokenizer_object=backend, unk_token="<unk>", bos_token="<s>", eos_token="</s>")


def untied_model(num_rows: int) -> Any:
    """A tiny model whose head is not its embedding."""
    config = LlamaConfig(
        vocab_size=num_rows,
        hidden_size=TINY.width,
        num_hidden_layers=TINY.layers,
        num_attention_heads=TINY.heads,
        intermediate_size=TINY.ffn,
        max_position_embeddings=1024,
        tie_word_embeddings=False,
    )
    with torch.random.fork_rng():
        torch.manual_seed(1)
        return LlamaForCausalLM(config).eval()


def grown(tokenizer: Any, tied: bool = True) -> SpeechLM:
    """A tiny model and the tokenizer, grown by the toy units."""
    model = mini_model(len(tokenizer), TINY, seeded()) if tied else untied_model(len(tokenizer))
    layout = grow(model, tokenizer, SPEC, seeded(1))
    return SpeechLM(model, tokenizer, layout, SPEC, Renderer(tokenizer, layout))


@cache
def mini() -> SpeechLM:
    """The tiny mini model; shared, so not to be changed."""
    return grown(mini_tokenizer())


@cache
def byte_level() -> SpeechLM:
    """A tiny untied model with a byte-level BPE; shared, so not to be changed."""
    return grown(bpe_tokenizer(), tied=False)


@cache
def restless() -> SpeechLM:
    """A tiny model with large random weights, whose greedy replies wander and end by themselves; shared."""
    lm = grown(mini_tokenizer(), tied=False)
    generator = seeded(3)
    with torch.no_grad():
        for weight in lm.model.parameters():
            if weight.ndim > 1:
                weight.normal_(0, 0.2, generator=generator)
    return lm


mini_texts = st.text(CHARACTERS, min_size=1, max_size=20).map(lambda text: " ".join(text.split())).filter(bool)
any_texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(str.strip)
spoken = st.lists(st.integers(0, SPEC.size - 1), min_size=1, max_size=12).map(lambda units: speech(*units))


def turns(role: Role, texts: st.SearchStrategy[str]) -> st.SearchStrategy[Turn]:
    text_parts = st.builds(Text, texts, st.sampled_from(["plain", "heard", "answer"]))
    return st.lists(text_parts | spoken, min_size=1, max_size=4).map(lambda parts: Turn(role, tuple(parts)))


@st.composite
def conversations(draw: st.DrawFn, texts: st.SearchStrategy[str], ends_with_user: bool = False) -> Conversation:
    """Any conversation that can be rendered: with or without a system turn, of several turns or one lone one."""
    if not ends_with_user and draw(st.booleans()):
        return Conversation((draw(turns("assistant", texts)),))
    said = [draw(turns("system", texts))] if draw(st.booleans()) else []
    count = 2 * draw(st.integers(0, 1)) + 1 if ends_with_user else draw(st.integers(1, 4))
    roles: tuple[Role, Role] = ("user", "assistant")
    return Conversation((*said, *(draw(turns(roles[index % 2], texts)) for index in range(count))))
