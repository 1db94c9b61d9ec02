"""Common English words that are easy to hear: no homophones among them, none that is spoken in two ways."""

NOUNS: tuple[str, ...] = tuple(
    """
apple arrow artist attic autumn avenue baby bacon badge bag bakery balcony balloon bamboo banana bandage banjo bank barn
basket bath battery beard beaver bedroom belt bench bicycle bird biscuit blanket blossom bonnet book boot bottle box
bracelet branch breakfast brick bridge brother brush bucket bubble butter button butterfly cabbage cabin cactus cake
camel camera camp candle canoe canyon carpet carrot castle cat cave chain chalk cheese cherry chest chicken child
chimney circle circus clinic cloak clock cloud clown coat coconut coffee coin comb compass cottage cotton couch
cousin cow crab cradle crayon cricket crown crystal cup cupboard curtain cushion dancer daughter desk diamond dinner
doctor dog doll dolphin donkey door dragon dream dress drum duck eagle ear earth elbow elephant engine envelope evening
fabric factory family farm farmer feather fence festival field finger fire fish flag flame flute foot forest fork
fountain fox friend frog fruit garage garden garlic ghost giant ginger giraffe glass glove glue goat goose grass guitar
hammer hand harbour hat hedge helmet hippo honey hook hospital hotel house ice insect iron island ivory jacket jewel
jigsaw judge juice jungle kettle kitchen kite kitten knee knife ladder lake lamp lantern leaf leather lemon letter
library lion lizard lobster lorry lunch machine magnet magpie map marble market mask mattress meadow melon metal milk
mirror monkey moon mother mountain mouse mouth mud muffin mushroom music napkin neck necklace needle nest net notebook
nurse nut oak ocean office olive onion orange orchard oven owl page palace pancake panda paper parcel parrot party path
peach peanut pebble pen pencil pepper piano picnic picture pig pillow pilot pipe pirate pizza planet plate pocket pond
pony postcard potato prince pudding pumpkin puppet puppy puzzle rabbit radio raft railway rainbow raisin rat ribbon rice
river robin robot rock rocket roof rope rug ruler sailor salad salt sand sandal sandwich scarf school scissors shadow
shark sheep shelf shell ship shirt shop shovel shower signal sister skirt snail snake snow soap sock sofa soldier song
soup spider spinach spoon sponge squirrel stable stamp star station statue stomach stone storm stove street string
student sugar suitcase summer swan table tailor teacher teapot temple tennis tent thread throat thumb ticket tiger toast
toffee tomato tongue tooth torch towel tower town toy tractor train treasure tree triangle truck trumpet tulip tunnel
turtle umbrella uncle valley van velvet village violin voice volcano wagon wallet walnut watch water whistle window
winter wing wolf woman wool worm yard zebra zipper
""".split()
)
ADJECTIVES: tuple[str, ...] = tuple(
    """
angry bitter black brave brief bright broken brown busy calm careful cheerful clean clever cloudy cold common crispy
crooked cruel curious curly dark dangerous deep delicious different dirty dizzy dry dusty eager early easy elegant empty
enormous fancy famous fast fierce flat fluffy foggy foolish fresh friendly frozen funny gentle gloomy golden green
grumpy handsome happy hard heavy helpful hidden hollow honest huge humble hungry icy jolly kind large late lazy light
lively lonely long loud lovely lucky massive messy modern muddy narrow nasty nice noisy normal old open patient perfect
pink plastic pleasant polite pretty proud purple quick quiet rapid ready rich ripe rotten round royal rusty safe salty
secret selfish serious shallow sharp shiny short shy silent silky silly silver simple sleepy slim slippery slow small
smart smooth soft solid spicy spotty sticky stiff stormy strange strict strong stubborn sturdy sudden sunny swift tall
tender terrible thick thin thirsty tidy tiny tired tough ugly upset useful violet warm wealthy wicked wide wild
wooden yellow young
""".split()
)
VERBS: tuple[str, ...] = tuple(
    """
admire agree answer applaud argue arrive ask bake balance begin behave believe borrow bounce breathe bring carry
celebrate change chase chat clap climb collect compare complain cook copy count crawl create cry dance decide deliver
dig dive divide drink drive drop eat enjoy enter escape explain explore fail fall fight float fly fold follow
forget forgive gallop gather giggle give glow grab grow guess help hide hop hope hug hunt hurry imagine improve include
invent invite join jump keep kick kiss laugh learn leave lift listen look lose love marry melt mend mix move notice obey
offer order pack paddle paint park plan play pull push reach relax remember repair repeat rescue rest return ride rub
run scratch scream search send share shiver shout shut sing sip sit skate skip sleep slide smell smile sneeze
snore solve speak spend spill spin splash stand start stay stir stop study swim swing switch taste teach tell think
tickle touch travel trick try tumble twist understand visit wake wander wash whisper win wink wipe wish wonder work
worry yawn
""".split()
)
WORDS: tuple[str, ...] = NOUNS + ADJECTIVES + VERBS
