"""The embedded scale: a small tokenizer and a small Llama-shaped model, made on the spot, nothing to download."""

from __future__ import annotations

import string
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

import torch
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from torch import nn
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

CHARACTERS = " " + string.ascii_lowercase + string.digits + ".,?!'-:;\"()"
SPACE = "▁"
PUNCTUATION = "[^a-z0-9▁]"
# Every letter and digit has a piece that begins a word with it, learned first: no word begins with a bare mark.
STARTS_FIRST = 100_000
_EVERY_START = " ".join(string.ascii_lowercase + string.digits)
UNKNOWN = "<|unk|>"
CONTEXT = 1024
INIT_STD = 0.02
TYPOGRAPHY = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"}


def mini_tokenizer(texts: Iterable[str] = (), size: int = 0) -> Any:
    """A tokenizer of the characters a–z, digits, space and . , ? ! ' - : ; " ( ), and of pieces of words.

    It normalises by itself: accents off, lower case, typographic quotes and dashes made plain, runs of white space to
    one space, none at either end. Decoding gives the normalised text back, character by character. Any other character
    becomes `<|unk|>`, one each, which decoding shows.

    Args:
        texts: to learn pieces from, by byte-pair encoding (Sennrich et al. 2016, arXiv 1508.07909).
        size: of the vocabulary with its pieces; 0 leaves it at one token a character.
    """
    backend = _pieces(texts, size) if size else _characters()
    backend.normalizer = _normaliser()
    return PreTrainedTokenizerFast(
        tokenizer_object=backend, unk_token=UNKNOWN, clean_up_tokenization_spaces=False, model_max_length=CONTEXT
    )


def _characters() -> Tokenizer:
    vocabulary = {character: index for index, character in enumerate(CHARACTERS)}
    backend = Tokenizer(models.WordLevel({**vocabulary, UNKNOWN: len(vocabulary)}, unk_token=UNKNOWN))
    backend.pre_tokenizer = pre_tokenizers.Split(Regex(r"[\s\S]"), behavior="isolated")
    backend.decoder = decoders.Fuse()
    return backend


def _pieces(texts: Iterable[str], size: int) -> Tokenizer:
    """Each word begins with a mark in place of its space, the first too: it is spelled alike wherever it stands."""
    marks = pre_tokenizers.Metaspace(replacement=SPACE, prepend_scheme="always")
    backend = Tokenizer(models.BPE(unk_token=UNKNOWN))
    backend.normalizer = _normaliser()
    backend.pre_tokenizer = pre_tokenizers.Sequence([marks, pre_tokenizers.Split(Regex(PUNCTUATION), "isolated")])
    backend.decoder = decoders.Metaspace(replacement=SPACE, prepend_scheme="always")
    alphabet = [SPACE, *CHARACTERS[1:]]
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=[UNKNOWN],
        initial_alphabet=alphabet,
        limit_alphabet=len(alphabet),
        show_progress=False,
    )
    backend.train_from_iterator(chain([_EVERY_START] * STARTS_FIRST, texts), trainer)
    return backend


def _normaliser() -> Any:
    plain = [normalizers.Replace(fancy, simple) for fancy, simple in TYPOGRAPHY.items()]
    collapse = normalizers.Replace(Regex(r"\s+"), " ")
    steps = [*plain, normalizers.NFKD(), normalizers.StripAccents(), normalizers.Lowercase(), collapse]
    return normalizers.Sequence([*steps, normalizers.Strip()])


@dataclass(frozen=True)
class MiniSize:
    """Shape of a mini model; the default has 6.3 M parameters without its embeddings."""

    layers: int = 6
    width: int = 256
    heads: int = 4
    kv_heads: int = 4
    ffn: int = 1024

    def __post_init__(self) -> None:
        assert self.width % self.heads == 0, f"a width of {self.width} can't be shared by {self.heads} heads"
        assert self.heads % self.kv_heads == 0, f"{self.heads} heads can't share {self.kv_heads} keys and values"


def mini_model(vocab_size: int, size: MiniSize, generator: torch.Generator) -> Any:
    """A new `LlamaForCausalLM` with tied embeddings, RoPE and a context of 1,024 tokens.

    All weights come from `generator`, so equal seeds give equal models. Weights are normal with a standard deviation of
    0.02, those that write to the residual stream divided by √(2 · layers) (GPT-2, section 2.3); norms are one.
    """
    config = LlamaConfig(
        vocab_size=vocab_size,
        hidden_size=size.width,
        num_hidden_layers=size.layers,
        num_attention_heads=size.heads,
        num_key_value_heads=size.kv_heads,
        intermediate_size=size.ffn,
        max_position_embeddings=CONTEXT,
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=None,
    )
    # Transformers draws initial weights from the global generator; leave that where it stood.
    with torch.random.fork_rng(devices=[]):
        model = LlamaForCausalLM(config)
    _initialise(model, size.layers, generator)
    return model.eval()


def _initialise(model: nn.Module, layers: int, generator: torch.Generator) -> None:
    with torch.no_grad():
        for name, weight in model.named_parameters():
            residual = name.endswith(("o_proj.weight", "down_proj.weight"))
            std = INIT_STD / (2 * layers) ** 0.5 if residual else INIT_STD
            if weight.ndim == 1:
                weight.fill_(1.0)
            else:
                weight.normal_(0.0, std, generator=generator)
