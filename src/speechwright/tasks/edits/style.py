"""Ways of speaking: "whisper it", "like a news anchor", "with a British accent". Recognised and refused: style comes
with the learned editor."""

from __future__ import annotations

from speechwright.tasks.edits.forms import forms
from speechwright.tasks.edits.learned import learned
from speechwright.tasks.edits.slots import sense

_ROLES = (
    r"(?:(?:news|sports?|tv|radio|movie|film|game show|story|robot|old|young|drill|"
    r"cartoon|evil|famous|southern|british|american|shakespearean|professional|talk show) "
    r")*"
    r"(?:anchors?|anchorman|anchorwoman|newsreader|newscaster|reporter|presenter|"
    r"announcer|narrator|commentator|storyteller|story teller|teacher|professor|preacher|"
    r"priest|politician|salesman|salesperson|pirate|robot|witch|wizard|monster|"
    r"santa|yoda|darth vader|batman|cowboy|king|queen|princess|villain|hero|sergeant|poet|"
    r"actor|actress|comedian|dj|host|assistant|clown|alien|ghost|butler|lawyer|doctor|"
    r"grandmother|newsman|voice actor|trailer|audiobook|audio book|advert|advertisement|"
    r"commercial|documentary|poem|lullaby|sermon|news report|news broadcast|bedtime story|"
    r"fairy tale|opera singer|singer|rapper|newsreader|auctioneer|sportscaster|tour guide|flight attendant|pilot|coach|"
    r"drill instructor|grandma|grandpa|toddler|ventriloquist|game show host|weather ?man|weather forecaster)(?:'s)?"
)
_STYLES = (
    rf"{forms('whisper shout yell scream sing mumble murmur rap chant hum growl mutter bark')}|"
    rf"whispery|whispered|whispers|sung|singing|newscast|broadcast style|"
    rf"conversational(?:ly)?|formal(?:ly)?|casual(?:ly)?|poetic(?:ally)?|"
    r"styles?|(?:\w+ )?accent|dialect|accented|style of|theatrical(?:ly)?|dramatically|"
    r"dramatic|narrat(?:ion|ive) style|storytelling|asmr|breathy|raspy|hoarse|nasal|"
    r"customer service|chatty|professional(?:ly)?|authoritative(?:ly)?|sportscaster"
)
_SENSE = sense(
    "style",
    "style",
    """
    whisper it
    whisper {place}
    make {place} a whisper
    make {place} sound whispered
    say {place} in a whisper
    shout {place}
    shout it
    make the speaker shout
    sing {place}
    make it sound like a news anchor
    make {place} sound like a news anchor
    make it sound like a robot
    make {place} sound like a pirate
    read it like a newsreader
    read {place} like a storyteller
    say {place} like a sports commentator
    speak like a professor
    I want it to sound like a movie trailer
    I'd like {place} whispered
    could you make it sound like a radio host?
    can you say it with a British accent?
    give {place} a British accent
    change the style to newscast
    change the speaking style to conversational
    change the accent to Irish
    set the style to storytelling
    make it more conversational
    make {place} more formal
    make {place} sound dramatic
    use a narration style
    say {place} like a pirate
    {place} in a newsreader's voice
    shout {place} out loud
    sing {place} like an opera singer
    read {place} as if it were a bedtime story
    give {place} an Australian accent
    do {place} in the style of a sports commentator
    make {place} sound like a documentary narrator
    mumble {place}
    {place} with a Scottish accent
    as a whisper: {place}
    read {place} like a poem
    say {place} like a robot
    use a southern accent in {place}
    """,
    """
    turn it into a whisper
    have {place} yelled
    deliver {place} as a preacher would
    would you make it sound like an announcer?
    in the style of a bedtime story
    let it sound like a documentary
    speak {place} with a French accent
    please mumble {place}
    make it more casual
    say it in a breathy voice
    """,
)
EDIT = learned(
    "style",
    f"{_ROLES}|{_STYLES}",
    (_SENSE,),
    (
        r"like|as|would|style|speaking|voice|newscast|conversational|storytelling|irish|"
        r"british|french|tone|a bit|more|less|narration|sounds?|read|deliver|with|deep|manner|"
        r"way|in the|if|though|reading|a|an|of|does|do|who|kind|is|were|out loud|loud|loudly|voice|accent|at the "
        r"top of|lungs|someone|speaks|talks|"
        r"it|telling|giving|doing|presenting|hosting|tv|radio|news|evening|presenter"
    ),
    unless="put|emphasis|stress|phone|telephone|church",
)
