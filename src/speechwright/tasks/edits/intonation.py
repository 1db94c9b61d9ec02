"""The melody gets flatter or livelier: "more monotone", "livelier", "completely flat", "exaggerate the intonation".

`factor` multiplies the range of the pitch about its median, 0 to 4: without an amount 0.75, 0.5 or 0.25 for flatter and
1.25, 1.5 or 2 for livelier, by how strongly it is asked for. "Monotone" and "completely flat" are 0; "more monotone"
and "flatter" are less of what is there.
"""

from __future__ import annotations

from speechwright.tasks.edits.amounts import Amount
from speechwright.tasks.edits.cover import Cues, Heard, cover
from speechwright.tasks.edits.direction import DOWN, UP, agreeing, direction
from speechwright.tasks.edits.edit import Amounts, Edit, Range, check_range, keys
from speechwright.tasks.edits.forms import forms, whole
from speechwright.tasks.edits.score import INTONATION
from speechwright.tasks.edits.slots import sense

FACTOR = Range(0, 4, "times the range of the pitch")
GRADES = {-1: {"slightly": 0.75, "": 0.5, "much": 0.25}, 1: {"slightly": 1.25, "": 1.5, "much": 2.0}}
_NOUN = (
    r"intonation|melody|pitch (?:range|variation|variations|contour|movement|movements|"
    r"dynamics)|inflections?|expressiveness|expression|expressivity|liveliness|modulation|"
    r"prosody|pitch variance|variation(?: in pitch)?|monotony|animation|vocal variety|"
    r"variety|sing song|range of (?:the )?pitch|melodic (?:movement|range|variation|contour)|ups and downs|up and down|"
    r"(?:speech|vocal|voice) melody|cadence|lilt|melodies|tonal variation|pitch curve|rise and fall|expressive range"
)
_FLAT = (
    rf"flatter|flat|monotone|monotonous|monotonously|monotonic|robotic|robot like|toneless|"
    rf"deadpan|boring|{forms('flatten flatten_out')}|monotony"
)
_LIVELY = (
    rf"livelier|lively|more alive|alive|expressive|expressively|animated|animatedly|"
    rf"dynamic|varied|melodic|melodious|sing song|singsong|vivid|vibrant|engaging|"
    rf"{forms('exaggerate enliven liven_up animate liven spice_up jazz_up pep_up perk_up vary')}|spirited|energetic|"
    rf"life|"
    rf"sing songy|singsongy|sing songish|colourful|colorful|interesting|theatrical|swing|musical|zest|variety|"
    rf"over the top|overdone|exaggerated"
)
_ALL = r"completely|totally|entirely|fully|perfectly|absolutely|utterly|all|dead|wholly"


_MORE = rf"stronger|wider|bigger|{forms('widen broaden expand vary exaggerate emphasise amplify extend')}"
_LESS = (
    rf"narrower|weaker|smaller|restrained|subdued|"
    rf"{forms('narrow compress rein_in calm tame dampen restrain tone_down limit')}|"
    rf"{forms('dial_down dial_back hold_back squash shrink mute quiet tighten subdue temper moderate')}|some of"
)
_ONE_NOTE = (
    r"(?:all )?(?:on|at|in|to|with) (?:just )?(?:one|a|the same|a single|one single|one and the same|a constant|one "
    r"constant) "
    r"(?:note|pitch|tone)(?: throughout)?|(?:hold|keep|make|leave|fix|freeze|lock|want)(?: ␣| the)* "
    r"(?:pitch|tone|voice|intonation|melody)(?: of ␣| in ␣| for ␣| throughout ␣| ␣)?(?: (?:perfectly|completely|"
    r"totally|"
    r"entirely|absolutely))? (?:constant|steady|flat|fixed|level|static|unchanging|still|the same)|"
    r"(?:constant|fixed|steady|unchanging|static) (?:pitch|tone)|never (?:changing|moving) pitch|no ups and downs|"
    r"without (?:any )?(?:ups and downs|melody)"
)
_STATES = whole(
    rf"(?:is|it's|are|was|sounds?|seems?|i'm|i am|comes across(?: as)?|came across|came out) (?:(?:very|so|rather|"
    rf"quite|a "
    rf"bit|a little|a tad|pretty|really|too|like|such|~|a) )*(?:{_FLAT})"
)


_SOME_TAKEN = whole(
    r"(?:take|get|pull) (?:some|a bit|a little|~)(?: of)?(?: the)? (?=melody|intonation|expression|inflection)"
)


