"""What a small voice without a network can not do; it says so."""

from __future__ import annotations

import numpy as np

from speechwright.tasks.spoken_form import words_of
from speechwright.tasks.wordings import Wordings
from speechwright.tasks.world.atlas import CAPITALS
from speechwright.tasks.world.intent import Intent, Slots, pick
from speechwright.tasks.world.judging import names

_PEOPLE = ("my mother", "my father", "my brother", "my sister", "my doctor", "my boss", "my friend", "the office")
# intent → what it can not do, as it says it
_DEEDS = {
    "refuse_weather": "see the weather",
    "refuse_call": "make calls",
    "refuse_music": "play music",
    "refuse_news": "read the news",
    "refuse_order": "order food",
    "refuse_picture": "take pictures",
    "refuse_message": "send messages",
}
_NEGATIONS = ("can not", "cannot", "can't")


def _refusal(name: str, wordings: Wordings, slot: str, values: tuple[str, ...]) -> Intent:
    """An answer is right when it says sorry, that it can not, and what; naming nothing else that it can not do."""
    topic = _DEEDS[name].split()[-1]
    others = {deed.split()[-1] for deed in _DEEDS.values()} - {topic}

    def draw(rng: np.random.Generator) -> Slots:
        return {slot: pick(rng, values)}

    def check(slots: Slots, answer: str) -> bool:
        words = words_of(answer)
        refuses = "sorry" in words and any(names(words, negation) for negation in _NEGATIONS)
        return refuses and topic in words and not others & set(words)

    return Intent(name, wordings, draw, lambda slots: f"sorry, i can not {_DEEDS[name]}.", check, len(values))


WEATHER = _refusal(
    "refuse_weather",
    Wordings(
        train=(
            "what is the weather in {place}?",
            "how is the weather in {place}?",
            "tell me the weather in {place}.",
            "will it rain in {place}?",
            "is it sunny in {place}?",
            "what is the weather like in {place}?",
            "is it raining in {place}?",
            "will it snow in {place}?",
        ),
        test=(
            "how is the weather today in {place}?",
            "please tell me the weather in {place}.",
            "is it snowing in {place}?",
        ),
    ),
    "place",
    tuple(CAPITALS.values()),
)
CALL = _refusal(
    "refuse_call",
    Wordings(
        train=(
            "call {person}.",
            "please call {person}.",
            "make a call to {person}.",
            "can you call {person}?",
            "phone {person}.",
            "please phone {person}.",
            "i want to call {person}.",
            "call {person} for me.",
        ),
        test=("could you call {person}?", "can you phone {person}?", "please make a call to {person}."),
    ),
    "person",
    _PEOPLE,
)
MUSIC = _refusal(
    "refuse_music",
    Wordings(
        train=(
            "play some {style} music.",
            "play {style} music.",
            "please play some {style} music.",
            "can you play {style} music?",
            "i want to hear some {style} music.",
            "put on some {style} music.",
            "play a {style} song.",
            "let me hear some {style} music.",
        ),
        test=("please play {style} music.", "can you play a {style} song?", "please put on some {style} music."),
    ),
    "style",
    ("jazz", "rock", "pop", "folk", "piano", "dance", "quiet", "happy"),
)
NEWS = _refusal(
    "refuse_news",
    Wordings(
        train=(
            "what is the news about {topic}?",
            "tell me the news about {topic}.",
            "read me the news about {topic}.",
            "is there any news about {topic}?",
            "read the news about {topic}.",
            "give me the news about {topic}.",
            "i want to hear the news about {topic}.",
            "what is new in {topic}?",
        ),
        test=(
            "please read me the news about {topic}.",
            "what news is there about {topic}?",
            "please tell me the {topic} news.",
        ),
    ),
    "topic",
    ("sport", "football", "science", "business", "politics", "travel", "health", "fashion"),
)
ORDER = _refusal(
    "refuse_order",
    Wordings(
        train=(
            "order a {food}.",
            "order a {food} for me.",
            "please order a {food}.",
            "can you order a {food}?",
            "get me a {food}.",
            "i want to order a {food}.",
            "bring me a {food}.",
            "buy me a {food}.",
        ),
        test=("could you order a {food}?", "please bring me a {food}.", "can you order a {food} for me?"),
    ),
    "food",
    ("pizza", "burger", "salad", "sandwich", "curry", "steak", "cake", "coffee"),
)
PICTURE = _refusal(
    "refuse_picture",
    Wordings(
        train=(
            "take a picture of {thing}.",
            "please take a picture of {thing}.",
            "can you take a picture of {thing}?",
            "take a photo of {thing}.",
            "i want a picture of {thing}.",
            "make a photo of {thing}.",
            "i want you to take a photo of {thing}.",
            "can you make a picture of {thing}?",
        ),
        test=(
            "please take a photo of {thing}.",
            "can you take a photo of {thing}?",
            "please make a picture of {thing}.",
        ),
    ),
    "thing",
    ("me", "my cat", "my dog", "the garden", "the house", "the moon", "my family", "the street"),
)
MESSAGE = _refusal(
    "refuse_message",
    Wordings(
        train=(
            "send a message to {person}.",
            "please send a message to {person}.",
            "can you send a message to {person}?",
            "write a message to {person}.",
            "send {person} a message.",
            "i want to send a message to {person}.",
            "please write a message to {person}.",
            "send an email to {person}.",
        ),
        test=(
            "could you send {person} a message?",
            "please send an email to {person}.",
            "can you write a message to {person}?",
        ),
    ),
    "person",
    _PEOPLE,
)
