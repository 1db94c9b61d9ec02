"""Pauses that are there get shorter or longer: "shorten the pauses", "make the pause after fish one second long".

`factor` multiplies their lengths, 0.05 to 10: "20 percent shorter" is 0.8. Without an amount it is 0.75, 0.5 or 0.25
for shorter and 1.25, 1.5 or 2 for longer, by how strongly it is asked for. `to_seconds` is the new length, 0 to 60;
`by_seconds` is added, -60 to 60. The place is a gap ("the pause after fish"), a stretch whose pauses are meant, or the
recording.
"""

from __future__ import annotations

from speechwright.tasks.edits.amounts import Amount
from speechwright.tasks.edits.cover import Cues, Heard, cover
from speechwright.tasks.edits.direction import agreeing, direction
from speechwright.tasks.edits.edit import Amounts, Edit, Range, check_range, keys
from speechwright.tasks.edits.forms import forms, whole
from speechwright.tasks.edits.gaps import PAUSE, gaps_of
from speechwright.tasks.edits.slots import sense

FACTOR, TO_S, BY_S = Range(0.05, 10, "times the length"), Range(0, 60, "seconds"), Range(-60, 60, "seconds")
GRADES = {-1: {"slightly": 0.75, "": 0.5, "much": 0.25}, 1: {"slightly": 1.25, "": 1.5, "much": 2.0}}
_SHORTENING = forms(
    "shorten reduce cut tighten squeeze compress decrease trim shrink condense cut_down tighten_up close "
    "close_up close_down narrow speed_up cut_back bring_down pull_in dial_down dial_back take_down tighten bring_in "
    "squash "
    "curtail truncate pare_down trim_down shave whittle_down"
)
_SHORTER = (
    rf"shorter|"
    rf"{_SHORTENING}|"
    rf"smaller|less|tighter|fewer|briefer|quicker|short|brief|tight|cramped|hasty|down|long enough not"
)
_LENGTHENING = forms(
    "lengthen extend stretch increase expand prolong widen stretch_out draw_out add grow enlarge drag_out spread_out "
    "pad pad_out raise boost"
)
_LONGER = rf"longer|{_LENGTHENING}|bigger|larger|more|wider|long"
_EQUAL = whole(
    "no more and no less|no more no less|neither more nor less|no (?:longer|more) (?:and|or) no (?:shorter|less)"
)
_TO = whole(
    "of|all|each|every|uniform|uniformly|even out|standardise|bring|keep|fix|fixed|set|make|made|to|long|last|lasts|"
    "lasting|exactly|be|limit|cap|capped|should"
)


_DOES_OTHERWISE = whole(
    rf"{forms('remove delete eliminate insert put leave get_rid_of drop')}|(?<!even )(?<!stretch )(?<!stretched "
    rf")(?<!draw )"
    rf"(?<!drag )(?<!spread )(?<!pad )(?<!drawn )out"
)
_NO_LONG_ONES = whole(
    r"(?:don't|do not|shouldn't|never|stop) (?:\S+ )?(?:pause|pausing|leave|leaving|wait|waiting|stop) (?:\S+ "
    r")*(?:long|much)"
)


_ONE = whole("an? (?:pause|gap|break|silence|beat)")
_LACKING = whole("(?:there's|there is|is) no (?:pause|gap|break|silence)|isn't (?:a|any) (?:pause|gap|break)")


_LONG_ONE = whole(
    rf"there(?:'s| is| are) (?:a |an |such a |some |this )?(?:\S+ )?(?:long|huge|big|awkward|endless) {PAUSE}.*"
)


def _settle(heard: Heard) -> Amounts | None:
    if _LACKING.search(heard.text) or (_ONE.search(heard.text) and not whole("make|longer|shorter").search(heard.text)):
        return None
    if _DOES_OTHERWISE.search(heard.text) and not _NO_LONG_ONES.search(heard.text):
        return None
    if whole(f"{PAUSE} (?:last )?␣").search(heard.text) and all(place.words is None for place in heard.places):
        return None  # "make each pause last one second" names no place
    sign, _ = direction(_EQUAL.sub(" ", heard.text), _LONGER, _SHORTER)
    sign = -1 if _NO_LONG_ONES.search(heard.text) or _LONG_ONE.match(heard.text) else sign
    if not heard.amounts:
        return {"factor": GRADES[sign][heard.grade]} if sign else None
    amount = heard.one("seconds", "percent", "times")
    if amount is None or (whole("longer than #|over #|above #|than #").search(heard.text) and not amount.is_absolute):
        return None
    return _amounts(heard, amount, sign)


def _amounts(heard: Heard, amount: Amount, sign: int) -> Amounts | None:
    value = agreeing(amount, sign, heard.reason).value
    if amount.unit == "seconds":
        is_change = (
            sign and not amount.is_absolute and whole("by #|# (?:longer|shorter|more|less)|add #").search(heard.text)
        )
        if is_change:
            return {"by_seconds": check_range(abs(value) * sign, BY_S, heard.reason)}
        is_new = amount.is_absolute or _TO.search(heard.text)
        return {"to_seconds": check_range(value, TO_S, heard.reason)} if is_new else None
    if amount.unit == "percent":
        factor = value / 100 if amount.is_absolute else 1 + abs(value) / 100 * sign
    else:
        factor = value if sign >= 0 or value < 1 else 1 / value
    return (
        {"factor": check_range(factor, FACTOR, heard.reason)}
        if sign or amount.is_absolute or value < 1 or amount.unit == "times"
        else None
    )


