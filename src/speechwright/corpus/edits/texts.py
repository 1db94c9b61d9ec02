"""What some kinds of pairs need in a text before a voice is given it: fillers to remove, pauses to change."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from speechwright.tasks.world.intent import between, pick

FILLERS = ("um", "uh", "um", "uh", "er", "erm")
FEWEST_WORDS = 4
Prepare = Callable[[str, np.random.Generator], str]


def with_fillers(text: str, rng: np.random.Generator) -> str:
    """One or two fillers between its words."""
    for _ in range(pick(rng, (1, 1, 2))):
        text = _put(text, rng, f"{pick(rng, FILLERS)},")
    return text


def with_pause(text: str, rng: np.random.Generator) -> str:
    """A mark at which voices pause, after one of its words."""
    words = text.split()
    places = [at for at in range(1, len(words) - 1) if words[at][-1].isalpha()]
    if not places:
        return text
    at = pick(rng, places)
    return " ".join([*words[:at], f"{words[at]};", *words[at + 1 :]])


def _put(text: str, rng: np.random.Generator, word: str) -> str:
    words = text.split()
    if len(words) < FEWEST_WORDS:
        return text
    at = between(rng, 1, len(words) - 1)
    return " ".join([*words[:at], word, *words[at:]])


PREPARED: Mapping[str, Prepare] = {
    "fillers": with_fillers,
    "remove_pauses": with_pause,
    "shorten_pauses": with_pause,
}
"""By the kind of pair."""
