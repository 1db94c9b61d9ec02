"""The melody gets flatter or livelier: "more monotone", "livelier", "completely flat", "exaggerate the intonation".

`factor` multiplies the range of the pitch about its median, 0 to 4: without an amount 0.75, 0.5 or 0.25 for flatter and
1.25, 1.5 or 2 for livelier, by how strongly it is asked for. "Monotone" and "completely flat" are 0; "more monotone"
and "flatter" are less of what is there.
"""

from __future__ import annotations

from speechwright.tasks.edits.amounts import Amount
from speechwright.tasks.edits.cover import Cues, Heard, cover
from speechwright.tasks.edits.direction import DOWN, UP, agreeing, direction
from speechwright.tasks.edits.edit import Amounts, Edit, Range, check_range, keys
from speechwright.tasks.edits.forms import forms, whole
from speechwright.tasks.edits.score import INTONATION
from speechwright.tasks.edits.slots import sense

FACTOR = Range(0, 4, "times the range of the pitch")
GRADES = {-1: {"slightly": 0.75, "": 0.5, "much": 0.25}, 1: {"slightly": 1.25, "": 1.5, "much": 2.0}}
_NOUN = (
    r"intonation|melody|pitch (?:range|variation|variations|contour|movement|movements|"
    r"dynamics)|inflections?|expressiveness|expression|expressivity|liveliness|modulation|"
    r"prosody|pitch variance|variation(?: in pitch)?|monotony|animation|vocal variety|"
    r"variety|sing song|range of (?:the )?pitch"
)
_FLAT = (
    rf"flatter|flat|monotone|monotonous|monotonously|monotonic|robotic|robot like|toneless|"
    rf"deadpan|{forms('flatten flatten_out')}|monotony"
)
_LIVELY = (
    rf"livelier|lively|more alive|alive|expressive|expressively|animated|animatedly|"
    rf"dynamic|varied|melodic|melodious|sing song|singsong|vivid|vibrant|engaging|"
    rf"{forms('exaggerate enliven liven_up animate liven')}|spirited|energetic|life"
)
_ALL = r"completely|totally|entirely|fully|perfectly|absolutely|utterly|all|dead|wholly"


_STATES = whole(
    rf"(?:is|it's|are|was|sounds|seems|comes across(?: as)?) (?:(?:very|so|rather|quite|a "
    rf"bit|pretty|really) )*(?:{_FLAT})"
)


def _settle(heard: Heard) -> Amounts | None:
    text = heard.text
    if whole("happy|sad|angry|excited|like an?|noise|reverb|emphasis").search(text):
        return None
    text = _STATES.sub("too flat", text)
    has_noun = whole(_NOUN).search(text)
    up, down = (
        (f"{_LIVELY}|{UP}|stronger|wider|{forms('widen broaden')}", f"{_FLAT}|{DOWN}|narrower|weaker|{forms('narrow')}")
        if has_noun
        else (_LIVELY, _FLAT)
    )
    sign, _ = direction(text, up, down)
    amount = heard.one("percent", "times")
    if heard.amounts:
        factor = _factor(agreeing(amount, sign, heard.reason), sign) if amount else None
        return None if factor is None else {"factor": check_range(factor, FACTOR, heard.reason)}
    if not sign and not _is_flat(text):
        return None
    return {"factor": 0.0 if sign <= 0 and _is_flat(text) else GRADES[sign][heard.grade]}


def _is_flat(text: str) -> bool:
    if whole(
        rf"(?:{_ALL}) (?:flat|monotone|monotonous|robotic)|(?:remove|eliminate|get rid of|take "
        rf"out|no|without|delete) (?:all )?(?:of )?(?:the |any )?(?:{_NOUN})"
    ).search(text):
        return True
    graded = whole("more|less|flatter|too|not|~|flatten|flattens|flattening|flattened|isn't|so").search(text)
    return (
        bool(whole("monotone|monotonous|monotonously|monotonic|flat|robotic|toneless|deadpan").search(text))
        and not graded
    )


def _factor(amount: Amount, sign: int) -> float | None:
    if amount.unit in ("times",):
        return amount.value if sign >= 0 or amount.value < 1 else 1 / amount.value
    if amount.is_absolute:
        return amount.value / 100
    if not sign and not amount.is_signed:
        return None
    return 1 + (abs(amount.value) * sign if sign else amount.value) / 100


_CUES = Cues(
    "intonation",
    rf"{_NOUN}|{_FLAT}|{_LIVELY}",
    _settle,
    vocabulary=(
        rf"{UP}|{DOWN}|{_ALL}|stronger|wider|narrower|weaker|{forms('widen narrow broaden')}|"
        rf"too|less|not|isn't|enough|melodic|scale|monotone|sounding|speech|so|tone|pitch|"
        rf"range|delivery|bring|inject|put|some|remove|eliminate|exaggerate|all|no|without|"
        rf"variation|any|half|lacks"
    ),
    cost=0.2,
)
_SENSES = (
    sense(
        "intonation",
        "flatter",
        """
        make the intonation flatter
        make {place} flatter
        make {place} {grade} flatter
        make {place} more monotonous
        make {place} {grade} more monotone
        make {place} less expressive
        make {place} {grade} less lively
        flatten the intonation
        flatten the intonation of {place}
        flatten the intonation of {place} {grade}
        reduce the pitch range by {percent}
        reduce the intonation of {place} by {percent}
        decrease the pitch variation of {place} by {percent}
        less intonation, please
        could you flatten the melody {grade}?
        I'd like {place} to be less animated
        {place} is too lively
        narrow the pitch range of {place}
        """,
        """
        tone down the intonation {grade}
        please make {place} sound {grade} flatter
        cut the pitch range by {percent}
        would you make {place} less animated?
        {place} should be {grade} less expressive
        """,
        lambda drawn: {
            "factor": 1 - drawn["percent"] / 100 if "percent" in drawn else GRADES[-1][drawn.get("grade", "")]
        },
    ),
    sense(
        "intonation",
        "flat",
        """
        make {place} monotone
        make {place} completely flat
        make {place} sound monotone
        make {place} totally monotonous
        remove all intonation from {place}
        say {place} in a monotone
        """,
        """
        let {place} be completely monotone
        have {place} sound totally flat
        take out all the intonation in {place}
        """,
        lambda drawn: {"factor": 0.0},
    ),
    sense(
        "intonation",
        "livelier",
        """
        make the intonation livelier
        make {place} livelier
        make {place} {grade} livelier
        make {place} more expressive
        make {place} {grade} more expressive
        make {place} more animated
        make {place} less monotonous
        exaggerate the intonation
        exaggerate the intonation of {place} {grade}
        increase the pitch range by {percent}
        increase the intonation of {place} by {percent}
        raise the pitch variation of {place} by {percent}
        more intonation, please
        could you make {place} {grade} livelier?
        I'd like {place} more lively
        {place} is too flat
        {place} is too monotonous
        widen the pitch range of {place}
        """,
        """
        liven {place} up {grade}
        put more life into {place}
        would you boost the intonation of {place} by {percent}?
        let {place} sound {grade} more expressive
        {place} needs more expression
        """,
        lambda drawn: {
            "factor": 1 + drawn["percent"] / 100 if "percent" in drawn else GRADES[1][drawn.get("grade", "")]
        },
    ),
)
EDIT = Edit(
    "intonation", _SENSES, lambda clause: cover(clause, _CUES), {"factor": FACTOR}, keys("factor"), score=INTONATION
)
