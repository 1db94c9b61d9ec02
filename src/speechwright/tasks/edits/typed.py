"""Words as people type them in a hurry, as they are written: "pls dont cut it" → "please don't cut it".

What is said in the recording is left alone, and so is the last word, which may be one that is to be edited.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from speechwright.tasks.edits.phrase import Phrase

_TYPED = {
    "pls": "please",
    "plz": "please",
    "im": "i'm",
    "ive": "i've",
    "dont": "don't",
    "doesnt": "doesn't",
    "didnt": "didn't",
    "isnt": "isn't",
    "wasnt": "wasn't",
    "cant": "can't",
    "wont": "won't",
    "thats": "that's",
    "theres": "there's",
    "lets": "let's",
    "cos": "because",
    "cuz": "because",
    "coz": "because",
    "bc": "because",
    "tho": "though",
    "abt": "about",
    "rly": "really",
    "thx": "thanks",
}


def as_written(phrase: Phrase, said: Set[str]) -> Phrase:
    """The phrase with such words written out.

    Args:
        phrase: an instruction.
        said: the words of the recording, in lower case.
    """
    *tokens, last = phrase.tokens or (None,)
    if last is None:
        return phrase
    written = (
        token if token.low in said else replace(token, low=_TYPED.get(token.low, token.low))
        for token in tokens
        if token is not None
    )
    return Phrase(phrase.source, (*written, last))
