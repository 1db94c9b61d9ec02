from speechwright.tasks.world.words import ADJECTIVES, NOUNS, VERBS, WORDS

# Words that sound alike in British or American English. Neither side may be spelled or repeated by ear.
_HOMOPHONES = """
air/heir aisle/isle/i'll allowed/aloud alter/altar ant/aunt arc/ark ate/eight bail/bale ball/bawl band/banned
bare/bear base/bass be/bee beach/beech bean/been beat/beet bell/belle berry/bury berth/birth billed/build blew/blue
board/bored boar/bore bold/bowled bolder/boulder bough/bow boy/buoy brake/break bread/bred bridal/bridle brows/browse
but/butt buy/by/bye caller/collar capital/capitol cash/cache caught/court ceiling/sealing cell/sell cellar/seller
cent/sent/scent cereal/serial cheap/cheep chews/choose chilly/chile chord/cord choir/quire chute/shoot cite/sight/site
claws/clause clothes/close coarse/course colonel/kernel complement/compliment core/corps council/counsel creak/creek
crew/cruise cue/queue currant/current cygnet/signet cymbal/symbol days/daze dear/deer desert/dessert dew/due die/dye
doe/dough draft/draught draw/drawer dual/duel earn/urn ewe/you/yew eye/i faint/feint fair/fare fate/fete
father/farther feat/feet find/fined finish/finnish fir/fur flair/flare flaw/floor flea/flee flew/flu/flue flour/flower
for/four/fore foreword/forward fort/fought forth/fourth foul/fowl frees/freeze frieze/freeze gait/gate gamble/gambol
gorilla/guerrilla grate/great grease/greece groan/grown guessed/guest guise/guys hail/hale hair/hare hall/haul
heal/heel/he'll hear/here heard/herd heroin/heroine hi/high higher/hire him/hymn hoarse/horse hole/whole holy/wholly
hour/our idle/idol in/inn jam/jamb key/quay knead/need knew/new/gnu knight/night knit/nit knot/not know/no knows/nose
lane/lain laps/lapse lead/led leak/leek lessen/lesson liar/lyre links/lynx loan/lone loch/lock made/maid mail/male
main/mane manner/manor mantel/mantle mare/mayor maize/maze medal/meddle meat/meet might/mite mind/mined miner/minor
missed/mist moan/mown moose/mousse morning/mourning muscle/mussel mustard/mustered naval/navel none/nun oar/or/ore
one/won pail/pale pain/pane pair/pear pause/paws paw/poor/pour/pore pawn/porn pea/pee peace/piece peak/peek/pique
pearl/purl pedal/peddle peel/peal peer/pier pi/pie pigeon/pidgin place/plaice plain/plane plum/plumb pole/poll
praise/prays/preys pray/prey principal/principle profit/prophet quarts/quartz rain/reign/rein raise/rays rap/wrap
raw/roar read/red reed/read real/reel right/write/rite ring/wring road/rode roe/row role/roll root/route rose/rows
rough/ruff rye/wry sail/sale sauce/source saw/sore/soar scene/seen sea/see seam/seem sew/so/sow shake/sheikh shoe/shoo
side/sighed sleigh/slay soccer/socker sole/soul/seoul some/sum son/sun sort/sought stair/stare stake/steak stalk/stork
stationary/stationery steal/steel stile/style storey/story straight/strait suede/swayed suite/sweet sword/soared
tacks/tax tail/tale talk/torque taught/taut tea/tee team/teem tear/tier tern/turn their/there thrown/throne
threw/through throw/throe thyme/time tide/tied tire/tyre to/too/two toad/towed toe/tow told/tolled tongs/tongues
tow/toe vain/vein/vane vale/veil vial/vile wade/weighed wail/whale/wales waist/waste wait/weight waive/wave walk/wok
war/wore ware/wear/where warn/worn wart/wort watt/what way/weigh/whey weak/week weather/whether weave/we've weir/we're
weld/welled wet/whet which/witch whine/wine whirled/world won/one wood/would yoke/yolk yore/your/you're
"""
_TWO_WAYS = "bow close dove lead live minute object present read record refuse row sow tear use wind wound".split()


def test_no_word_has_a_homophone_or_two_ways_to_be_spoken() -> None:
    ambiguous = {word for group in _HOMOPHONES.split() for word in group.split("/")} | set(_TWO_WAYS)
    assert not ambiguous & set(WORDS)


def test_the_words_are_many_different_and_short() -> None:
    assert len(WORDS) == len(set(WORDS)) >= 700
    assert all(word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 10 for word in WORDS)
    assert min(map(len, (NOUNS, ADJECTIVES, VERBS))) >= 100
