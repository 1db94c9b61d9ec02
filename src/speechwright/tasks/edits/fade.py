"""The sound comes or goes gradually: "fade in", "fade out over the last two seconds", "a long fade at the end".

`kind` is "in" or "out"; `seconds` how long it takes, 0 to 60: 1 where nothing is said, 0.5 where it is short, 3 where
it is long. "Fade in and out" is two operations. They stand over the recording, or over the place that is named; "over
the last two seconds" tells how long it takes.
"""

from __future__ import annotations

import re

from speechwright.tasks.edits.cover import Cues, Heard, cover
from speechwright.tasks.edits.edit import Amounts, Edit, Range, check_range, keys, operations
from speechwright.tasks.edits.forms import forms, whole
from speechwright.tasks.edits.phrase import Phrase
from speechwright.tasks.edits.place import Ground, Place, Target
from speechwright.tasks.edits.place import whole as whole_of
from speechwright.tasks.edits.plan import Operation
from speechwright.tasks.edits.score import FADE
from speechwright.tasks.edits.slots import sense

SECONDS = Range(0, 60, "seconds")
SHORT_S, PLAIN_S, LONG_S = 0.5, 1.0, 3.0
_GRADUALLY = r"(?:gradually|slowly|gently|smoothly|steadily|bit by bit|little by little|progressively)"
_SOUND = r"(?: ␣| it| this| that| the (?:volume|sound|audio|level|recording|music)| everything)"
_RAMP = rf"{forms('bring take pull turn ramp raise lower draw come go get let rise swell grow build')}"
_FADE = (
    rf"{forms('fade')}(?: ␣)?(?: (?:it|this|that))?(?: (?:the )?(?:volume|music|sound|"
    rf"audio))?|fades? (?:in|out)|fadein|fadeout|fade ins?|fade outs?|(?:ramp|ramps|ramped|"
    rf"ramping)(?: (?:up|down))?(?: the (?:volume|sound|audio|level))?|"
    rf"{forms('trail_off taper taper_off die_away die_down die_out ease_in ease_out peter_out tail_off')}|"
    rf"(?:ease|eases|easing)(?: ␣| it| the sound| me| us)? (?:in|into|out)|(?:from|to) (?:complete |total |full "
    rf")?(?:silence|nothing|zero)|into silence|winds? down|winding down|abrupt|abruptly|abruptness|"
    rf"(?:start|begin|end|stop|finish|cut off|beginning|ending|it|stops|starts|ends|begins|cuts off|is) (?:\S+ ){{0,3}}"
    rf"(?:sudden|suddenly)|(?:start|begin|starts|begins)(?: off| out)? (?:very )?(?:quietly|softly|quiet|soft|"
    rf"silent|low)|"
    rf"(?:{_RAMP}){_SOUND}? (?:in |up |down |back )?{_GRADUALLY}|{_GRADUALLY} (?:{_RAMP}){_SOUND}? (?:in|up|down)|"
    r"(?:disappear|vanish|dissolve|melt away|drop away)s?(?: (?:slowly|gradually))? (?:over|into|towards|at)|"
    r"(?:start|begin)(?:s)? (?:at|from|with) (?:zero|no)(?: volume| sound| level)?|(?:rise|rises|grow|grows|climb|"
    r"climbs) over|"
    rf"{_GRADUALLY} (?:get|gets|become|becomes|grow|grows) (?:louder|quieter|softer)|"
    rf"(?:get|gets|become|becomes|grow|grows|getting) (?:{_GRADUALLY} )?(?:louder|quieter|softer) (?:over|for|"
    rf"during|towards|at|in)|(?:louder and louder|quieter and quieter|softer and softer)|until (?:it|it's|it is|"
    rf"nothing)(?: is)? (?:gone|left|silent|inaudible)"
)
_IN = (
    r"in|fadein|up|beginning|start|starts|begin|begins|in from silence|front|from silence|opening|intro|from nothing|"
    r"from zero|louder|rise|rises|swell|ease into|first # |quietly|softly|starting"
)
_OUT = (
    r"out|fadeout|down|end|ends|ending|away|to silence|to nothing|into silence|to zero|close|outro|finish|finishes|off|"
    r"quieter|softer|stop|stops|stopping|trail|trails|taper|tapers|die|dies|cuts|finishing"
)
_ABRUPT = whole("abrupt|abruptly|abruptness|sudden|suddenly")