_UPS_AND_DOWNS = whole("ups and downs|up and down|melodic (?:movement|range|variation|contour)")
_OVERDONE = (
    r"over the top|overdone|overly (?:expressive|lively|animated)|(?:goes|going|moves|jumps|is|too much|swings) "
    r"(?:\S+ )*up and down(?! (?:~ )?more)|too sing songy|too much (?:up and down|melody|intonation|inflection|"
    r"expression)"
)


def _settle(heard: Heard) -> Amounts | None:
    text = heard.text
    if whole("happy|sad|angry|excited|noise|reverb|emphasis|pauses?|speed|tempo|pace|volume").search(text) or (
        whole("like an?").search(text) and not whole(rf"{_NOUN}|{_ONE_NOTE}|monotone|flat|robotic").search(text)
    ):
        return None
    if not whole("should|make|want|let|have|needs?|would|could|i'd").search(heard.clause.phrase.low):
        text = _STATES.sub("too flat", text)
    if whole(_ONE_NOTE).search(text) and not heard.amounts:
        return {"factor": 0.0}
    text = _SOME_TAKEN.sub("reduce", text)
    has_noun = whole(_NOUN).search(text)
    text = _UPS_AND_DOWNS.sub("melody", "too lively" if whole(_OVERDONE).search(text) else text)
    up, down = (f"{_LIVELY}|{UP}|{_MORE}", f"{_FLAT}|{DOWN}|{_LESS}") if has_noun else (_LIVELY, _FLAT)
    sign, _ = direction(text, up, down)
    amount = heard.one("percent", "times")
    if heard.amounts and heard.amounts[0].value == 0 and has_noun:
        return {"factor": 0.0}
    if heard.amounts:
        factor = _factor(agreeing(amount, sign, heard.reason), sign) if amount else None
        return None if factor is None else {"factor": check_range(factor, FACTOR, heard.reason)}
    if not sign and not _is_flat(text):
        return None
    return {"factor": 0.0 if sign <= 0 and _is_flat(text) else GRADES[sign][heard.grade]}


_STRIPPED = whole(
    rf"(?:{forms('remove eliminate get_rid_of take_out delete kill strip lose drop erase suppress cut_out ditch')}|"
    rf"no|without|"
    rf"zero|not any|any|free of)(?: (?:all|any|every|bit|trace|of|the|its|my|his|her|␣|'s|kind|sort|last|single))* "
    rf"(?:{_NOUN})"
    rf"(?: whatsoever| at all)?|(?:take|get|strip|pull|suck) (?:all |every (?:bit|trace) of )(?:the |its "
    rf")?(?:{_NOUN})(?: out| away)?"
)


def _is_flat(text: str) -> bool:
    if whole(
        rf"(?:{_ALL}|complete|total|perfect|pure|absolute) (?:flat|monotone|monotonous|robotic)|"
        rf"(?:flatten|flattened|flat|flattens|iron out|iron)(?: (?:␣|it|out|the|its|my|of|in|"
        rf"{_NOUN}))* (?:completely|totally|entirely|fully|out completely)"
    ).search(text) or (_STRIPPED.search(text) and not whole("some").search(text)):
        return True
    graded = whole("more|less|flatter|too|not|~|flatten|flattens|flattening|flattened|isn't|so").search(text)
    return (
        bool(whole("monotone|monotonous|monotonously|monotonic|flat|robotic|toneless|deadpan").search(text))
        and not graded
    )


def _factor(amount: Amount, sign: int) -> float | None:
    if amount.unit in ("times",):
        return amount.value if sign >= 0 or amount.value < 1 else 1 / amount.value
    if amount.is_absolute:
        return amount.value / 100
    if not sign and not amount.is_signed:
        return None
    return 1 + (abs(amount.value) * sign if sign else amount.value) / 100


