"""The house: lights, windows and doors, loudness and warmth."""

from __future__ import annotations

import numpy as np

from speechwright.tasks.spoken_form import words_of
from speechwright.tasks.wordings import Wordings
from speechwright.tasks.world.intent import Intent, Slots, between, pick
from speechwright.tasks.world.judging import names, settles_on_number
from speechwright.tasks.world.numbers import number_value, number_words

_ROOMS = ("kitchen", "bedroom", "bathroom", "garden", "office", "garage", "attic", "cellar", "hallway", "balcony")
_THINGS = ("window", "door", "curtain", "gate")


def _draw_light(rng: np.random.Generator) -> Slots:
    return {"state": pick(rng, ("on", "off")), "room": pick(rng, _ROOMS)}


def _check_light(slots: Slots, answer: str) -> bool:
    words = words_of(answer)
    states = {word for word in words if word in ("on", "off")}
    return {word for word in words if word in _ROOMS} == {slots["room"]} and states == {slots["state"]}


def _draw_opening(rng: np.random.Generator) -> Slots:
    return {"action": pick(rng, ("open", "shut")), "room": pick(rng, _ROOMS), "thing": pick(rng, _THINGS)}


def _check_opening(slots: Slots, answer: str) -> bool:
    words = words_of(answer)
    actions = {word for word in words if word in ("open", "shut")}
    wholes = {f"{room} {thing}" for room in _ROOMS for thing in _THINGS if names(words, f"{room} {thing}")}
    return wholes == {f"{slots['room']} {slots['thing']}"} and actions == {slots["action"]}


def _draw_level(rng: np.random.Generator) -> Slots:
    return {"level": number_words(between(rng, 1, 20))}


def _draw_degrees(rng: np.random.Generator) -> Slots:
    return {"degrees": number_words(between(rng, 5, 30))}


def _settles(slots: Slots, answer: str) -> bool:
    (words,) = slots.values()
    value = number_value(words)
    assert value is not None, f"{words!r} is no number"
    return settles_on_number(answer, value)


LIGHTS = Intent(
    "lights",
    Wordings(
        train=(
            "turn {state} the {room} light.",
            "turn the {room} light {state}.",
            "please turn {state} the {room} light.",
            "switch {state} the {room} light.",
            "switch the {room} light {state}.",
            "{room} light {state}.",
            "turn {state} the light in the {room}.",
            "can you turn {state} the {room} light?",
            "i want the {room} light {state}.",
        ),
        test=(
            "please switch {state} the {room} light.",
            "can you switch the {room} light {state}?",
            "please turn {state} the light in the {room}.",
        ),
    ),
    _draw_light,
    answer=lambda slots: f"the {slots['room']} light is {slots['state']}.",
    check=_check_light,
    combinations=2 * len(_ROOMS),
)
OPENING = Intent(
    "opening",
    Wordings(
        train=(
            "{action} the {room} {thing}.",
            "please {action} the {room} {thing}.",
            "can you {action} the {room} {thing}?",
            "could you {action} the {room} {thing}?",
            "{action} the {room} {thing} for me.",
            "i want you to {action} the {room} {thing}.",
            "{action} the {room} {thing} now.",
            "would you {action} the {room} {thing}?",
        ),
        test=(
            "please {action} the {room} {thing} for me.",
            "can you {action} the {room} {thing} now?",
            "would you please {action} the {room} {thing}?",
        ),
    ),
    _draw_opening,
    answer=lambda slots: f"the {slots['room']} {slots['thing']} is {slots['action']}.",
    check=_check_opening,
    combinations=2 * len(_ROOMS) * len(_THINGS),
)
VOLUME = Intent(
    "volume",
    Wordings(
        train=(
            "set the volume to {level}.",
            "please set the volume to {level}.",
            "turn the volume to {level}.",
            "put the volume at {level}.",
            "change the volume to {level}.",
            "volume {level}.",
            "can you set the volume to {level}?",
            "make the volume {level}.",
            "i want the volume at {level}.",
        ),
        test=(
            "please turn the volume to {level}.",
            "can you change the volume to {level}?",
            "i want the volume to be {level}.",
        ),
    ),
    _draw_level,
    answer=lambda slots: f"the volume is {slots['level']}.",
    check=_settles,
    combinations=20,
)
HEATING = Intent(
    "heating",
    Wordings(
        train=(
            "set the heating to {degrees} degrees.",
            "please set the heating to {degrees} degrees.",
            "turn the heating to {degrees} degrees.",
            "put the heating at {degrees} degrees.",
            "change the heating to {degrees} degrees.",
            "heating, {degrees} degrees.",
            "can you set the heating to {degrees} degrees?",
            "make it {degrees} degrees in here.",
            "i want {degrees} degrees in here.",
        ),
        test=(
            "please turn the heating to {degrees} degrees.",
            "can you change the heating to {degrees} degrees?",
            "i want the heating at {degrees} degrees.",
        ),
    ),
    _draw_degrees,
    answer=lambda slots: f"the heating is at {slots['degrees']} degrees.",
    check=_settles,
    combinations=26,
)
