"""PocketSphinx as a judge of the mini world: a recognizer made by others, from recordings of people.

Listening for open English it mishears a quarter of the words of flite's own recordings of requests; with a language
model of the world's training requests, a twelfth. That model has seen no test text. A word that PocketSphinx has no
pronunciation for it can't hear; what that costs shows in its figure on the original voices.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from speechwright.asr import RECOGNIZERS
from speechwright.asr.ngram import NGrams
from speechwright.asr.recognizer import spoken_words
from speechwright.tasks.world.request import draw_request

NUM_REQUESTS = 10_000
SEED = 0


def world_sphinx() -> Any:
    """A recognizer for requests of the mini world.

    Raises:
        MissingExtra: PocketSphinx is not installed.
    """
    kind = RECOGNIZERS["pocketsphinx"]
    texts = _texts()
    unknown = set(kind(phrases=["one"]).missing_words({word for text in texts for word in spoken_words(text)}))
    known = [text for text in texts if unknown.isdisjoint(spoken_words(text))]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "world.arpa"
        NGrams(known).write(path)
        return kind(language_model=path)


def _texts() -> list[str]:
    rng = np.random.default_rng(SEED)
    return [draw_request(rng, "train").text for _ in range(NUM_REQUESTS)]
