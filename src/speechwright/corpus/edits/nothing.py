"""Requests after which a recording is to stay as it is: to leave it alone, or for what it is already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from speechwright.corpus.edits.asking import Asked, ask
from speechwright.corpus.edits.drawing import PLAIN_FILLERS, gender_of
from speechwright.corpus.edits.inverses import gaps_s, is_filler
from speechwright.corpus.edits.measures import pace_of, volume_of
from speechwright.corpus.edits.pair import Draw, Pair, Way
from speechwright.corpus.edits.side import Side
from speechwright.corpus.edits.slots import Group
from speechwright.errors import BadInstruction
from speechwright.tasks.edits.plan import Operation, Plan
from speechwright.tasks.edits.planner import make_plan
from speechwright.tasks.edits.transcript import Transcript
from speechwright.tasks.wordings import Wordings
from speechwright.tasks.world.intent import sample

KIND = "nothing"
WORDINGS = Wordings(
    train=(
        "leave it as it is",
        "don't change anything",
        "leave everything as it is, please",
        "do nothing",
        "keep it the way it is",
        "keep the recording unchanged",
        "no changes, please",
        "just leave it alone",
        "it's fine as it is",
        "please don't edit anything",
        "I don't want any changes",
        "nothing needs to be changed",
        "give it back to me unchanged",
        "leave the audio untouched",
        "it should stay exactly the same",
        "make no edits",
    ),
    test=(
        "don't touch it",
        "let it stay as it is",
        "I'd like it to remain unchanged",
        "there is nothing to edit here",
        "keep everything as is",
        "please leave the recording alone",
    ),
)


def nothing(draw: Draw) -> Pair:
    """Two requests about one recording, both to be answered by the recording itself."""
    side = draw.real
    return Pair(
        Way(side, side, left_alone(draw, side.transcript)),
        Way(side, side, _satisfied(draw) or left_alone(draw, side.transcript)),
    )


def left_alone(draw: Draw, transcript: Transcript) -> Asked | None:
    """A wording that asks for nothing, if the planner makes no plan of it."""
    text = WORDINGS.draw(draw.rng, draw.split)
    plan = Plan((), transcript.rate_hz, transcript.num_samples, transcript.text, text)
    return Asked(text, plan, "exact", KIND) if is_refused(text, transcript) else None


def is_refused(text: str, transcript: Transcript) -> bool:
    try:
        make_plan(text, transcript)
    except BadInstruction:
        return True
    return False


def no_way_back(pair: Pair, draw: Draw) -> Pair:
    """The pair of an edit that can't be undone; its second way leaves the edited recording as it is."""
    edited = pair.there.after
    return replace(pair, back=Way(edited, edited, left_alone(draw, edited.transcript)))


def _satisfied(draw: Draw) -> Asked | None:
    """A request for what the recording is already."""
    for group in sample(draw.rng, groups := list(_groups(draw.real)), len(groups)):
        found = ask([group], draw.real.transcript, draw.voice())
        if found and found.amount == "exact":
            return found
    return None


def _groups(side: Side) -> Iterator[Group]:
    whole = 0, side.transcript.num_samples
    if level := volume_of(side.audio):
        yield (Operation("volume", *whole, {"level": level}),)
    if pace := pace_of(side, *whole):
        yield (Operation("speed", *whole, {"pace": pace}),)
    if gender := gender_of(side):
        yield (Operation("gender", *whole, {"to": gender}),)
    if not any(is_filler(word.text, PLAIN_FILLERS) for word in side.transcript.words):
        yield (Operation("fillers", *whole, {"words": PLAIN_FILLERS}),)
    longer_s = [seconds for seconds in (0.3, 0.5, 0.7, 1.0) if seconds > max(gaps_s(side), default=0.0)]
    if longer_s:
        yield (Operation("remove_pauses", *whole, {"longer_than_s": longer_s[0]}),)
