"""Greetings, thanks, and questions about the one who answers."""

from __future__ import annotations

from speechwright.tasks.wordings import Wordings
from speechwright.tasks.world.closed import closed_fact, fixed_reply

_LIKED = {
    "colour": "purple",
    "animal": "owl",
    "fruit": "mango",
    "number": "seven",
    "season": "spring",
    "month": "may",
    "day": "friday",
    "sport": "tennis",
    "drink": "cocoa",
    "bird": "robin",
    "instrument": "violin",
    "planet": "saturn",
    "shape": "circle",
    "tree": "willow",
}

GREETING = fixed_reply(
    "greeting",
    Wordings(
        train=(
            "hello.",
            "hi.",
            "hey.",
            "hello there.",
            "good morning.",
            "good afternoon.",
            "good evening.",
            "hello, it is me.",
            "hello, nice to meet you.",
            "hi, are you there?",
        ),
        test=("hi there.", "hey, it is me.", "good morning to you."),
    ),
    "hello, nice to hear you.",
    ("hello", "hi", "hey", "good morning", "good afternoon", "good evening"),
)
HOW_ARE_YOU = fixed_reply(
    "how_are_you",
    Wordings(
        train=(
            "how are you?",
            "how are you today?",
            "how do you do?",
            "are you well?",
            "how do you feel?",
            "how do you feel today?",
            "hello, how are you?",
            "are you okay?",
            "is everything okay?",
        ),
        test=("how are you feeling?", "are you okay today?", "hi, how are you?"),
    ),
    "i am very well, thank you.",
    ("well", "fine", "good", "great", "okay"),
)
WHO_ARE_YOU = fixed_reply(
    "who_are_you",
    Wordings(
        train=(
            "who are you?",
            "what are you?",
            "what is your name?",
            "tell me your name.",
            "do you have a name?",
            "what do they call you?",
            "who am i talking to?",
            "are you a person?",
            "are you human?",
            "tell me who you are.",
        ),
        test=("please tell me your name.", "tell me what you are.", "are you a human?"),
    ),
    "i am speechwright, a small talking computer.",
    ("speechwright",),
)
ABILITIES = fixed_reply(
    "abilities",
    Wordings(
        train=(
            "what can you do?",
            "what can i ask you?",
            "how can you help me?",
            "tell me what you can do.",
            "what are you good at?",
            "what do you know?",
            "help.",
            "i need help.",
            "what can i say to you?",
            "what are you able to do?",
        ),
        test=("please tell me what you can do.", "tell me what i can ask you.", "i need your help."),
    ),
    "i can count, spell, set timers and answer questions.",
    ("i can",),
)
THANKS = fixed_reply(
    "thanks",
    Wordings(
        train=(
            "thank you.",
            "thanks.",
            "thanks a lot.",
            "thank you very much.",
            "many thanks.",
            "that was helpful.",
            "thank you for your help.",
            "thank you, that was great.",
            "thanks, you are very kind.",
        ),
        test=("thanks very much.", "thanks for your help.", "thank you, you are very kind."),
    ),
    "you are welcome.",
    ("welcome", "pleasure", "no problem"),
)
GOODBYE = fixed_reply(
    "goodbye",
    Wordings(
        train=(
            "goodbye.",
            "bye.",
            "bye bye.",
            "good night.",
            "see you later.",
            "see you tomorrow.",
            "goodbye for now.",
            "i have to go now.",
            "that is all for today.",
            "talk to you later.",
        ),
        test=("bye for now.", "goodbye, see you tomorrow.", "that is all for now."),
    ),
    "goodbye, talk to you soon.",
    ("goodbye", "bye", "see you", "good night"),
)
FAVOURITE = closed_fact(
    "favourite",
    Wordings(
        train=(
            "what is your favourite {kind}?",
            "which {kind} do you like best?",
            "tell me your favourite {kind}.",
            "do you have a favourite {kind}?",
            "what {kind} do you like best?",
            "which is your favourite {kind}?",
            "which {kind} is your favourite?",
            "name your favourite {kind}.",
        ),
        test=(
            "please tell me your favourite {kind}.",
            "what {kind} is your favourite?",
            "which {kind} do you like most?",
        ),
    ),
    "kind",
    _LIKED,
    "my favourite {kind} is {value}.",
)