_CUES = Cues(
    "shorten_pauses",
    PAUSE,
    _settle,
    vocabulary=(
        rf"{_SHORTER}|{_LONGER}|"
        rf"{forms('set make limit halve double cap last even even_out standardise fix keep change bring')}|in "
        rf"between|uniform|"
        rf"uniformly|equal|equally|consistent|each|no more and no less|exactly|precisely|neither more nor less|"
        rf"don't|quite|"
        rf"such|pause|leave|i|rush|through|hold|wait|apart|apiece|identical|the same|down|up|a bit|words?|length of|of|"
        rf"by|to|more|less|no|neither|nor|and|it|them|down by|fixed|could|go on|goes on|drag on|for|"
        rf"between ␣|between words|between the words|between my words|between sentences|all|too|enough|not|isn't|"
        rf"aren't|each|"
        rf"every|long|any|length|lengths|duration|as|so|in half|half|at most|no more than|"
        rf"maximum"
    ),
    cost=-0.5,
    find=gaps_of,
)
_SHORT = sense(
    "shorten_pauses",
    "shorter",
    """
    shorten the pauses
    shorten the pauses {grade}
    shorten the pauses by {percent}
    shorten all pauses in {place}
    shorten the pauses in {place} by {percent}
    make the pauses shorter
    make the pauses {grade} shorter
    make the pauses in {place} {percent} shorter
    reduce the pauses by {percent}
    reduce the length of the pauses
    tighten the pauses
    tighten up the gaps {grade}
    cut down the pauses by {percent}
    the pauses are too long
    the pauses should be shorter
    could you shorten the pauses, please?
    can you make the gaps {grade} shorter?
    I'd like shorter pauses
    I want the silences shortened by {percent}
    make the pauses in {place} {grade} shorter
    tighten up the pauses in {place}
    I pause for too long in {place}
    cut the pauses down {grade}
    the gaps in {place} are too long
    shrink the pauses by {percent}
    squeeze the silences in {place} by {percent}
    pauses {percent} shorter, please
    shorter pauses in {place}, please
    speed up the pauses in {place}
    can the breaks in {place} be {grade} shorter?
    bring the pauses in {place} down by {percent}
    don't leave such long gaps in {place}
    the silences in {place} last too long
    """,
    """
    squeeze the pauses {grade}
    trim the pauses by {percent}
    would you reduce the gaps {grade}?
    please decrease the pauses by {percent}
    let the pauses be shorter
    """,
    lambda drawn: {"factor": 1 - drawn["percent"] / 100 if "percent" in drawn else GRADES[-1][drawn.get("grade", "")]},
)
_LONG = sense(
    "shorten_pauses",
    "longer",
    """
    lengthen the pauses
    lengthen the pauses by {percent}
    make the pauses longer
    make the pauses in {place} {grade} longer
    extend the pauses {grade}
    increase the pauses by {percent}
    the pauses are too short
    stretch the pauses {grade}
    could you make the pauses {grade} longer?
    I'd like longer pauses
    give the pauses in {place} {percent} more length
    longer pauses in {place}, please
    the gaps in {place} are too short
    let the pauses in {place} be {grade} longer
    make the breaks {percent} longer
    stretch out the pauses in {place} {grade}
    draw out the silences
    expand the pauses in {place} by {percent}
    I want longer pauses in {place}
    pauses should last {grade} longer
    increase the gaps by {percent}
    the pauses in {place} could be {grade} longer
    I want more time between the words in {place}
    pauses in {place}: {percent} longer
    """,
    """
    please extend the gaps by {percent}
    would you lengthen the silences {grade}?
    the pauses need to be longer
    """,
    lambda drawn: {"factor": 1 + drawn["percent"] / 100 if "percent" in drawn else GRADES[1][drawn.get("grade", "")]},
)
_TO_LENGTH = sense(
    "shorten_pauses",
    "to",
    """
    shorten the pauses to {short}
    set all pauses to {short}
    make the pauses {short} long
    reduce the pauses to {short}
    the pauses should be {short} long
    limit the pauses to {short}
    make every pause {short} long
    all pauses should be {short}
    set the gaps to {short}
    every silence should last {short}
    pauses of {short} each
    even out the pauses to {short}
    bring every pause to {short}
    let all pauses be {short} long
    fix the length of all pauses at {short}
    all gaps {short}, please
    change every pause to {short}
    give all pauses a length of {short}
    all the gaps should take {short}
    make the pauses exactly {short}
    """,
    """
    cut the pauses down to {short}
    make every pause last {short}
    have all gaps be {short} long
    """,
    lambda drawn: {"to_seconds": drawn["short"]},
)
EDIT = Edit(
    "shorten_pauses",
    (_SHORT, _LONG, _TO_LENGTH),
    lambda clause: cover(clause, _CUES),
    {"factor": FACTOR, "to_seconds": TO_S, "by_seconds": BY_S},
    keys("factor", "to_seconds", "by_seconds"),
)