def _settle(heard: Heard) -> Amounts | None:
    text = heard.text
    has_other_amounts = heard.amounts and heard.one("seconds") is None
    if (
        has_other_amounts
        or whole(r"cross ?fade|remove|without|no|noise|reverb|pause|pauses|silence at").search(text)
        or (
            whole("turn|turned|replace|make|convert|cut|overwrite|reduce").search(text)
            and not whole(rf"{forms('fade')}|{_GRADUALLY}|abrupt").search(text)
        )
    ):
        return None
    kinds = _kinds(text, heard)
    if not kinds:
        return None
    return {"kind": kinds, "seconds": check_range(_seconds(heard), SECONDS, heard.reason)}


def _kinds(text: str, heard: Heard) -> str:
    if _ABRUPT.search(text) and not whole("fad(?:e|es|ed|ing)|ease").search(text):
        ends = whole("end|ends|ending|stop|stops|finish|finishes|cuts|cut").search(text)
        return (
            "out" if ends else "in" if whole("start|starts|begin|begins|beginning|opening|intro").search(text) else ""
        )
    explicit = whole(
        r"(?:fad(?:e|es|ed|ing))(?: ␣| it| this| the ~ of)* (?:(?:~|slowly|gradually|smoothly|"
        r"gently|nicely|quickly) )*(?P<kind>in and (?:then )?out|in|out|up|down|away|both)|"
        r"(?P<kind2>fade ?ins?|fade ?outs?)|(?P<both>in and (?:a fade )?out)"
    ).search(text)
    kinds = {match[1] for match in whole(r"(?:fad(?:e|es|ed|ing))(?: ␣)? (in|out)").finditer(text)}
    if len(kinds) > 1 and not whole(r"(?:fade|fades) (?:in|out) and (?:then )?(?:fade |fades )?(?:in|out)").search(
        text
    ):
        return ""
    said = " ".join(explicit.group(name) or "" for name in ("kind", "kind2", "both")) if explicit else ""
    alone = (
        whole(r"in(?! (?:␣|#|the\b|a\b|case))").search(text) and whole("and").search(text) and whole("out").search(text)
    )
    both = alone or whole(
        r"(?:in|up) and (?:(?:then|also|a|fade|fades|faded|to|it|back|#|of|over|for) )*(?:out|"
        r"down|away)|both ends|both|beginning and (?:the |at the )?end|start and (?:the |at "
        r"the )?end|fade ?in and (?:a )?(?:~ )?fade ?out"
    ).search(text)
    if both:
        return "both"
    if whole("ins?|in|up|fadein").search(said):
        return "in"
    if said:
        return "out"
    return (
        "in"
        if whole(_IN).search(text) or _lies_at(heard, 0)
        else "out"
        if whole(_OUT).search(text) or _lies_at(heard, 1)
        else ""
    )


def _lies_at(heard: Heard, side: int) -> bool:
    place, end = heard.places[0], heard.clause.ground.transcript.num_samples
    return heard.is_named and (place.begin == 0 if side == 0 else place.end == end)


def _seconds(heard: Heard) -> float:
    if heard.amounts:
        return heard.amounts[0].value
    if heard.is_named and heard.places[0].words is None:
        return (heard.places[0].end - heard.places[0].begin) / heard.clause.ground.transcript.rate_hz
    if whole("long|longer|slow|slowly|lengthy").search(heard.text) or (
        heard.grade == "much" and not _ABRUPT.search(heard.text)
    ):
        return LONG_S
    is_short = whole("short|shorter|quick|quickly|brief|briefly|fast|rapid|small").search(heard.text) or (
        heard.grade == "slightly" and not whole("gentle|gently").search(heard.clause.phrase.low)
    )
    return SHORT_S if is_short else PLAIN_S


