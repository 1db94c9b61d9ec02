"""The sound of a room comes or goes: "add reverb", "make it sound like a church", "remove the echo".

`do` is "add" or "remove"; with "add", `rt60_s` is the time in which the reverberation decays by 60 dB, 0.05 to 10 s:
what is said, otherwise our choice by the room that is named (bathroom 0.6, room 0.5, hall 1.8, church 3, cathedral 5,
…), and none where only "reverb" is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from speechwright.tasks.edits.cover import Cues, Heard, cover
from speechwright.tasks.edits.doing import ADD, REMOVE, doing
from speechwright.tasks.edits.edit import Amounts, Edit, Range, check_range, keys
from speechwright.tasks.edits.forms import forms, whole
from speechwright.tasks.edits.score import ROOM
from speechwright.tasks.edits.slots import TEMPLATE, sense

RT60 = Range(0.05, 10, "seconds")
ROOMS = {
    "cathedral": 5.0,
    "cave": 3.5,
    "minster": 5.0,
    "basilica": 5.0,
    "abbey": 4.0,
    "church": 3.0,
    "nave": 3.0,
    "chapel": 2.5,
    "tunnel": 3.0,
    "stadium": 3.0,
    "arena": 3.0,
    "stairwell": 2.5,
    "stairway": 2.5,
    "warehouse": 2.5,
    "concert hall": 2.0,
    "hall": 1.8,
    "auditorium": 1.8,
    "gym": 2.0,
    "theatre": 1.2,
    "theater": 1.2,
    "garage": 1.2,
    "basement": 0.8,
    "classroom": 0.7,
    "bathroom": 0.6,
    "shower": 0.6,
    "kitchen": 0.6,
    "corridor": 1.2,
    "hallway": 1.2,
    "large room": 1.0,
    "big room": 1.0,
    "empty room": 1.0,
    "small room": 0.3,
    "living room": 0.4,
    "bedroom": 0.3,
    "office": 0.5,
    "room": 0.5,
    "closet": 0.15,
}
_DRY = (
    rf"{forms('dereverb dereverberate dry dry_out dry_up')}|de reverb(?:erate|ed)?|de echo|de room|dryer|drier|dry|"
    r"anechoic|deaden|deadened|dead(?: sounding)? (?:room|acoustics?)|acoustically dead"
)
_TOO_DRY = whole(r"(?:too|so|very|rather|a bit|quite|pretty|awfully|is|sounds?|it's) (?:~ )?(?:dry|dead)")
_LESS_DRY = whole(r"(?:less|not so|not as|no longer) (?:~ )?(?:dry|dead)")
_ECHO = (
    r"(?:(?:room|natural|slight|hall) )?(?:reverb(?:s|eration|erations|erant|eratation)?|"
    r"echo(?:s|es|ing|ey|y)?|ambience|ambiance|room (?:sound|tone|acoustics|effect|"
    r"reflections)|acoustics|reverberate|boomy|roomy|roominess|boxy|hollow|wetness|"
    r"resonance|spacious(?:ness)?|sense of space|feeling of space|churchy|cavernous|cavelike|reflections?|"
    r"rt ?60s?|reverberation time|decay time|big space|large space|wide open space|live sounding|"
    r"(?:too much|less|more|some) (?:of the )?(?:room|space)|(?:room|space) out of|room (?:sound|feel|character))"
)
_PLACES = "|".join(sorted((f"{name}s?" for name in ROOMS), key=len, reverse=True))


def _settle(heard: Heard) -> Amounts | None:
    text = heard.text
    is_dry, has_echo = whole(_DRY).search(text), whole(_ECHO).search(text)
    place = whole(_PLACES).search(text)
    if not (is_dry or has_echo or place) or whole("noise|hiss|hum").search(text):
        return None
    amount = heard.one("seconds")
    what = _what(text, bool(is_dry), bool(has_echo)) or ("add" if amount else "")
    if (
        not what
        or (heard.amounts and (amount is None or what == "remove"))
        or (place and not has_echo and what != "add")
    ):
        return None
    if amount:
        return {"do": what, "rt60_s": check_range(amount.value, RT60, heard.reason)}
    size = _size(place.group()) if place and what == "add" else 0.0
    return {"do": what, "rt60_s": size} if size else {"do": what}


def _what(text: str, is_dry: bool, has_echo: bool) -> str:
    if _LESS_DRY.search(text):
        return "add"
    if is_dry and (not has_echo or not doing(text) == "add"):
        return "add" if _TOO_DRY.search(text) and not whole("make|should|want").search(text) else "remove"
    if (
        doing(text) == "add"
        and whole(r"more (?:room|space|spacious)|sound(?:s|ing)? (?:in|like|as if|as though)").search(text)
        and not whole("less|not|too|don't|remove|fix|away|out").search(text)
    ):
        return "add"
    if whole(
        "(?:too|less|not so|sounds|isn't|is|very|so|it's|was|all) (?:~ )?(?:boomy|roomy|echoey|echoy|reverberant|"
        "hollow|boxy|cavernous)"
    ).search(text):
        return "remove"
    return doing(text) or (
        "add"
        if whole(
            rf"reverberant|echoey|echoing|reverberate|roomy|spacious|churchy|(?:{_ECHO})(?: effect)? (?:on|for|over|"
            rf"onto|to|in) ␣"
        ).search(text)
        else ""
    )


def _added(drawn: Mapping[str, Any]) -> Amounts:
    """By the time that is said, or by the room that the wording names."""
    place = _named_in(drawn[TEMPLATE])
    seconds = drawn.get("short") or (_size(place.group()) if place else 0.0)
    return {"do": "add", "rt60_s": seconds} if seconds else {"do": "add"}


def _in_a_church(drawn: Mapping[str, Any]) -> Amounts:
    place = _named_in(drawn[TEMPLATE])
    return {"do": "add", "rt60_s": (_size(place.group()) if place else 0.0) or ROOMS["church"]}


def named_room(text: str) -> str:
    """The room that a text names by a word that tells its size; "" where none is named."""
    found = whole(_PLACES).search(text)
    return found.group() if found and _size(found.group()) else ""


def _named_in(wording: str) -> re.Match[str] | None:
    """The room that a wording names."""
    return whole(_PLACES).search(" ".join(re.findall(r"[a-z{}]+", wording.lower())))


def _size(room: str) -> float:
    """The reverberation time of a room by its name; 0 for "room" alone, which tells nothing."""
    return 0.0 if room == "room" else ROOMS.get(room, ROOMS.get(room.rstrip("s"), 0.5))


_CUES = Cues(
    "room",
    rf"{_DRY}|{_ECHO}|{_PLACES}",
    _settle,
    vocabulary=(
        rf"{REMOVE}|{ADD}|rt ?60|rt|# of|large|big|small|empty|huge|tiled|recorded|decay|time|"
        rf"was|were|is|lot|any|some|effect|acoustics?|too|with a|inside|room|out|hear|there is|"
        rf"there are|still|can|has|contains|suffers|full|lots?|there's|i'm|he's|she's|he is|"
        rf"she is|was|it's|spoken|standing|tail|long|short|so|much|in here|away|ring|rings|ringing|ring out|said|"
        rf"bit of|"
        rf"old|stone|gothic|huge|vast|like in|of|that|bathroom|space|more|decaying|reverb|wet|deaden|swim|swimming|"
        rf"i|i've|i'm|"
        rf"me|standing in|stood|sitting|speaking|talking|walls|feel|character|live|natural|acoustically|tame|dead"
    ),
    compares=True,
)
_SENSES = (
    sense(
        "room",
        "add",
        """
        add reverb
        add some reverb
        add reverb to {place}
        add some echo to {place}
        put some reverb on {place}
        put reverb on {place}
        apply reverb to {place}
        add a reverb of {short}
        add reverb with a decay time of {short} to {place}
        give {place} some reverb
        I'd like some reverb on {place}
        could you add some echo to {place}?
        more reverb, please
        make {place} reverberant
        add room reverb to {place}
        make {place} echo
        {place} sounds too dry, add some reverb
        put some room sound on {place}
        make {place} sound echoey
        add {short} of reverb to {place}
        reverb on {place}, please
        let {place} ring out with a reverb time of {short}
        I want some echo on {place}
        drench {place} in reverb
        wet up {place} with reverb
        add an RT60 of {short} to {place}
        more room in {place}
        let {place} reverberate
        could you make {place} sound more spacious?
        add some ambience to {place}
        """,
        """
        throw some reverb on {place}
        would you put an echo on {place}?
        please mix in some reverb
        make {place} echoey
        """,
        _added,
    ),
    sense(
        "room",
        "church",
        """
        make it sound like it was recorded in a church
        make {place} sound like a church
        make {place} sound as if it were in a church
        put {place} in a church
        make {place} sound like it's in a church
        as if {place} was spoken in a church
        give {place} a church acoustic
        put me in a church for {place}
        {place} should sound like I'm standing in a church
        church ambience on {place} please
        I'd like {place} with the echo of a church
        place {place} in a church
        make {place} echo as though in a church
        simulate a church for {place}
        let {place} sound churchy, like it was said in a church
        I want {place} to sound like church
        {place} with church acoustics, please
        make it seem as though {place} was said in a church
        """,
        """
        let {place} sound like in a church
        it should sound as though I'm in a church
        """,
        _in_a_church,
    ),
    sense(
        "room",
        "remove",
        """
        remove the reverb
        remove the reverb from {place}
        remove the echo
        remove the echo from {place}
        get rid of the reverb
        get rid of the echo in {place}
        reduce the reverb
        reduce the room echo in {place}
        take out the echo
        dereverberate {place}
        dry {place} out
        there's too much echo
        less reverb, please
        no echo, please
        can you remove the echo?
        make {place} drier
        {place} is too echoey
        get the room out of {place}
        I hear too much room in {place}
        take the reverb off {place}
        dry up {place}
        the echo in {place} is awful, remove it
        {place} sounds like I'm in a cave, fix the echo
        less room sound in {place}
        strip the reverb from {place}
        I recorded in a bathroom, take the echo out
        de-reverb {place}
        can you tame the reverb in {place}?
        """,
        """
        cut the echo in {place}
        would you suppress the reverb?
        clean up the room sound
        I want the echo gone
        make {place} less echoey
        please kill the reverb
        """,
        lambda drawn: {"do": "remove"},
    ),
)
EDIT = Edit(
    "room",
    _SENSES,
    lambda clause: cover(clause, _CUES),
    {"do": ("add", "remove"), "rt60_s": RT60},
    keys("do", "do rt60_s"),
    score=ROOM,
)
