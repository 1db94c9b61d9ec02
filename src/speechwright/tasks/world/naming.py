"""Members of categories: is it one, name some, which does not belong."""

from __future__ import annotations

import numpy as np

from speechwright.tasks.spoken_form import words_of
from speechwright.tasks.wordings import Wordings
from speechwright.tasks.world.intent import Intent, Slots, between, pick, sample, with_article
from speechwright.tasks.world.judging import names, says_yes, settles_on
from speechwright.tasks.world.numbers import number_value, number_words
from speechwright.tasks.world.things import CATEGORIES, CATEGORY_OF, apart, as_phrase

_NAMES = tuple(CATEGORIES)
_THING_OF = {as_phrase(thing): thing for thing in CATEGORY_OF}
_CATEGORY_OF_PHRASE = {with_article(name): name for name in _NAMES}
_LINKS = frozenset(("a", "an", "and", "the"))
_MOST_NAMED = 5


def _draw_member(rng: np.random.Generator) -> Slots:
    """As often a member as not."""
    category = pick(rng, _NAMES)
    asked = category if rng.random() < 0.5 else pick(rng, [name for name in _NAMES if apart(name, category)])
    return {"thing": as_phrase(pick(rng, CATEGORIES[category])), "category": with_article(asked)}


def _is_member(slots: Slots) -> bool:
    return CATEGORY_OF[_THING_OF[slots["thing"]]] == _CATEGORY_OF_PHRASE[slots["category"]]


def _yes_or_no(slots: Slots) -> str:
    return "yes" if _is_member(slots) else "no"


def _true_category(slots: Slots) -> str:
    return CATEGORY_OF[_THING_OF[slots["thing"]]]


def _check_member(slots: Slots, answer: str) -> bool:
    words = words_of(answer)
    things = {thing for thing in CATEGORY_OF if names(words, thing)}
    categories = {name for name in _NAMES if names(words, name)}
    fitting = things <= {_THING_OF[slots["thing"]]} and categories <= {_true_category(slots)}
    return says_yes(answer) == _is_member(slots) and fitting


def _draw_naming(rng: np.random.Generator) -> Slots:
    return {"count": number_words(between(rng, 2, _MOST_NAMED)), "plural": f"{pick(rng, _NAMES)}s"}


def _asked(slots: Slots) -> tuple[int, tuple[str, ...]]:
    count = number_value(slots["count"])
    assert count is not None, f"{slots['count']!r} is no number"
    return count, CATEGORIES[slots["plural"][:-1]]


def _name_some(slots: Slots) -> str:
    count, members = _asked(slots)
    return f"{', '.join(members[:count])}."


def _check_naming(slots: Slots, answer: str) -> bool:
    count, members = _asked(slots)
    named = [word for word in words_of(answer) if word not in _LINKS]
    return len(named) == len(set(named)) == count and set(named) <= set(members)


def _draw_odd_one(rng: np.random.Generator) -> Slots:
    category = pick(rng, _NAMES)
    stranger = pick(rng, CATEGORIES[pick(rng, [name for name in _NAMES if apart(name, category)])])
    a, b, c = sample(rng, [*sample(rng, CATEGORIES[category], 2), stranger], 3)
    return {"things": f"{a}, {b} or {c}"}


def _odd_one(slots: Slots) -> str:
    things = slots["things"].replace(" or ", ", ").split(", ")
    categories = [CATEGORY_OF[thing] for thing in things]
    return next(thing for thing in things if categories.count(CATEGORY_OF[thing]) == 1)


def _num_odd_ones() -> int:
    """Over ordered pairs of categories that are apart: pairs of members × a stranger × six orders."""
    sizes = {name: len(members) for name, members in CATEGORIES.items()}
    return sum(sizes[x] * (sizes[x] - 1) // 2 * sizes[y] * 6 for x in _NAMES for y in _NAMES if apart(x, y))


MEMBER = Intent(
    "member",
    Wordings(
        train=(
            "is {thing} {category}?",
            "tell me if {thing} is {category}.",
            "is it true that {thing} is {category}?",
            "would you call {thing} {category}?",
            "do you think {thing} is {category}?",
            "would you say {thing} is {category}?",
            "i want to know if {thing} is {category}.",
            "{thing} is {category}, is that right?",
        ),
        test=(
            "please tell me if {thing} is {category}.",
            "is it right that {thing} is {category}?",
            "do you know if {thing} is {category}?",
        ),
    ),
    _draw_member,
    # What it is comes first: a small model that has to say yes or no before it has said that guesses.
    answer=lambda slots: f"{slots['thing']} is {with_article(_true_category(slots))}, so {_yes_or_no(slots)}.",
    check=_check_member,
    combinations=sum(len(CATEGORIES[name]) * (1 + sum(apart(name, other) for other in _NAMES)) for name in _NAMES),
    core=_yes_or_no,
)
NAME_SOME = Intent(
    "name_some",
    Wordings(
        train=(
            "name {count} {plural}.",
            "please name {count} {plural}.",
            "tell me {count} {plural}.",
            "can you name {count} {plural}?",
            "list {count} {plural}.",
            "give me {count} {plural}.",
            "i need {count} {plural}.",
            "say {count} {plural}.",
            "give me the names of {count} {plural}.",
        ),
        test=("please list {count} {plural}.", "could you name {count} {plural}?", "can you give me {count} {plural}?"),
    ),
    _draw_naming,
    _name_some,
    _check_naming,
    combinations=(_MOST_NAMED - 1) * len(_NAMES),
)
ODD_ONE_OUT = Intent(
    "odd_one_out",
    Wordings(
        train=(
            "which does not belong, {things}?",
            "which one does not belong, {things}?",
            "what does not belong, {things}?",
            "which does not fit, {things}?",
            "which one does not fit, {things}?",
            "which one is different, {things}?",
            "find the odd one, {things}.",
            "what is the odd one, {things}?",
            "{things}, which does not belong?",
        ),
        test=(
            "{things}, which does not fit?",
            "tell me which does not belong, {things}.",
            "which is the odd one, {things}?",
        ),
    ),
    _draw_odd_one,
    answer=lambda slots: f"{_odd_one(slots)} does not belong.",
    check=lambda slots, answer: settles_on(answer, _odd_one(slots), CATEGORY_OF),
    combinations=_num_odd_ones(),
    core=_odd_one,
)
