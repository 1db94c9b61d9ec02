"""Higher and lower: "raise the pitch of the last word by two semitones", "an octave down", "a deeper voice", "to 150
Hz".

`semitones` is the shift, -24 to 24: an octave is 12, "by 10 percent" is 12·log2(1.1). Without an amount it is 1, 2 or 4
semitones up or down, by how strongly it is asked for. `to_hz` is the new median of the pitch, 40 to 600; `by_hz` a
shift, -300 to 300.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.amounts import Amount
from speechwright.tasks.edits.cover import Cues, Heard, cover
from speechwright.tasks.edits.direction import DOWN, UP, agreeing, direction
from speechwright.tasks.edits.edit import Amounts, Edit, Range, check_range, keys
from speechwright.tasks.edits.forms import forms, whole
from speechwright.tasks.edits.score import PITCH
from speechwright.tasks.edits.slots import sense

SEMITONES, TO_HZ, BY_HZ = Range(-24, 24, "semitones"), Range(40, 600, "Hz"), Range(-300, 300, "Hz")
GRADES = {"slightly": 1.0, "": 2.0, "much": 4.0}

_NOUN = (
    r"(?:pitch(?:es|ed)?|f0|f zero|fundamental(?: frequency)?|frequency|key|voice pitch|"
    r"octave|octaves|semi ?tones?|half ?tones?|half ?steps?|tones?|hz|hertz|cents)"
)
_HIGHER = r"higher|high|higher pitched|high pitched|squeakier|shriller|higher up|squeaky|shrill|sharper|brighter"
_LOWER = (
    rf"lower|low|deeper|deep|lower pitched|low pitched|{forms('deepen')}|darker|bassier|"
    rf"boomier|more bass|huskier|lower down"
)
_VOICE = r"(?:voice|speaker|him|her|them|me|it|␣|tone|sound)"


def _settle(heard: Heard) -> Amounts | None:
    if whole(
        "(?:tone|tones|toned|toning)(?: ␣)? down|volume|loudness|gain|level|speed|tempo|pace|formants?|fade"
    ).search(heard.text):
        return None
    is_named = whole(_NOUN).search(heard.text) or any(amount.unit in ("semitones", "hz") for amount in heard.amounts)
    if not is_named and not whole(rf"{_HIGHER}|{_LOWER}|{forms('raise lower')}").search(heard.text):
        return None
    if not is_named and any(amount.unit in ("db", "times", "seconds") for amount in heard.amounts):
        return None
    up, down = f"{_HIGHER}|{UP}", f"{_LOWER}|{DOWN}"
    sign, _ = direction(heard.text, up, down)
    return _shift(heard, sign)


def _shift(heard: Heard, sign: int) -> Amounts | None:
    amount = heard.one("semitones", "hz", "percent", "times", "none")
    if amount is None:
        return {"semitones": sign * GRADES[heard.grade]} if sign and not heard.amounts else None
    if (
        amount.unit == "hz"
        and (amount.is_absolute or not (sign or amount.is_signed))
        and not whole("by #").search(heard.text)
    ):
        return {"to_hz": check_range(amount.value, TO_HZ, heard.reason)}
    if not sign and not amount.is_signed:
        return None
    if amount.unit == "none":
        raise BadInstruction(
            f"“{heard.reason}”", "an amount with its unit", f"say for example {amount.value:g} semitones"
        )
    amount = agreeing(amount, sign, heard.reason)
    if amount.unit == "hz":
        return {"by_hz": check_range(_signed(amount, sign), BY_HZ, heard.reason)}
    return {"semitones": check_range(_semitones(amount, sign), SEMITONES, heard.reason)}


def _signed(amount: Amount, sign: int) -> float:
    return abs(amount.value) * sign if sign else amount.value


def _semitones(amount: Amount, sign: int) -> float:
    if amount.unit == "semitones":
        return _signed(amount, sign)
    ratio = amount.value if amount.unit == "times" else 1 + _signed(amount, sign) / 100
    if amount.is_absolute and amount.unit == "percent":
        ratio = amount.value / 100
    if amount.unit == "times" and sign < 0 and ratio > 1:
        ratio = 1 / ratio
    return 12 * math.log2(max(ratio, 1e-3))


_CUES = Cues(
    "pitch",
    rf"{_NOUN}|{_HIGHER}|{_LOWER}|{forms('raise lower transpose tune retune repitch sharpen flatten')}|st|pitch "
    rf"(?:up|down)",
    _settle,
    vocabulary=(
        rf"{UP}|{DOWN}|{forms('transpose shift tune pitch')}|too|not|isn't|enough|less|by|"
        rf"average|mean|median|voice|pitched|flat|sharp|tone|fundamental|base|overall|doesn't|"
        rf"don't|quite so|as|tuning|register|so that it|sits?|sit|around|shrill|squeaky|at|up|down|too|"
        rf"{forms('nudge knock bring take drop dial push pull bump move')}"
    ),
    cost=0.2,
)
_UP = sense(
    "pitch",
    "higher",
    """
    raise the pitch of {place} by {semitones}
    raise the pitch of {place}
    raise the pitch of {place} {grade}
    increase the pitch of {place} by {semitones}
    increase the pitch of {place} by {percent}
    shift {place} up by {semitones}
    pitch {place} up by {semitones}
    pitch up {place} {grade}
    make {place} {semitones} higher
    make {place} {grade} higher
    make the pitch of {place} higher
    move the pitch of {place} up by {semitones}
    can you raise the pitch of {place} by {semitones}?
    could you please make {place} higher in pitch?
    I'd like {place} {semitones} higher
    the pitch of {place} should be {grade} higher
    transpose {place} up by {semitones}
    pitch up by {semitones}
    pitch {place} up {grade}
    make {place} higher by {semitones}
    take {place} up by {semitones}
    could the pitch of {place} go up {grade}?
    raise {place} by {semitones}
    nudge the pitch of {place} up by {semitones}
    shift {place} {semitones} higher
    my voice should be {grade} higher in {place}
    transpose {place} {semitones} up
    give {place} a higher pitch
    the pitch of {place} is too low
    up {place} by {semitones}
    boost the pitch by {percent}
    """,
    """
    bump the pitch of {place} up {semitones}
    take {place} up {semitones}
    would you shift the pitch of {place} up {grade}?
    let the pitch of {place} go up by {semitones}
    I want the pitch of {place} raised by {semitones}
    """,
    lambda drawn: {"semitones": _drawn_semitones(drawn, 1)},
)
_DOWN = sense(
    "pitch",
    "lower",
    """
    lower the pitch of {place} by {semitones}
    lower the pitch of {place} {grade}
    decrease the pitch of {place} by {percent}
    reduce the pitch of {place} by {semitones}
    drop the pitch of {place} by {semitones}
    shift {place} down by {semitones}
    pitch {place} down by {semitones}
    make {place} {semitones} lower
    make {place} {grade} deeper
    make the pitch of {place} lower
    could you lower the pitch of {place} by {semitones}?
    I want {place} pitched down by {semitones}
    {place} is too high
    give {place} a deeper voice
    deeper voice
    pitch down by {semitones}
    pitch {place} down {grade}
    make {place} lower by {semitones}
    take {place} down by {semitones}
    {place} {semitones} down, please
    drop {place} by {semitones}
    lower {place} {grade} in pitch
    bring down the pitch of {place} by {semitones}
    my voice should be {grade} deeper in {place}
    the pitch of {place} is too high, lower it by {semitones}
    deepen {place} {grade}
    tune {place} down {semitones}
    I sound too squeaky in {place}
    reduce the pitch by {percent}
    make the voice in {place} deeper
    """,
    """
    bring the pitch of {place} down by {semitones}
    take {place} down {semitones}
    please make {place} sound {grade} deeper
    would you transpose {place} down by {semitones}?
    """,
    lambda drawn: {"semitones": _drawn_semitones(drawn, -1)},
)
_TO = sense(
    "pitch",
    "to",
    """
    set the pitch of {place} to {hz}
    change the pitch of {place} to {hz}
    shift the pitch of {place} to {hz}
    the pitch of {place} should be {hz}
    make the average pitch {hz}
    bring the pitch of {place} to {hz}
    set {place} to {hz}
    I want {place} to have a pitch of {hz}
    put the median pitch of {place} at {hz}
    {hz} for {place}
    make the pitch of {place} {hz}
    let the pitch of {place} be {hz}
    move the pitch of {place} to {hz}
    pitch {place} to {hz}
    the fundamental of {place} should sit around {hz}
    {place} at a pitch of {hz}, please
    get the voice to {hz}
    {place} should be pitched at {hz}
    retune {place} to {hz}
    """,
    """
    tune {place} to {hz}
    I want the pitch of {place} at {hz}
    """,
    lambda drawn: {"to_hz": drawn["hz"]},
)


def _drawn_semitones(drawn: Mapping[str, float], sign: int) -> float:
    if "percent" in drawn:
        return 12 * math.log2(1 + sign * drawn["percent"] / 100)
    return sign * float(drawn.get("semitones", GRADES[str(drawn.get("grade", ""))]))


EDIT = Edit(
    "pitch",
    (_UP, _DOWN, _TO),
    lambda clause: cover(clause, _CUES),
    {"semitones": SEMITONES, "to_hz": TO_HZ, "by_hz": BY_HZ},
    keys("semitones", "to_hz", "by_hz"),
    score=PITCH,
)
