"""Answering a request, heard or typed: as a chain of modality, or in speech at once.

The chain (SpeechGPT, arXiv 2305.11000) writes what it heard, then the answer, then speaks it; typed requests and
written answers leave out the steps at the ends. "direct" is the comparison: from speech to speech without any text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from speechwright.errors import BadData
from speechwright.tasks.items import at_most_one, reply_parts, said_aloud
from speechwright.tasks.spoken_form import same_words
from speechwright.tasks.wordings import Wordings
from speechwright.tasks.world.request import Request, check_answer
from speechwright.types import Conversation, Part, Speech, Text, Turn

Form = Literal["speech-speech", "speech-text", "text-speech", "text-text", "direct"]
Manner = Literal["aloud", "in writing", "direct"]
MANNERS: dict[Form, Manner] = {
    "speech-speech": "aloud",
    "speech-text": "in writing",
    "text-speech": "aloud",
    "text-text": "in writing",
    "direct": "direct",
}
FORMS: tuple[Form, ...] = tuple(MANNERS)
HEARS: frozenset[Form] = frozenset(("speech-speech", "speech-text", "direct"))
SPEAKS: frozenset[Form] = frozenset(("speech-speech", "text-speech", "direct"))


@dataclass(frozen=True)
class ChatItem:
    """One exchange; `dataclasses.replace(item, form=…)` gives it in another form.

    Args:
        form: which steps the exchange has.
        request: a request of the mini world, or any words.
        answer_text: a right answer.
        request_speech: the spoken request, for the forms that hear one.
        answer_speech: the spoken answer, for the forms that speak.

    Raises:
        BadData: speech that the form needs is missing, or the form is unknown.
    """

    form: Form
    request: Request | str
    answer_text: str
    request_speech: Speech | None = None
    answer_speech: Speech | None = None

    def __post_init__(self) -> None:
        if self.form not in MANNERS:
            raise BadData(f"form {self.form!r}", f"one of {', '.join(FORMS)}", "name one of these")
        deaf = self.form in HEARS and self.request_speech is None
        mute = self.form in SPEAKS and self.answer_speech is None
        if deaf or mute:
            missing = "a spoken request" if deaf else "a spoken answer"
            raise BadData(f"a {self.form} item without {missing}", missing, "synthesize it, or choose another form")

    @property
    def request_text(self) -> str:
        return self.request if isinstance(self.request, str) else self.request.text


@dataclass(frozen=True)
class ChatReply:
    """The steps of a reply, each None where it is missing.

    Args:
        heard: what the reply wrote as heard.
        answer: what it wrote as the answer.
        speech: what it spoke.
        spoken: the words that a recognizer heard in `speech`; set by whoever has a recognizer.
    """

    heard: str | None
    answer: str | None
    speech: Speech | None
    spoken: str | None = None


@dataclass(frozen=True)
class Chat:
    """The user asks, the assistant answers in the steps of the form.

    `manners` are the wordings of the system turn that says how to answer.
    """

    name: str
    manners: dict[Manner, Wordings] = field(hash=False)

    @property
    def wordings(self) -> Wordings:
        """Those of all manners together."""
        every = self.manners.values()
        return Wordings(sum((one.train for one in every), ()), sum((one.test for one in every), ()))

    def wordings_for(self, form: Form) -> Wordings:
        """The wordings that ask for that form, given the request."""
        return self.manners[MANNERS[form]]

    def to_conversation(self, item: ChatItem, wording: str | None) -> Conversation:
        """The exchange; `wording` becomes the system turn, None leaves it out (then the caller forces the form)."""
        request = _given(item.request_speech) if item.form in HEARS else Text(item.request_text)
        turns = (Turn("user", (request,)), Turn("assistant", _steps(item)))
        system = () if wording is None else (Turn("system", (Text(wording),)),)
        return Conversation(system + turns, task=self.name, meta=_meta(item))

    def parse_reply(self, turn: Turn) -> ChatReply:
        """Raises BadData for a turn of another role, a step that comes twice, or text that is no step."""
        parts = reply_parts(turn)
        if any(isinstance(part, Text) and part.kind == "plain" for part in parts):
            raise BadData("plain text in a chat reply", "text heard or answered", "count this reply as failed")
        speeches = [part for part in parts if isinstance(part, Speech)]
        heard, answer = (_texts(parts, kind) for kind in ("heard", "answer"))
        return ChatReply(at_most_one(heard, "heard"), at_most_one(answer, "answer"), at_most_one(speeches, "speech"))

    def score(self, item: ChatItem, reply: ChatReply) -> bool:
        """Whether the answer is right by the rule of its request; for words that are no `Request`, by its words.

        A chain is judged by the answer that it wrote, a direct reply by what a recognizer heard.

        Raises:
            BadData: a direct reply that no recognizer has listened to.
        """
        answer = said_aloud(reply.speech, reply.spoken) if item.form == "direct" else reply.answer
        if answer is None:
            return False
        if isinstance(item.request, Request):
            return check_answer(item.request, answer)
        return same_words(item.answer_text, answer)


def _given(speech: Speech | None) -> Speech:
    assert speech is not None, "an item holds the speech that its form needs"
    return speech


def _steps(item: ChatItem) -> tuple[Part, ...]:
    if item.form == "direct":
        return (_given(item.answer_speech),)
    heard = (Text(item.request_text, "heard"),) if item.form in HEARS else ()
    spoken = (_given(item.answer_speech),) if item.form in SPEAKS else ()
    return (*heard, Text(item.answer_text, "answer"), *spoken)


def _texts(parts: tuple[Part, ...], kind: str) -> list[str]:
    return [part.text for part in parts if isinstance(part, Text) and part.kind == kind]


def _meta(item: ChatItem) -> dict[str, str]:
    """What results are sliced by."""
    if isinstance(item.request, str):
        return {"form": item.form}
    return {"form": item.form, "intent": item.request.intent, "constraint": item.request.constraint}


CHAT = Chat(
    "chat",
    {
        "aloud": Wordings(
            train=(
                "answer aloud.",
                "reply aloud.",
                "speak your answer.",
                "say your answer.",
                "answer with your voice.",
                "please answer aloud.",
                "tell me aloud.",
                "give a spoken answer.",
                "speak to me.",
                "answer in speech.",
            ),
            test=("please reply aloud.", "reply with your voice.", "give the answer aloud."),
        ),
        "in writing": Wordings(
            train=(
                "answer in writing.",
                "reply in writing.",
                "write your answer.",
                "answer in text.",
                "please answer in writing.",
                "type your answer.",
                "give a written answer.",
                "write to me.",
                "do not speak, write.",
                "only write.",
            ),
            test=("please reply in writing.", "reply in text.", "give the answer in writing."),
        ),
        "direct": Wordings(
            train=(
                "answer at once.",
                "answer directly.",
                "reply at once.",
                "speak at once.",
                "answer straight away.",
                "no text, just speak.",
                "do not write, speak.",
                "reply directly.",
                "answer right away.",
                "answer without text.",
            ),
            test=("reply straight away.", "speak right away.", "please answer directly."),
        ),
    },
)
