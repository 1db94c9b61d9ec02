"""Instructions for operations that are given, proved by the planner: what it reads in one is what was to be asked for.

An inverse has seldom a round amount: 20 percent faster is undone by 16.7 percent slower. Such an instruction says a
rounded number, or none: "a bit slower". `amount` tells how near it comes.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from speechwright.corpus.edits.phrases import By
from speechwright.corpus.edits.slots import Ask, Group, filled
from speechwright.corpus.split import Split
from speechwright.errors import BadInstruction
from speechwright.tasks.edits import EDITS
from speechwright.tasks.edits.edit import Sense
from speechwright.tasks.edits.plan import Operation, Plan, Value
from speechwright.tasks.edits.planner import make_plan
from speechwright.tasks.edits.said_by_others import other_wordings
from speechwright.tasks.edits.transcript import Transcript
from speechwright.tasks.spoken_form import same_words
from speechwright.tasks.wordings import Wordings
from speechwright.tasks.world.intent import pick

Amount = Literal["exact", "rounded", "graded"]
AMOUNTS: tuple[Amount, ...] = ("exact", "rounded", "graded")
ROUNDED, GRADED = 0.03, 1.0  # of the wanted amount, at most, that the planned one may be off; our choice
PLACE_S = 0.006  # that a place given by its time may be off: instructions tell hundredths
TRIES, JOIN_TRIES, MOST_FAILED = 40, 6, 5
OTHERS_SHARE = 0.6  # of requests for training that may be in the wordings of others; our choice
_JOINS = (", then ", " and then ", "; ", ". Then ", ". After that, ", ", and then ")
_TARGETS = ("lufs", "to_hz", "to_seconds", "rt60_s", "snr_db", "times")  # nobody says these "a bit"
_RATIOS = ("factor", "ratio")  # amounts of which 2 is as far from 1 as 0.5
INSERT_AT = Wordings(
    train=(
        "insert {text} at {time}",
        "at {time}, insert {text}",
        "add {text} at {time}",
        "put {text} in at {time}",
        "say {text} at {time}",
        "please insert {text} at {time}",
        "could you add {text} at {time}?",
        "at {time}, say {text}",
        "I'd like {text} inserted at {time}",
    ),
    test=("place {text} at {time}", "slip {text} in at {time}", "at {time}, please add {text}"),
)


@dataclass(frozen=True)
class Asked:
    """An instruction.

    Args:
        text: as it stands in the row.
        plan: what the planner makes of it. Where it refuses, as it has to for what only a learned editor can do and
            where nothing is to be done, what an editor should know: the style or emotion, or no operation.
        amount: how near the planned amounts come to what was done.
        kind: the edits that it asks for, joined by "+".
    """

    text: str
    plan: Plan
    amount: Amount
    kind: str


@dataclass(frozen=True)
class Voice:
    """In whose words something is asked for: those for training, or those held out for tests."""

    rng: np.random.Generator
    split: Split
    by: By = "words"


def ask(groups: Sequence[Group], transcript: Transcript, voice: Voice) -> Asked | None:
    """An instruction for these operations; None where no wording asks for them.

    Args:
        groups: of operations over the transcript, in the order in which they are asked for.
        transcript: of the recording that is given.
        voice: how it is worded.
    """
    operations = [operation for group in groups for operation in group]
    for _ in range(JOIN_TRIES):
        parts = [_asked(group, transcript, voice) for group in groups]
        if None in parts:
            return None
        if len(parts) == 1:
            return parts[0]
        text = _joined([part.text for part in parts if part is not None], voice.rng)
        if found := proved(text, operations, transcript):
            return found
    return None


def proved(text: str, operations: Sequence[Operation], transcript: Transcript) -> Asked | None:
    """The instruction, if the planner reads in it what was to be asked for."""
    try:
        plan = make_plan(text, transcript)
    except BadInstruction:
        return None
    if len(plan.operations) != len(operations):
        return None
    near = [_near(one, other, transcript.rate_hz) for one, other in zip(plan.operations, operations, strict=True)]
    if None in near:
        return None
    amount = max((each for each in near if each is not None), key=AMOUNTS.index)
    return Asked(text, plan, amount, "+".join(dict.fromkeys(operation.edit for operation in operations)))


def wordings(group: Group, by: By) -> tuple[Wordings, ...]:
    """The ways to ask for operations."""
    if group[0].edit == "insert" and by == "time":
        return (INSERT_AT,)
    senses: tuple[Sense, ...] = EDITS[group[0].edit].senses
    values = {"swap" if len(group) == 2 else "to"} if group[0].edit == "move" else set(group[0].amounts.values())
    named = tuple(sense for sense in senses if sense.name in values)  # senses such as "female", "remove", "slow"
    return tuple(sense.wordings for sense in named or senses)


def more_wordings(group: Group, by: By) -> tuple[tuple[str, ...], ...]:
    """For each of the ways to ask, those of others, which only train; not all of them fit or are understood."""
    name = group[0].edit
    senses = {sense.wordings: tuple(other_wordings()[f"{name}/{sense.name}"]) for sense in EDITS[name].senses}
    return tuple(senses.get(way, ()) for way in wordings(group, by))


def _asked(group: Group, transcript: Transcript, voice: Voice) -> Asked | None:
    """An instruction for operations that one wording asks for."""
    own = [(each.train, each.test)[voice.split == "test"] for each in wordings(group, voice.by)]
    if voice.split == "train" and voice.rng.random() < OTHERS_SHARE:
        both = [one + other for one, other in zip(own, more_wordings(group, voice.by), strict=True)]
        if found := _asked_in(both, group, transcript, voice):
            return found
    return _asked_in(own, group, transcript, voice)


def _asked_in(ways: Sequence[Sequence[str]], group: Group, transcript: Transcript, voice: Voice) -> Asked | None:
    """In one of some ways. One that led elsewhere a few times, such as "faster" where "slower" is wanted, is not tried
    again."""
    options = [(way, wording) for way, some in enumerate(ways) for wording in some]
    request = Ask(group, transcript, voice.rng, voice.by)
    failed = Counter[int]()
    for place in voice.rng.permutation(max(TRIES, len(options))):
        way, wording = options[int(place) % len(options)]
        text = filled(wording, request) if failed[way] < MOST_FAILED or len(ways) == 1 else None
        if text is not None:
            if found := proved(text, group, transcript):
                return found
            failed[way] += 1
    return None


def _joined(texts: Sequence[str], rng: np.random.Generator) -> str:
    text = texts[0]
    for each in texts[1:]:
        text = text.rstrip("?.") + pick(rng, _JOINS) + each.rstrip("?.")
    return text


def _near(planned: Operation, wanted: Operation, rate_hz: int) -> Amount | None:
    """How near an operation comes to the wanted one; None where it is another."""
    off = max(abs(planned.begin - wanted.begin), abs(planned.end - wanted.end))
    if planned.edit != wanted.edit or off > PLACE_S * rate_hz or planned.amounts.keys() != wanted.amounts.keys():
        return None
    found = [_near_amount(key, value, wanted.amounts[key], rate_hz) for key, value in planned.amounts.items()]
    if None in found:
        return None
    return max((each for each in found if each is not None), key=AMOUNTS.index, default="exact")


def _near_amount(key: str, planned: Value, wanted: Value, rate_hz: int) -> Amount | None:
    if isinstance(planned, str) or isinstance(wanted, str):
        is_same = planned == wanted or (key == "text" and same_words(str(planned), str(wanted)))
        return "exact" if is_same else None
    if key == "to":
        return "exact" if abs(planned - wanted) <= PLACE_S * rate_hz else None
    one, other = (_scaled(key, value) for value in (planned, wanted))
    if one == other:
        return "exact"
    off = abs(one - other) / abs(other) if other else math.inf
    if off > ROUNDED:
        is_alike = key not in _TARGETS and one * other > 0 and off <= GRADED and one / other >= 0.5
        return "graded" if is_alike else None
    return "exact" if off <= 1e-6 else "rounded"


def _scaled(key: str, value: float) -> float:
    return math.log(max(value, 1e-3)) if key in _RATIOS else float(value)
