"""Clipping comes or goes: "declip it", "remove the distortion", "make it sound clipped".

`do` is "add" or "remove". Distortion and overdrive count as clipping.
"""

from __future__ import annotations

from speechwright.tasks.edits.effect import effect
from speechwright.tasks.edits.forms import forms
from speechwright.tasks.edits.score import CLIPPING
from speechwright.tasks.edits.slots import sense

_CUE = (
    rf"{forms('declip distort overdrive undistort saturate clip overmodulate crunch overload peak')}|de "
    rf"clip(?:ped|ping)?|(?:digital |audio |peak )?clipping|distort(?:ion|ions)|distorted(?: (?:peaks|parts|bits))?|"
    rf"overdriven?|overloaded|overload|overloading|(?:squared|flattened|chopped|cut) off peaks|squared off|"
    r"(?:clipped|flattened|squashed|broken) (?:peaks|samples|parts|bits)|clipped|saturation|saturated|"
    r"(?:blew|blown|blow|blowing|blows) out|blown|crunchy|crunch|peaking|over ?modulation|over ?modulated|fuzz|fuzzy|"
    r"fuzz box|grit|gritty|in the red|into the red|maxed out|peaked|peaks|red lining|redlining|gain staging|"
    r"crackl(?:es|ing|ed) from overload|crackly|too hot|(?:level|gain|input)s? (?:\S+ ){0,3}hot|"
    r"over the top of the scale"
)
_SENSES = (
    sense(
        "clipping",
        "remove",
        """
        declip it
        declip {place}
        remove the clipping
        remove the clipping from {place}
        remove the distortion
        remove the distortion from {place}
        repair the clipping
        repair the clipping in {place}
        fix the clipping
        fix the distortion in {place}
        get rid of the clipping
        get rid of the distortion in {place}
        reduce the clipping
        restore the clipped peaks
        it's too distorted
        {place} sounds distorted, please fix it
        make {place} less distorted
        could you fix the clipping?
        can you remove the distortion from {place}?
        I'd like the clipping removed
        I blew out the mic in {place}, please repair it
        undistort {place}
        rescue the overloaded bits in {place}
        there's nasty digital clipping in {place}
        can the distortion be taken out of {place}?
        sort out the clipping, would you?
        how about getting rid of that crunchy distortion in {place}
        {place} came out overloaded, mend it
        de-clip {place} please
        heal the clipped peaks
        it's distorting badly
        {place} sounds all crunchy, sort it out
        my levels were too hot in {place}, please restore it
        """,
        """
        clean up the clipping
        undo the clipping in {place}
        would you declip {place}, please?
        I don't want any distortion
        eliminate the distortion
        mend the clipped parts
        """,
        lambda drawn: {"do": "remove"},
    ),
    sense(
        "clipping",
        "add",
        """
        add clipping
        add some clipping to {place}
        add distortion
        add distortion to {place}
        add some distortion to {place}
        distort it
        distort {place}
        make it sound clipped
        make {place} sound distorted
        make {place} distorted
        apply distortion to {place}
        overdrive {place}
        put some distortion on {place}
        I want {place} distorted
        add a bit of overdrive to {place}
        I'd like {place} to clip
        make {place} sound overdriven
        saturate {place} heavily
        let {place} crunch a bit
        give {place} some grit and distortion
        turn on the distortion for {place}
        distort {place} as though the gain was cranked too high
        what if {place} were clipping?
        {place} should sound blown out
        put a fuzz effect on {place}
        I'd like some distortion on {place}
        make {place} sound like a blown speaker
        """,
        """
        give {place} some distortion
        would you distort {place}?
        let {place} sound overdriven
        simulate clipping on {place}
        """,
        lambda drawn: {"do": "add"},
    ),
)
EDIT = effect(
    "clipping",
    _CUE,
    _SENSES,
    (
        r"sound|sounds|it's|peaks|samples|digital|audio|more|parts|until|mic|gain|levels?|inputs?|cranked|high|high up|"
        r"set|was|were|loud|close|drive|drives|driven|push|pushed|heavily|hot|way|some|recorded|i'm|i|spoke|shouted|"
        r"because|breaks? up|breaking up|starts? to|mic's|recording level|preamp|amp|guitar|pedal|smooth|them|"
        r"crushed|crush|"
        r"on purpose|turned up"
    ),
    (
        (
            r"distort(?:s|ed|ing)?|clipped|clip|clips|overdrive|overdrives|overdriven|overdriving|"
            r"saturated?|overloaded|overload|crunch|until .*"
        ),
        (
            r"declip\w*|de clip\w*|undistort\w*|too (?:~ )?\w+|less \w+|fix|fixed|undo|restore|repair|mend|not so \w+|"
            r"(?:rescue|smooth|heal|mend|repair|save|sort).*|in the red|squared off.*|.* (?:clips|distorts|clipping|"
            r"distorting|clipped|crackling) (?:badly|horribly|terribly)|(?:i|you) (?:\S+ )*(?:clipped|overloaded|"
            r"peaked|"
            r"blew)|(?:i|it) (?:blew|overloaded|clipped).*"
        ),
    ),
    surely_added=r"(?:drive|push|drives|overdrive|saturate|crush) .*|until it .*|(?:some|bit of|more) (?:grit|"
    r"crunch).*",
    score=CLIPPING,
)
