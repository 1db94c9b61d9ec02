"""Faster and slower: "slow the last sentence down by 20 percent", "twice as fast", "set the speed to slow".

`factor` is a ratio of tempos, 0.25 to 4, above 1 faster: "20 percent faster" is 1.2, "20 percent slower" 0.8, "20
percent longer" 1/1.2, "twice as slow" 0.5, "three times slower" 1/3. Without an amount faster is 1.1, 1.2 or 1.4 and
slower 0.9, 0.8 or 0.6, by how strongly it is asked for. "make it last 3 seconds" compares with how long the place
lasts. `pace` names a class instead: "make the speed fast", "a normal pace"; "make it fast" is the class, "make it
faster" the change.
"""

from __future__ import annotations

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.amounts import Amount
from speechwright.tasks.edits.cover import Cues, Heard, cover
from speechwright.tasks.edits.direction import DOWN, UP, agreeing, direction
from speechwright.tasks.edits.edit import Amounts, Edit, Range, check_range, keys
from speechwright.tasks.edits.forms import forms, whole
from speechwright.tasks.edits.score import SPEED
from speechwright.tasks.edits.slots import sense

FACTOR = Range(0.25, 4, "times the tempo")
PACES = ("slow", "normal", "fast")
GRADES = {1: {"slightly": 1.1, "": 1.2, "much": 1.4}, -1: {"slightly": 0.9, "": 0.8, "much": 0.6}}

_NOUN = r"(?:speed|tempo|pace|rate|speaking rate|speech rate|playback rate|velocity|rapidity|rhythm|tempos|cadence)"
_FASTER = (
    r"up a gear|(?:some|more) speed|tighten (?:up )?(?:the )?(?:pace|tempo)|"
    rf"{forms('speed_up accelerate quicken hasten rush hurry hurry_up compress')}|(?:speed|"
    rf"speeds|sped|speeded|speeding)(?: ␣| it| ~)* up|sped|speeding|faster|quicker|quickly|"
    rf"more rapid(?:ly)?|rapidly|swifter|swiftly|brisker|snappier|speedier|"
    r"shorter in time|pick up the pace|fast|quick|rapid|hurried|step on it|drags|dragging|"
    r"crawls|plods|pick up|step it up|step up|get a move on|get going|takes? (?:forever|ages|too long|an age|so "
    r"long)|pacier|"
    r"double time|rushed|swift|brisk|speedy"
)
_SLOWER = (
    r"put(?:s|ting)? the brakes? on|ease off|ease up|easing off|take (?:it easy|your time|more time)|hit the brakes?|"
    r"(?:rattl|gabbl|babbl|rush|rac)(?:e|es|ed|ing|le|les|led|ling)(?: (?:off|through))?|too hurried|in (?:such )?a "
    r"(?:rush|hurry)|"
    rf"{forms('slow_down slow decelerate stretch stretch_out draw_out elongate prolong lengthen extend')}|"
    rf"slower|slowly|more slowly|longer|slow|drawn out|leisurely|more leisurely|unhurried|"
    rf"sluggish|half speed|half time|drag out|dragged out|drag it out"
)
_SHORTER = r"shorter|shorten(?:ed|ing|s)?|tighter"
_LONGER = rf"longer|drawn out|{forms('lengthen extend stretch prolong elongate draw_out stretch_out')}"
_LENGTH = rf"{forms('last take run fit squeeze compress stretch')}|long|length|duration|in length|seconds long|lasting"
_CLASS = (
    r"(?:slow|slowly|normal|regular|ordinary|average|medium|moderate|natural|usual|high|low|top|leisurely|fast|rapid|"
    r"quick|quickly|rapidly|standard|brisk)"
)
_PACE = whole(
    rf"(?:(?:at|in|with|to|using|for) )?(?:an? |the )?(?P<class1>{_CLASS})(?:er)? "
    rf"(?:(?:speaking|reading|talking|playback) )?(?:{_NOUN}|tempo)|(?:{_NOUN})(?: (?:should|must|needs to|has "
    rf"to))? ?(?:to be|to|at|should|must|needs to|has to|ought to|"
    rf"is|as|be|␣|of ␣|for ␣|of ␣ to|of ␣ be|of|: )* (?:an? )?(?P<class2>{_CLASS})(?: "
    rf"{_NOUN})?"
    rf"|(?:make|have|play|read|say|speak|deliver|take|put|render|set|turn|get|want|sound|be|like)(?: ␣| "
    rf"to)*(?: to)?(?: (?:be|sound|go|read|said|spoken|played))?(?: at| nice and)? "
    rf"(?P<class3>slow|slowly|fast|rapid|rapidly|quick|quickly|normal speed)$"
    r"|(?P<class4>slow|fast|quick|rapid|normal) (?:speech|talking|delivery|speaking|reading)"
)
_CLASSES = {
    "slow": "slow",
    "slowly": "slow",
    "fast": "fast",
    "rapid": "fast",
    "quick": "fast",
    "quickly": "fast",
    "rapidly": "fast",
    "brisk": "fast",
    "high": "fast",
    "top": "fast",
    "low": "slow",
    "unhurried": "slow",
    "leisurely": "slow",
}
_OF_NORMAL = whole(
    r"# (?:of (?:the |its |my )?)?(?:(?:original|normal|usual|current|regular|present|"
    r"initial) )?(?:speed|tempo|pace|rate|velocity|as fast|its speed)|(?:speed|tempo|pace|"
    r"rate)(?: ␣| of| to| is| be| at| should| for| by a)* #|(?:at|to) #|as fast|as "
    r"quick(?:ly)?|the (?:speed|pace|tempo|rate)|of (?:the|its) (?:original|normal)"
)


