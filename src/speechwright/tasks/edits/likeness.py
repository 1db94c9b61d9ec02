"""What a clause is like: how probable each sense of each edit is, from the words of the clause alone.

A logistic regression over the words of an outline, their pairs and their pieces of four letters, fitted on the training
wordings of all edits and on those of `wordings.json` (`benchmarks/likeness.py` does it anew). A
second one tells whether an outline is one request or several. Both only help where the grammar is at a loss; what is
done is always something that could have been asked for in plain words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from io import BytesIO
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

FILE = "likeness.npz"
NOTHING = "nothing"  # the key of what no edit does
_WORD = re.compile(r"[a-z']+|[␣~¶>→]|#\w*")
_ENDING = re.compile(r"(?<=[a-z]{3})(?:ingly|edly|ing|ed|ers?|est|ly|ness|es|s|e)$")
_PIECE = 4  # letters
_LONGEST_PIECELESS = 4  # letters of a word that has no pieces


def share_of(edit: str, probable: Mapping[str, float]) -> float:
    """The probability of an edit in all its senses, of `Likeness.probable`."""
    return sum(share for key, share in probable.items() if key.startswith(f"{edit}/"))


def stem(word: str) -> str:
    """A word without its ending: "slowed", "slowly" → "slow"."""
    return _ENDING.sub("", word)


def words_of(text: str) -> list[str]:
    """The words and holes of an outline's text."""
    return _WORD.findall(text)


def features(text: str) -> frozenset[str]:
    """What the regressions look at: stems, pairs of neighbouring ones with the ends as ^ and $, and pieces of words."""
    stems = [stem(word) for word in words_of(text)]
    row = ["^", *stems, "$"]
    pairs = {f"{one} {other}" for one, other in pairwise(row)}
    return frozenset({*stems, *pairs, *_pieces(text)})


def _pieces(text: str) -> Iterator[str]:
    for word in words_of(text):
        if len(word) > _LONGEST_PIECELESS and word.isalpha():
            whole = f"<{word}>"
            yield from (f"-{whole[at : at + _PIECE]}" for at in range(len(whole) - _PIECE + 1))


@dataclass(frozen=True)
class Likeness:
    """The fitted regressions.

    Args:
        keys: "edit/sense", or "edit/sense/relation" where it matters what a text or a pause is put next to.
        vocabulary: feature → its row in the weights.
        weights_VK: of each feature for each key.
        single_V: of each feature for being one request.
        plain: wordings of each key that the grammar understands, the shortest first.
        trust_S: of each sign of `accepting` for a guess being right, and at the end what is added to them.
    """

    keys: tuple[str, ...]
    vocabulary: Mapping[str, int]
    weights_VK: NDArray[np.float32]
    single_V: NDArray[np.float32]
    plain: Mapping[str, Sequence[str]]
    trust_S: NDArray[np.float64]

    def probable(self, text: str) -> dict[str, float]:
        """The probability of each key, the most probable first."""
        rows, scale = self._rows(text)
        logits = self.weights_VK[rows].sum(axis=0) * scale
        odds = np.exp(logits - logits.max())
        shares = odds / odds.sum()
        return {self.keys[at]: float(shares[at]) for at in np.argsort(-shares, kind="stable")}

    def is_single(self, text: str) -> float:
        """The probability that it is one request and not several."""
        rows, scale = self._rows(text)
        return float(1 / (1 + np.exp(-self.single_V[rows].sum() * scale)))

    def knows(self, word: str) -> bool:
        return stem(word) in self.vocabulary

    def speaks_for(self, word: str, before: str, after: str, key: str) -> bool:
        """Whether a word with one of its neighbours makes a key more probable."""
        one, other, next_one = stem(before), stem(word), stem(after)
        at = self._place[key]
        rows = [self.vocabulary.get(name) for name in (f"{one} {other}", f"{other} {next_one}")]
        return any(row is not None and self.weights_VK[row, at] > 0 for row in rows)

    @cached_property
    def _place(self) -> dict[str, int]:
        return {key: at for at, key in enumerate(self.keys)}

    def _rows(self, text: str) -> tuple[list[int], float]:
        """Those of the features that are known; what is unknown makes all of it less sure."""
        found = features(text)
        rows = [self.vocabulary[one] for one in sorted(found) if one in self.vocabulary]
        return rows, float(len(found) or 1) ** -0.5

    def to_bytes(self) -> bytes:
        """As a compressed `.npz`: weights in steps of one 127th of the largest."""
        buffer = BytesIO()
        scale = float(np.abs(self.weights_VK).max())
        np.savez_compressed(
            buffer,
            names=np.frombuffer("\n".join(self.vocabulary).encode(), np.uint8),
            weights=np.round(self.weights_VK * (127 / scale)).astype(np.int8),
            scale=np.float32(scale / 127),
            single=self.single_V.astype(np.float16),
            trust=self.trust_S,
            plain=np.frombuffer(json.dumps(dict(self.plain)).encode(), np.uint8),
            keys=np.frombuffer("\n".join(self.keys).encode(), np.uint8),
        )
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> Likeness:
        """What `to_bytes` gave."""
        with np.load(BytesIO(data)) as kept:
            names, keys, plain = (kept[name].tobytes().decode() for name in ("names", "keys", "plain"))
            vocabulary = {name: at for at, name in enumerate(names.split("\n"))}
            weights_VK = kept["weights"].astype(np.float32) * kept["scale"]
            return cls(
                tuple(keys.split("\n")),
                vocabulary,
                weights_VK,
                kept["single"].astype(np.float32),
                json.loads(plain),
                kept["trust"],
            )


@cache
def likeness() -> Likeness:
    """The one that comes with the package."""
    return Likeness.from_bytes(files("speechwright.tasks.edits").joinpath(FILE).read_bytes())