def _build(heard: Heard, amounts: Amounts) -> tuple[Operation, ...]:
    kinds = ("in", "out") if amounts["kind"] == "both" else (str(amounts["kind"]),)
    places: tuple[Place, ...] = heard.places
    if places[0].words is None and not places[0].is_whole and (_lies_at(heard, 0) or _lies_at(heard, 1)):
        places = (whole_of(heard.clause.ground.transcript),)
    ground, seconds = heard.clause.ground, amounts["seconds"]
    return tuple(
        step
        for kind in kinds
        for step in operations("fade", places, {"kind": kind, "seconds": seconds}, ground, heard.reason)
    )


_EDGE = re.compile(
    r"(?:(?:at|in|from|towards?|near) )?(?:the )?(?:very )?(?:beginning|start|end|ending|opening|close|"
    r"intro|outro|front|tail|(?:last|final|first|opening|closing) (?:bit|part|moments?|few (?:seconds|words)|section))"
    r"(?: of (?:it|the \w+))?"
)


def _find(phrase: Phrase, ground: Ground) -> list[Target]:
    """ "A fade at the end" is a fade of the recording."""
    return [] if _EDGE.fullmatch(phrase.low) else ground.targets(phrase)


_CUES = Cues(
    "fade",
    _FADE,
    _settle,
    vocabulary=(
        rf"{_IN}|{_OUT}|both ends|both|ends|lasts?|lasting|takes?|taking|that|which|smoothly|"
        rf"smooth|slowly|slow|gradual|gradually|gently|gentle|long|short|quick|quickly|brief|"
        rf"nice|from silence|to silence|second|over|for|lasting|duration|seconds long|ins?|"
        rf"outs?|linear|add|over|a|full|volume|level|come|comes|begin|begins|beginning|starts?|ends?|ending|stops?|"
        rf"stopping|dead|instead of|cutting|cuts?|off|abruptly|not|don't|doesn't|so|too|with|on|from|just|audio|"
        rf"gradual|{_GRADUALLY}|last|first|bit|part|moments?|loud|louder|quieter|softer|{_RAMP}|and|into|till|until|"
        rf"silent|silence|towards?|finish|finishes|soft|quietly|softly|quiet|sharp|sharply|hard|hard cut"
    ),
    build=_build,
    cost=-0.5,
    joins=True,
    find=_find,
)
_SENSES = tuple(
    sense(
        "fade",
        kind,
        f"""
        fade {kind}
        fade it {kind}
        fade the recording {kind}
        fade {kind} over {{seconds}}
        fade {kind} for {{seconds}}
        fade {{words}} {kind}
        add a fade {kind}
        add a fade {kind} of {{seconds}}
        add a {{seconds}} fade {kind}
        apply a fade {kind} at the {edge}
        put a fade {kind} at the {edge}
        please fade {kind}
        could you fade it {kind} over {{seconds}}?
        can you add a fade {kind}?
        I'd like a fade {kind} of {{seconds}}
        I want it to fade {kind}
        let it fade {kind}
        """,
        f"""
        give it a fade {kind}
        have it fade {kind} over {{seconds}}
        would you fade the audio {kind}?
        {edge}: fade {kind}
        it should fade {kind}
        make a fade {kind} that lasts {{seconds}}
        """,
        lambda drawn, kind=kind: {"kind": kind, "seconds": drawn.get("seconds", PLAIN_S)},  # type: ignore[misc]
    )
    for kind, edge in (("in", "beginning"), ("out", "end"))
)
EDIT = Edit(
    "fade",
    _SENSES,
    lambda clause: cover(clause, _CUES),
    {"kind": ("in", "out"), "seconds": SECONDS},
    keys("kind seconds"),
    score=FADE,
)
