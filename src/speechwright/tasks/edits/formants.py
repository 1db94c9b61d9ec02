"""The resonances of the throat move, the pitch stays: "raise the formants by 10 percent", "a bigger throat".

`ratio` multiplies the formants, 0.5 to 2: without an amount 1.05, 1.1 or 1.2 up and 0.95, 0.9 or 0.8 down, by how
strongly it is asked for; semitones are 2^(n/12). A longer or bigger throat or vocal tract lowers them: "a 10 percent
longer vocal tract" is 1/1.1.
"""

from __future__ import annotations

from speechwright.tasks.edits.amounts import Amount, take_grade
from speechwright.tasks.edits.cover import Cues, Heard, cover
from speechwright.tasks.edits.direction import DOWN, UP, agreeing, direction
from speechwright.tasks.edits.edit import Amounts, Edit, Range, check_range, keys
from speechwright.tasks.edits.forms import forms, whole
from speechwright.tasks.edits.score import FORMANTS
from speechwright.tasks.edits.slots import sense

RATIO = Range(0.5, 2, "times the formants")
GRADES = {1: {"slightly": 1.05, "": 1.1, "much": 1.2}, -1: {"slightly": 0.95, "": 0.9, "much": 0.8}}
_FORMANTS = r"formants?(?: frequenc(?:y|ies))?|formant(?: shift)?|resonances?"
_TRACT = (
    r"throat|vocal tract|mouth|head|larynx|windpipe|chest|body|vocal cords|oral cavity|(?:smaller|bigger|larger|"
    r"little|tiny|"
    r"huge|big|small|giant|shorter|taller) (?:person|speaker|someone|human|creature|voice box)|someone (?:smaller|"
    r"bigger|larger|"
    r"taller|shorter)|child sized|kid sized|baby sized|giant sized|adult sized"
)
_BIGGER = (
    rf"bigger|larger|longer|wider|deeper|greater|big|large|long|huge|giant|taller|"
    rf"{forms('lengthen enlarge widen grow expand extend')}"
)
_SMALLER = rf"smaller|shorter|narrower|tinier|small|short|tiny|little|{forms('shorten shrink narrow')}"
_MORE, _LESS = f"up|{forms('increase')}", f"down|{forms('decrease reduce')}"  # of a throat


_PICTURE = whole("as if|as though")


def _settle(heard: Heard) -> Amounts | None:
    by_tract = whole(_TRACT).search(heard.text)
    by_tract = by_tract if not whole(_FORMANTS).search(heard.text) else None
    up = f"{_SMALLER}|{_LESS}" if by_tract else f"{UP}|brighter|thinner|lighter"
    down = f"{_BIGGER}|{_MORE}" if by_tract else f"{DOWN}|darker|deeper|thicker|fuller"
    if (
        by_tract
        and whole("throat|mouth|head").search(heard.text)
        and not whole(f"{up}|{down}|{_BIGGER}").search(heard.text)
    ):
        return None
    sized = whole(r"(?P<small>(?:child|kid|baby) sized)|(?:giant|adult) sized").search(heard.text)
    sign, _ = direction(heard.text, up, down)
    sign = (1 if sized["small"] else -1) if sized else sign
    amount = heard.one("percent", "times", "semitones", "none")
    if amount is None:
        grade = take_grade(_PICTURE.split(heard.text, maxsplit=1)[0])[0]  # a "small child" is no small amount
        return {"ratio": GRADES[sign][grade]} if sign and not heard.amounts else None
    ratio = _ratio(agreeing(amount, -sign if by_tract else sign, heard.reason), sign, bool(by_tract))
    return None if ratio is None else {"ratio": check_range(ratio, RATIO, heard.reason)}


def _ratio(amount: Amount, sign: int, by_tract: bool) -> float | None:
    if amount.unit in ("times", "none"):
        return amount.value if sign >= 0 or amount.value < 1 else 1 / amount.value
    if amount.unit == "percent" and amount.is_absolute:
        return amount.value / 100
    if not sign and not amount.is_signed:
        return None
    value = abs(amount.value) * sign if sign else amount.value
    if amount.unit == "semitones":
        return float(2 ** (value / 12))
    if by_tract:
        return 1 / max(1 - value / 100, 0.01)
    return 1 + value / 100


