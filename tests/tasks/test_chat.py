from dataclasses import replace

import pytest

from speechwright.errors import BadData
from speechwright.tasks.chat import CHAT, FORMS, ChatItem, ChatReply, Form
from speechwright.types import Conversation, Role, Text, Turn
from tests.tasks.exchanges import chat_item, speech

# What stands in the user's turn and in the assistant's, by form.
_SHAPES: dict[Form, tuple[str, list[str]]] = {
    "speech-speech": ("speech", ["heard", "answer", "speech"]),
    "speech-text": ("speech", ["heard", "answer"]),
    "text-speech": ("plain", ["answer", "speech"]),
    "text-text": ("plain", ["answer"]),
    "direct": ("speech", ["speech"]),
}


def _kinds(turn: Turn) -> list[str]:
    return [part.kind if isinstance(part, Text) else "speech" for part in turn.parts]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("wording", [None, "answer aloud."])
def test_each_form_has_its_steps_and_survives_its_row(form: Form, wording: str | None) -> None:
    conversation = CHAT.to_conversation(chat_item(form), wording)
    roles: list[Role] = ["user", "assistant"] if wording is None else ["system", "user", "assistant"]
    assert [turn.role for turn in conversation.turns] == roles
    user, assistant = conversation.turns[-2:]
    assert (_kinds(user), _kinds(assistant)) == ([_SHAPES[form][0]], _SHAPES[form][1])
    assert Conversation.from_row(conversation.to_row()) == conversation
    assert conversation.task == CHAT.name and conversation.meta["form"] == form


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(20))
def test_the_reply_comes_back_and_is_right(form: Form, seed: int) -> None:
    item = chat_item(form, seed)
    reply = CHAT.parse_reply(CHAT.to_conversation(item, None).turns[-1])
    steps = _SHAPES[form][1]
    assert reply.heard == (item.request_text if "heard" in steps else None)
    assert reply.answer == (item.answer_text if "answer" in steps else None)
    assert reply.speech == (item.answer_speech if "speech" in steps else None)
    assert CHAT.score(item, replace(reply, spoken=item.answer_text))


def test_a_wrong_or_missing_answer_is_wrong() -> None:
    item = chat_item("speech-speech")
    assert not CHAT.score(item, ChatReply(item.request_text, "i do not know.", speech(3)))
    assert not CHAT.score(item, ChatReply(item.request_text, None, speech(3)))


def test_a_direct_reply_is_judged_by_what_is_heard_in_it() -> None:
    item = chat_item("direct")
    assert not CHAT.score(item, ChatReply(None, item.answer_text, None))
    assert not CHAT.score(item, ChatReply(None, item.answer_text, speech(3), spoken="i do not know."))
    with pytest.raises(BadData, match="listened"):
        CHAT.score(item, ChatReply(None, item.answer_text, speech(3)))


def test_other_words_than_the_world_are_judged_by_their_words() -> None:
    item = ChatItem("text-text", "who wrote hamlet?", "william shakespeare.")
    assert CHAT.score(item, ChatReply(None, "William Shakespeare", None))
    assert not CHAT.score(item, ChatReply(None, "nobody", None))
    assert CHAT.to_conversation(item, None).meta == {"form": "text-text"}


@pytest.mark.parametrize("form", FORMS)
def test_an_item_must_hold_the_speech_of_its_form(form: Form) -> None:
    item = chat_item(form)
    user, steps = _SHAPES[form]
    for part, needed in ((item.request_speech, user == "speech"), (item.answer_speech, "speech" in steps)):
        request_speech, answer_speech = (
            None if kept is part else kept for kept in (item.request_speech, item.answer_speech)
        )
        if needed:
            with pytest.raises(BadData, match="without"):
                replace(item, request_speech=request_speech, answer_speech=answer_speech)
        else:
            replace(item, request_speech=request_speech, answer_speech=answer_speech)


@pytest.mark.parametrize(
    "turn",
    [
        Turn("user", (Text("hello."),)),
        Turn("assistant", (Text("hello."),)),
        Turn("assistant", (Text("one.", "answer"), Text("two.", "answer"))),
        Turn("assistant", (speech(0), speech(1))),
    ],
)
def test_what_is_no_chain_is_refused(turn: Turn) -> None:
    with pytest.raises(BadData):
        CHAT.parse_reply(turn)


def test_manners_tell_the_forms_of_one_request_apart() -> None:
    heard = [set(CHAT.wordings_for(form).train) for form in ("speech-speech", "speech-text", "direct")]
    typed = [set(CHAT.wordings_for(form).train) for form in ("text-speech", "text-text")]
    for sides in (heard, typed):
        assert sum(map(len, sides)) == len(set().union(*sides))
    with pytest.raises(BadData, match="sung"):
        ChatItem("sung", "hello.", "hello.")  # type: ignore[arg-type]
