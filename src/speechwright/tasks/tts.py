"""Reading a sentence aloud."""

from __future__ import annotations

from dataclasses import dataclass

from speechwright.tasks.items import ReadItem, at_most_one, reply_parts, said_aloud
from speechwright.tasks.spoken_form import same_words
from speechwright.tasks.wordings import Wordings
from speechwright.types import Conversation, Speech, Text, Turn


@dataclass(frozen=True)
class TtsReply:
    """What the reply spoke.

    Args:
        speech: its speech; None where it did not speak.
        spoken: the words that a recognizer heard in `speech`; set by whoever has a recognizer.
    """

    speech: Speech | None
    spoken: str | None = None


@dataclass(frozen=True)
class Tts:
    """The user gives a wording and a sentence, the assistant its speech."""

    name: str
    wordings: Wordings

    def to_conversation(self, item: ReadItem, wording: str) -> Conversation:
        user = Turn("user", (Text(wording), Text(item.text)))
        return Conversation((user, Turn("assistant", (item.speech,))), task=self.name)

    def parse_reply(self, turn: Turn) -> TtsReply:
        """Raises BadData for a turn of another role or with several speeches."""
        speeches = [part for part in reply_parts(turn) if isinstance(part, Speech)]
        return TtsReply(at_most_one(speeches, "speech"))

    def score(self, item: ReadItem, reply: TtsReply) -> bool:
        """Whether a recognizer heard every word. Raises BadData where none has listened yet."""
        said = said_aloud(reply.speech, reply.spoken)
        return said is not None and same_words(item.text, said)


TTS = Tts(
    "tts",
    Wordings(
        train=(
            "say this.",
            "say this aloud.",
            "say it aloud.",
            "read this.",
            "read this aloud.",
            "read aloud.",
            "please read this.",
            "please say this.",
            "speak this.",
            "speak this text.",
            "say these words.",
            "read these words.",
            "read the text.",
            "read this text aloud.",
            "say this sentence.",
            "read this sentence.",
            "turn text into speech.",
            "let me hear this.",
            "give this a voice.",
            "say out loud.",
            "read out loud.",
            "please speak this.",
            "read it to me.",
            "say it with your voice.",
        ),
        test=(
            "please read aloud.",
            "speak these words.",
            "read this out loud.",
            "say this text aloud.",
            "let me hear these words.",
            "please say these words.",
        ),
    ),
)
