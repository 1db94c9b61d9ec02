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
            # plain
            "say this.",
            "say this aloud.",
            "say it aloud.",
            "read this.",
            "read this aloud.",
            "read aloud.",
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
            "read it to me.",
            "say it with your voice.",
            "say what is written.",
            "read what is written here.",
            "turn this into speech.",
            "make this into sound.",
            "say the following words.",
            "read it out.",
            "speak the words.",
            "speak the sentence.",
            "voice this text.",
            # terse
            "aloud.",
            "speak.",
            "read it.",
            "out loud.",
            "in speech.",
            "as speech.",
            "text to speech.",
            "your voice, please.",
            "say it.",
            "aloud, please.",
            # polite
            "please read this.",
            "please say this.",
            "please speak this.",
            "please read it to me.",
            "please say it aloud.",
            "please read it out.",
            "please let me hear this.",
            "kindly read this aloud.",
            "read this for me, please.",
            "be so kind and say this.",
            "i would like to hear this.",
            "i would like you to read this, please.",
            # casual
            "i want to hear this.",
            "just say it.",
            "go on, read it out.",
            "tell me this aloud.",
            "help me hear this.",
            "my eyes are tired, read it for me.",
            "i can not read this, say it.",
            "let me listen to it.",
            "talk this through for me.",
            # formal
            "render this text as speech.",
            "convert the text to speech.",
            "pronounce the following.",
            "recite the following.",
            "speak the following text.",
            "read the following aloud.",
            "deliver this text in speech.",
            "produce speech from this text.",
            "give voice to the following.",
            # questions
            "can you say this?",
            "could you read this aloud?",
            "would you read this to me?",
            "how does this sound?",
            "can i hear this?",
            "how do you say this?",
            "will you read it out?",
            "can you speak these lines?",
            "could you say this for me?",
            "may i hear these words?",
            "how is this pronounced?",
            "would you say it aloud?",
            "what does this sound like?",
            "can you read what is written here?",
            "will you give this a voice?",
        ),
        test=(
            # plain
            "speak these words.",
            "read this out loud.",
            "say this text aloud.",
            "let me hear these words.",
            "say the sentence.",
            "read out the text.",
            # terse
            "speak up.",
            "to speech.",
            # polite
            "please read aloud.",
            "please say these words.",
            "please give this a voice.",
            "kindly say this.",
            # casual
            "say it for me.",
            "let me hear how it goes.",
            # formal
            "convert the following to speech.",
            "recite this text.",
            # questions
            "could you say this aloud?",
            "can you read it to me?",
            "how does this text sound?",
            "would you speak this?",
        ),
    ),
)