_WISHED = whole("i'd like|i would like|i want|we want|i'd love|i need|should be|must be|needs to be")
_BARE_CLASS = whole(r"␣(?: (?:should|must|needs to) be| to be)? (slow|fast|quick|rapid)")
_RUSHED = whole(
    r"(?:is|was|are|were|sounds?|seems?|feels?|i'm|it's) (?:(?:a bit|very|really|so|too|rather|quite|way too|~) )*"
    r"(?:rushed|hurried|sped up|rushing|hurrying|racing)|(?:i )?(?:rush|race|hurry|speed|gabble|rattle)(?:ed|d)? "
    r"(?:through|off)"
)


def _settle(heard: Heard) -> Amounts | None:
    has_noun = whole(_NOUN).search(heard.text)
    match = None if heard.amounts else _PACE.search(heard.text)
    wish = _WISHED.search(heard.clause.phrase.low) and _BARE_CLASS.fullmatch(heard.text)
    if wish and not heard.amounts:
        return {"pace": _CLASSES.get(wish[1], "normal")}
    if match and not whole("too|not|isn't|less|more").search(heard.text) and not heard.grade:
        said = next(filter(None, match.groups()))
        return {"pace": _CLASSES.get(said, "normal")}
    if whole("higher|lower|deeper|add|insert|append|include|put").search(heard.text) and not has_noun:
        return None
    up, down = (f"{_FASTER}|{UP}", f"{_SLOWER}|{DOWN}") if has_noun else (_FASTER, _SLOWER)
    if heard.one("seconds") and (heard.amounts[0].is_absolute or whole(_LENGTH).search(heard.text)):
        return {"factor": _from_length(heard)}
    sign, _ = direction(_RUSHED.sub("too fast", heard.text), up, down)
    if not sign and whole(_SHORTER).search(heard.text):
        sign = 1
    return _factor(heard, sign, bool(has_noun))


def _factor(heard: Heard, sign: int, has_noun: bool) -> Amounts | None:
    amount = heard.one("percent", "times", "none")
    if amount is None:
        return {"factor": GRADES[sign][heard.grade]} if sign and not heard.amounts else None
    is_ratio = _OF_NORMAL.search(heard.text) is not None or amount.is_absolute
    if (
        not sign
        and not (has_noun and (is_ratio or amount.is_signed))
        and not (amount.unit == "times" and _plays(heard))
    ):
        return None
    if amount.unit == "none" and not 0 < amount.value <= 4:
        raise BadInstruction(f"“{heard.reason}”", "an amount with its unit", "say for example 20 percent, or 1.5 times")
    lengthens = whole(_LONGER).search(heard.text), whole(_SHORTER).search(heard.text)
    amount = agreeing(amount, 1 if lengthens[0] else -1 if lengthens[1] else sign, heard.reason)
    return {"factor": check_range(_ratio(heard, amount, sign, is_ratio), FACTOR, heard.reason)}


