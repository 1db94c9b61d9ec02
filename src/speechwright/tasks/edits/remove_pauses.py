"""Pauses that are there go: "remove the silences", "cut out all pauses longer than one second", "the pause after fish".

`longer_than_s`, 0 to 60: only pauses longer than this go; 0.2 where nothing is said, 0 for a gap that is named. The
place is a gap, a stretch whose pauses are meant, or the recording.
"""

from __future__ import annotations

from speechwright.tasks.edits.cover import Cues, Heard, cover
from speechwright.tasks.edits.edit import Amounts, Edit, Range, check_range, keys
from speechwright.tasks.edits.forms import forms, whole
from speechwright.tasks.edits.gaps import PAUSE, gaps_of, is_gap
from speechwright.tasks.edits.slots import sense

LONGER_THAN = Range(0, 60, "seconds")
PLAIN_S = 0.2
_REMOVING = forms(
    "remove delete cut erase eliminate drop strip take get_rid_of lose skip kill close omit excise "
    "do_away_with collapse zap clear purge ditch scrap clip edit edit_out tighten_out snip weed chop "
    "leave discard trim_out throw_out throw_away jump_cut ditch axe chuck nuke bin squeeze_out squash_out close_up "
    "tighten_out suppress remove_out banish "
    "dump "
    "do_without scrub wipe_out pull_out"
)
_REMOVE = (
    rf"{_REMOVING}(?: "
    rf"␣)?(?: (?:out|up|away|off))?"
    r"|without|no|no more|don't want|do not want|(?:has|have|need|needs|ought|got) to go|gone|should go|can go|must go|"
    r"too many|so many|full of|too often|disappear|vanish|free of|out of|don't like|hate|can't stand|goes|go"
)
_THAN = (
    r"(?:(?:that|which) (?:are|is|last|lasts|go on for|run) |lasting |of |is )?(?:longer|more|"
    r"greater|bigger|larger|over|above|exceeding|at least|beyond)(?: than)?|that exceeds?|which exceeds?|over|if "
    r"(?:it's|they're|they are|it is)"
)


def _settle(heard: Heard) -> Amounts | None:
    if not whole(_REMOVE).search(heard.text) or whole("insert|add|put|shorter|shorten").search(heard.text):
        return None
    if whole("pause after|pause before|leave a|leave").search(heard.text) and not whole("out").search(heard.text):
        return None
    if (whole("down").search(heard.text) or heard.grade) and not whole("out|remove|delete|rid").search(heard.text):
        return None
    if whole("(?:in)?to (?:complete |total )?silence|with silence").search(heard.text):
        return None
    if not heard.amounts:
        return {"longer_than_s": 0.0 if all(map(is_gap, heard.places)) else PLAIN_S}
    amount = heard.one("seconds")
    if amount is None or amount.is_absolute or not whole(rf"(?:{_THAN}) #").search(heard.text):
        return None
    return {"longer_than_s": check_range(amount.value, LONGER_THAN, heard.reason)}


_CUES = Cues(
    "remove_pauses",
    PAUSE,
    _settle,
    vocabulary=(
        rf"{_REMOVE}|{_THAN}|long|unnecessary|awkward|all|any|every|each|between ␣|between "
        rf"words|between the words|in between|excess|excessive|extra|empty|dead|needless|"
        rf"unwanted|longer|that last|lasting|want|hear|should|can|must|go|i|tighten|by|up|many|so|often|much|has|"
        rf"have|run|"
        rf"if|it|is|a|pause too|pausing|through|together|squeeze|bits|that|lasts?|beyond|they"
    ),
    cost=-0.5,
    find=gaps_of,
)
_ALL = sense(
    "remove_pauses",
    "all",
    """
    remove the pauses
    remove all pauses
    remove the pauses in {place}
    remove all silences
    remove the silences from {place}
    delete the pauses
    delete all the gaps in {place}
    cut the pauses
    cut out the pauses
    cut the silences out of {place}
    take out the pauses
    take the pauses out
    get rid of the pauses
    get rid of all the silence in {place}
    eliminate the gaps
    strip the pauses from {place}
    edit out the pauses
    no pauses, please
    I don't want any pauses
    can you remove the pauses?
    could you take out the silences, please?
    would you cut all the pauses?
    I'd like the pauses removed
    the pauses have to go
    close the gaps in {place}
    cut the silences in {place}
    squeeze out all the pauses
    tighten {place} by removing the pauses
    get rid of the dead air in {place}
    no pauses in {place}, please
    close up all the gaps in {place}
    {place} has too many pauses, take them out
    ditch the silences
    chop out the gaps between words in {place}
    remove any silence from {place}
    make {place} run without pauses
    I don't want pauses in {place}
    kill the dead air
    edit out the silent parts of {place}
    """,
    """
    do away with the pauses in {place}
    please have all the gaps cut out
    lose the silences
    I want the dead air gone
    let's drop the pauses
    would you mind removing the pauses?
    """,
    lambda drawn: {"longer_than_s": PLAIN_S},
)
_LONG = sense(
    "remove_pauses",
    "longer than",
    """
    remove pauses longer than {short}
    remove all pauses longer than {short}
    cut silences over {short}
    delete every pause longer than {short}
    get rid of pauses of more than {short}
    take out all gaps that are longer than {short}
    cut every silence longer than {short}
    any pause over {short} should go
    remove gaps of more than {short}
    ditch pauses that are longer than {short}
    all silences above {short} can go
    get rid of any gap that lasts more than {short}
    kill pauses longer than {short}
    no pauses over {short}, please
    delete silences exceeding {short}
    strip out all pauses of over {short}
    if a pause is longer than {short}, cut it
    cut any pause that's longer than {short}
    delete gaps over {short}
    I don't want pauses longer than {short}
    """,
    """
    drop any pause above {short}
    eliminate silences that last longer than {short}
    please cut out pauses longer than {short}
    remove the gaps exceeding {short}
    """,
    lambda drawn: {"longer_than_s": drawn["short"]},
)
EDIT = Edit(
    "remove_pauses",
    (_ALL, _LONG),
    lambda clause: cover(clause, _CUES),
    {"longer_than_s": LONGER_THAN},
    keys("longer_than_s"),
)
