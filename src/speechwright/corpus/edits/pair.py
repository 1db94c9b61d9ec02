"""A pair of recordings with the instructions that lead there and back, and how most pairs are made: an instruction is
drawn, its plan is carried out, and the way back is worded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from speechwright.audio.write import encode_flac
from speechwright.corpus.edits.asking import Asked, Voice, ask
from speechwright.corpus.edits.effects import is_done
from speechwright.corpus.edits.inverses import Done, order_after, way_back
from speechwright.corpus.edits.phrases import By
from speechwright.corpus.edits.side import Side
from speechwright.corpus.edits.slots import Group
from speechwright.corpus.rejected import Rejected
from speechwright.corpus.split import Split
from speechwright.editing.execute import execute
from speechwright.editing.parts import Made
from speechwright.errors import BadAudio, BadInstruction
from speechwright.tasks.edits.plan import Operation, Plan
from speechwright.types import Audio

WANTED_TRIES = 4


@dataclass(frozen=True)
class Draw:
    """What a pair is made with.

    Args:
        rng: of the pair.
        split: whose wordings.
        real: the recording, or what a voice said.
    """

    rng: np.random.Generator
    split: Split
    real: Side

    def voice(self, by: By = "words") -> Voice:
        return Voice(self.rng, self.split, by)


@dataclass(frozen=True)
class Way:
    """One direction of a pair; `asked` is None where no wording was found that the planner reads as meant."""

    before: Side
    after: Side
    asked: Asked | None


@dataclass(frozen=True)
class Pair:
    """Two recordings, and the ways between them.

    Args:
        there, back: from the first to the second, and from the second to the first. Where nothing leads back, `back`
            leaves the second as it is.
        done: the operations that made the one of the other, or both of a third, over the recording that they were made
            of.
        proxy: the target is no real example of what is asked for, but what signal processing can do towards it.
        is_damaged: one side is meant to be hard to understand.
    """

    there: Way
    back: Way
    done: tuple[Operation, ...] = ()
    proxy: bool = False
    is_damaged: bool = False


Wanted = Callable[[Draw], Group]
Make = Callable[[Draw], Pair]


def no_speech(*_: object) -> Made:
    """Who speaks new words where none may be needed."""
    raise AssertionError("pairs are made without new words")


def executed(side: Side, operations: Group, rng: np.random.Generator) -> Side:
    """What these operations make of a side.

    Raises:
        Rejected: they can't be done to it, or were done otherwise than asked.
    """
    plan = Plan(operations, side.rate_hz, side.transcript.num_samples, side.transcript.text)
    with side.open() as file:
        try:
            made = execute(file, plan, side.transcript, no_speech, seed=int(rng.integers(2**31)))
        except (BadInstruction, BadAudio) as error:
            raise Rejected("not done", found=f"{operations[0].edit}: {error.found}") from error
        if made.notes:
            raise Rejected("not done", found=made.notes[0])
        sound = np.concatenate([file.coding.floats(raw) for raw in made.timeline.raw()])
    audio = Audio(sound[:, 0].astype(np.float32), side.rate_hz)
    return Side(encode_flac(audio), made.transcript)


def edited(side: Side, operations: Group, rng: np.random.Generator) -> Done:
    """An edit that was made, and had its effect.

    Raises:
        Rejected: it could not be made, lost words, or had no effect.
    """
    after = executed(side, operations, rng)
    order = order_after(operations, side.transcript)
    said = [word.text for word in after.transcript.words]
    if said != [side.transcript.words[at].text for at in order]:
        raise Rejected("words out of place", found=f"{operations[0].edit}: {' '.join(said)}"[:80])
    done = Done(operations, side, after, order)
    if not is_done(done):
        raise Rejected("no effect", found=f"{operations[0].edit} {dict(operations[0].amounts)}")
    return done


def by_plan(wanted: Wanted, by: By = "words", is_damaged: bool = False) -> Make:
    """Pairs of one edit, whose amounts and places are drawn."""

    def make(draw: Draw) -> Pair:
        asked = asked_for(lambda: (wanted(draw),), draw, by)
        done = edited(draw.real, asked.plan.operations, draw.rng)
        return both_ways(done, asked, draw, by, is_damaged)

    return make


def asked_for(groups: Callable[[], tuple[Group, ...]], draw: Draw, by: By) -> Asked:
    """An instruction for what is wanted; drawn anew where no wording asks for it.

    Raises:
        Rejected: no wording does.
    """
    for _ in range(WANTED_TRIES):
        last = groups()
        if found := ask(last, draw.real.transcript, draw.voice(by)):
            return found
    raise Rejected("no wording", found=f"{last[0][0].edit} {dict(last[0][0].amounts)}")


def both_ways(done: Done, asked: Asked, draw: Draw, by: By, is_damaged: bool = False) -> Pair:
    """The pair of an edit that was made: there as it was asked for, and back."""
    groups = way_back(done)
    back = ask(groups, done.after.transcript, draw.voice(by)) if groups else None
    exact = replace(asked, amount="exact")  # what was planned was done, whatever had been wanted first
    there = Way(done.before, done.after, exact)
    return Pair(there, Way(done.after, done.before, back), done.operations, is_damaged=is_damaged)
