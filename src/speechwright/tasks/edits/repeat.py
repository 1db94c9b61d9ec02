"""Words are said more than once: "say very twice", "repeat the last word".

`times` is how often they are said in all, 2 to 20: "repeat A" and "say A again" are 2, "repeat A three times" is 3,
"two more times" is 3.
"""

from __future__ import annotations

from speechwright.tasks.edits.cover import Cues, Heard, cover
from speechwright.tasks.edits.edit import Amounts, Edit, Range, check_range, keys
from speechwright.tasks.edits.forms import forms, whole
from speechwright.tasks.edits.slots import sense

TIMES = Range(2, 20, "times")
_VERBS = forms("repeat duplicate double triple reiterate replicate copy clone loop redo quadruple")
_MORE = whole(r"# (?:more|extra|additional)|more #|(?:more|extra|again) #|another #")
_ONCE = whole(r"again|once more|one more time|once again|another time|a second time|over again|once|one extra time")


def _settle(heard: Heard) -> Amounts | None:
    if whole("# time").search(heard.text) and heard.one("seconds") and heard.amounts[0].value == 1:
        return {"times": 2}  # "a second time"
    amount = (
        heard.one("times", "none")
        if _MORE.search(heard.text) or whole("# times").search(heard.text)
        else heard.one("times")
    )
    if heard.amounts and (amount is None or amount.value != int(amount.value) or "." in heard.text):
        return None
    if amount is None:
        return {"times": 2}
    total = amount.value + bool(_MORE.search(heard.text))
    return {"times": check_range(total, TIMES, heard.reason)} if total != 1 else {"times": 2}


_CUES = Cues(
    "repeat",
    (
        rf"{_VERBS}|{_ONCE.pattern}|# time|twice|thrice|(?:#|\w+) times|(?:#|two|three|four|five|\d+) "
        rf"more times|over and over|(?:echo|echoes|echoed) ␣"
    ),
    _settle,
    vocabulary=(
        r"say|said|saying|spoken|heard|more|extra|additional|after itself|back to back|in a "
        r"row|copy|copies|second copy|itself|until|has been|been|so that|plays?|it's|it|up|# time|comes?|come|"
        r"occurs?|in total|"
        r"instead of once|(?:right|straight|directly|immediately) (?:after|afterwards|behind)|altogether|over|"
        r"another|time|times|"
        r"right|total|consecutively|in succession|of|hear|play|appear|occur|once"
    ),
    cost=0.5,
)
_TWICE = sense(
    "repeat",
    "twice",
    """
    repeat {words}
    please repeat {words}
    duplicate {words}
    double {words}
    say {words} again
    repeat {words} once
    can you repeat {words}?
    could you repeat {words} for me?
    I'd like {words} repeated
    have {words} repeated
    {words} should be repeated
    I want {words} to be repeated
    say {words} one more time
    play {words} again
    {words} once more
    say {words} twice
    play {words} a second time
    once more {words}
    let me hear {words} again
    repeat {words} one time
    I'd like to hear {words} twice
    {words} should be said twice
    duplicate {words} right after itself
    could you say {words} again?
    have {words} come twice
    echo {words} once
    make me say {words} again
    I want {words} said again
    repeat {words} please
    """,
    """
    would you duplicate {words}?
    please have {words} said again
    {words} again, please
    let {words} be repeated
    """,
    lambda drawn: {"times": 2},
)
_TIMES = sense(
    "repeat",
    "times",
    """
    say {words} {times}
    repeat {words} {times}
    please say {words} {times}
    I want to hear {words} {times}
    {words} {times}
    have {words} said {times}
    play {words} {times}
    can you say {words} {times}?
    could you repeat {words} {times}, please?
    I'd like {words} to be said {times}
    {words} should be said {times}
    make it say {words} {times}
    repeat {words} so it's said {times}
    let's hear {words} {times}
    say {words} {times} in a row
    make it {words} {times}
    loop {words} so that it plays {times}
    let {words} be heard {times}
    I want {words} {times} in a row
    have me say {words} {times}
    {words} should occur {times}
    say {words} {times} instead of once
    could {words} come {times}?
    play {words} {times} over
    {words}, {times} please
    repeat {words} until it has been said {times}
    repeat {words} so that it comes {times}
    I'd like to hear {words} {times}
    {words} has to be said {times}
    """,
    """
    I would like you to say {words} {times}
    {words} should be heard {times}
    would you play {words} {times}?
    have {words} repeated {times}
    {times}, say {words}
    please let me hear {words} {times}
    """,
    lambda drawn: {"times": drawn["times"]},
)
EDIT = Edit("repeat", (_TWICE, _TIMES), lambda clause: cover(clause, _CUES), {"times": TIMES}, keys("times"))