_CUES = Cues(
    "intonation",
    rf"{_NOUN}|{_ONE_NOTE}|{_FLAT}|{_LIVELY}",
    _settle,
    vocabulary=(
        rf"{UP}|{DOWN}|{_ALL}|{_MORE}|{_LESS}|{_ONE_NOTE}|zero|{forms('kill strip lose take cut ditch erase')}|every|"
        rf"bit of|trace of|at all|whatsoever|sing songy|complete|total|goes|go|going|much|like a robot|robot|with|"
        rf"boring|"
        rf"dull|sounds?|i|(?:from )?beginning to end|from start to finish|throughout|feeling|out|of|never|"
        rf"emotionless|vary|"
        rf"overly|ups|downs|and|tone|delivery|in its|dial|dialled|hold|constant|steady|nothing but|pure|perfect|one|"
        rf"single|"
        rf"melodious|movement|i'm|lack|lacking|lacks|needs|more of|a lot of|bit|"
        rf"too|less|not|isn't|enough|melodic|scale|monotone|sounding|speech|so|tone|pitch|"
        rf"range|delivery|bring|inject|put|some|remove|eliminate|exaggerate|all|no|without|"
        rf"variation|any|half|lacks"
    ),
    cost=0.2,
    joins=True,
)
_SENSES = (
    sense(
        "intonation",
        "flatter",
        """
        make the intonation flatter
        make {place} flatter
        make {place} {grade} flatter
        make {place} more monotonous
        make {place} {grade} more monotone
        make {place} less expressive
        make {place} {grade} less lively
        flatten the intonation
        flatten the intonation of {place}
        flatten the intonation of {place} {grade}
        reduce the pitch range by {percent}
        reduce the intonation of {place} by {percent}
        decrease the pitch variation of {place} by {percent}
        less intonation, please
        could you flatten the melody {grade}?
        I'd like {place} to be less animated
        {place} is too lively
        narrow the pitch range of {place}
        tone down the inflection in {place}
        the melody of {place} should be {grade} flatter
        less expression in {place}, please
        compress the pitch range of {place} by {percent}
        the intonation in {place} is over the top
        rein in the intonation of {place} {grade}
        dial down the expressiveness of {place}
        reduce the melodic movement by {percent}
        I sound too sing-song in {place}
        take some of the melody out of {place}
        less pitch variation in {place}
        {place} is overly expressive
        narrow the intonation {grade}
        calm the intonation of {place} down {grade}
        """,
        """
        tone down the intonation {grade}
        please make {place} sound {grade} flatter
        cut the pitch range by {percent}
        would you make {place} less animated?
        {place} should be {grade} less expressive
        """,
        lambda drawn: {
            "factor": 1 - drawn["percent"] / 100 if "percent" in drawn else GRADES[-1][drawn.get("grade", "")]
        },
    ),
    sense(
        "intonation",
        "flat",
        """
        make {place} monotone
        make {place} completely flat
        make {place} sound monotone
        make {place} totally monotonous
        remove all intonation from {place}
        say {place} in a monotone
        make {place} a complete monotone
        no intonation whatsoever in {place}
        speak {place} on one single pitch
        make {place} robotic
        make {place} sound like a robot with no melody
        flatten {place} completely
        kill all intonation in {place}
        I want {place} dead flat
        zero intonation in {place}
        make the pitch of {place} perfectly flat
        take all the melody out of {place}
        strip the intonation from {place} entirely
        {place} should be entirely monotone
        """,
        """
        let {place} be completely monotone
        have {place} sound totally flat
        take out all the intonation in {place}
        """,
        lambda drawn: {"factor": 0.0},
    ),
    sense(
        "intonation",
        "livelier",
        """
        make the intonation livelier
        make {place} livelier
        make {place} {grade} livelier
        make {place} more expressive
        make {place} {grade} more expressive
        make {place} more animated
        make {place} less monotonous
        exaggerate the intonation
        exaggerate the intonation of {place} {grade}
        increase the pitch range by {percent}
        increase the intonation of {place} by {percent}
        raise the pitch variation of {place} by {percent}
        more intonation, please
        could you make {place} {grade} livelier?
        I'd like {place} more lively
        {place} is too flat
        {place} is too monotonous
        widen the pitch range of {place}
        inject some life into {place}
        give {place} more intonation
        spice up the intonation of {place}
        I sound so monotonous in {place}
        {place} needs more melody
        boost the pitch variation by {percent}
        expand the pitch range of {place} by {percent}
        more expressive in {place}, please
        could {place} be {grade} more animated?
        vary the pitch more in {place}
        make my voice in {place} {grade} more lively
        add some inflection to {place}
        crank up the expressiveness of {place}
        """,
        """
        liven {place} up {grade}
        put more life into {place}
        would you boost the intonation of {place} by {percent}?
        let {place} sound {grade} more expressive
        {place} needs more expression
        """,
        lambda drawn: {
            "factor": 1 + drawn["percent"] / 100 if "percent" in drawn else GRADES[1][drawn.get("grade", "")]
        },
    ),
)
EDIT = Edit(
    "intonation", _SENSES, lambda clause: cover(clause, _CUES), {"factor": FACTOR}, keys("factor"), score=INTONATION
)
