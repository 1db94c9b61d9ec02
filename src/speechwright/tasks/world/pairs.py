"""Tables about words: opposites, plurals, past tenses, rhymes."""

from __future__ import annotations


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("/") for pair in text.split())


_BOTH_WAYS = _pairs(
    """
hot/cold big/small tall/short fast/slow happy/sad light/dark up/down open/shut old/young hard/soft wet/dry loud/quiet
rich/poor strong/weak thick/thin full/empty early/late clean/dirty good/bad first/last high/low near/far wide/narrow
deep/shallow rough/smooth sharp/blunt sweet/sour kind/cruel polite/rude begin/end start/stop push/pull give/take
buy/sell win/lose come/go arrive/leave ask/answer love/hate laugh/cry sleep/wake stand/sit float/sink rise/fall
grow/shrink remember/forget build/destroy lock/unlock enter/exit accept/refuse add/subtract always/never before/after
above/below inside/outside over/under front/back top/bottom north/south east/west man/woman boy/girl king/queen
father/mother brother/sister uncle/aunt husband/wife friend/enemy teacher/student summer/winter morning/evening
success/failure beautiful/ugly cheap/expensive easy/difficult safe/dangerous true/false alive/dead awake/asleep
simple/complicated modern/ancient tight/loose straight/crooked fresh/stale raw/cooked public/private same/different
everything/nothing everybody/nobody guilty/innocent maximum/minimum positive/negative forwards/backwards
upstairs/downstairs future/past hero/villain solid/liquid male/female majority/minority natural/artificial
possible/impossible patient/impatient visible/invisible honest/dishonest lucky/unlucky tidy/messy generous/selfish
wise/foolish attack/defend borrow/lend catch/throw freeze/melt increase/decrease shout/whisper teach/learn work/play
victory/defeat wild/tame
"""
)
OPPOSITES: dict[str, str] = {**_BOTH_WAYS, **{other: one for one, other in _BOTH_WAYS.items()}}

PLURALS: dict[str, str] = {
    **_pairs(
        """
mouse/mice goose/geese foot/feet tooth/teeth man/men woman/women child/children ox/oxen sheep/sheep fish/fish
knife/knives wife/wives leaf/leaves wolf/wolves shelf/shelves thief/thieves scarf/scarves half/halves calf/calves
baby/babies city/cities country/countries puppy/puppies cherry/cherries story/stories lady/ladies party/parties
family/families potato/potatoes tomato/tomatoes hero/heroes box/boxes fox/foxes bus/buses dish/dishes watch/watches
glass/glasses dress/dresses branch/branches brush/brushes church/churches
"""
    ),
    **{
        noun: f"{noun}s"
        for noun in """
apple arrow bird book boot car cat chair clock cloud dog doctor door egg flag friend garden hand house island king lamp
letter monkey nose nurse orange pencil picture river school ship song spoon table teacher tree village window
""".split()
    },
}

PASTS: dict[str, str] = _pairs(
    """
go/went see/saw eat/ate drink/drank run/ran swim/swam sing/sang ring/rang begin/began come/came give/gave take/took
make/made say/said tell/told think/thought bring/brought buy/bought catch/caught teach/taught find/found know/knew
grow/grew fly/flew throw/threw draw/drew drive/drove ride/rode write/wrote rise/rose speak/spoke break/broke wake/woke
steal/stole freeze/froze choose/chose forget/forgot get/got sit/sat stand/stood win/won lose/lost keep/kept sleep/slept
sweep/swept feel/felt leave/left meet/met send/sent spend/spent build/built lend/lent hold/held fall/fell hide/hid
bite/bit shake/shook wear/wore sell/sold hear/heard walk/walked jump/jumped play/played help/helped
look/looked open/opened wash/washed paint/painted laugh/laughed clean/cleaned dance/danced smile/smiled
hope/hoped carry/carried hurry/hurried try/tried marry/married stop/stopped plan/planned visit/visited want/wanted
need/needed wait/waited
"""
)

_FAMILIES = tuple(
    family.split()
    for family in """cat hat mat rat
king ring sing wing
cake lake snake
ball wall tall
light night bright
clock rock sock
bug rug mug jug
hen pen ten men
boat coat goat
bell shell well
brick stick chick
house mouse
car star jar
shop drop hop
jump pump lump
hand sand band
train rain chain
gold cold fold
town crown clown
fox box
fish dish wish
nest best chest
moon spoon soon
bed red shed
book cook hook
tree bee knee""".split("\n")
)
# The rhyme that is taught is the next in the family; the rule accepts any other.
RHYMES: dict[str, str] = {
    word: family[(place + 1) % len(family)] for family in _FAMILIES for place, word in enumerate(family)
}
FAMILY_OF: dict[str, tuple[str, ...]] = {word: tuple(family) for family in _FAMILIES for word in family}
