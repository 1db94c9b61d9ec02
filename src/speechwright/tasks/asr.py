"""Writing down what is heard."""

from __future__ import annotations

from dataclasses import dataclass

from speechwright.tasks.items import ReadItem, at_most_one, reply_parts
from speechwright.tasks.spoken_form import same_words
from speechwright.tasks.wordings import Wordings
from speechwright.types import Conversation, Text, Turn


@dataclass(frozen=True)
class AsrReply:
    """`text`: what the reply wrote down; None where it wrote nothing."""

    text: str | None


@dataclass(frozen=True)
class Asr:
    """The user gives a wording and speech, the assistant the transcript."""

    name: str
    wordings: Wordings

    def to_conversation(self, item: ReadItem, wording: str) -> Conversation:
        user = Turn("user", (Text(wording), item.speech))
        return Conversation((user, Turn("assistant", (Text(item.text),))), task=self.name)

    def parse_reply(self, turn: Turn) -> AsrReply:
        """Raises BadData for a turn of another role or with several texts."""
        texts = [part.text for part in reply_parts(turn) if isinstance(part, Text)]
        return AsrReply(at_most_one(texts, "a transcript"))

    def score(self, item: ReadItem, reply: AsrReply) -> bool:
        """Whether every word is right; case and marks don't count."""
        return reply.text is not None and same_words(item.text, reply.text)


ASR = Asr(
    "asr",
    Wordings(
        train=(
            "write down what you hear.",
            "write what you hear.",
            "write this down.",
            "please write this down.",
            "transcribe this.",
            "please transcribe this.",
            "transcribe the speech.",
            "transcribe what you hear.",
            "what was said?",
            "what did they say?",
            "what do you hear?",
            "put this in writing.",
            "turn speech into text.",
            "write the words.",
            "write down the words.",
            "listen and write.",
            "listen and write down.",
            "type what you hear.",
            "type the words.",
            "give me the text.",
            "note what is said.",
            "take this down.",
            "write out the speech.",
            "which words are these?",
        ),
        test=(
            "write down the speech.",
            "please type this.",
            "what words do you hear?",
            "listen and type.",
            "transcribe these words.",
            "please write what you hear.",
        ),
    ),
)
