"""The speaker sounds like a woman or a man: "make it sound like a woman", "turn the voice into a man's".

`to` is "female" (woman, girl, lady), "male" (man, boy, guy) or "other": whichever the speaker is not. Nothing is said
about age: a boy is male, a girl female; "a child" alone is refused.
"""

from __future__ import annotations

from speechwright.errors import BadInstruction
from speechwright.tasks.edits.cover import Cues, Heard, cover
from speechwright.tasks.edits.edit import Amounts, Edit, keys
from speechwright.tasks.edits.forms import forms, whole
from speechwright.tasks.edits.score import GENDER
from speechwright.tasks.edits.slots import sense

TO = ("female", "male", "other")
_FEMALE = (
    r"wom[ae]n(?:'s|s)?|female(?:'s|s)?|lad(?:y|ies)(?:'s)?|girl(?:'s|s)?|feminine|"
    r"womanly|girly|girlish|gal|chick|she|queen|mother|mum|mom|grandma|grandmother|"
    r"feminized|feminised|feminize|feminise|actress"
)
_MALE = (
    r"m[ae]n(?:'s|s)?|male(?:'s|s)?|guy(?:'s|s)?|boy(?:'s|s)?|gentlem[ae]n(?:'s)?|"
    r"masculine|manly|bloke(?:'s)?|dude|fellow|he|masculinize|masculinise|king|father|dad|"
    r"grandpa|grandfather|actor"
)
_OTHER = (
    r"(?:swap|swapped|switch|reverse|flip|change|invert)(?: ␣| the| voice| voices)*(?: genders?| sex(?:es)?)|other "
    r"gender|"
    r"(?:gender|sex)(?: ␣)? (?:to be |to )?(?:the )?opposite|whatever gender|(?:other|opposite) sex|"
    r"vice versa|(?:the )?other way (?:a?round|about)|whichever (?:it|he|she) isn't|if (?:it's|he's|she's|it is|"
    r"i'm) (?:an? )?\S+|"
    r"(?:opposite|other|different|another) (?:gender|sex)|(?:change|swap|switch|flip|"
    r"reverse|invert|convert)(?: ␣)? (?:the |my |his |her |their )?(?:speaker's |voice |"
    r"speaker )?(?:gender|sex)|gender (?:swap|change|flip)(?:ped)?"
)
_CHILD = r"child(?:'s|ish)?|kid(?:'s)?|children|baby(?:'s)?|toddler(?:'s)?|teenager(?:'s)?"
_TURNING = forms(
    "turn change transform convert morph make switch give swap exchange replace trade substitute use put let have"
)
_INTO = (
    rf"{_TURNING}|sound(?:s|ing)? "
    rf"(?:like|as if|as though)|like|into|gender|sex|voice|say|says|speak|speaks|said|"
    rf"spoken|read|talk|to|as|more|be|become|sound|by|speaking|talking|reading|hear|male|female|feminine|masculine"
)
_FROM = whole(
    rf"(?:(?:from|this|that|the|my|his|her|turn|change|make|convert|transform|instead of|"
    rf"not|like)(?: an?| the)? )?(?P<first>{_FEMALE}|{_MALE})(?: (?:voice|speaker|"
    rf"person))?(?: ␣)? (?:in)?to(?: sound(?:ing)? like)?(?: an?| the)? "
    rf"(?P<second>{_FEMALE}|{_MALE})"
)


def _settle(heard: Heard) -> Amounts | None:
    if heard.amounts or whole("after|before|says|instead of ␣").search(heard.text):
        return None
    text = heard.text
    if pair := _FROM.search(text):
        text = pair["second"]
    elif whole(r"rather than|instead of|not an?").search(text):
        text = whole(r"(?:rather than|instead of|not)(?: like)?(?: an?| the)? \S+").sub(" ", text)
    if whole("vice versa|other way a?round|if it's|if it is").search(heard.text):
        text = heard.text
        both = whole(_FEMALE).search(text) and whole(_MALE).search(text)
        return {"to": "other"} if both or whole("gender|sex").search(text) else None
    to = [name for name, pattern in (("female", _FEMALE), ("male", _MALE)) if whole(pattern).search(text)]
    if whole(_OTHER).search(text) and not to:
        return {"to": "other"}
    if not to and whole(_CHILD).search(text):
        raise BadInstruction(
            f"“{heard.reason}”", "a woman or a man", "say for example “a girl”, “a boy”, or raise pitch and formants"
        )
    is_asked = whole(_INTO).search(heard.text)
    return {"to": to[0]} if len(to) == 1 and is_asked else None


_CUES = Cues(
    "gender",
    rf"{_FEMALE}|{_MALE}|{_OTHER}|{_CHILD}|gender",
    _settle,
    vocabulary=(
        rf"{_INTO}|gender|sex|young|old|older|younger|adult|speaker|voiced|sounding|different|"
        rf"were|was|said|spoken|by|instead|rather than|real|opposite|other|for|one|with|genders|if|it's|it|and|make|"
        rf"or|lad|an actual|proper|"
        rf"swap|another|voiceover|narrator|speaking|someone|re|voice|let|speak|opposite|whatever|has|change|switch|"
        rf"feminise|masculinise"
    ),
    cost=0.3,
    joins=True,
)


def _said(to: str, noun: str, adjective: str, others: tuple[str, str]) -> tuple[str, str]:
    train = f"""
        make it sound like a {noun}
        make {{place}} sound like a {noun}
        make {{place}} sound {adjective}
        make the speaker a {noun}
        make the voice {adjective}
        turn the speaker into a {noun}
        turn the voice into a {noun}'s voice
        turn {{place}} into a {adjective} voice
        change the voice to {adjective}
        change the gender to {adjective}
        change the speaker's gender to {adjective}
        change {{place}} to a {adjective} voice
        convert it to a {adjective} voice
        give {{place}} a {adjective} voice
        use a {adjective} voice
        could you make it sound like a {noun}?
        can you change the voice to a {noun}'s?
        I want a {adjective} voice
        I'd like it to sound like a {noun}
        """
    test = f"""
        have a {noun}'s voice say it
        {adjective} voice, please
        transform the voice into a {others[0]}'s
        would you make {{place}} sound more {others[1]}?
        it should sound like a {noun} is speaking
        switch to a {adjective} voice
        """
    return train, test


_SENSES = (
    *(
        sense("gender", to, *_said(to, noun, adjective, others), lambda drawn, to=to: {"to": to})  # type: ignore[misc]
        for to, noun, adjective, others in (
            ("female", "woman", "female", ("lady", "feminine")),
            ("male", "man", "male", ("guy", "masculine")),
        )
    ),
    sense(
        "gender",
        "other",
        """
        change the gender of the speaker
        swap the gender of the voice
        make it the opposite gender
        switch the gender
        change the sex of the speaker
        swap genders
        reverse the gender of the voice
        make the speaker the other sex
        give the speaker the opposite gender
        flip the voice's gender
        turn the speaker into the opposite sex
        the voice should be of the other gender
        gender swap, please
        invert the speaker's gender
        make a man of a woman or the other way round
        I'd like the opposite gender
        make the speaker's gender the opposite
        whatever gender the voice has, switch it
        """,
        """
        flip the gender of the speaker
        give it the voice of the opposite sex
        """,
        lambda drawn: {"to": "other"},
    ),
)
EDIT = Edit("gender", _SENSES, lambda clause: cover(clause, _CUES), {"to": TO}, keys("to"), score=GENDER)
