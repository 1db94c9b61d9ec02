"""The letters that connectionist temporal classification (CTC) reads, shared by the mini tokenizer and the judge."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

Letters = tuple[int, ...]  # classes, without blanks

ALPHABET = "_ abcdefghijklmnopqrstuvwxyz'"  # "_" is the blank
SPACE = ALPHABET.index(" ")


def letters_of(text: str) -> NDArray[np.int64]:
    """Classes of a text's letters: lower case, marks dropped, single spaces."""
    plain = re.sub(r"[^a-z' ]", "", text.lower().replace("-", " "))
    return np.array([ALPHABET.index(sign) for sign in " ".join(plain.split())], np.int64)


def spelled(letters: Iterable[int]) -> str:
    """The text of classes."""
    return "".join(ALPHABET[letter] for letter in letters)


def greedy_text(classes_S: NDArray[np.int64]) -> str:
    """Greedy reading of the likeliest class a frame: repeats collapsed, blanks dropped, spaces trimmed."""
    return spelled(symbol for symbol, _ in groupby(classes_S.tolist()) if symbol).strip()
