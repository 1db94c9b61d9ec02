"""Loudness is normalised: "normalise to -16 LUFS", "bring it to broadcast loudness", "podcast level".

`lufs` is the integrated loudness, -70 to -1: -16 where none is said and for podcasts, -23 for broadcast (EBU R 128),
-24 for American television (ATSC A/85), -14 for streaming.
"""

from __future__ import annotations

from dataclasses import replace

from speechwright.tasks.edits.cover import Cues, Heard, cover
from speechwright.tasks.edits.edit import Amounts, Edit, Range, check_range, keys
from speechwright.tasks.edits.forms import forms, whole
from speechwright.tasks.edits.score import LOUDNESS
from speechwright.tasks.edits.slots import sense

LUFS = Range(-70, -1, "LUFS")
PLAIN_LUFS = -16.0
_R128 = 128  # of "EBU R 128", which is no loudness
_USES = (
    (
        r"broadcast(?:ing|ers?)?|ebu(?: r ?128)?|r128|r 128|radio|eu|european(?: (?:tv|television|broadcast(?:ing|"
        r"er)?s?|standards?|norms?|union))?|"
        r"(?:tv|television|broadcast) in europe|air",
        -23.0,
    ),
    (r"atsc|a/85|a85|american (?:tv|television)|us (?:tv|television)|tv|television", -24.0),
    (r"podcasts?|apple podcasts?", -16.0),
    (r"streaming|spotify|youtube|stream|tidal|amazon music", -14.0),
)
_NORMALISE = "normali[sz]er|" + forms(
    "normalise normalize level standardise standardize even_out level_out equalise equalize master"
)
_NOUN = r"lufs?|lkfs|loudness(?: level)?|loudness units|integrated loudness"
_STANDARD = (
    r"levels?|standards?|specs?|specifications?|targets?|loudness|volume|ready|norms?|compliant|compliance|legal|"
    r"requires?|required|requirements?|demands?|wants|expects?|according|rules?|"
    r"guidelines?|recommendations?|regulations?|accordingly|prepare|suitable|fit for|as "
    r"loud as(?: an?)?|(?:adjust|bring|set|conform|match|meet|comply|adapt)(?: ␣| it)? "
    r"(?:to|with)"
)
_ANY_USE = "|".join(pattern for pattern, _ in _USES)


def _settle(heard: Heard) -> Amounts | None:
    text = heard.text
    normalises = whole(rf"{_NORMALISE}|normali[sz]ation|loudness normali[sz]ation").search(text)
    said = heard.clause.phrase.low if whole(_NOUN).search(text) else text  # "the loudness for my podcast"
    use = next((lufs for pattern, lufs in _USES if whole(pattern).search(said)), None)
    amount = heard.one("lufs", "db", "none")
    if amount and amount.unit == "none" and amount.value == _R128 and use is not None:
        heard = replace(heard, amounts=())
    if heard.amounts:
        is_lufs = amount and (amount.unit == "lufs" or (normalises and (amount.is_absolute or amount.is_signed)))
        if not amount or not is_lufs or whole("by #|louder|quieter").search(text):
            return None
        level = amount.value if amount.is_signed else -amount.value  # "14 LUFS" is said for -14
        return {"lufs": check_range(level, LUFS, heard.reason)}
    if use is not None and (
        normalises or whole("ebu|ebu r ?128|r ?128|r128").search(text) or whole(_STANDARD).search(text)
    ):
        return {"lufs": use}
    return {"lufs": PLAIN_LUFS} if normalises and not whole("pauses?|pitch|speed|tempo").search(text) else None


_CUES = Cues(
    "loudness",
    rf"{_NORMALISE}|normali[sz]ation|{_NOUN}|{_ANY_USE}",
    _settle,
    vocabulary=(
        rf"{_STANDARD}|"
        rf"{forms('bring set adjust master match target aim conform hit reach meet')}|minus|"
        rf"target|integrated|overall|peak|to #|standard|volume|compliant|audio|gain|for|use|"
        rf"out|suitable|levels?|host|platform|station|client|my|demands?|requires?|wants|measures?|reads?|expects?|"
        rf"asks?|"
        rf"service|network|spec|ought|european|europe|eu|what|in|sits?|lands?|meter|tv|television|r #|r|ebu|norm|"
        rf"going|go|"
        rf"on the|accordingly|to that|so|this|standard|apply|run|do|legal|file"
    ),
    cost=-0.5,
)
_SENSES = (
    sense(
        "loudness",
        "to",
        """
        normalise to {lufs}
        normalize to {lufs}
        normalise it to {lufs}
        normalize the loudness to {lufs}
        normalise {place} to {lufs}
        set the loudness to {lufs}
        set the loudness of {place} to {lufs}
        bring it to {lufs}
        bring the loudness to {lufs}
        adjust the loudness to {lufs}
        the loudness should be {lufs}
        make it {lufs}
        I want it at {lufs}
        I'd like it normalized to {lufs}
        could you normalise the audio to {lufs}?
        can you bring the recording to {lufs}, please?
        loudness {lufs}
        apply loudness normalization to {lufs}
        get {place} to {lufs}
        master it to {lufs}
        loudness target: {lufs}
        I need {lufs} integrated
        make {place} hit {lufs}
        target loudness of {lufs} for {place}
        adjust {place} so it measures {lufs}
        what about {lufs}?
        set {place} to {lufs}
        my host demands {lufs}
        the loudness of {place} ought to be {lufs}
        it has to be at {lufs}
        bring everything to {lufs}
        normalisation to {lufs}, please
        """,
        """
        have it normalised at {lufs}
        the target is {lufs}
        would you level {place} to {lufs}?
        get the loudness to {lufs}
        please aim for {lufs}
        """,
        lambda drawn: {"lufs": drawn["lufs"]},
    ),
    sense(
        "loudness",
        "plain",
        """
        normalise it
        normalize the loudness
        normalise the volume
        normalize the audio
        please normalize the recording
        could you normalise {place}?
        even out the loudness
        bring it to podcast loudness
        normalise it for a podcast
        normalise {place}
        run loudness normalization
        level out the loudness
        make it the right loudness for a podcast
        prepare the loudness for my podcast
        normalize levels please
        can we normalise the loudness of {place}?
        get the level podcast-ready
        apply standard loudness normalisation
        give it a standard podcast loudness
        normalise the whole thing
        do a loudness normalization on {place}
        bring it up to podcast standard
        please normalise the loudness
        """,
        """
        level the volume
        make it podcast ready
        I'd like the volume normalised
        """,
        lambda drawn: {"lufs": PLAIN_LUFS},
    ),
    sense(
        "loudness",
        "broadcast",
        """
        bring it to broadcast loudness
        normalise it for broadcast
        make it broadcast level
        set the loudness to the broadcast standard
        make it R128 compliant
        conform to EBU R128
        broadcast loudness, please
        bring it to the EBU loudness standard
        it has to comply with broadcast loudness
        get it ready for European television
        master to R128
        normalise for European TV
        adjust the loudness for broadcasting
        set loudness to broadcast level
        it's going on the radio, so normalise it accordingly
        make the loudness legal for broadcast in Europe
        prepare it for broadcast
        R128 please
        """,
        """
        get it to broadcast levels
        master it for broadcast
        """,
        lambda drawn: {"lufs": -23.0},
    ),
)
EDIT = Edit("loudness", _SENSES, lambda clause: cover(clause, _CUES), {"lufs": LUFS}, keys("lufs"), score=LOUDNESS)
