"""Jokes, with and without a topic."""

from __future__ import annotations

from speechwright.tasks.wordings import Wordings
from speechwright.tasks.world.closed import closed_fact, fixed_reply

_JOKES = {
    "a chicken": "why did the chicken cross the road? to get to the other side.",
    "a ghost": "which room do ghosts avoid? the living room.",
    "a banana": "why did the banana see a doctor? it did not peel well.",
    "a clock": "why did the clock go home? it ran out of time.",
    "a spider": "what do spiders make online? web sites.",
    "an elephant": "what time is it when an elephant sits on your fence? time for a new fence.",
    "a tree": "how does a tree use a computer? it logs in.",
    "a fish": "where does a fish sleep? in a river bed.",
    "a cow": "what do you call a cow on your lawn? a lawn moo er.",
    "a book": "why was the number book sad? it had too many problems.",
}

JOKE = fixed_reply(
    "joke",
    Wordings(
        train=(
            "tell me a joke.",
            "tell a joke.",
            "please tell me a joke.",
            "do you know a joke?",
            "make me laugh.",
            "say something funny.",
            "can you tell me a joke?",
            "i want to hear a joke.",
            "i need a good laugh.",
        ),
        test=("please make me laugh.", "i want to hear something funny.", "do you know a good joke?"),
    ),
    "why is six afraid of seven? because seven ate nine.",
    ("seven ate nine", "seven eight nine"),
)
JOKE_ABOUT = closed_fact(
    "joke_about",
    Wordings(
        train=(
            "tell me a joke about {topic}.",
            "tell a joke about {topic}.",
            "please tell me a joke about {topic}.",
            "do you know a joke about {topic}?",
            "say something funny about {topic}.",
            "make a joke about {topic}.",
            "can you tell me a joke about {topic}?",
            "i want to hear a joke about {topic}.",
        ),
        test=(
            "please make a joke about {topic}.",
            "do you know a good joke about {topic}?",
            "i want to hear something funny about {topic}.",
        ),
    ),
    "topic",
    _JOKES,
    "{value}",
    constrained=False,
)
