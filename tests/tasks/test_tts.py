from dataclasses import replace

import pytest

from speechwright.errors import BadData
from speechwright.tasks.tts import TTS, TtsReply
from speechwright.types import Conversation, Text, Turn
from tests.tasks.exchanges import read_item, speech


def test_a_conversation_survives_its_row_and_gives_its_reply_back() -> None:
    item = read_item()
    conversation = TTS.to_conversation(item, "say this.")
    assert Conversation.from_row(conversation.to_row()) == conversation
    assert conversation.task == TTS.name
    assert conversation.turns[0].parts == (Text("say this."), Text(item.text))
    assert TTS.parse_reply(conversation.turns[-1]) == TtsReply(item.speech)


def test_a_reply_is_judged_by_what_is_heard_in_it() -> None:
    item = read_item()
    reply = TtsReply(item.speech)
    assert TTS.score(item, replace(reply, spoken="The brave robin can whistle"))
    assert not TTS.score(item, replace(reply, spoken="the grave robin can whistle"))
    assert not TTS.score(item, TTS.parse_reply(Turn("assistant", (Text(item.text),))))


def test_a_reply_that_nobody_heard_is_not_judged() -> None:
    with pytest.raises(BadData, match="listened"):
        TTS.score(read_item(), TtsReply(speech(0)))


@pytest.mark.parametrize("turn", [Turn("user", (speech(0),)), Turn("assistant", (speech(0), speech(1)))])
def test_what_is_no_reply_is_refused(turn: Turn) -> None:
    with pytest.raises(BadData):
        TTS.parse_reply(turn)
