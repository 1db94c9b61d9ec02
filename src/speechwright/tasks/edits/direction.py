"""Whether more or less is asked for: "louder", "turn it down", "too fast", "not loud enough", "less shrill"."""

from __future__ import annotations

import re
from functools import cache

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.amounts import Amount
from speechwright.tasks.edits.forms import forms, whole

_RAISING = forms(
    "raise increase boost lift bump crank push elevate heighten amplify enhance add strengthen jack "
    "up hike pump augment"
)
UP = (
    rf"{_RAISING}"
    r"|up|upwards?|more|higher|greater|bigger|larger|increasing|rise|risen|taller|upped"
)
_LOWERING = forms(
    "lower decrease reduce cut drop diminish lessen attenuate minimise minimize weaken soften subtract "
    "shave dim dip sink slash"
)
DOWN = (
    rf"{_LOWERING}"
    r"|down|downwards?|less|smaller|fewer|off|back|knock|fall"
)
UP_MARK, DOWN_MARK = "▲", "▼"
_DEGREE = (
    r"(?:(?:way|far|much|a bit|a little|a tad|slightly|a touch|somewhat|really|so|very|"
    r"all that|quite|that|just|kind of|sort of|rather|pretty|nearly|a lot|lot|little|bit|"
    r"tad|~|#) )*"
)
_NOT = r"(?:not|isn't|aren't|wasn't|ain't|doesn't (?:sound|seem|feel)|don't (?:sound|seem)|isnt|never)"


@cache
def _patterns(up: str, down: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    negated = rf"(?:{_NOT}|don't|doesn't|do not|shouldn't|dont)"
    less = (
        rf"(?:{_DEGREE}(?:too|overly|excessively|less)|rather too|(?:is|are|was|were|sounds?|seems?|it's|i'm|"
        rf"came out) so|{negated} (?:\w+ )?(?:␣ "
        rf")?(?:quite )?(?:so|as|that|all that|too)"
        rf"(?: much)?) {_DEGREE}"
    )
    enough = rf"(?:{_NOT}|needs to be|should be) {_DEGREE}"
    return (
        (whole(rf"{enough}(?:{up}) enough"), UP_MARK),
        (whole(rf"{enough}(?:{down}) enough"), DOWN_MARK),
        (whole(rf"{less}(?:{up})"), DOWN_MARK),
        (whole(rf"{less}(?:{down})"), UP_MARK),
        (whole(rf"(?:{_NOT}) {_DEGREE}(?:{up})"), UP_MARK),  # "it isn't loud" is a complaint, as is "not loud enough"
        (whole(rf"(?:{_NOT}) {_DEGREE}(?:{down})"), DOWN_MARK),
        (whole(up), UP_MARK),
        (whole(down), DOWN_MARK),
    )


def direction(text: str, up: str, down: str) -> tuple[int, str]:
    """+1 for more, -1 for less, 0 where neither or both are asked for; and the text with marks where that was said."""
    for pattern, mark in _patterns(up, down):
        text = pattern.sub(mark, text)
    return (UP_MARK in text) - (DOWN_MARK in text), text


def agreeing(amount: Amount, sign: int, said: str) -> Amount:
    """The amount.

    Raises:
        BadInstruction: its sign says the opposite of the words: "louder by -6 dB". "Lower it by -6 dB" says the same
            twice.
    """
    is_opposite = amount.is_signed and amount.value * sign < 0
    if is_opposite or (amount.unit == "times" and amount.value < 0):
        raise BadInstruction(f"{amount.value:+g} in “{said}”", "one direction", "leave the sign out")
    return amount
