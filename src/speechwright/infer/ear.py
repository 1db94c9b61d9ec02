"""PocketSphinx, listening for requests of the mini world: how a person's own recording is heard, and a judge by others.

Listening for open English it mishears a quarter of the words of flite's own recordings of requests; with a language
model of the world's training requests, a tenth. That model has seen no test text; the one that listens to users has.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from speechwright.asr import RECOGNIZERS
from speechwright.asr.ngram import NGrams
from speechwright.tasks.wordings import SPLITS, Split
from speechwright.tasks.world.request import draw_request

NUM_REQUESTS = 60_000  # made in 2 s; with 10,000, one word more in sixty is misheard
SEED = 0
# Words of the mini world that the dictionary lacks.
PRONUNCIATIONS = {
    "abuja": "AH B UW JH AH",
    "clockmaker": "K L AA K M EY K ER",
    "humps": "HH AH M P S",
    "jeweller": "JH UW AH L ER",
    "kathmandu": "K AE T M AE N D UW",
    "kyiv": "K IY V",
    "parsnip": "P AA R S N IH P",
    "rabat": "R AH B AA T",
    "tallinn": "T AA L IH N",
    "yoghurt": "Y OW G ER T",
}


def request_ear(recognizer: str) -> Any:
    """A recognizer of the RECOGNIZERS table for requests: narrowed to the mini world where it can be, and there to all
    its wordings, for nobody is tested here.

    Raises:
        UnknownName: no such recognizer.
        MissingExtra: it is not installed.
    """
    return world_sphinx(SPLITS) if recognizer == "pocketsphinx" else RECOGNIZERS[recognizer]()


def world_sphinx(splits: Sequence[Split] = ("train",)) -> Any:
    """A recognizer for requests of the mini world.

    Args:
        splits: whose requests it knows; a judge of tests may know those of training alone.

    Raises:
        MissingExtra: PocketSphinx is not installed.
    """
    kind = RECOGNIZERS["pocketsphinx"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "world.arpa"
        NGrams(_texts(splits)).write(path)
        return kind(language_model=path, pronunciations=PRONUNCIATIONS)


def _texts(splits: Sequence[Split]) -> list[str]:
    rng = np.random.default_rng(SEED)
    return [draw_request(rng, splits[place % len(splits)]).text for place in range(NUM_REQUESTS)]
