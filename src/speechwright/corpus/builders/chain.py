"""Requests and answers as chains of modality (SpeechGPT, stage 3): heard or typed, answered aloud or in writing."""

from __future__ import annotations

from pydantic import Field, field_validator

from speechwright.corpus.bank import VoicesSettings
from speechwright.corpus.builders.builder import Builder
from speechwright.corpus.rejected import Rejected
from speechwright.corpus.sources.source import Record
from speechwright.corpus.split import choose
from speechwright.corpus.studio import Studio
from speechwright.tasks import TASKS
from speechwright.tasks.chat import FORMS, HEARS, SPEAKS, ChatItem, Form
from speechwright.tasks.world.request import Request
from speechwright.types import Conversation, Speech, Text, Turn

MOST_WORDS = 35  # of an answer that is spoken: SpeechGPT's choice


class Chain(Builder):
    """Conversations in one of the forms of chat, all turns in the same.

    Args:
        forms: share of each.
        listening, speaking: voices that are heard, and that the model learns to speak in.
        most_words: records with a longer answer are rejected; None keeps all.
        persona: goes before the wording of the system turn, as in SpeechGPT's data.
    """

    kind: str = "chain"
    forms: dict[Form, float] = Field(default_factory=lambda: dict.fromkeys(FORMS[:4], 1.0))
    listening: tuple[VoicesSettings, ...] = ()
    speaking: tuple[VoicesSettings, ...] = ()
    most_words: int | None = Field(default=MOST_WORDS, gt=0)
    persona: str = ""

    @field_validator("forms")
    @classmethod
    def _some(cls, forms: dict[Form, float]) -> dict[Form, float]:
        if not forms or min(forms.values()) < 0 or sum(forms.values()) <= 0:
            raise ValueError(f"shares of forms, not {forms}")
        return forms

    @property
    def has_speech(self) -> bool:
        return any(share and form in HEARS | SPEAKS for form, share in self.forms.items())

    def item(self, record: Record, studio: Studio) -> Conversation:
        form = choose(studio.rng, tuple(self.forms), tuple(self.forms.values()))
        turns = record.turns
        if not turns:
            raise Rejected("no request")
        if self.most_words is not None and max(len(answer.split()) for answer in turns[1::2]) > self.most_words:
            raise Rejected("long answer")
        pairs = zip(turns[::2], turns[1::2], strict=True)
        spoken = [self._exchange(form, record.request, pair, studio) for pair in pairs]
        system = Turn("system", (Text(self._manner(form, studio)),))
        return Conversation(
            (system, *(turn for exchange in spoken for turn in exchange.turns)), TASKS["chat"].name, spoken[0].meta
        )

    def _exchange(self, form: Form, request: Request | None, pair: tuple[str, str], studio: Studio) -> Conversation:
        asked, answered = (studio.text(text) for text in pair)
        heard = studio.say(pair[0], self.listening) if form in HEARS else None
        said: Speech | None = studio.answer(pair[1], self.speaking) if form in SPEAKS else None
        item = ChatItem(form, request or asked, answered, heard, said)
        conversation: Conversation = TASKS["chat"].to_conversation(item, None)
        return conversation

    def _manner(self, form: Form, studio: Studio) -> str:
        wording = TASKS["chat"].wordings_for(form).draw(studio.rng, studio.split)
        return f"{self.persona} {wording}".strip()
