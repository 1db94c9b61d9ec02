"""Sizes of a language model: how much it can hold at a time, and how many tokens it chooses from."""

from __future__ import annotations

from typing import Any

from speechwright.errors import BadData


def context_tokens(model: Any) -> int:
    """Tokens that the model was made for; one that names no limit has none."""
    config = model.config.get_text_config(decoder=True)
    return int(getattr(config, "max_position_embeddings", None) or 1 << 62)


def num_logits(model: Any) -> int:
    """Rows of the model's head, which may be more than its tokenizer has tokens."""
    return int(model.config.get_text_config(decoder=True).vocab_size)


def check_room(num_tokens: int, context: int) -> None:
    """Refuse a prompt that leaves no room for a reply.

    Raises:
        BadData: it is as long as the context, or longer.
    """
    if num_tokens >= context:
        found = f"a prompt of {num_tokens} tokens"
        raise BadData(found, f"fewer than the {context} of this model's context", "shorten the conversation")
