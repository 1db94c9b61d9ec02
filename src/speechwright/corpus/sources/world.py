"""The mini world: requests, answers, and words on their own. Endless."""

from __future__ import annotations

import numpy as np

from speechwright.corpus.sources.source import Record, Source
from speechwright.corpus.split import Split
from speechwright.tasks.spoken_form import spoken_form
from speechwright.tasks.world.numbers import number_words
from speechwright.tasks.world.request import draw_request
from speechwright.tasks.world.words import WORDS


class _Drawn(Source):
    licence: str = "Apache-2.0"

    def size(self, split: Split) -> int | None:
        return None


class Requests(_Drawn):
    """Requests with right answers."""

    kind: str = "requests"

    def record(self, index: int, split: Split, rng: np.random.Generator) -> Record:
        request = draw_request(rng, split)
        return Record(self.kind, request.text, (request.text, request.answer), request)


class Answers(_Drawn):
    """Right answers to requests."""

    kind: str = "answers"

    def record(self, index: int, split: Split, rng: np.random.Generator) -> Record:
        return Record(self.kind, draw_request(rng, split).answer)


class Words(_Drawn):
    """One to three words on their own: number words half of the time, everyday words otherwise."""

    kind: str = "words"

    def record(self, index: int, split: Split, rng: np.random.Generator) -> Record:
        count = int(rng.integers(1, 4))
        if rng.random() < 0.5:
            below = (10, 21, 100)[int(rng.integers(3))]
            words = [number_words(int(value)) for value in rng.integers(below, size=count)]
        else:
            words = [str(word) for word in rng.choice(np.array(WORDS), size=count)]
        return Record(self.kind, spoken_form(" ".join(words)))


class Digits(_Drawn):
    """One digit on its own: the shortest thing that people ask a recognizer to tell apart."""

    kind: str = "digits"

    def record(self, index: int, split: Split, rng: np.random.Generator) -> Record:
        return Record(self.kind, spoken_form(number_words(int(rng.integers(10)))))
