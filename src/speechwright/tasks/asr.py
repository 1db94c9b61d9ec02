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
            # plain
            "write down what you hear.",
            "write what you hear.",
            "write this down.",
            "transcribe this.",
            "transcribe the speech.",
            "transcribe what you hear.",
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
            "write down every word.",
            "turn this into text.",
            "write out what was said.",
            "copy the words that you hear.",
            "listen, then write it down.",
            "put the speech into words.",
            "write this recording down.",
            "transcribe this recording.",
            "type out the recording.",
            "put the sound into writing.",
            "make text of this.",
            "give me a transcript.",
            # terse
            "transcribe.",
            "write it down.",
            "in words, please.",
            "text, please.",
            "to text.",
            "as text.",
            "dictation.",
            "write.",
            "type it.",
            "speech to text.",
            # polite
            "please write this down.",
            "please transcribe this.",
            "please give me the text.",
            "please type what you hear.",
            "please listen and write.",
            "please note what is said.",
            "please put this in writing.",
            "kindly transcribe this.",
            "write this down for me, please.",
            "be so kind and write it down.",
            "i would like to read this.",
            "i would like a transcript, please.",
            # casual
            "i need this in writing.",
            "i want to read this.",
            "just write what they say.",
            "get this down for me.",
            "jot this down.",
            "help me write this down.",
            "tell me what they say in writing.",
            "i can not hear it well, write it for me.",
            "let me read it instead.",
            # formal
            "provide the text of this speech.",
            "produce a transcript.",
            "render the speech as text.",
            "convert this speech to text.",
            "record the words in writing.",
            "transcribe the following.",
            "write down the following speech.",
            "state in writing what is said.",
            "convert the recording to text.",
            # questions
            "what was said?",
            "what did they say?",
            "what do you hear?",
            "which words are these?",
            "can you write this down?",
            "could you transcribe this?",
            "would you write down the words?",
            "what does the speaker say?",
            "what is said here?",
            "what is this person saying?",
            "can you type this for me?",
            "will you write what you hear?",
            "how does this read?",
            "what are the words?",
            "do you hear what they say?",
        ),
        test=(
            # plain
            "write down the speech.",
            "listen and type.",
            "transcribe these words.",
            "write down what is said.",
            "turn the recording into text.",
            "type out what you hear.",
            # terse
            "words, please.",
            "a transcript.",
            # polite
            "please type this.",
            "please write what you hear.",
            "please turn this into text.",
            "kindly write this down.",
            # casual
            "get me the words.",
            "help me read this.",
            # formal
            "provide a transcript of the recording.",
            "render the following as text.",
            # questions
            "what words do you hear?",
            "could you write this down?",
            "what did this person say?",
            "can you give me the text?",
        ),
    ),
)
