"""Colours of things, what people make, and how many parts things have."""

from __future__ import annotations

import numpy as np

from speechwright.tasks.spoken_form import words_of
from speechwright.tasks.wordings import Wordings
from speechwright.tasks.world.closed import closed_fact
from speechwright.tasks.world.intent import Intent, Slots, pick
from speechwright.tasks.world.judging import names, settles_on_number, without
from speechwright.tasks.world.numbers import number_value

_COLOURS = {
    "red": "a tomato|a strawberry|a brick|a cherry|blood",
    "green": "grass|a frog|a cucumber|a leaf|spinach",
    "yellow": "a lemon|a banana|the sun|butter|a canary",
    "white": "snow|milk|salt|a swan|a polar bear",
    "black": "coal|a raven|the night|ink",
    "brown": "chocolate|coffee|mud|a chestnut",
    "blue": "the sky|the ocean|a sapphire",
    "orange": "a carrot|a pumpkin",
    "pink": "a flamingo|a pig",
    "grey": "an elephant|a dolphin",
}
_MAKERS = dict(
    pair.split("|")
    for pair in """a baker|bread
a tailor|clothes
a potter|pots
a shoemaker|shoes
a carpenter|furniture
a poet|poems
a composer|music
a painter|pictures
a brewer|beer
a beekeeper|honey
a builder|houses
a jeweller|rings
a clockmaker|clocks
a writer|books
a hen|eggs
a spider|webs
a cow|milk
a sculptor|statues
a weaver|cloth
a programmer|software
a blacksmith|tools
a saddler|saddles
a hatter|hats
a chef|meals
a director|films
a dressmaker|dresses""".split("\n")
)
_PARTS = {
    ("wheels", "a car"): "four",
    ("wheels", "a bicycle"): "two",
    ("wheels", "a tricycle"): "three",
    ("sides", "a triangle"): "three",
    ("sides", "a square"): "four",
    ("sides", "a pentagon"): "five",
    ("sides", "a hexagon"): "six",
    ("sides", "an octagon"): "eight",
    ("strings", "a guitar"): "six",
    ("strings", "a violin"): "four",
    ("fingers", "a hand"): "five",
    ("toes", "a foot"): "five",
    ("wings", "a bird"): "two",
    ("wings", "a butterfly"): "four",
    ("arms", "an octopus"): "eight",
    ("humps", "a camel"): "two",
    ("letters", "the alphabet"): "twenty six",
    ("colours", "a rainbow"): "seven",
    ("days", "a week"): "seven",
    ("months", "a year"): "twelve",
    ("days", "a year"): "three hundred and sixty five",
    ("seasons", "a year"): "four",
    ("minutes", "an hour"): "sixty",
    ("seconds", "a minute"): "sixty",
    ("hours", "a day"): "twenty four",
    ("players", "a football team"): "eleven",
    ("faces", "a dice"): "six",
    ("days", "january"): "thirty one",
    ("days", "february"): "twenty eight",
    ("days", "march"): "thirty one",
    ("days", "april"): "thirty",
    ("days", "may"): "thirty one",
    ("days", "june"): "thirty",
    ("days", "july"): "thirty one",
    ("days", "august"): "thirty one",
    ("days", "september"): "thirty",
    ("days", "october"): "thirty one",
    ("days", "november"): "thirty",
    ("days", "december"): "thirty one",
}
_NAMED = {name for pair in _PARTS for name in pair}


def _draw_parts(rng: np.random.Generator) -> Slots:
    part, whole = pick(rng, tuple(_PARTS))
    return {"part": part, "whole": whole}


def _count(slots: Slots) -> str:
    return _PARTS[slots["part"], slots["whole"]]


def _check_parts(slots: Slots, answer: str) -> bool:
    left = without(words_of(answer), slots.values())
    value = number_value(_count(slots))
    assert value is not None, f"{_count(slots)!r} is no number"
    return settles_on_number(answer, value) and not any(names(left, other) for other in _NAMED)


COLOUR_OF = closed_fact(
    "colour_of",
    Wordings(
        train=(
            "what colour is {thing}?",
            "which colour is {thing}?",
            "what is the colour of {thing}?",
            "tell me the colour of {thing}.",
            "name the colour of {thing}.",
            "do you know the colour of {thing}?",
            "{thing} is what colour?",
            "which colour has {thing}?",
            "say the colour of {thing}.",
        ),
        test=(
            "{thing} is which colour?",
            "please tell me the colour of {thing}.",
            "can you name the colour of {thing}?",
        ),
    ),
    "thing",
    {thing: colour for colour, things in _COLOURS.items() for thing in things.split("|")},
    "{thing} is {value}.",
)
MAKER = closed_fact(
    "maker",
    Wordings(
        train=(
            "what does {maker} make?",
            "what is made by {maker}?",
            "tell me what {maker} makes.",
            "do you know what {maker} makes?",
            "what things does {maker} make?",
            "name what {maker} makes.",
            "{maker} makes what?",
            "say what {maker} makes.",
        ),
        test=("please tell me what {maker} makes.", "can you say what {maker} makes?", "what do you get from {maker}?"),
    ),
    "maker",
    _MAKERS,
    "{maker} makes {value}.",
)
HOW_MANY = Intent(
    "how_many",
    Wordings(
        train=(
            "how many {part} does {whole} have?",
            "how many {part} has {whole}?",
            "tell me how many {part} {whole} has.",
            "{whole} has how many {part}?",
            "what number of {part} does {whole} have?",
            "do you know how many {part} {whole} has?",
            "say how many {part} {whole} has.",
            "how many {part} are there in {whole}?",
        ),
        test=(
            "please tell me how many {part} {whole} has.",
            "can you say how many {part} {whole} has?",
            "how many {part} do you find in {whole}?",
        ),
    ),
    _draw_parts,
    answer=lambda slots: f"{slots['whole']} has {_count(slots)} {slots['part']}.",
    check=_check_parts,
    combinations=len(_PARTS),
    core=_count,
)
