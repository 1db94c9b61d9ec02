"""Which token is which: the control tokens, the units, and the hash that says two models agree on them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from speechwright.errors import BadModel
from speechwright.types import Row, UnitSpec

# Their order is the order in which they are added to a tokenizer.
CONTROL: dict[str, str] = {
    "system": "<|system|>",
    "user": "<|user|>",
    "assistant": "<|assistant|>",
    "end": "<|end|>",
    "speech": "<|speech|>",
    "speech_end": "<|/speech|>",
    "heard": "<|heard|>",
    "answer": "<|answer|>",
    "part": "<|part|>",
}
PAD = "<|pad|>"
UNIT_PREFIX, UNIT_SUFFIX = "<|u", "|>"


def unit_token(unit: int) -> str:
    """How a unit is spelled in the tokenizer's vocabulary."""
    return f"{UNIT_PREFIX}{unit}{UNIT_SUFFIX}"


@dataclass(frozen=True)
class TokenLayout:
    """Token ids of the control tokens and of the units, which are contiguous from `first_unit`.

    `end` closes a turn and is the end of sequence; `part` stands between two plain texts of one turn. `pad_token` is
    the tokenizer's own where it had one.
    """

    system: int
    user: int
    assistant: int
    end: int
    speech: int
    speech_end: int
    heard: int
    answer: int
    part: int
    pad: int
    pad_token: str
    first_unit: int
    spec: UnitSpec

    @staticmethod
    def from_tokenizer(tokenizer: Any, spec: UnitSpec) -> TokenLayout:
        """Read the layout off a tokenizer that was grown by the units of `spec`.

        Raises:
            BadModel: a token is missing, there are more units than the spec has, or their ids are not contiguous.
        """
        vocabulary = tokenizer.get_vocab()
        control = {name: _id_of(vocabulary, token) for name, token in CONTROL.items()}
        units = np.array([_id_of(vocabulary, unit_token(unit)) for unit in range(spec.size)])
        if unit_token(spec.size) in vocabulary:
            raise _bad(f"a token {unit_token(spec.size)}", f"the {spec.size} units of {spec.label} and no more")
        if not np.array_equal(units, units[0] + np.arange(spec.size)):
            raise _bad("unit tokens whose ids are not contiguous", "one block of units")
        if tokenizer.pad_token is None:
            raise _bad("a tokenizer without a padding token", f"one, such as {PAD}")
        pad = _id_of(vocabulary, tokenizer.pad_token)
        return TokenLayout(**control, pad=pad, pad_token=tokenizer.pad_token, first_unit=int(units[0]), spec=spec)

    @property
    def num_units(self) -> int:
        return self.spec.size

    @property
    def control(self) -> dict[str, int]:
        """Control token → id, the padding token included."""
        return {**{token: getattr(self, name) for name, token in CONTROL.items()}, self.pad_token: self.pad}

    @property
    def tokens(self) -> dict[str, int]:
        """All tokens of the layout → id."""
        return {**self.control, **{unit_token(unit): self.first_unit + unit for unit in range(self.num_units)}}

    @property
    def sha256(self) -> str:
        """Hash over the sorted (token, id) pairs: equal hashes mean that ids are interchangeable."""
        return hashlib.sha256(json.dumps(sorted(self.tokens.items())).encode()).hexdigest()

    def is_unit(self, ids: ArrayLike) -> NDArray[np.bool_]:
        """Which of the token ids are units, in the shape of `ids`."""
        found = np.asarray(ids)
        return (found >= self.first_unit) & (found < self.first_unit + self.num_units)

    def to_tokens(self, units: NDArray[np.int32]) -> NDArray[np.int32]:
        """Unit ids in [0, num_units) → token ids, same shape."""
        return (units + self.first_unit).astype(np.int32)

    def to_units(self, tokens: NDArray[np.int32]) -> NDArray[np.int32]:
        """Token ids of units → unit ids, same shape."""
        assert self.is_unit(tokens).all(), "a token that is no unit"
        return (tokens - self.first_unit).astype(np.int32)

    def to_row(self) -> Row:
        """The layout as JSON: ids by token, the block of units, the hash. The spec is kept beside it."""
        return {
            "control": self.control,
            "first_unit": self.first_unit,
            "num_units": self.num_units,
            "pad_token": self.pad_token,
            "sha256": self.sha256,
        }

    @staticmethod
    def from_row(row: Row, spec: UnitSpec) -> TokenLayout:
        """The layout of a row. Ids come from the row's values, so the order of its keys means nothing.

        Raises:
            BadModel: a key is missing, or the ids are not those that the row's hash was made of.
        """
        try:
            control = {name: int(row["control"][token]) for name, token in CONTROL.items()}
            pad = int(row["control"][row["pad_token"]])
            layout = TokenLayout(
                **control, pad=pad, pad_token=row["pad_token"], first_unit=row["first_unit"], spec=spec
            )
            recorded = (row["num_units"], row["sha256"])
        except (KeyError, TypeError, ValueError) as error:
            raise _bad(f"a token layout without a good {error}", f"ids of {', '.join(CONTROL.values())}") from error
        if recorded != (spec.size, layout.sha256):
            raise _bad(f"a token layout with hash {str(recorded[1])[:8]}", f"{layout.sha256[:8]}, the hash of its ids")
        return layout


def _id_of(vocabulary: dict[str, int], token: str) -> int:
    if token not in vocabulary:
        raise _bad(f"a tokenizer without the token {token}", "a tokenizer that was grown by these units")
    return vocabulary[token]


def _bad(found: str, wanted: str) -> BadModel:
    return BadModel(found, wanted, "grow the original model and tokenizer again")
