"""A muffled sound comes or goes: "make it sound muffled", "it's too muffled", "as if behind a door".

`do` is "add" or "remove".
"""

from __future__ import annotations

from speechwright.tasks.edits.effect import effect
from speechwright.tasks.edits.score import TREBLE
from speechwright.tasks.edits.slots import sense

_CUE = (
    r"muffl(?:ed|e|es|ing)|(?:un|de)muffl(?:ed|e|es|ing)|muffledness|dull(?:er|ness|ed)?|"
    r"muddy|muddiness|behind a (?:closed )?(?:door|wall|curtain)|"
    r"through a (?:closed )?(?:door|wall|pillow)|under ?water|under a (?:blanket|pillow)|"
    r"clear|clearer|crisper|clarity|woolly|from (?:another|the next) room|next door|in the next "
    r"room|low pass(?:ed)?|crisp|treble|(?:make|be|sound)(?: ␣)? clear|(?:blanket|pillow|"
    r"cloth|hand|towel|scarf) over \S+ (?:\S+)"
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
        r"sound|sounds|it's|came|coming|comes|standing|speaking|behind|was|were|had|more|"
        r"talking|from|being|increase|improve|enhance|boost"
    ),
    (
        (
            r"muffl(?:e|es|ed|ing)|dull(?:er|ed)?|muddy|behind.*|through.*|under.*|.* over \S+ "
            r"\S+|from.*|next door|woolly|low pass(?:ed)?"
        ),
        (
            r"clear|clearer|crisper|clarity|crisp|treble|(?:un|de)muffl\w+|too (?:~ )?(?:muffled|dull|"
            r"muddy|woolly)|less (?:muffled|dull|muddy)|not so \w+|isn't.*|undo|fix|fix(?:ed)?"
        ),
    ),
    score=TREBLE,
)
