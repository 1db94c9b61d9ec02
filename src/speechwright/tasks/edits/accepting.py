"""How far a guess can be trusted: by how much its sense stands out, whether the words are one request, what is unknown.

A logistic regression over a few signs, fitted on wordings that the likeness was not fitted to, on compounds of them and
on what no edit can do (`fitting_trust`).
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from speechwright.tasks.edits.forms import whole
from speechwright.tasks.edits.likeness import NOTHING, Likeness, share_of, words_of
from speechwright.tasks.edits.losing import MAY_BE_A_PART, is_unknown, without_comparison
from speechwright.tasks.edits.verbs import VERBS

SIGNS = (
    "edit by all of the words",
    "before the next edit",
    "odds of one request",
    "joins",
    "a second verb",
    "unknown word that may be a part",
    "odds of no edit",
)
_JOINS = whole("and|then|also|plus|after that|[.;]")
_SECOND = whole(
    rf"(?:and|then|also|afterwards)(?: (?:then|please|also|just|after that|i want you to|i'd like you to))* "
    rf"(?:{VERBS}|i want|i'd like|i need|could|can|please|let|should)|then"
)
_FAR = 12.0  # of odds in nats: more tells nothing


def trust(text: str, core: str, key: str, known: Likeness) -> float:
    """The log odds that a guess is right.

    Args:
        text: of the outline.
        core: the part of it that the guess was made from.
        key: the guess.
        known: the regressions.
    """
    return float(signs_of(text, core, key, known) @ known.trust_S[:-1] + known.trust_S[-1])


def signs_of(text: str, core: str, key: str, known: Likeness) -> NDArray[np.float64]:
    """The signs [S] of a guess, for `trust`."""
    probable, edit = known.probable(core), key.split("/")[0]
    other = max(share for name, share in probable.items() if not name.startswith(f"{edit}/"))
    signs = (
        math.log(share_of(edit, known.probable(text)) + 1e-3),
        math.log(probable[key] / (other + 1e-6)),
        _odds(known.is_single(text)),
        len(_JOINS.findall(text)),
        any(not match.group().endswith(("ed", "ing")) for match in _SECOND.finditer(core)),
        _may_be_a_part(core, known),
        _odds(probable[NOTHING]),
    )
    assert len(signs) == len(SIGNS), "a sign without a name"
    return np.clip(np.array(signs, np.float64), -_FAR, _FAR)


def _may_be_a_part(core: str, known: Likeness) -> bool:
    row = ["^", *words_of(without_comparison(core)), "$"]
    unknown = [at for at in range(1, len(row) - 1) if is_unknown(row[at], known)]
    return any(row[at + shift] in MAY_BE_A_PART for at in unknown for shift in (-1, 1))


def _odds(share: float) -> float:
    return math.log((share + 1e-6) / (1 - share + 1e-6))
