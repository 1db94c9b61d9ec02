"""The mini world: requests, answers, and words on their own. Endless."""

from __future__ import annotations

import numpy as np
from pydantic import Field, field_validator

from speechwright.corpus.sources.source import Record, Source
from speechwright.corpus.split import Split, choose
from speechwright.tasks.spoken_form import spoken_form
from speechwright.tasks.world import WORLD
from speechwright.tasks.world.numbers import number_words
from speechwright.tasks.world.request import Request, draw_request, draw_request_of
from speechwright.tasks.world.words import WORDS


class _Drawn(Source):
    licence: str = "Apache-2.0"

    def size(self, split: Split) -> int | None:
        return None


class Requests(_Drawn):
    """Requests with right answers.

    Args:
        practice: share of what goes to an intent of the WORLD table, beyond what it gets among all: for those that take
            longer to learn.
    """

    kind: str = "requests"
    practice: dict[str, float] = Field(default={})

    @field_validator("practice")
    @classmethod
    def _known(cls, practice: dict[str, float]) -> dict[str, float]:
        for name in practice:
            if name not in WORLD:
                raise ValueError(f"no intent {name!r} in the mini world")
        if min(practice.values(), default=0) < 0 or sum(practice.values()) > 1:
            raise ValueError(f"shares from 0 to 1 in all, not {practice}")
        return practice

    def _draw(self, split: Split, rng: np.random.Generator) -> Request:
        if not self.practice:
            return draw_request(rng, split)
        intents = {"": 1 - sum(self.practice.values()), **self.practice}
        name = choose(rng, tuple(intents), tuple(intents.values()))
        return draw_request_of(WORLD[name], rng, split) if name else draw_request(rng, split)

    def record(self, index: int, split: Split, rng: np.random.Generator) -> Record:
        request = self._draw(split, rng)
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
