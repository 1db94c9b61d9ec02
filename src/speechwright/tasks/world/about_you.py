"""What people say of themselves: their name, how they feel."""

from __future__ import annotations

import numpy as np

from speechwright.tasks.spoken_form import words_of
from speechwright.tasks.wordings import Wordings
from speechwright.tasks.world.closed import closed_fact
from speechwright.tasks.world.intent import Intent, Slots, pick

_PEOPLE = tuple(
    """
adam alice anna arthur barbara betty charles clara daniel david diana edward emily emma florence george grace hannah
henry ivan jacob james jessica john julia kevin laura leo linda lucy maria martin mary max michael monica nancy nora
oliver oscar pamela patrick peter rachel rebecca richard robert rosa samuel sandra simon stella susan thomas tony victor
victoria vincent walter william
""".split()
)
_FEELINGS = {
    "tired": "you should rest a little.",
    "hungry": "you should eat something.",
    "thirsty": "you should drink some water.",
    "cold": "put on a warm coat.",
    "hot": "try to find some shade.",
    "sad": "i hope you feel better soon.",
    "happy": "i am glad to hear that.",
    "bored": "how about a good book.",
    "ill": "please see a doctor.",
    "lonely": "i am here with you.",
    "angry": "take a slow deep breath.",
    "scared": "do not worry, you are safe.",
    "lost": "ask someone for the way.",
    "late": "then you should hurry.",
    "dirty": "a hot bath will help.",
    "nervous": "stay calm, you can do it.",
    "busy": "then i will be quick.",
    "wet": "here is a dry towel.",
}


def _draw_name(rng: np.random.Generator) -> Slots:
    return {"name": pick(rng, _PEOPLE)}


def _check_name(slots: Slots, answer: str) -> bool:
    return {word for word in words_of(answer) if word in _PEOPLE} == {slots["name"]}


MY_NAME = Intent(
    "my_name",
    Wordings(
        train=(
            "my name is {name}.",
            "i am called {name}.",
            "hello, my name is {name}.",
            "hi, my name is {name}.",
            "hello, this is {name}.",
            "they call me {name}.",
            "this is {name} speaking.",
            "please call me {name}.",
            "you can call me {name}.",
        ),
        test=("hey, my name is {name}.", "hi, this is {name}.", "hello, you can call me {name}."),
    ),
    _draw_name,
    answer=lambda slots: f"nice to meet you, {slots['name']}.",
    check=_check_name,
    combinations=len(_PEOPLE),
)
FEELING = closed_fact(
    "feeling",
    Wordings(
        train=(
            "i am {feeling}.",
            "i am so {feeling}.",
            "i am very {feeling}.",
            "i feel {feeling}.",
            "i feel very {feeling}.",
            "today i am {feeling}.",
            "i am {feeling} today.",
            "i am a little {feeling}.",
        ),
        test=("i feel so {feeling}.", "today i feel {feeling}.", "i am very {feeling} today."),
    ),
    "feeling",
    _FEELINGS,
    "{value}",
    constrained=False,
)
