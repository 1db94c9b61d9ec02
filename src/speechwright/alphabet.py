"""The letters that connectionist temporal classification (CTC) reads, shared by the mini tokenizer and the judge."""

from __future__ import annotations

import re
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

ALPHABET = "_ abcdefghijklmnopqrstuvwxyz'"  # "_" is the blank


def letters_of(text: str) -> NDArray[np.int64]:
    """Classes of a text's letters: lower case, marks dropped, single spaces."""
    plain = re.sub(r"[^a-z' ]", "", text.lower().replace("-", " "))
    return np.array([ALPHABET.index(sign) for sign in " ".join(plain.split())], np.int64)


def greedy_text(classes_S: NDArray[np.int64]) -> str:
    """Greedy reading of the likeliest class a frame: repeats collapsed, blanks dropped, spaces trimmed."""
    return "".join(ALPHABET[symbol] for symbol, _ in groupby(classes_S.tolist()) if symbol).strip()
