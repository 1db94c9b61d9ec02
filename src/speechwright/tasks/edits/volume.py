"""Louder and quieter: "turn the last word up by 6 dB", "twice as loud", "set the volume to low", "mute the word X".

`gain_db` is the gain, -60 to 60: "20 percent louder" is 20·log10(1.2), "twice as loud" 20·log10(2) (of the amplitude).
Without an amount it is 3, 6 or 10 dB up or down, by how strongly it is asked for. Muting is -60 dB. `level` names a
class instead: "make it loud", "a low volume".
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.amounts import Amount
from speechwright.tasks.edits.cover import Cues, Heard, cover
from speechwright.tasks.edits.direction import DOWN, UP, agreeing, direction
from speechwright.tasks.edits.edit import Amounts, Edit, Range, check_range, keys
from speechwright.tasks.edits.forms import forms, whole
from speechwright.tasks.edits.score import VOLUME
from speechwright.tasks.edits.slots import sense

GAIN = Range(-60, 60, "dB")
LEVELS = ("low", "medium", "high")
MUTED_DB = -60.0
GRADES = {"slightly": 3.0, "": 6.0, "much": 10.0}

_NOUN = r"(?:volume|loudness|gain|amplitude|sound level|level|levels|volumes|intensity|audio level|sound volume)"
_LOUDER = rf"louder|loud|loudly|more loudly|amplif(?:y|ied|ies|ying)|noisier|more powerful|{forms('boost crank pump')}"
_QUIETER = (
    rf"quieter|softer|quiet|quietly|softly|soft|more quietly|more softly|fainter|faint|"
    rf"hushed|{forms('quieten soften attenuate hush duck quiet')}"
)
_TURN = rf"(?:{forms('turn bring dial crank take pull bump pump notch push')})(?: ␣)? (?:up|down)|(?:up|down)"
_SOUND_OFF = (
    r"(?:(?:cut|kill|turn|switch|shut|drop|lose)(?:s|ting|ing|ed)?(?: off)? (?:the |all )?(?:sound|audio)(?: off| out)?"
    r"(?: (?:entirely|completely|altogether|totally))?|no (?:sound|audio)|(?:black|blank)(?:ed)? out(?: the "
    r"(?:sound|audio))?) "
    r"(?:during|in|on|for|while|throughout|at|of|over)"
)
_TO_SILENCE = (
    r"(?:into|with|to|by) (?:complete |total |pure )?silence(?: of the same length)?|all the way down|(?:down )?to "
    r"(?:zero|nothing|minus infinity)|"
    r"(?:in|be|into) (?:complete|total) silence|cannot be heard|can't be heard|not be heard|not (?:be )?audible|"
    r"(?:turn|switch|shut)(?: ␣| it)? off"
)
_HARD_TO_HEAR = whole(
    r"(?:i |you |we |one |they )?(?:can't|cannot|can|could|couldn't)(?: (?:barely|hardly|scarcely|not|only just|"
    r"really|even|"
    r"properly|almost not))* (?:hear|make out|understand)|(?:too )?(?:hard|difficult|tough|impossible|tricky) to "
    r"(?:hear|make out)|"
    r"(?:barely|hardly|scarcely|nearly in|almost in|not) ?audible|(?:too )?faint|gets? (?:lost|drowned(?: out)?)|"
    r"mumbled|"
    r"(?:is|was|are|were) (?:lost|drowned out|buried)"
)
_HURTS = whole(
    r"blasts?(?: my ears(?: off)?)?|deafening(?:ly)?|ear ?splitting|hurts? (?:my|the|your) ears?|blaring|blares|"
    r"booming|booms|"
    r"(?:much )?too (?:noisy|powerful)|overpowering|overwhelming|blows? my ears? (?:off|out)|sticks out in volume"
)
_MUTE = (
    rf"{_SOUND_OFF}|{_TO_SILENCE}|"
    rf"{forms('mute silence bleep blank mute_out blank_out bleep_out')}|(?:make|be|render|"
    rf"turn)(?: ␣)? (?:completely |totally |fully |entirely )?(?:silent|inaudible)|"
    rf"inaudible|silent"
)
_CLASS = r"(?:middling|middle of the road|low|medium|high|quiet|soft|loud|normal|middle|moderate|mid|average)"
_LEVEL = whole(
    rf"(?:(?:at|in|with|to|using) )?(?:an? |the )?(?P<level1>{_CLASS}) (?:{_NOUN})|"
    rf"(?:{_NOUN})(?: (?:should|must|needs to|has to))?(?: (?:to be|to|at|is|as|be|:|␣|should|must|needs to|has to|"
    rf"ought to|of "
    rf"␣|for ␣|of))* (?:an? )?(?P<level2>{_CLASS})"
    r"|(?:make|have|play|set|turn|get|want|sound|be|like)(?: ␣| to)*(?: (?:be|sound))?(?: "
    r"nice and)? (?P<level3>loud|quiet|soft)$"
)
_LEVELS = {"low": "low", "quiet": "low", "soft": "low", "high": "high", "loud": "high"}


def _settle(heard: Heard) -> Amounts | None:
    if whole("silences|(?:the|of|any|all) silence|silence at|to silence over|gradually|fade").search(heard.text):
        return None
    if whole(_MUTE).search(heard.text):
        return None if heard.amounts else {"gain_db": MUTED_DB}
    match = None if heard.amounts else _LEVEL.search(heard.text)
    if match and not heard.grade and not whole("too|not|isn't|less|more").search(heard.text):
        return {"level": _LEVELS.get(match["level1"] or match["level2"] or match["level3"], "medium")}
    is_named = whole(_NOUN).search(heard.text) or heard.one("db")
    if whole("higher|lower|deeper").search(heard.text) and not is_named:
        return None
    has_noun = whole(_NOUN).search(heard.text) or heard.one("db") or whole(_TURN).search(heard.text)
    up, down = (f"{_LOUDER}|{UP}", f"{_QUIETER}|{DOWN}") if has_noun else (_LOUDER, _QUIETER)
    heard = replace(heard, text=_HURTS.sub("too loud", _HARD_TO_HEAR.sub("too quiet", heard.text)))
    sign, text = direction(heard.text, up, down)
    return _gain(heard, sign, text)


def _gain(heard: Heard, sign: int, text: str) -> Amounts | None:
    amount = heard.one("db", "percent", "times", "none")
    if amount is None:
        return {"gain_db": sign * GRADES[heard.grade]} if sign and not heard.amounts else None
    if (
        amount.unit == "db"
        and amount.is_absolute
        and whole("to #|to|at").search(heard.text.split("#")[0])
        and not sign
        and not amount.is_signed
    ):
        return None
    if not sign and not amount.is_signed and not _is_plain(heard, amount):
        return None
    if amount.unit == "none":
        raise BadInstruction(f"“{heard.reason}”", "an amount with its unit", f"say for example {amount.value:g} dB")
    return {"gain_db": check_range(_db(heard, agreeing(amount, sign, heard.reason), sign), GAIN, heard.reason)}


def _is_plain(heard: Heard, amount: Amount) -> bool:
    """ "6 dB on the last word", "double the volume", "the volume at 50 percent"."""
    return (
        amount.unit in ("db", "times") or amount.is_absolute or whole("of (?:the|its)").search(heard.text) is not None
    )


def _db(heard: Heard, amount: Amount, sign: int) -> float:
    value = amount.value
    if amount.unit == "db":
        return abs(value) * sign if sign else value
    if amount.unit == "percent":
        is_share = amount.is_absolute or whole(
            r"# (?:of (?:the |its )?)(?:\w+ )?(?:volume|loudness|level|amplitude|original)|# as (?:loud|quiet)|# volume"
        ).search(heard.text)
        ratio = value / 100 if is_share else 1 + value / 100 * (sign or 1)
    else:
        ratio = value if sign >= 0 or value < 1 else 1 / value
    if ratio <= 0:
        return MUTED_DB
    return 20 * math.log10(ratio)


_CUES = Cues(
    "volume",
    rf"{_LOUDER}|{_QUIETER}|{_MUTE}|{_HARD_TO_HEAR.pattern}|{_HURTS.pattern}|{_NOUN}|{_TURN}|d ?bs?|decibels?",
    _settle,
    vocabulary=(
        rf"{UP}|{DOWN}|{_CLASS}|{_TURN}|too|enough|not|isn't|less|as|loud|doesn't|don't|quite "
        rf"so|completely|totally|fully|entirely|out|hear|can't|barely|hardly|output|so|times|"
        rf"boost of|cut of|reduction|increase|half|audible|turned|needs to go|on|"
        rf"wise|off|during|replace|replaced|swap|hard|difficult|to hear|my ears|ears|setting|same length|for|switch|"
        rf"level of|"
        rf"all the way|i|speak|speaks|speaking|voice|gets?|lost|ought|it|and|down|dead|audio|more of|a little more|"
        rf"{forms('lift raise lower drop nudge dial cut knock shave pull')}"
    ),
)
_UP = sense(
    "volume",
    "louder",
    """
    make {place} louder
    make {place} {grade} louder
    turn {place} up
    turn up {place} by {db}
    turn up the volume of {place} by {db}
    turn the volume of {place} up {grade}
    raise the volume of {place} by {db}
    increase the volume of {place} by {percent}
    make {place} {percent} louder
    make {place} {db} louder
    boost {place} by {db}
    amplify {place} by {db}
    can you make {place} louder?
    could you please turn {place} up by {db}?
    I'd like {place} {grade} louder
    {place} should be {db} louder
    {place} is too quiet
    {place} isn't loud enough
    add {db} to {place}
    louder
    {db} louder
    turn {place} up {grade}
    boost {place} {grade}
    I can hardly hear {place}
    crank up the volume of {place}
    {place} is too soft
    pump {place} up by {db}
    add {db} of gain to {place}
    gain of +{db} on {place}
    raise {place} by {db}
    {db} more on {place}
    push the level of {place} up by {db}
    could {place} be {grade} louder?
    give {place} a {db} boost
    """,
    """
    crank {place} up by {db}
    bump the level of {place} up by {db}
    give {place} {db} more volume
    would you mind making {place} {grade} louder?
    increase the gain on {place} by {db}
    pump up {place} {grade}
    """,
    lambda drawn: {"gain_db": _drawn_gain(drawn, 1)},
)
_DOWN = sense(
    "volume",
    "quieter",
    """
    make {place} quieter
    make {place} {grade} softer
    turn {place} down
    turn down {place} by {db}
    turn the volume of {place} down {grade}
    lower the volume of {place} by {db}
    decrease the volume of {place} by {percent}
    reduce the volume of {place} by {db}
    make {place} {db} quieter
    make {place} {percent} quieter
    attenuate {place} by {db}
    could you make {place} {grade} quieter?
    I want {place} turned down by {db}
    {place} is too loud
    {place} needs to be {grade} quieter
    bring the level of {place} down by {db}
    quieter
    turn {place} down {grade}
    knock {place} down by {db}
    bring {place} down by {db}
    take {db} off {place}
    could {place} be {grade} quieter?
    cut {place} by {db}
    lower {place} by {db}
    dial {place} back by {db}
    less volume on {place}
    soften {place} {grade}
    pull {place} down {grade} in volume
    duck {place} by {db}
    gain of -{db} on {place}
    {db} less on {place}
    """,
    """
    drop the level of {place} by {db}
    quieten {place} {grade}
    please take {place} down by {db}
    cut the volume of {place} by {db}
    would you soften {place} {grade}?
    """,
    lambda drawn: {"gain_db": _drawn_gain(drawn, -1)},
)
_SILENT = sense(
    "volume",
    "mute",
    """
    mute {place}
    silence {place}
    please mute {place}
    could you mute {place}?
    make {place} silent
    I want {place} muted
    mute {place} please
    silence {place} completely
    make {place} inaudible
    bleep out {place}
    turn {place} into silence
    I don't want to hear {place}, mute it
    cut the sound during {place}
    {place} should be silent
    blank out {place}
    kill the sound in {place}
    no sound during {place}
    set {place} to silent
    switch the sound off in {place}
    """,
    """
    {place} should be muted
    would you silence {place}, please?
    """,
    lambda drawn: {"gain_db": MUTED_DB},
)
_LEVEL_SENSES = tuple(
    sense(
        "volume",
        level,
        f"""
        set the volume to {level}
        set the volume of {{place}} to {level}
        change the loudness of {{place}} to {level}
        make the volume of {{place}} {level}
        I want {{place}} at a {level} volume
        """,
        f"""
        play {{place}} at a {level} volume
        volume: {level}
        """,
        lambda drawn, level=level: {"level": level},  # type: ignore[misc]
    )
    for level in LEVELS
)


def _drawn_gain(drawn: Mapping[str, float], sign: int) -> float:
    if "db" in drawn:
        return sign * drawn["db"]
    if "percent" in drawn:
        return 20 * math.log10(1 + sign * drawn["percent"] / 100)
    return sign * GRADES[str(drawn.get("grade", ""))]


EDIT = Edit(
    "volume",
    (_UP, _DOWN, _SILENT, *_LEVEL_SENSES),
    lambda clause: cover(clause, _CUES),
    {"gain_db": GAIN, "level": LEVELS},
    keys("gain_db", "level"),
    score=VOLUME,
)
