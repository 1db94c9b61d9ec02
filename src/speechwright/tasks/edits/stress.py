"""A word stands out: "emphasise very", "put more stress on the last word", "make the word very stand out".

`strength` is 0.5, 1 or 2, by how strongly it is asked for; -1 where a word is to stand out less. A place is needed.
"""

from __future__ import annotations

from speechwright.tasks.edits.amounts import take_grade
from speechwright.tasks.edits.cover import Cues, Heard, cover
from speechwright.tasks.edits.direction import direction
from speechwright.tasks.edits.edit import Amounts, Edit, Range, keys
from speechwright.tasks.edits.forms import forms, whole
from speechwright.tasks.edits.score import STRESS
from speechwright.tasks.edits.slots import sense

STRENGTH = Range(-2, 2, "of stress")
GRADES = {"slightly": 0.5, "": 1.0, "much": 2.0}
_STRESSING = forms(
    "emphasise emphasize stress accentuate accent underline highlight underscore punch_up punch hit "
    "play_up lean_on lean_into dwell_on"
)
_MORE = (
    rf"{_STRESSING}|"
    rf"(?:stand|jump|stick|ring|shine) out|standing out|prominent|emphatic|emphatically|"
    rf"pop|pops|noticeable|stands? out|sticks? out|jumps? out|bring out|brought out|brings out|land|lands|shine|"
    rf"{forms('bring_out drive_home hammer_home call_out pick_out spotlight bold lift_out lay_stress_on')}|bring ␣ out|"
    rf"get(?:s)? across|(?:shine|throw|cast) a (?:light|spotlight) on|(?:bring|brings)(?: ␣)? out(?: more)?|hits? "
    rf"harder|loud and clear|unmissable|hard to miss|memorable|stronger|more forcefully|"
    rf"forcefully|"
    rf"with (?:more )?(?:force|conviction|emphasis|weight)"
)
_LESS = (
    r"over ?emphasi[sz]ed?|over ?stress(?:ed)?|over ?accentuated|throw ␣ away|less emphatic|too emphatic|(?:soft|"
    r"down) pedal|"
    rf"(?:don't|do not|shouldn't|dont|doesn't|needn't) (?:need to )?(?:stand|stick|jump|pop|hit|punch|lean|"
    rf"bring)(?: out)?|"
    rf"recede|recedes|fade into the background|blend(?:s)? in|"
    rf"{forms('tone_down throw_away gloss_over ease_off ease_off_on back_off go_easy_on take_it_easy_on underplay')}|"
    rf"{forms('deemphasise deemphasize downplay play_down unstress')}|de emphasi[sz]e[sd]?|"
    rf"de stress|un stress|blend in|(?:don't|do not|dont|shouldn't) (?:emphasi[sz]e|stress|"
    rf"accentuate|highlight)"
)
_NOUN = (
    r"emphasis|stress|accent|accentuation|weight|prominence|importance|focus|punch|oomph|"
    r"attention|spotlight|force|the stress"
)


_TOO_HARD = whole("(?:quite )?(?:so|too|that) (?:very )?(?:hard|much|strongly|heavily|forcefully|big|prominent)")


def _settle(heard: Heard) -> Amounts | None:
    has_noun = whole(_NOUN).search(heard.text)
    if heard.amounts or not (has_noun or whole(f"{_MORE}|{_LESS}").search(heard.text)):
        return None
    if whole(
        r"(?:british|american|french|german|irish|scottish|indian|foreign|southern) accent|an accent|under"
    ).search(heard.text):
        return None
    removes = (
        rf"{forms('remove reduce lessen lower decrease take drop cut soften weaken')}|less|without|no|weaker|"
        rf"tone down|toned down|not|don't|too"
    )
    text = _TOO_HARD.sub("too", heard.text)
    grade = take_grade(text)[0]
    sign, _ = direction(text, "more", rf"{_LESS}|{removes}")
    is_less = sign < 0 or whole(f"{removes}|{_LESS}").search(text)
    return {"strength": -GRADES[grade] if is_less else GRADES[grade]}


_CUES = Cues(
    "stress",
    rf"{_MORE}|{_LESS}|{_NOUN}|tone down|toned down|toning down",
    _settle,
    vocabulary=(
        rf"{forms('put lay place give add increase raise boost draw bring')}|"
        rf"{forms('remove reduce lessen lower decrease take drop')}|more|less|strong|stronger|"
        rf"strongly|extra|additional|greater|stressed|emphatic|too|off|away|without|no|so|"
        rf"don't|special|soften|softened|particular|emphasised|make sure|word|sound|out|harder|important|importance|"
        rf"key|crucial|"
        rf"essential|main|matters|"
        rf"point|your voice|my voice|voice|with|onto|upon|attention to|goes|fall|falls|lies|carry|carries|deserves|"
        rf"needs|"
        rf"vocal|vocally|it's|that's|much|hard|bit|part|word|less|toned|this is|emphatically|strength|shouldn't|off"
    ),
    needs_place="a word or a phrase that is to stand out",
)
_SENSE_MORE = sense(
    "stress",
    "more",
    """
    emphasise {words}
    emphasize {words}
    emphasise {words} {grade}
    emphasize {words} {grade}
    stress {words}
    stress {words} {grade}
    stress {words} more
    accentuate {words}
    please emphasise {words}
    put stress on {words}
    put more stress on {words}
    put the stress on {words}
    put emphasis on {words}
    put more emphasis on {words}
    put the accent on {words}
    lay stress on {words}
    place emphasis on {words}
    add emphasis to {words}
    give {words} more emphasis
    give {words} more weight
    make {words} stand out
    make {words} stand out {grade}
    let {words} stand out more
    make {words} more prominent
    highlight {words}
    underline {words}
    can you emphasise {words}?
    could you put more stress on {words}, please?
    I'd like {words} emphasized
    I want more emphasis on {words}
    {words} should be stressed
    {words} needs more emphasis
    put {grade} more emphasis on {words}
    lean into {words}
    hit {words} harder
    make {words} pop
    I want {words} to stand out
    draw attention to {words}
    the stress should be on {words}
    really emphasise {words}
    punch {words}
    more emphasis on {words}, please
    {words} needs more punch
    highlight {words} {grade}
    could {words} be stressed {grade} more?
    """,
    """
    punch up {words}
    have {words} stand out
    lend more weight to {words}
    would you accent {words}?
    more stress on {words}, please
    {words} should stand out {grade}
    let's emphasize {words}
    increase the emphasis on {words}
    say {words} with more emphasis
    I would like the stress to be on {words}
    """,
    lambda drawn: {"strength": GRADES[drawn.get("grade", "")]},
)
_SENSE_LESS = sense(
    "stress",
    "less",
    """
    put less stress on {words}
    put less emphasis on {words}
    de-emphasize {words}
    give {words} less weight
    reduce the emphasis on {words}
    {words} is overemphasised
    don't emphasise {words}
    tone down {words}
    {words} sticks out too much
    take the stress off {words}
    play down {words}
    less stress on {words}
    {words} shouldn't stand out so much
    de-emphasise {words}
    make {words} less prominent
    remove the emphasis from {words}
    don't hit {words} so hard
    I put too much stress on {words}
    ease off on {words}, it is too emphatic
    """,
    """
    {words} should be less prominent
    downplay {words}
    """,
    lambda drawn: {"strength": -1.0},
)
EDIT = Edit(
    "stress",
    (_SENSE_MORE, _SENSE_LESS),
    lambda clause: cover(clause, _CUES),
    {"strength": STRENGTH},
    keys("strength"),
    score=STRESS,
)
