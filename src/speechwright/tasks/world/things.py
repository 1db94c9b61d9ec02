"""Categories and their members. A thing belongs to one only, so that "which does not belong" has one answer."""

from __future__ import annotations

from speechwright.tasks.world.intent import with_article

CATEGORIES: dict[str, tuple[str, ...]] = {
    "fruit": ("apple", "banana", "cherry", "grape", "lemon", "mango", "melon", "peach", "plum"),
    "vegetable": ("carrot", "onion", "potato", "cabbage", "turnip", "radish", "parsnip", "lettuce"),
    "animal": ("lion", "tiger", "rabbit", "monkey", "camel", "elephant", "zebra", "donkey", "giraffe"),
    "bird": ("robin", "eagle", "owl", "parrot", "swan", "penguin", "pigeon", "sparrow"),
    "insect": ("beetle", "butterfly", "wasp", "moth", "cricket", "mosquito", "grasshopper"),
    "colour": ("red", "green", "yellow", "purple", "pink", "brown", "black", "white"),
    "tool": ("hammer", "spanner", "drill", "shovel", "rake", "chisel", "screwdriver"),
    "instrument": ("piano", "guitar", "violin", "drum", "flute", "trumpet", "harp", "banjo"),
    "vehicle": ("car", "bus", "train", "lorry", "tractor", "van", "bicycle", "scooter"),
    "shape": ("circle", "square", "triangle", "rectangle", "pentagon", "hexagon", "octagon"),
    "sport": ("football", "tennis", "hockey", "rugby", "golf", "boxing", "swimming", "basketball"),
    "drink": ("water", "milk", "coffee", "juice", "lemonade", "cocoa"),
    "metal": ("iron", "copper", "tin", "brass", "bronze", "zinc", "nickel"),
    "job": ("teacher", "doctor", "farmer", "baker", "nurse", "pilot", "sailor", "painter"),
    "planet": ("earth", "mars", "venus", "jupiter", "saturn", "neptune"),
    "tree": ("oak", "pine", "willow", "maple", "birch", "elm"),
}
CATEGORY_OF: dict[str, str] = {thing: name for name, members in CATEGORIES.items() for thing in members}
_WITHOUT_ARTICLE = frozenset(("colour", "sport", "drink", "metal", "planet"))
# Birds and insects are animals too, so that "is a robin an animal" and a list of both have no clear answer.
_OVERLAPPING = frozenset(("animal", "bird", "insect"))


def as_phrase(thing: str) -> str:
    """A member as one speaks of it: "a carrot", "milk"."""
    return thing if CATEGORY_OF[thing] in _WITHOUT_ARTICLE else with_article(thing)


def apart(one: str, other: str) -> bool:
    """Whether nothing can belong to both categories."""
    return one != other and not {one, other} <= _OVERLAPPING
