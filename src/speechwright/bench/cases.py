"""What an item is: drawn from the seed and its index alone, from held-out texts and for held-out voices."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from speechwright.bench.voices import HUMAN_LIKE
from speechwright.bench.workbench import Workbench
from speechwright.corpus.split import choose
from speechwright.tasks.world.request import Request, draw_request
from speechwright.tts.voice import Voice
from speechwright.types import Row


@dataclass(frozen=True)
class WorldCase:
    """A request of the mini world.

    Args:
        index: of the item.
        request: from the held-out ones.
        wanted: what should come: its own words, or a right answer.
        voice: a held-out voice; None for a typed request.
        stored: name of the model's voice that is to speak; "" if none is.
    """

    index: int
    request: Request
    wanted: str
    voice: Voice | None = None
    stored: str = ""

    @property
    def speaker(self) -> Voice:
        assert self.voice is not None, "a typed request has no voice"
        return self.voice

    def to_row(self) -> Row:
        request = self.request
        return {
            "asked": request.text,
            "wanted": self.wanted,
            "intent": request.intent,
            "constraint": request.constraint,
            "voice": "" if self.voice is None else self.voice.label,
            "stored_voice": self.stored,
        }


@dataclass(frozen=True)
class OpenCase:
    """An open sentence and a held-out voice."""

    index: int
    wanted: str
    voice: Voice

    def to_row(self) -> Row:
        return {"asked": self.wanted, "wanted": self.wanted, "intent": "", "voice": self.voice.label}


@dataclass(frozen=True)
class DigitCase:
    """A recording of a person who says a digit."""

    index: int
    path: Path
    wanted: str
    speaker: str

    def to_row(self) -> Row:
        return {"asked": self.path.name, "wanted": self.wanted, "intent": "", "voice": self.speaker}


def typed_case(bench: Workbench, index: int) -> WorldCase:
    """A request as it is typed; `spoken_case` of the same index asks the same."""
    request = draw_request(bench.rng(index), "test")
    return WorldCase(index, request, request.answer)


def spoken_case(bench: Workbench, index: int) -> WorldCase:
    """A request as it is spoken; the answer is wanted."""
    rng = bench.rng(index)
    request = draw_request(rng, "test")
    return WorldCase(index, request, request.answer, bench.bank.draw(rng, "test"))


def answered_case(bench: Workbench, index: int) -> WorldCase:
    """The same, and a voice of the model that speaks the answer."""
    case = spoken_case(bench, index)
    return WorldCase(index, case.request, case.wanted, case.voice, draw_stored(bench, index))


def heard_case(bench: Workbench, index: int) -> WorldCase:
    """A spoken request whose own words are wanted."""
    case = spoken_case(bench, index)
    return WorldCase(index, case.request, case.request.text, case.voice)


def read_case(bench: Workbench, index: int) -> WorldCase:
    """A request to be read aloud, by a voice of the model and in a held-out voice."""
    case = heard_case(bench, index)
    return WorldCase(index, case.request, case.wanted, case.voice, draw_stored(bench, index))


def human_read_case(bench: Workbench, index: int) -> WorldCase:
    """A request to be read aloud by a human-like voice of the model; the original is that voice's own engine."""
    request = draw_request(bench.rng(index), "test")
    names = human_like(bench)
    name = names[int(bench.rng(index, "voice").integers(len(names)))]
    engine, _, own = name.partition(":")
    return WorldCase(index, request, request.text, Voice(engine, own), name)


def draw_stored(bench: Workbench, index: int) -> str:
    """One of the model's voices: each engine as often as another, and each of its voices as often."""
    rng, names = bench.rng(index, "voice"), sorted(bench.stored_voices)
    engines = tuple(dict.fromkeys(name.partition(":")[0] for name in names))
    engine = choose(rng, engines, (1.0,) * len(engines))
    own = tuple(name for name in names if name.partition(":")[0] == engine)
    return choose(rng, own, (1.0,) * len(own))


def human_like(bench: Workbench) -> list[str]:
    """Names of the model's voices that were made from recordings of people."""
    return sorted(name for name in bench.stored_voices if name.startswith(HUMAN_LIKE))
