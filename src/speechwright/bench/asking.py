"""The ways to ask a model, shared by the suites: as its users do, but with wordings that training never saw.

Each is a generator that yields prompts and is sent replies; a trial runs it with `yield from`.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speechwright.audio.level import is_silent
from speechwright.audio.pauses import split_at_pauses
from speechwright.bench.trial import Ask
from speechwright.bench.workbench import Workbench
from speechwright.infer.clauses import Clause, join, split_text
from speechwright.infer.prompts import CHAT_SECTIONS, READING, TRANSCRIPT
from speechwright.lm.generate import Reply
from speechwright.tasks.asr import ASR
from speechwright.tasks.chat import CHAT, Form
from speechwright.tasks.tts import TTS
from speechwright.types import Audio, Conversation, Speech, Text, Turn, Units


@dataclass(frozen=True)
class Transcribed:
    """What a recording says by the language model and the tokenizer's letters together, and by each alone; and why
    replies ended."""

    text: str
    lm: str
    ctc: str
    stops: Sequence[str]


@dataclass(frozen=True)
class Said:
    """A text in units, clause by clause, and why replies ended."""

    clauses: list[Clause]
    units: list[Units]
    stops: Sequence[str]


def transcribe(bench: Workbench, sound: Audio, index: int) -> Generator[list[Ask], list[Reply], Transcribed]:
    """Write down a recording, in pieces if it is long (see `Speechwright.transcribe`)."""
    heard = [bench.tokenizer.encode(piece) for piece in split_at_pauses(sound) if not is_silent(piece)]
    prompts = [transcript_prompt(bench, units, index) for units in heard]
    together = [bench.ask(prompt, TRANSCRIPT, units) for prompt, units in zip(prompts, heard, strict=True)]
    replies = yield [*together, *(bench.ask(prompt, TRANSCRIPT) for prompt in prompts)]
    written = [ASR.parse_reply(reply.turn).text or "" for reply in replies]
    letters = [bench.tokenizer.read(units) for units in heard]
    each = (written[: len(heard)], written[len(heard) :], letters)
    text, lm, ctc = (" ".join(filter(None, pieces)) for pieces in each)
    return Transcribed(text, lm, ctc, [reply.stop for reply in replies])


def transcript_prompt(bench: Workbench, units: Units, index: int) -> Conversation:
    """A held-out wording and speech to write down."""
    wording = ASR.wordings.draw(bench.rng(index, "wording"), "test")
    return Conversation((Turn("user", (Text(wording), Speech(units))),), task=ASR.name)


def read_aloud(bench: Workbench, spoken: str, index: int) -> Generator[list[Ask], list[Reply], Said]:
    """Turn a text in spoken form into units, clause by clause (see `Speechwright.speak`)."""
    clauses, wording = split_text(spoken), Text(TTS.wordings.draw(bench.rng(index, "wording"), "test"))
    prompts = [Conversation((Turn("user", (wording, Text(clause.text))),), task=TTS.name) for clause in clauses]
    replies = yield [bench.ask(prompt, READING) for prompt in prompts]
    units = [spoken_units(TTS.parse_reply(reply.turn).speech) for reply in replies]
    return Said(clauses, units, [reply.stop for reply in replies])


def sound_of(bench: Workbench, said: Said, voice: NDArray[np.float32]) -> Audio:
    """What was said, in the voice of that vector."""
    return join([bench.model.decoder.decode(units, voice) for units in said.units], said.clauses)


def chat_ask(bench: Workbench, form: Form, request: Text | Units, index: int) -> Ask:
    """A request, to be answered in the steps of a form."""
    manner = Text(CHAT.wordings_for(form).draw(bench.rng(index, "wording"), "test"))
    given = Speech(request) if isinstance(request, Units) else request
    conversation = Conversation((Turn("system", (manner,)), Turn("user", (given,))), task=CHAT.name)
    heard = request if isinstance(request, Units) and form != "direct" else None
    return bench.ask(conversation, CHAT_SECTIONS[form], heard)


def spoken_units(speech: Speech | None) -> Units:
    """The units of a reply whose form has speech."""
    assert speech is not None and speech.units is not None, "a reply whose form has speech has units"
    return speech.units
