"""Silence at the ends goes: "trim it", "cut the silence at the beginning", "remove the trailing silence".

`ends` is "start", "end" or "both"; both where neither is named. It is always done to the recording.
"""

from __future__ import annotations

from speechwright.tasks.edits.cover import Cues, Heard, cover
from speechwright.tasks.edits.edit import Amounts, Edit, keys
from speechwright.tasks.edits.forms import forms, whole
from speechwright.tasks.edits.gaps import PAUSE
from speechwright.tasks.edits.score import SILENCE
from speechwright.tasks.edits.slots import sense

ENDS = ("both", "end", "start")
_TRIM = rf"{forms('trim crop top_and_tail')}|top & tail|autotrim"
_REMOVING = forms(
    "remove delete cut strip clip shave chop erase get_rid_of take lose snip eliminate drop clear clean tidy tighten"
)
_REMOVE = (
    rf"{_REMOVING}(?: "
    rf"␣)?(?: (?:off|out|away|up))?|no|without"
)
_START = (
    r"(?:the )?(?:very )?(?:beginning|start|front|head|leading|initial|opening|starting|"
    r"beginning of|before (?:the )?(?:first word|speech|speaking|talking|voice|i start|it "
    r"starts|i begin|anyone speaks|speech starts)|top|intro)"
)
_END = (
    r"(?:the )?(?:very )?(?:end|ending|back|tail|trailing|final|closing|finish|after "
    r"(?:the )?(?:last word|speech|speaking|talking|i stop|i finish|it ends|speech ends)|"
    r"bottom|outro)"
)
_BOTH = r"(?:(?:both|either) (?:ends?|sides?)|ends|edges|each (?:end|side)|the ends|borders|sides|both)"
_QUIET = rf"{PAUSE}|quiet|dead air|empty space|nothing|blank space|room tone|lead in|lead out|silent|empty|dead|blank"


def _settle(heard: Heard) -> Amounts | None:
    is_trim, has_silence = whole(_TRIM).search(heard.text), whole(_QUIET).search(heard.text)
    starts, ends = whole(_START).search(heard.text), whole(_END).search(heard.text)
    at_both = whole(_BOTH).search(heard.text)
    if heard.amounts or heard.is_named or not (is_trim or (has_silence and (starts or ends or at_both))):
        return None
    if (not is_trim and not whole(_REMOVE).search(heard.text)) or whole("pauses|breaks").search(heard.text):
        return None
    if (starts and ends) or at_both or not (starts or ends):
        return {"ends": "both"}
    return {"ends": "start" if starts else "end"}


_CUES = Cues(
    "trim",
    rf"{_TRIM}|{_QUIET}",
    _settle,
    vocabulary=(
        rf"{_REMOVE}|{_START}|{_END}|{_BOTH}|any|all|off|from|excess|extra|away|down|"
        rf"automatically|there is|unnecessary|tight|surrounding|around"
    ),
    cost=-1.6,
    joins=True,
)
_SENSES = (
    sense(
        "trim",
        "both",
        """
        trim it
        trim the recording
        trim the silence
        trim the silence at both ends
        trim the silence from both ends
        trim the beginning and the end
        trim the start and end
        cut the silence at the beginning and the end
        remove the silence at both ends
        remove leading and trailing silence
        strip the silence from the start and the end
        please trim the audio
        could you trim the recording, please?
        can you trim the silence off both ends?
        I'd like it trimmed
        top and tail it
        get rid of the silence at the start and end
        """,
        """
        crop the silence at either end
        would you trim both ends?
        take the silence off both ends
        the recording should be trimmed
        """,
        lambda drawn: {"ends": "both"},
    ),
    sense(
        "trim",
        "start",
        """
        trim the beginning
        trim the start
        cut the silence at the beginning
        remove the silence at the start
        remove the leading silence
        delete the silence at the beginning
        get rid of the silence at the start, please
        could you cut the silence at the beginning?
        strip the leading silence
        """,
        """
        take the silence off the start
        please clip the initial silence
        trim off the front
        lose the quiet bit at the beginning
        """,
        lambda drawn: {"ends": "start"},
    ),
    sense(
        "trim",
        "end",
        """
        trim the end
        trim the ending
        cut the silence at the end
        remove the silence at the end
        remove the trailing silence
        cut off the silence at the end, please
        get rid of the trailing silence
        could you trim the silence at the end?
        strip trailing silence
        """,
        """
        chop the silence off the end
        trim off the tail
        please erase the dead air at the end
        """,
        lambda drawn: {"ends": "end"},
    ),
)
EDIT = Edit("trim", _SENSES, lambda clause: cover(clause, _CUES), {"ends": ENDS}, keys("ends"), score=SILENCE)
