"""What is said in the recordings of the set made here, and what is asked of them: held-out wordings throughout."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np

from speechwright.bench.edits.item import Goal
from speechwright.bench.edits.scene import LENGTHENING
from speechwright.bench.settings import OPEN_SENTENCES
from speechwright.tasks.edits import EDITS
from speechwright.tasks.edits.compounds import compound
from speechwright.tasks.edits.edit import Filled, Sense
from speechwright.tasks.edits.plan import Operation
from speechwright.tasks.edits.transcript import Transcript
from speechwright.tasks.world.intent import between, pick

Kind = str
# One round: any number of items is near these shares, and 500 are twenty rounds.
ROUND: tuple[Kind, ...] = (
    "speed",
    "delete",
    "volume",
    "pitch",
    "pause",
    "stress",
    "compound",
    "noise",
    "speed",
    "replace",
    "delete",
    "volume",
    "shorten_pauses",
    "pitch",
    "trim",
    "intonation",
    "insert",
    "speed",
    "room",
    "delete",
    "volume",
    "remove_pauses",
    "pitch",
    "stress",
    "fillers",
    "compound",
    "loudness",
    "delete",
)
COMPOUND_EDITS = ("speed", "pitch", "volume", "stress", "pause", "delete", "replace", "intonation")
TWO_SENTENCES = frozenset(("shorten_pauses", "remove_pauses", "compound"))
MOST_REQUESTS = 16
FILLERS = ("um,", "uh,")
TEMPOS, LEAST_GAIN_DB = (0.5, 2.0), -20.0  # beyond these no ear can say what is left


def sentence(kind: Kind, rng: np.random.Generator) -> str:
    """One or two of the open sentences; with a filler where that is to go."""
    # Engines divide "king's" differently; the words' times then can't be told.
    lines = [line for line in OPEN_SENTENCES.read_text("utf-8").splitlines() if "'" not in line]
    count = 2 if kind in TWO_SENTENCES or rng.random() < 0.2 else 1
    words = " ".join(pick(rng, lines) for _ in range(count)).split()
    if kind == "fillers":
        for _ in range(between(rng, 1, 2)):
            words.insert(between(rng, 1, len(words) - 1), pick(rng, FILLERS))
    return " ".join(words)


def request(kind: Kind, rng: np.random.Generator, transcript: Transcript) -> Filled | None:
    """What is asked; None where nothing that was drawn can be measured."""
    drawn = (_request(kind, rng, transcript) for _ in range(MOST_REQUESTS))
    return next((filled for filled in drawn if filled is not None), None)


def _request(kind: Kind, rng: np.random.Generator, transcript: Transcript) -> Filled | None:
    if kind == "compound":
        chosen = rng.permutation(len(COMPOUND_EDITS))[: between(rng, 2, 3)]
        filled = compound([_worded(COMPOUND_EDITS[place], rng) for place in chosen], rng, transcript)
        return filled if _is_measured(filled.operations, transcript) and _is_apart(filled.operations) else None
    own, wording = _worded(kind, rng)
    filled = own.fill(wording, rng, transcript)
    return filled if _is_measured(filled.operations, transcript) else None


def goals_of(operations: Sequence[Operation], transcript: Transcript) -> tuple[Goal, ...]:
    """What is measured of operations."""
    return tuple(_goal(step, transcript) for step in operations)


def _worded(edit: str, rng: np.random.Generator) -> tuple[Sense, str]:
    senses = [sense for sense in EDITS[edit].senses if sense.wordings.test]
    own = pick(rng, senses)
    return own, pick(rng, own.wordings.test)


def _goal(step: Operation, transcript: Transcript) -> Goal:
    rate_hz, is_whole = transcript.rate_hz, (step.begin, step.end) == (0, transcript.num_samples)
    begin_s, end_s = (None, None) if is_whole else (step.begin / rate_hz, step.end / rate_hz)
    middles = [(word, (word.begin + word.end) / 2) for word in transcript.words]
    named = " ".join(word.text for word, at in middles if step.begin <= at < step.end)
    is_words = step.edit in ("delete", "replace")
    return Goal(step.edit, dict(step.amounts), begin_s, end_s, named if is_words else "")


def _is_measured(operations: Sequence[Operation], transcript: Transcript) -> bool:
    """Whether all of it has an amount that can be measured, on a part that is long enough."""
    return bool(operations) and all(
        (step.edit not in MEASURED or MEASURED[step.edit](step)) and _is_long_enough(step, transcript)
        for step in operations
    )


def _is_long_enough(step: Operation, transcript: Transcript) -> bool:
    if step.edit in OF_ALL:
        return (step.begin, step.end) == (0, transcript.num_samples)
    return step.begin == step.end or step.end - step.begin >= SHORTEST_S.get(step.edit, 0.15) * transcript.rate_hz


def _is_apart(operations: Sequence[Operation]) -> bool:
    """Whether no two of them change the same thing in the same part: then each can be measured alone."""
    return all(_are_apart(one, other) for one, other in combinations(operations, 2))


def _are_apart(one: Operation, other: Operation) -> bool:
    if one.edit == other.edit or {one.edit, other.edit} == {"pitch", "intonation"}:
        return False
    if max(one.begin, other.begin) > min(one.end, other.end):
        return True
    return not ({one.edit, other.edit} & LENGTHENING)


OF_ALL = frozenset(("noise", "room", "loudness"))  # backgrounds and rooms are heard in a whole recording
SHORTEST_S = {"intonation": 1.0, "pitch": 0.25, "delete": 0.05, "replace": 0.05}  # a melody takes some words
MEASURED: dict[str, Callable[[Operation], bool]] = {
    "speed": lambda step: "factor" in step.amounts and TEMPOS[0] <= float(step.amounts["factor"]) <= TEMPOS[1],
    "volume": lambda step: "level" in step.amounts or float(step.amounts["gain_db"]) >= LEAST_GAIN_DB,
    "noise": lambda step: step.amounts["do"] == "remove",
    "room": lambda step: step.amounts["do"] == "remove",
    "stress": lambda step: float(step.amounts["strength"]) > 0,
}