def _plays(heard: Heard) -> bool:
    return whole(f"x|×|{_NOUN}").search(heard.clause.phrase.low) is not None


def _ratio(heard: Heard, amount: Amount, sign: int, is_ratio: bool) -> float:
    if amount.unit == "percent":
        return _of_percent(heard, amount, sign)
    value = amount.value
    if whole("as long|the length|its length|the duration|longer").search(heard.text):
        return 1 / max(value, 0.01)
    if sign < 0 and value > 1:
        return 1 / value
    return value if value >= 1 or sign <= 0 or is_ratio else 1 / max(value, 0.01)


def _of_percent(heard: Heard, amount: Amount, sign: int) -> float:
    part = amount.value / 100
    if amount.is_absolute or _names_share(heard, sign):
        return part if not whole("long|length|duration").search(heard.text) else 1 / max(part, 0.01)
    if amount.is_signed and not sign:
        return 1 + part
    if whole(_LONGER).search(heard.text):
        return 1 / max(1 + part, 0.01)
    if whole(_SHORTER).search(heard.text):
        return 1 / max(1 - part, 0.01)
    return 1 + abs(part) * (sign or 1)


def _names_share(heard: Heard, sign: int) -> bool:
    """ "80 percent of the speed", "80 percent speed", "speed 80 percent"; not "increase the speed by 20 percent"."""
    if sign:
        return whole(rf"# of (?:the |its |my )?(?:\w+ )?(?:{_NOUN})").search(heard.text) is not None
    return (
        whole(
            rf"# (?:of )?(?:the |its |my )?(?:\w+ "
            rf")?(?:{_NOUN})|(?:{_NOUN}).*#|# as fast"
        ).search(heard.text)
        is not None
    )


def _from_length(heard: Heard) -> float:
    length_s = sum(place.end - place.begin for place in heard.places) / heard.clause.ground.transcript.rate_hz
    return check_range(length_s / max(heard.amounts[0].value, 1e-3), FACTOR, heard.reason)


