import pytest

from speechwright.errors import BadData
from speechwright.tasks.asr import ASR, AsrReply
from speechwright.types import Conversation, Text, Turn
from tests.tasks.exchanges import read_item, speech


def test_a_conversation_survives_its_row_and_gives_its_reply_back() -> None:
    item = read_item()
    conversation = ASR.to_conversation(item, "write this down.")
    assert Conversation.from_row(conversation.to_row()) == conversation
    assert conversation.task == ASR.name
    assert conversation.turns[0].parts == (Text("write this down."), item.speech)
    reply = ASR.parse_reply(conversation.turns[-1])
    assert reply == AsrReply(item.text) and ASR.score(item, reply)


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("The brave robin can WHISTLE", True),
        ("the brave robin can sing.", False),
        ("the brave robin.", False),
        (None, False),
    ],
)
def test_every_word_must_be_right_and_only_words_count(written: str | None, right: bool) -> None:
    assert ASR.score(read_item(), AsrReply(written)) is right


def test_a_reply_without_text_stays_a_reply() -> None:
    assert ASR.parse_reply(Turn("assistant", (speech(0),))) == AsrReply(None)


@pytest.mark.parametrize(
    "turn", [Turn("user", (Text("hello."),)), Turn("assistant", (Text("hello."), Text("goodbye.")))]
)
def test_what_is_no_reply_is_refused(turn: Turn) -> None:
    with pytest.raises(BadData):
        ASR.parse_reply(turn)
