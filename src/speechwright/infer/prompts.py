"""What a live model is asked, and the sections that its reply must have: the tasks' own conversations, without replies.

The wording is always the first of a task's training wordings, so that equal requests get equal answers.
"""

from __future__ import annotations

from typing import Literal

from speechwright.errors import BadRecipe
from speechwright.lm.grammar import Section
from speechwright.tasks.asr import ASR
from speechwright.tasks.chat import CHAT, Form
from speechwright.tasks.tts import TTS
from speechwright.types import Conversation, Speech, Text, Turn

Out = Literal["text", "speech"]
OUTS: tuple[Out, ...] = ("text", "speech")
WRITE_DOWN = ASR.wordings.train[0]
READ_ALOUD = TTS.wordings.train[0]

TRANSCRIPT: tuple[Section, ...] = ("plain",)
READING: tuple[Section, ...] = ("speech",)
CHAT_SECTIONS: dict[Form, tuple[Section, ...]] = {
    "speech-speech": ("heard", "answer", "speech"),
    "speech-text": ("heard", "answer"),
    "text-speech": ("answer", "speech"),
    "text-text": ("answer",),
    "direct": ("speech",),
}


def transcript_prompt(speech: Speech) -> Conversation:
    return Conversation((Turn("user", (Text(WRITE_DOWN), speech)),), task=ASR.name)


def reading_prompt(text: str) -> Conversation:
    return Conversation((Turn("user", (Text(READ_ALOUD), Text(text))),), task=TTS.name)


def chat_prompt(form: Form, request: Text | Speech) -> Conversation:
    manner = Text(CHAT.wordings_for(form).train[0])
    return Conversation((Turn("system", (manner,)), Turn("user", (request,))), task=CHAT.name)


def chat_form(is_spoken: bool, out: Out, direct: bool) -> Form:
    """The form of an exchange.

    Args:
        is_spoken: whether the model itself hears the request.
        out: what the answer is wanted in.
        direct: from speech to speech without any text.

    Raises:
        BadRecipe: `direct` without speech at both ends.
    """
    if direct and not (is_spoken and out == "speech"):
        found = "a direct answer to a typed request" if not is_spoken else "a direct answer in text"
        raise BadRecipe(found, "speech in, heard by the model, and speech out", "leave 'direct' out")
    if direct:
        return "direct"
    if is_spoken:
        return "speech-speech" if out == "speech" else "speech-text"
    return "text-speech" if out == "speech" else "text-text"
