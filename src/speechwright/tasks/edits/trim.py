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
    "lop lop_off remove delete cut strip clip shave chop erase get_rid_of take lose snip eliminate drop clear clean "
    "tidy "
    "tighten cut_off chop_off chuck ditch scrap bin axe kill cut_out scrub discard dump leave_out"
)
_REMOVE = (
    rf"{_REMOVING}(?: "
    rf"␣)?(?: (?:off|out|away|up))?|no|without|nothing|there's|there is|too much|too long|stretch of|loads of|lots "
    rf"of|long|"
    rf"don't want|has to go|should go|gone|needs? to go"
)
_WHO = r"(?:i|he|she|they|we|you|it|anyone|anybody|someone|somebody|the (?:speaker|voice|speech|talking|words|person))"
_HAVE = r"(?:'ve|'s| have| has| am| is| are|'m)?"
_TALK = r"(?: (?:to )?(?:speak|talk|say anything|speaking|talking|saying anything|my sentence|the speech|reading))?"
_BEGINS = (
    rf"(?:{_WHO}(?: actually| even| finally)? (?:starts?|begins?|opens?|speaks?|talks?|says? (?:anything|"
    rf"something)){_TALK})"
)
_STOPS = rf"(?:{_WHO}{_HAVE}(?: actually| finally)? (?:stop|stops|stopped|finish|finishes|finished|done|ends?){_TALK})"
_START = (
    r"(?:the )?(?:very )?(?:beginning|start|front|head|leading|initial|opening|starting|"
    r"beginning of|(?:before|until|till|ahead of|in front of|up to|leading up to) (?:the )?(?:first (?:word|sound)|"
    r"speech|"
    rf"speaking|talking|voice|speech starts|{_BEGINS}|i start|it starts|i begin|anyone speaks)|top|intro)"
)
_END = (
    r"(?:the )?(?:very )?(?:end|ending|back|tail|trailing|final|closing|finish|(?:after|behind|past|following|once|"
    r"when) "
    rf"(?:the )?(?:last (?:word|sound)|speech|speaking|talking|{_STOPS}|i stop|i finish|it ends|speech ends)|"
    r"bottom|outro)"
)
_BOTH = (
    r"(?:(?:both|either) (?:ends?|sides?)|ends|edges|each (?:end|side)|the ends|borders|sides|both|"
    r"before (?:and|or) after(?: the (?:speech|voice|talking|words)| it)?|around (?:it|the (?:speech|voice|words|"
    r"talking|"
    r"recording))|surrounding|begin and end|begins and ends|start and stop|start and end)"
)
_RIGHT = (
    r"(?:(?:right|immediately|straight|exactly|directly|just|as soon as|precisely|only|the moment|when|with|at|"
    r"after|where|once|on|away) ?)+"
)
_AT_SPEECH = (
    rf"(?:start|starts|begin|begins|starting) {_RIGHT}(?:the )?(?:first word|speech|voice|{_BEGINS})|"
    rf"(?:start|starts|begin|begins) (?:immediately|straight away|right away|at once|without (?:any )?(?:delay|"
    rf"silence))|"
    rf"(?:end|ends|stop|stops|finish|finishes|ending)(?: the recording| it)? {_RIGHT}(?:the )?(?:last word|speech|"
    rf"{_STOPS})|"
    rf"(?:end|ends|stop|stops|finish|finishes) (?:immediately|straight away|right away) (?:after|once|when) (?:the )?"
    rf"(?:last word|speech|{_STOPS})|takes? (?:too long|ages|forever|a while) to (?:start|begin|get going)|"
    rf"(?:tidy|tidy up|tighten|tighten up|clean up|neaten|neaten up|clean|crop|trim) (?:up )?(?:the )?(?:start|"
    rf"beginning|end|"
    rf"ends|edges|(?:start|beginning) and (?:the )?end)|(?:begin|start)s? and (?:end|stop|finish)(?:s|es)? "
    rf"{_RIGHT}(?:the )?speech|"
    rf"(?:crop|cut|trim|tighten)(?: ␣| it)?(?: down)? to (?:just )?(?:the )?(?:speech|voice|talking|words)"
)
_QUIET = rf"{PAUSE}|quiet|dead air|empty space|nothing|blank space|room tone|lead in|lead out|silent|empty|dead|blank"


