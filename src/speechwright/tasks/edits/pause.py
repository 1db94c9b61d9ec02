"""A pause comes in: "insert a pause after fish", "wait half a second before the last word".

`seconds` lasts 0 to 60: 0.25 where it is short, 1 where it is long, otherwise 0.5. The operation stands at a point: the
middle of the gap between two words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from speechwright.tasks.edits.cover import Cues, Heard, cover
from speechwright.tasks.edits.edit import Amounts, Edit, Filled, Range, Sense, check_range, keys, operations
from speechwright.tasks.edits.forms import forms, whole
from speechwright.tasks.edits.gaps import PAUSE
from speechwright.tasks.edits.phrase import Phrase
from speechwright.tasks.edits.place import Ground, Target
from speechwright.tasks.edits.places import ground_of
from speechwright.tasks.edits.points import point, points_of
from speechwright.tasks.edits.slots import BEFORE, filled, lines
from speechwright.tasks.edits.transcript import Transcript
from speechwright.tasks.wordings import Wordings

SECONDS = Range(0, 60, "seconds")
SHORT_S, PLAIN_S, LONG_S = 0.25, 0.5, 1.0
_SHORT = r"short|brief|quick|small|little|tiny|slight|momentary|briefly|mini|moment"
_LONG = r"long|longish|big|large|dramatic|extended|lengthy|significant|good"
_CHANGING = forms(
    "remove delete shorten cut trim reduce lengthen extend lose eliminate close tighten double halve skip "
    "drop strip stretch get_rid_of"
)
_REMOVES = whole(
    rf"{_CHANGING}|"
    rf"shorter|longer|too|less|without|no|out|than"
)
_WAITS = (
    rf"{forms('wait pause stop hold breathe rest halt linger')}|hold on|hold off|hang on|breather|"
    rf"(?:let|allow|leave|give)(?: it| me| us| them)? #(?: (?:to )?pass| go by)?|wait a beat"
)
_LACKS = whole(
    r"(?:there's|there is) no (?:pause|gap|break|silence)|there isn't (?:a|any) (?:pause|gap|break|silence)|needs?"
)
_STATES_ONE = whole(r"there(?:'s| is| are) (?!no |not |to be |supposed )\S.*")
_NOTHING = r"of (?:nothing|quiet|nothingness|stillness|emptiness|rest|room tone|air)|quiet|nothing"


def _settle(heard: Heard) -> Amounts | None:
    if heard.is_named and any(place.begin < place.end for place in heard.places):
        return None  # a stretch that was named before is no point
    if _STATES_ONE.match(heard.text):
        return None
    text = (
        whole("there's no|there is no|there isn't an?|no").sub(" ", heard.text)
        if _LACKS.search(heard.text)
        else heard.text
    )
    if _REMOVES.search(text) or (
        whole(_NOTHING).search(heard.text)
        and not (heard.one("seconds") or whole(f"{PAUSE}|{_WAITS}").search(heard.text))
    ):
        return None
    if heard.amounts:
        amount = heard.one("seconds")
        return {"seconds": check_range(amount.value, SECONDS, heard.reason)} if amount else None
    if whole(_LONG).search(heard.text) or heard.grade == "much":
        return {"seconds": LONG_S}
    return {"seconds": SHORT_S if whole(_SHORT).search(heard.text) or heard.grade == "slightly" else PLAIN_S}


_SAYING = re.compile(r"(?P<side>before|after) (?:saying|i say|he says|she says|they say|you say|it says) ")


def _find(phrase: Phrase, ground: Ground) -> list[Target]:
    """ "Before saying fish" is before fish; "separate salt and pepper" means the point between them."""
    low = phrase.low
    if match := _SAYING.match(low):
        return points_of(phrase[:1].joined(phrase.cut(match.end(), len(low))), ground)
    return points_of(phrase, ground)


_CUES = Cues(
    "pause",
    rf"{PAUSE}|{_WAITS}|{_NOTHING}|(?:take|have|draw|add|insert|put) (?:a )?(?:~ |deep |short |long |quick "
    rf")*breath(?:er)?",
    _settle,
    vocabulary=(
        rf"{_SHORT}|{_LONG}|"
        rf"{forms('insert add put place include leave take introduce make create give hold stick drop append')}|"
        rf"(?:#|second|seconds|ms) long|lasting|duration|for a|another|extra|a|of #|worth|"
        rf"length|moment|some|silent|silence|(?:a )?(?:bit|little)(?: of)?|room|slight|more|"
        rf"longer|one|for effect|deep|breath|let|have|there|in|saying|say|says|he says|she says|i say|they say|"
        rf"separate|separates?|by|with|it|room|gap|continuing|going on|before it|go on|goes on|carrying on|so|that|need"
    ),
    needs_place="a point for the pause, such as “after the first word”",
    cost=-0.5,
    find=_find,
)


def _fill(template: str, rng: np.random.Generator, transcript: Transcript) -> Filled:
    text, values = filled(template, rng, transcript)
    ground = ground_of(transcript)
    before = BEFORE.search(template.lower())
    words = values.get("left", values.get("words")).words  # type: ignore[union-attr]
    place = point(words.first if before and "left" not in values else words.last, ground)
    return Filled(text, operations("pause", (place,), {"seconds": _seconds(template, values)}, ground, text))


def _seconds(template: str, values: Mapping[str, Any]) -> float:
    if "short" in values:
        return float(values["short"])
    if whole("short|brief|briefly|little|tiny|small|quick").search(template):
        return SHORT_S
    return LONG_S if whole("long").search(template) else PLAIN_S


_SENSE = Sense(
    "pause",
    Wordings(
        train=lines("""
        insert a pause after {words}
        insert a pause before {words}
        insert a pause between {left} and {right}
        insert a pause of {short} after {words}
        insert a pause of {short} between {left} and {right}
        add a pause after {words}
        add a pause before {words}
        add a short pause after {words}
        add a long pause after {words}
        add a brief pause between {left} and {right}
        add {short} of silence after {words}
        add {short} of silence before {words}
        put a pause after {words}
        put a short break before {words}
        put a gap of {short} between {left} and {right}
        pause after {words}
        pause before {words}
        pause for {short} after {words}
        pause {short} before {words}
        wait {short} after {words}
        wait for {short} before {words}
        leave a gap after {words}
        leave a pause of {short} before {words}
        make a pause between {left} and {right}
        please pause briefly after {words}
        can you insert a pause after {words}?
        could you add a pause of {short} after {words}?
        would you put a long pause before {words}?
        I'd like a pause after {words}
        I want a pause of {short} between {left} and {right}
        there should be a pause after {words}
        after {words}, pause for {short}
        after {words}, add a short pause
        between {left} and {right}, insert a pause
        leave {short} of silence after {words}
        pause for {short} between {left} and {right}
        add a break of {short} before {words}
        hold on for {short} after {words}
        let there be {short} of silence before {words}
        wait {short} before saying {words}
        take a breath after {words}
        a pause after {words}, please
        make me pause before {words}
        I need a break between {left} and {right}
        put {short} of nothing after {words}
        after {words}, wait for {short}
        separate {left} and {right} with a pause
        stop for {short} before {words}
        """),
        test=lines("""
        give me a beat after {words}
        let there be a pause before {words}
        stop for {short} after {words}
        have a short silence after {words}
        I need a gap of {short} before {words}
        slip a pause in between {left} and {right}
        hold for {short} after {words}
        take a long pause before {words}
        how about a pause after {words}?
        right after {words} put {short} of silence
        would you mind pausing after {words}?
        """),
    ),
    _fill,
)
EDIT = Edit("pause", (_SENSE,), lambda clause: cover(clause, _CUES), {"seconds": SECONDS}, keys("seconds"), "point")
