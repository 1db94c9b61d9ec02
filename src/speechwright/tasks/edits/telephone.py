"""The sound of a telephone comes or goes: "make it sound like a phone call", "remove the telephone effect".

`do` is "add" or "remove". Radios, walkie-talkies and intercoms count as telephones.
"""

from __future__ import annotations

from speechwright.tasks.edits.effect import effect
from speechwright.tasks.edits.score import WIDTH
from speechwright.tasks.edits.slots import sense

_CUE = (
    r"(?:old |bad |cheap |cell |mobile |vintage |analogue |analog |crackly "
    r")*(?:tele)?phones?(?: (?:calls?|lines?|quality|effect|filter|connection|"
    r"conversation|sound|band|speaker))?|(?:tele)?phone|"
    r"(?:cell|smart)phones?(?: call)?|(?:am |old |cb )*radios?(?: (?:effect|transmission|"
    r"broadcast|filter|call))?|walkie talkies?(?: effect)?|intercoms?|landlines?|"
    r"phoned in|phoning(?: in)?|calling in|voicemail|answering machine|narrowband|band "
    r"?pass(?:ed)?|narrow band|band ?limit(?:ed|ing)|full band|bandwidth|call|"
    r"walkies?|two way radio|speakerphone|speaker phone|loudhailer|bullhorn|tannoy|pa system|transmission|"
    r"line|full bandwidth|handset|megaphone|tinny"
)
_SENSES = (
    sense(
        "telephone",
        "add",
        """
        make it sound like a phone call
        make {place} sound like a phone call
        make {place} sound like it's on the telephone
        make {place} sound as if it were on the phone
        add a telephone effect
        add a telephone effect to {place}
        apply a phone filter to {place}
        put a telephone filter on {place}
        give {place} a telephone sound
        simulate a phone line
        simulate a telephone on {place}
        turn {place} into a phone call
        I want {place} to sound like a telephone call
        could you make {place} sound like a phone call?
        can you add a phone effect?
        I'd like a telephone effect on {place}
        let it sound like an old telephone
        as if it came over the telephone
        telephone effect
        phone quality, please
        make {place} sound like a phone line
        I want {place} to sound like it's coming over the phone
        phone filter on {place}
        let {place} sound like an old radio
        as though {place} came out of a telephone
        give {place} that phone call sound
        make {place} sound like I'm calling in
        turn {place} into a voicemail
        run {place} through a walkie-talkie
        make {place} tinny like a phone
        put {place} on the telephone
        simulate a phone call in {place}
        could {place} sound like a radio transmission?
        {place} should sound like it came through a cheap phone
        """,
        """
        put {place} through a telephone
        have {place} come through a phone line
        use a telephone filter on {place}
        would you make it sound like a bad phone connection?
        play {place} over the phone
        it should sound like a voicemail
        """,
        lambda drawn: {"do": "add"},
    ),
    sense(
        "telephone",
        "remove",
        """
        remove the telephone effect
        remove the telephone effect from {place}
        remove the phone sound
        get rid of the telephone effect
        get rid of the phone effect in {place}
        undo the telephone effect
        take the phone effect off {place}
        make it sound less like a phone call
        restore the bandwidth of the phone call
        I don't want it to sound like a phone call
        undo the phone effect in {place}
        {place} sounds like a phone call, fix it
        take that telephone sound off {place}
        make {place} sound like it's not on the phone
        {place} was recorded over the phone, make it sound normal
        get rid of the phone quality in {place}
        lose the radio effect on {place}
        remove the walkie-talkie sound from {place}
        make {place} sound less like a phone call
        turn off the phone filter on {place}
        clean up the phone quality of {place}
        take the phone effect out of {place}
        {place} shouldn't sound like a phone call
        please undo the radio sound in {place}
        """,
        """
        clean up the telephone sound
        please take out the phone filter
        make {place} sound less like a telephone
        fix the phone quality
        """,
        lambda drawn: {"do": "remove"},
    ),
)
EDIT = effect(
    "telephone",
    _CUE,
    _SENSES,
    (
        r"came|coming|comes|recorded|spoken|on|over|through|call|old|it's|he's|she's|i'm|"
        r"phone|was|were|had|calling|bad|someone|being|normal|proper|properly|studio|microphone|full|fuller|range|"
        r"narrow|got|recorded on|speaking|talking|from|cheap|crackly|used|using|long distance|transmitted|heard|"
        r"received"
    ),
    (
        (
            r"effect|quality|sound|line|call|radio|"
            r"phone|telephone"
        ),
        (
            r"less like|not sound|doesn't sound|don't|no longer|stop|turn(?:ed)? off|switch(?:ed)? off|"
            r"don't want|not like|undo|restore|fix|normal.*|proper.*|full (?:range|bandwidth).*|studio.*|not on.*|"
            r"(?:i|it|this|␣) (?:was |is |am |have |had )?recorded.*"
        ),
    ),
    surely_added=r"(?:come|coming|put|pass|passed|send|run|play|played|route|pipe) (?:␣ |it )?(?:out of|from|over|"
    r"through|via)",
    score=WIDTH,
)
