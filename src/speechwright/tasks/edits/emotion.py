"""Feelings: "make it sound happy", "say it angrily". Recognised and refused: emotion comes with the learned editor."""

from __future__ import annotations

from speechwright.tasks.edits.learned import learned
from speechwright.tasks.edits.slots import sense

_FEELINGS = (
    "happ(?:y|ier|ily|iness)|sad(?:der|ly|ness)?|ang(?:ry|rier|rily|er)|excited(?:ly)?|"
    "excitement|fear(?:ful|fully)?|afraid|scared|surprised?|disgust(?:ed)?|cheer(?:ful|"
    "fully|y|ier)?|joy(?:ful|fully|ous)?|joy|"
    "depress(?:ed|ing)|melanchol(?:y|ic)|furious(?:ly)?|annoyed|irritated|frustrated|"
    "calm(?:er|ly)?|relaxed|nervous(?:ly)?|anxious(?:ly)?|worried|bored|boring|"
    "enthusiastic(?:ally)?|enthusiasm|"
    "loving(?:ly)?|romantic|sarcastic(?:ally)?|sarcasm|ironic|proud(?:ly)?|ashamed|"
    "shy(?:ly)?|confident(?:ly)?|confidence|serious(?:ly)?|sympathetic|empathetic|"
    "compassionate|warm(?:er|ly|th)?|friendl(?:y|ier)|"
    "hostile|aggressive(?:ly)?|upset|gloomy|hopeful|desperate(?:ly)?|tearful|crying|"
    "laughing|emotional|emotions?|mood|feeling(?:s)?|upbeat|optimistic|pessimistic|"
    "amused|curious|tired|sleepy|hysterical|terrified|tender(?:ly)?|sorrowful|neutral|"
    "passionate|passion|kind(?:er)|playful|jolly|grumpy|disappointed|disappointment|thrilled|heartbroken|devastated|"
    "miserable|grief|grieving|delighted|ecstatic|elated|"
    "euphoric|overjoyed|content|peaceful|serene|soothing|panick?(?:y|ed)|frightened|fearless|horrified|shocked|"
    "astonished|"
    "amazed|amazement|astonishment|wonder|awe|awestruck|guilty|guilt|remorseful|regretful|regret|apologetic|grateful|"
    "jealous|envious|bitter(?:ly)?|resentful|contempt(?:uous)?|scornful|smug|arrogant|humble|timid|bashful|flirty|"
    "flirtatious|seductive|sultry|mischievous|teasing|cynical|sincere(?:ly)?|heartfelt|wistful|nostalgic|dreamy|"
    "impatient(?:ly)?|exasperated|fed up|stressed out|tense|tension|urgent(?:ly)?|urgency|eager|motivated|inspired|"
    "determined|brave|bold|vulnerable|lonely|hurt|rage|raging|mad at|outraged|indignant|stern|strict|cold(?:ly)?|"
    "indifferent|apathetic|exhausted|weary|sobbing|weeping|giggling|giggly|chuckling|smiling|moody|emotionally"
)
_SENSE = sense(
    "emotion",
    "emotion",
    """
    make it sound happy
    make {place} sound happy
    make {place} sound sad
    make {place} sound angry
    make {place} sound excited
    make {place} happier
    make {place} more cheerful
    make {place} sadder
    make the speaker sound angry
    make her sound surprised
    make him sound afraid
    say {place} happily
    say {place} angrily
    say {place} in a sad voice
    say {place} with joy
    read {place} sadly
    sound happier
    sound angrier, please
    I want {place} to sound cheerful
    I'd like {place} to sound sad
    could you make {place} sound excited?
    can you make it sound angry?
    change the emotion to happy
    change the emotion of {place} to sad
    set the emotion to angry
    the emotion should be joy
    add some enthusiasm to {place}
    put more emotion into {place}
    give {place} a sad feeling
    let {place} sound furious
    sound more cheerful in {place}
    can {place} be angrier?
    put some joy into {place}
    {place} should sound sad
    a nervous tone in {place}
    say {place} as if you were crying
    more enthusiasm in {place}
    read {place} tenderly
    make {place} sound bored
    make {place} sound frightened
    {place} should sound more confident
    read {place} in a gloomy tone
    let me sound thrilled in {place}
    calmer in {place}, please
    """,
    """
    turn the mood into a happy one
    have the speaker sound nervous
    would you make {place} more enthusiastic?
    speak {place} with anger
    it should sound calm
    {place} needs to be happier
    please deliver {place} joyfully
    I want her to be angry in {place}
    convey fear in {place}
    happier, please
    """,
)
EDIT = learned(
    "emotion",
    _FEELINGS,
    (_SENSE,),
    (
        r"more|less|sound|sounds|like|happy one|somebody|someone|who|is|emotion|mood|convey|"
        r"express|deliver|add|put|give|with|sounding|tone|as if|as though|were|feel|feels|was|"
        r"if|kind|very|so|too|inject|neutral|extremely|person"
    ),
)
