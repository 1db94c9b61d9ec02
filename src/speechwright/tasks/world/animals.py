"""What animals say, what their young are called, how many legs they have, and what they can do."""

from __future__ import annotations

import numpy as np

from speechwright.tasks.spoken_form import words_of
from speechwright.tasks.wordings import Wordings
from speechwright.tasks.world.closed import closed_fact
from speechwright.tasks.world.intent import Intent, Slots, pick
from speechwright.tasks.world.judging import names, says_yes, without

_SOUNDS = dict(
    pair.split("|")
    for pair in """a cow|moo
a sheep|baa
a cat|meow
a dog|woof
a pig|oink
a duck|quack
a horse|neigh
a frog|ribbit
a lion|roar
a snake|hiss
a bee|buzz
a hen|cluck
an owl|hoot
a donkey|hee haw
a mouse|squeak
a bird|tweet""".split("\n")
)
_YOUNG = dict(
    pair.split("|")
    for pair in """dog|a puppy
cat|a kitten
cow|a calf
sheep|a lamb
horse|a foal
pig|a piglet
duck|a duckling
goose|a gosling
hen|a chick
frog|a tadpole
lion|a cub
goat|a kid
kangaroo|a joey
swan|a cygnet
owl|an owlet
eagle|an eaglet""".split("\n")
)
_LEGS = {
    "two": "a hen|a robin|an owl|a swan|a penguin|a parrot",
    "four": "a dog|a cat|a cow|a horse|a sheep|a pig|a frog|an elephant|a mouse|a lion|a camel|a turtle|a zebra",
    "six": "a beetle|a bee|a wasp|a butterfly|a cricket",
    "eight": "a spider|a scorpion",
    "zero": "a snake|a fish|a worm|a whale|a snail",
}
# ability → those that can, those that can not
_ABILITIES = {
    "fly": ("a bee|an owl|an eagle|a butterfly|a robin|a wasp", "a dog|a cow|a horse|a penguin|a snake|an elephant"),
    "swim": ("a fish|a duck|a frog|a dolphin|a penguin|a whale", "a bee|a butterfly|a robin|a snail|a hen|a spider"),
    "climb a tree": ("a monkey|a cat|a squirrel|a bear|a snail", "a cow|a horse|a fish|an elephant|a whale|a sheep"),
    "lay eggs": ("a hen|a duck|a turtle|a frog|an owl|a spider", "a dog|a cow|a cat|a horse|a rabbit|a lion"),
    "jump": ("a frog|a rabbit|a cat|a horse|a kangaroo|a cricket", "a snail|a worm|a snake|a whale|an elephant"),
    "read a book": ("a teacher|a doctor|a farmer", "a dog|a cow|a cat|a fish|a sheep|a bee|a hen"),
}
_CAN = {
    (animal, ability): index == 0
    for ability, sides in _ABILITIES.items()
    for index, animals in enumerate(sides)
    for animal in animals.split("|")
}
_ALL_ANIMALS = {animal for animal, _ in _CAN}


def _draw_can(rng: np.random.Generator) -> Slots:
    ability = pick(rng, tuple(_ABILITIES))
    animals = pick(rng, _ABILITIES[ability]).split("|")
    return {"animal": pick(rng, animals), "ability": ability}


def _can(slots: Slots) -> bool:
    return _CAN[slots["animal"], slots["ability"]]


def _answer_can(slots: Slots) -> str:
    return "{}, {animal} {} {ability}.".format(*(("yes", "can") if _can(slots) else ("no", "can not")), **slots)


def _check_can(slots: Slots, answer: str) -> bool:
    words = words_of(answer)
    left = without(words, slots.values())
    return says_yes(answer) == _can(slots) and not any(names(left, other) for other in {*_ALL_ANIMALS, *_ABILITIES})


ANIMAL_SOUND = closed_fact(
    "animal_sound",
    Wordings(
        train=(
            "what sound does {animal} make?",
            "which sound does {animal} make?",
            "what does {animal} say?",
            "what noise does {animal} make?",
            "how does {animal} sound?",
            "tell me the sound of {animal}.",
            "make the sound of {animal}.",
            "do you know what {animal} says?",
            "what is the sound of {animal}?",
        ),
        test=("which noise does {animal} make?", "please tell me what {animal} says.", "make the noise of {animal}."),
    ),
    "animal",
    _SOUNDS,
    "{animal} says {value}.",
)
ANIMAL_YOUNG = closed_fact(
    "animal_young",
    Wordings(
        train=(
            "what is a baby {animal} called?",
            "what do you call a baby {animal}?",
            "what do you call a young {animal}?",
            "what is a young {animal} called?",
            "what is the name of a baby {animal}?",
            "tell me the name of a baby {animal}.",
            "how do you call a baby {animal}?",
            "do you know the name of a baby {animal}?",
            "name the baby of the {animal}.",
        ),
        test=(
            "what is the name of a young {animal}?",
            "please tell me what a baby {animal} is called.",
            "how is a baby {animal} called?",
        ),
    ),
    "animal",
    _YOUNG,
    "a baby {animal} is {value}.",
)
LEGS = closed_fact(
    "legs",
    Wordings(
        train=(
            "how many legs does {animal} have?",
            "how many legs has {animal}?",
            "tell me how many legs {animal} has.",
            "{animal} has how many legs?",
            "what number of legs does {animal} have?",
            "do you know how many legs {animal} has?",
            "say how many legs {animal} has.",
            "on how many legs does {animal} stand?",
        ),
        test=(
            "please tell me how many legs {animal} has.",
            "how many legs are there on {animal}?",
            "can you say how many legs {animal} has?",
        ),
    ),
    "animal",
    {animal: count for count, animals in _LEGS.items() for animal in animals.split("|")},
    "{animal} has {value} legs.",
)
ANIMAL_CAN = Intent(
    "animal_can",
    Wordings(
        train=(
            "can {animal} {ability}?",
            "is {animal} able to {ability}?",
            "do you think {animal} can {ability}?",
            "tell me if {animal} can {ability}.",
            "is it true that {animal} can {ability}?",
            "would you say {animal} can {ability}?",
            "i want to know if {animal} can {ability}.",
            "{animal} can {ability}, is that right?",
        ),
        test=(
            "please tell me if {animal} can {ability}.",
            "is it right that {animal} can {ability}?",
            "do you know if {animal} can {ability}?",
        ),
    ),
    _draw_can,
    _answer_can,
    _check_can,
    combinations=len(_CAN),
    core=lambda slots: "yes" if _can(slots) else "no",
)
