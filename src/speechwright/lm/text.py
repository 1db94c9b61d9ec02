"""Words ⇄ text tokens: the tokenizer without its special tokens and units, so that nothing typed can become one."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from tokenizers import Tokenizer

from speechwright.errors import BadModel
from speechwright.lm.layout import CONTROL, TokenLayout

_PROBE = "so it is"


class TextCodec:
    """Encodes and decodes the text between special tokens, and knows which ids are text.

    `legal` and `blank` are bool arrays over the vocabulary: ids that a model may say, and ids of white space.

    Raises:
        BadModel: the tokenizer changes a text, or encodes it otherwise alone than between special tokens.
    """

    def __init__(self, tokenizer: Any, layout: TokenLayout) -> None:
        self._plain = _without_tokens(tokenizer.backend_tokenizer, layout)
        self._special = {index: str(token) for index, token in tokenizer.added_tokens_decoder.items()}
        self.legal = _legal_ids(tokenizer, layout)
        self.blank = np.zeros_like(self.legal)
        words = np.flatnonzero(self.legal)
        self.blank[words] = [not text.strip() for text in self._plain.decode_batch([[int(word)] for word in words])]
        unknown = tokenizer.unk_token_id
        self._readable = self.legal.copy()
        if unknown is not None:
            self._readable[unknown] = True
        self._probe(tokenizer, layout)

    def encode(self, text: str) -> NDArray[np.int32]:
        """Ids of a text. Spelled special tokens and units are words like any other."""
        return np.array(self._plain.encode(text, add_special_tokens=False).ids, np.int32)

    def decode(self, ids: ArrayLike) -> str:
        """The text of text tokens; an unknown character shows as the tokenizer's token for it."""
        return str(self._plain.decode(np.asarray(ids).tolist(), skip_special_tokens=False))

    def is_text(self, ids: ArrayLike) -> NDArray[np.bool_]:
        """Which ids are words or the unknown token, in the shape of `ids`."""
        found = np.asarray(ids)
        known = (found >= 0) & (found < len(self._readable))
        return known & self._readable[np.where(known, found, 0)]

    def show(self, token: int) -> str:
        """A token for a message."""
        known = self._plain.id_to_token(int(token)) if token >= 0 else None
        return known or self._special.get(int(token)) or f"id {int(token)}"

    def _probe(self, tokenizer: Any, layout: TokenLayout) -> None:
        marked = f"{CONTROL['user']}{_PROBE}{CONTROL['end']}"
        whole = tokenizer.encode(marked, add_special_tokens=False)
        alone = self.encode(_PROBE)
        if whole != [layout.user, *alone.tolist(), layout.end] or self.decode(alone) != _PROBE:
            raise BadModel(
                "a tokenizer that changes a text, or encodes it differently beside special tokens",
                "one that adds no space of its own to the first word",
                "use a byte-level tokenizer, or one with prepend_scheme 'first'",
            )


def _without_tokens(backend: Any, layout: TokenLayout) -> Tokenizer:
    state = json.loads(backend.to_str())
    ours = layout.tokens
    state["added_tokens"] = [t for t in state["added_tokens"] if not t["special"] and t["content"] not in ours]
    state.update(truncation=None, padding=None, post_processor=None)
    # A text never comes first: a special token stands before it, so it gets no space of its own.
    for step in _steps(state["pre_tokenizer"], "pretokenizers") + _steps(state["decoder"], "decoders"):
        if step.get("prepend_scheme") == "first":
            step["prepend_scheme"] = "never"
    return Tokenizer.from_str(json.dumps(state))


def _steps(component: dict[str, Any] | None, key: str) -> list[dict[str, Any]]:
    if component is None:
        return []
    return component[key] if component["type"] == "Sequence" else [component]


def _legal_ids(tokenizer: Any, layout: TokenLayout) -> NDArray[np.bool_]:
    """Which of the tokenizer's ids are text that a model may say: no special token, no unit, not the unknown token."""
    vocabulary = tokenizer.get_vocab()
    legal = np.zeros(max(vocabulary.values()) + 1, bool)
    legal[list(vocabulary.values())] = True
    special = [index for index, token in tokenizer.added_tokens_decoder.items() if token.special]
    legal[special + list(layout.tokens.values())] = False
    return legal