_CUES = Cues(
    "formants",
    rf"{_FORMANTS}|{_TRACT}",
    _settle,
    vocabulary=(
        rf"{UP}|{DOWN}|{_BIGGER}|{_SMALLER}|{forms('shift scale multiply move')}|brighter|"
        rf"darker|too|all|timbre|pitch stays|speaker|person|with a|thinner|thicker|fuller|lighter|deeper|chest|body|"
        rf"child(?:'s)?|"
        rf"sized|size|someone|had|has|frequencies|spectrum|spectral envelope|as if|as though|like|by|voice|make it|"
        rf"{forms('nudge drop pull bring push take bump raise lower increase decrease')}"
    ),
    cost=-0.5,
)
_SENSES = (
    sense(
        "formants",
        "up",
        """
        raise the formants
        raise the formants by {percent}
        raise the formants of {place} by {percent}
        raise the formants of {place} {grade}
        shift the formants up
        shift the formants up by {percent}
        shift the formants of {place} up {grade}
        move the formants up by {percent}
        increase the formants by {percent}
        make the formants {percent} higher
        make the formants {grade} higher
        higher formants, please
        could you raise the formants by {percent}?
        I'd like the formants {percent} higher
        make the throat smaller
        give {place} a smaller throat
        the formants should be {grade} higher
        shift the formants of {place} upwards {grade}
        bump up the formants by {percent}
        I want {place} with a smaller vocal tract
        formants {percent} higher, please
        make the vocal tract shorter in {place}
        move the formants in {place} up by {percent} but keep the pitch
        make {place} sound like a smaller person, same pitch
        nudge the formants up {grade}
        could the formants of {place} go up {grade}?
        push up the resonances by {percent}
        I want the formants up by {percent} in {place}
        raise formants in {place}
        scale up the formants of {place} {grade}
        """,
        """
        bump the formants up by {percent}
        push the formants of {place} up {grade}
        would you increase the formant frequencies by {percent}?
        scale the formants up by {percent}
        a shorter vocal tract, please
        """,
        lambda drawn: {
            "ratio": 1 + drawn["percent"] / 100 if "percent" in drawn else GRADES[1][drawn.get("grade", "")]
        },
    ),
    sense(
        "formants",
        "down",
        """
        lower the formants
        lower the formants by {percent}
        lower the formants of {place} by {percent}
        lower the formants of {place} {grade}
        shift the formants down by {percent}
        move the formants of {place} down
        decrease the formants by {percent}
        reduce the formants by {percent}
        make the formants {percent} lower
        make the formants {grade} lower
        could you lower the formants, please?
        I want the formants {percent} lower
        make the throat bigger
        give {place} a bigger throat
        the formants should be lower
        drop the formants of {place} {grade}
        make the formants deeper by {percent}
        a longer vocal tract for {place}
        nudge the formants down {grade}
        formants down {grade} on {place}
        make {place} sound like a bigger person, same pitch
        pull the formants in {place} down by {percent}
        I need the formants {percent} lower in {place}
        shift the formants of {place} downward
        I want the formants down by {percent} in {place}
        lower formants in {place}
        scale down the formants of {place} {grade}
        shift all formants {percent} downward
        lengthen the vocal tract in {place}
        """,
        """
        bring the formants of {place} down by {percent}
        drop the formants {grade}
        please shift the formant frequencies down by {percent}
        a longer vocal tract, please
        would you make the throat larger?
        """,
        lambda drawn: {
            "ratio": 1 - drawn["percent"] / 100 if "percent" in drawn else GRADES[-1][drawn.get("grade", "")]
        },
    ),
)
EDIT = Edit("formants", _SENSES, lambda clause: cover(clause, _CUES), {"ratio": RATIO}, keys("ratio"), score=FORMANTS)
