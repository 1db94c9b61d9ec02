"""A muffled sound comes or goes: "make it sound muffled", "it's too muffled", "as if behind a door".

`do` is "add" or "remove".
"""

from __future__ import annotations

from speechwright.tasks.edits.effect import effect
from speechwright.tasks.edits.forms import forms
from speechwright.tasks.edits.score import TREBLE
from speechwright.tasks.edits.slots import sense

_HIGHS = (
    r"(?:highs|high end|high frequenc(?:y|ies)|top end|top|treble|brightness|upper frequencies|sparkle|air|presence|"
    r"brilliance|sharpness|definition|clarity|crispness|articulation|detail)"
)
_SOFT = (
    r"(?:blanket|pillow|cloth|hand|towel|scarf|cushion|duvet|sock|mask|coat|mattress|sheet|curtain|door|wall|window)s?"
)
_CUE = (
    r"muffl(?:ed|e|es|ing)|(?:(?:un|de) ?muffl(?:ed|e|es|ing))|muffledness|dull(?:er|ness|ed|s|ing)?|"
    r"muddy|muddier|muddiness|mud|behind (?:an? |the |some )?(?:(?:closed|thick|heavy|shut) )*(?:door|wall|curtain|"
    r"window)s?|"
    rf"(?:through|under|into|behind|underneath|from under|over|inside|off|beneath|with|the) (?:an? |the |my |his |"
    rf"her |some )?"
    rf"(?:(?:closed|thick|heavy|wet|big|shut) )*{_SOFT}|{_SOFT} over \S+ (?:\S+)|in a (?:box|cupboard|closet|sack)|"
    r"under ?water|clear|clearer|clearly|crisper|woolly|woollier|wooly|from (?:another|the next|the other|a different) "
    r"room|room next door|next door|in (?:the next|another) room|low ?pass(?:ed)?|crisp|(?:make|be|sound)(?: ␣)? clear|"
    rf"{_HIGHS}|{forms('brighten sharpen clarify')}|brighter|intelligible|intelligibility|understandable|opaque|"
    r"hard to (?:understand|make out)|cotton wool|distant and (?:dull|muffled)|lifeless|open up|stuffy|boomy "
    r"and dull"
)
_SENSES = (
    sense(
        "muffled",
        "add",
        """
        muffle it
        muffle {place}
        make it muffled
        make {place} muffled
        make {place} sound muffled
        make {place} sound as if it came from behind a door
        make {place} sound like it's behind a wall
        make {place} sound underwater
        make {place} duller
        please muffle {place}
        could you muffle {place}?
        can you make {place} sound muffled?
        I'd like {place} muffled
        I want it to sound muffled
        add a muffled effect to {place}
        apply a muffled effect
        give {place} a muffled sound
        {place} should sound muffled
        as if behind a closed door
        make {place} sound like it's coming from under a blanket
        {place} should be muffled
        as if {place} was heard through a wall
        put a pillow over the mic for {place}
        roll off the highs in {place}
        take the top end off {place}
        cut the treble in {place}
        make {place} sound like I've got a hand over my mouth
        low-pass {place}
        give {place} an underwater sound
        let {place} sound distant and dull
        make {place} woolly
        make {place} sound as if heard through a closed door
        put a low-pass on {place}
        """,
        """
        have {place} sound muffled
        would you make it sound like it's under a pillow?
        let {place} sound dull
        put a muffling filter on {place}
        it should sound as though it's coming through a wall
        """,
        lambda drawn: {"do": "add"},
    ),
    sense(
        "muffled",
        "remove",
        """
        make it less muffled
        make {place} less muffled
        make {place} clearer
        make {place} crisper
        remove the muffled sound
        remove the muffled sound from {place}
        remove the muffling
        get rid of the muffled sound
        get rid of the dullness in {place}
        it sounds too muffled
        {place} is too muffled
        {place} sounds muffled, fix it
        unmuffle {place}
        could you make {place} clearer?
        fix the muffled sound
        brighten {place} up
        make {place} more intelligible, it's muffled
        take the blanket off {place}
        {place} needs more clarity
        bring back the highs in {place}
        it sounds muffled
        can you clear {place} up?
        de-muffle {place}
        add some sparkle to {place}
        make {place} crisp and clear
        I sound like I'm under a blanket in {place}, fix it
        more treble in {place} please
        take the muffle off {place}
        """,
        """
        undo the muffling
        I'd like {place} less muffled
        clear up the muffled sound in {place}
        please make {place} sound less dull
        take away the muddiness
        restore the clarity of {place}
        """,
        lambda drawn: {"do": "remove"},
    ),
)
EDIT = effect(
    "muffled",
    _CUE,
    _SENSES,
    (
        r"sound|sounds|it's|came|coming|comes|standing|speaking|behind|was|were|had|more|heard|spoken|said|i'm|i've|"
        r"got|"
        r"talking|from|being|increase|improve|enhance|boost|distant|roll|rolled|rolling|roll off|shave off|shelve|"
        r"mouth|my|mic|bring back|restore|lift|open|up|clean|clear|all|proper|recorded|someone|over|much|thick|covered|"
        r"dark|darker|closed|lacks?|missing|crisp|and|filter|held|off|top|underneath|away"
    ),
    (
        (
            r"muffl(?:e|es|ed|ing)|dull(?:er|ed|s)?|muddy|behind.*|through.*|under.*|.* over \S+ "
            r"\S+|from.*|next door|woolly|low ?pass(?:ed)?|over .*|in a (?:box|sack).*"
        ),
        (
            r"clear|clearer|clearly|open up|crisper|crisp|brighten\w*|sharpen\w*|clarify|brighter|intelligible|"
            rf"(?:un|de) ?muffl\w+|too (?:~ )?(?:muffled|dull|muddy|woolly)|less (?:muffled|dull|muddy|woolly)|not "
            rf"so \w+|"
            rf"isn't.*|undo|fix|fix(?:ed)?|(?:more|restore|add|boost|increase|raise|improve|bring|give|lacks?|"
            rf"missing|needs?|"
            rf"better|enhance|lift)(?: \S+)* {_HIGHS}|{_HIGHS} (?:back|up)|(?:take|get|lift|remove|pull) .*(?:off|"
            rf"out|away).*|"
            r"(?:sounds?|is|i'm|it's) (?:\S+ ){0,5}(?:muffled|dull|under|into|behind|through|in a|hard to) .*(?:fix|"
            r"clear|sort)"
        ),
    ),
    surely_added=(
        r"less (?:clear|crisp|bright|intelligible)|(?:stop|hard|harder) (?:to )?(?:understand)|"
        rf"(?:roll|cut|take|lose|remove|reduce|drop|kill|filter|shave|lower|dampen|attenuate|less|no|turn)(?:s|ing)?"
        rf"(?: off| out| away| down)?(?: the| all| all the| some of the| some)? {_HIGHS}"
    ),
    score=TREBLE,
)
