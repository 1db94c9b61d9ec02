"""A reply as it comes: step by step for whoever streams, and timed for whoever waits."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speechwright.infer.stopwatch import Stage, Stopwatch
from speechwright.lm.folder import SpeechLM
from speechwright.lm.generate import Reply, read_reply, stream
from speechwright.lm.grammar import Guards, Section
from speechwright.lm.render import Ids
from speechwright.lm.search import joined, write_down
from speechwright.types import Text, Units

STAGE_OF: dict[Section, Stage] = {"plain": "hear", "heard": "hear", "answer": "answer", "speech": "units_out"}


@dataclass(frozen=True)
class Step:
    """One more token of a reply: the section it belongs to, and that section so far, as text or as units."""

    section: Section
    content: str | Units


def tell(
    lm: SpeechLM, prompt: Ids, sections: Sequence[Section], guards: Guards, letters: NDArray[np.float32] | None = None
) -> Generator[Step, None, Reply]:
    """A greedy reply of that form, a step a token; the whole is returned. Errors as in `lm.generate.stream`.

    Args:
        letters: what the tokenizer reads in a recording that is asked about. With them the first section says what was
            heard, by search (see `lm.search`), and comes in one step.
    """
    if letters is None:
        return (yield from _told(lm, prompt, sections, guards))
    opening = write_down(lm, prompt, letters, sections[0], guards)
    heard = joined(lm.renderer, opening, None)
    yield Step(sections[0], _only_text(heard))
    if len(sections) == 1:
        return heard
    rest = yield from _told(lm, np.concatenate([prompt, opening.ids]), sections[1:], guards)
    return joined(lm.renderer, opening, rest)


def _told(lm: SpeechLM, prompt: Ids, sections: Sequence[Section], guards: Guards) -> Generator[Step, None, Reply]:
    marks: dict[int, Section] = {
        lm.layout.heard: "heard",
        lm.layout.answer: "answer",
        lm.layout.speech: "speech",
    }
    closings = (lm.layout.speech_end, lm.layout.end)
    tokens = stream(lm.model, lm.renderer, prompt, guards, sections=sections)
    ids: list[int] = []
    section, start = sections[0], 0
    while True:
        try:
            token = next(tokens)
        except StopIteration as stopped:
            return read_reply(lm.renderer, ids, stopped.value)
        ids.append(token)
        if token in marks:
            section, start = marks[token], len(ids)
        elif token not in closings:
            yield Step(section, _content(lm, section, ids[start:]))


def timed(steps: Generator[Step, None, Reply], watch: Stopwatch) -> Reply:
    """Take all steps, counting the time of each to the stage of its section; the reply."""
    while True:
        try:
            step = next(steps)
        except StopIteration as stopped:
            reply: Reply = stopped.value
            return reply
        watch.lap(STAGE_OF[step.section])


def _only_text(reply: Reply) -> str:
    (part,) = reply.turn.parts
    assert isinstance(part, Text), "what was heard is a text"
    return part.text


def _content(lm: SpeechLM, section: Section, ids: list[int]) -> str | Units:
    if section != "speech":
        return lm.renderer.text.decode(ids)
    return Units(lm.layout.to_units(np.array(ids, np.int32)), lm.spec)