_CUES = Cues(
    "speed",
    (
        rf"{_FASTER}|{_SLOWER}|{_SHORTER}|{_NOUN}|{_LENGTH}|(?:play|played|run|read)(?: ␣)? "
        rf"(?:\S+ )*(?:x|times)|(?:play|read|run)|at \d[\d.]* x"
    ),
    _settle,
    vocabulary=(
        rf"{UP}|{DOWN}|{_CLASS}|{_CLASSES and '|'.join(_CLASSES)}|"
        rf"{forms('increase decrease reduce double halve hit exactly')}|playback|speaking|clip|"
        rf"total|in time|as|too|enough|not|isn't|less|time|again|over|in #|last|lasts|␣|a "
        rf"little more|speech|long|so|duration|seconds|talks?|delivery|deliver|delivered|gear|put|into|some|tighten|"
        rf"reading|within|quite so|half|for|me|pace|"
        rf"through|␣ seconds|much|doesn't|don't|goes|going|drag|tempo|slowed|sounds?"
    ),
)
_FASTER_BY = sense(
    "speed",
    "faster",
    """
    make {place} faster
    make {place} {grade} faster
    speed {place} up
    speed up {place}
    speed {place} up {grade}
    speed {place} up by {percent}
    make {place} {percent} faster
    can you speed up {place} by {percent}?
    could you make {place} {grade} faster, please?
    play {place} {percent} faster
    increase the speed of {place} by {percent}
    raise the tempo of {place} by {percent}
    I'd like {place} to be {percent} faster
    quicken {place} by {percent}
    accelerate {place} by {percent}
    {place}: {percent} faster
    {place} is too slow
    faster
    {percent} faster
    pick up the pace in {place}
    could {place} go {grade} faster?
    talk {grade} faster in {place}
    get through {place} {grade} more quickly
    crank the speed of {place} up by {percent}
    {percent} more speed on {place}
    I'm too slow in {place}
    play {place} back {percent} quicker
    increase the tempo in {place} {grade}
    raise the speed {grade}
    bump up the speed of {place} by {percent}
    step it up in {place}
    up the tempo by {percent}
    I want {place} {grade} quicker
    """,
    """
    pick up the pace of {place} by {percent}
    hurry {place} up {grade}
    would you mind speeding {place} up by {percent}?
    let {place} go {grade} quicker
    I want {place} sped up by {percent}
    boost the speed of {place} by {percent}
    """,
    lambda drawn: {"factor": 1 + drawn["percent"] / 100 if "percent" in drawn else GRADES[1][drawn.get("grade", "")]},
)
_SLOWER_BY = sense(
    "speed",
    "slower",
    """
    make {place} slower
    slow {place} down
    slow down {place}
    slow {place} down {grade}
    slow {place} down by {percent}
    slow {place} by {percent}
    make {place} {percent} slower
    could you slow down {place} by {percent}?
    please make {place} {grade} slower
    reduce the speed of {place} by {percent}
    lower the tempo of {place} by {percent}
    decrease the pace of {place} by {percent}
    I'd like {place} {percent} slower
    I want {place} slowed down by {percent}
    {place} is too fast
    {place} should be {grade} slower
    say {place} {grade} more slowly
    slower
    slow {place} right down
    {place} is too quick
    take {place} {grade} slower
    I'm talking too fast in {place}
    could {place} be {grade} slower?
    ease off the speed in {place}
    bring the tempo of {place} down by {percent}
    reduce the pace {grade}
    speak more slowly in {place}
    {place} goes by too quickly
    cut the speed of {place} by {percent}
    make {place} {grade} less fast
    lower the speed by {percent}
    dial back the pace of {place} {grade}
    """,
    """
    drop the speed of {place} by {percent}
    take {place} {percent} slower
    would you slow {place} down {grade}?
    have {place} slowed {grade}
    decelerate {place} by {percent}
    cut the tempo of {place} by {percent}
    """,
    lambda drawn: {"factor": 1 - drawn["percent"] / 100 if "percent" in drawn else GRADES[-1][drawn.get("grade", "")]},
)
_TIMES = sense(
    "speed",
    "times",
    """
    make {place} {factor} faster
    play {place} at {factor} the speed
    speed up {place} {factor}
    play {place} {factor} as fast
    {factor} the speed for {place}
    set the speed of {place} to {factor}
    make {place} go {factor} as fast
    {factor} speed for {place}
    play {place} at {factor} speed
    I want {place} to be {factor} as fast
    run {place} {factor} faster
    set {place} to {factor} speed
    {place} at {factor} the normal speed please
    let {place} play {factor} as quickly
    speed up {place} to {factor} the original speed
    make {place} {factor} as quick
    I want {place} at {factor} speed
    speed: {factor} for {place}
    {place} should run {factor} as fast
    increase the speed of {place} to {factor}
    """,
    """
    run {place} at {factor} speed
    make {place} {factor} as fast
    please play {place} at {factor} its normal speed
    """,
    lambda drawn: {"factor": drawn["factor"]},
)
_SHARE = sense(
    "speed",
    "share",
    """
    play {place} at {percent} speed
    slow {place} down to {percent}
    set the speed of {place} to {percent}
    slow {place} to {percent} of its original speed
    """,
    """
    run {place} at {percent} of the normal speed
    bring {place} down to {percent} of the original tempo
    """,
    lambda drawn: {"factor": max(drawn["percent"], 25) / 100},
)
_PACE_SENSES = tuple(
    sense(
        "speed",
        pace,
        f"""
        set the speed to {said}
        set the speed of {{place}} to {said}
        change the tempo of {{place}} to {said}
        read {{place}} at a {said} pace
        make the speed of {{place}} {said}
        I want {{place}} at a {said} speed
        """,
        f"""
        say {{place}} at a {said} tempo
        speed: {said}
        """,
        lambda drawn, pace=pace: {"pace": pace},  # type: ignore[misc]
    )
    for pace, said in zip(PACES, ("slow", "normal", "fast"), strict=True)
)
EDIT = Edit(
    "speed",
    (_FASTER_BY, _SLOWER_BY, _TIMES, *_PACE_SENSES),
    lambda clause: cover(clause, _CUES),
    {"factor": FACTOR, "pace": PACES},
    keys("factor", "pace"),
    score=SPEED,
)