_BEFORE_SPEECH = whole(rf"(?:(?:start|starts|begin|begins) )?(?:{_RIGHT})?{_BEGINS}|start|starts|begin|begins")
_AFTER_SPEECH = whole(rf"(?:(?:end|ends|stop|stops|finish|finishes) )?(?:{_RIGHT})?{_STOPS}")


def _settle(heard: Heard) -> Amounts | None:
    is_trim, has_silence = whole(_TRIM).search(heard.text), whole(_QUIET).search(heard.text)
    said = _BEFORE_SPEECH.sub("▷", _AFTER_SPEECH.sub("◁", heard.text))
    starts, ends = (
        whole(rf"{_START}|starts?|begins?|starting|▷").search(said),
        whole(rf"{_END}|ends?|stops?|finish|finishes|◁").search(said),
    )
    at_both = whole(_BOTH).search(heard.text)
    if whole(r"(?:before|after|until|when|once|since) ␣").search(heard.text):
        return None
    if not is_trim and whole("add|insert|put|leave an?|give|longer|lengthen|extend|wait|want an?").search(heard.text):
        return None
    at_speech = whole(_AT_SPEECH).search(heard.text)
    if heard.amounts or heard.is_named or not (is_trim or at_speech or (has_silence and (starts or ends or at_both))):
        return None
    if (not is_trim and not at_speech and not whole(_REMOVE).search(heard.text)) or whole("pauses|breaks").search(
        heard.text
    ):
        return None
    if (starts and ends) or at_both or not (starts or ends):
        return {"ends": "both"}
    return {"ends": "start" if starts else "end"}


_CUES = Cues(
    "trim",
    rf"{_AT_SPEECH}|{_TRIM}|{_QUIET}",
    _settle,
    vocabulary=(
        rf"{_REMOVE}|{_START}|{_END}|{_BOTH}|any|all|off|from|excess|extra|away|down|"
        rf"automatically|there is|unnecessary|tight|surrounding|around|bits?|gap|"
        rf"and|or|the speech|right|with|any|immediately|straight|it takes|delay|up|start|end|stop|first word|last word|"
        rf"should|a|lots?|of|much|too|stretch|long|want|hear|in front|begin|recording|before|after|{_BEGINS}|{_STOPS}"
    ),
    cost=-2.4,
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
        cut off the silence at the start and at the end
        trim the ends
        no silence before or after, please
        get rid of the dead air at either end
        clean up the start and the end
        remove the silence around the speech
        crop it to the speech
        lose the quiet bits at both ends
        chop the silence off both ends
        tidy up the ends
        take off the leading and trailing silence
        tighten the start and the end
        I want no silence at the beginning or the end
        trim off the silence before and after
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
        cut the silence before I start talking
        get rid of the dead air at the start
        chop off the silence at the beginning
        remove the silence before the first word
        it takes too long to start, trim the beginning
        start with the first word, no silence
        cut the leading silence
        there's too much silence at the start
        trim the head
        lose the gap at the beginning
        take the silence off the front
        the recording should start immediately
        trim the silence before I speak
        cut the intro silence
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
        cut the silence after I stop talking
        get rid of the dead air at the end
        chop off the silence at the end
        remove the silence after the last word
        end right after the last word
        stop the recording when I finish speaking
        cut the trailing silence
        there's too much silence at the end
        trim the tail
        lose the gap at the end
        take the silence off the back
        the recording should end right after I finish
        trim the silence after I finish
        cut the silence at the tail
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
