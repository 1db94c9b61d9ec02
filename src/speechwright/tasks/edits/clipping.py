"""Clipping comes or goes: "declip it", "remove the distortion", "make it sound clipped".

`do` is "add" or "remove". Distortion and overdrive count as clipping.
"""

from __future__ import annotations

from speechwright.tasks.edits.effect import effect
from speechwright.tasks.edits.forms import forms
from speechwright.tasks.edits.score import CLIPPING
from speechwright.tasks.edits.slots import sense

_CUE = (
    rf"{forms('declip distort overdrive undistort saturate clip overmodulate')}|de "
    rf"clip(?:ped|ping)?|(?:digital |audio |peak )?clipping|distort(?:ion|ions)|"
    rf"overdriven?|overloaded|overload|overloading|"
    r"clipped(?: (?:peaks|samples|parts))?|saturation|saturated|blown out|crunchy|peaking|over ?modulation|fuzz"
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
    r"sound|sounds|it's|peaks|samples|digital|audio|more|parts",
    (
        (
            r"distort(?:s|ed|ing)?|clipped|clip|clips|overdrive|overdrives|overdriven|overdriving|"
            r"saturated?|overloaded|overload"
        ),
        r"declip\w*|de clip\w*|undistort\w*|too (?:~ )?\w+|less \w+|fix|fixed|undo|restore|repair|mend|not so \w+",
    ),
    score=CLIPPING,
)
