"""What a live model is asked is what it was trained on: the tasks' own conversations without their replies."""

import pytest

from speechwright.errors import BadRecipe
from speechwright.infer import prompts
from speechwright.lm.grammar import check_sections
from speechwright.tasks.asr import ASR
from speechwright.tasks.chat import CHAT, FORMS, ChatItem, Form
from speechwright.tasks.items import ReadItem
from speechwright.tasks.tts import TTS
from speechwright.types import Conversation, Speech, Text
from tests.lm.makers import speech

ASKED, ANSWERED = speech(1, 2), speech(3)


def question(conversation: Conversation) -> tuple:
    return conversation.turns[:-1], conversation.task


def section(part: Text | Speech) -> str:
    return part.kind if isinstance(part, Text) else "speech"


def test_the_reading_tasks_are_asked_as_in_training():
    item = ReadItem("it is ten.", ASKED)
    for made, task, wording in (
        (prompts.transcript_prompt(ASKED), ASR, prompts.WRITE_DOWN),
        (prompts.reading_prompt("it is ten."), TTS, prompts.READ_ALOUD),
    ):
        assert (made.turns, made.task) == question(task.to_conversation(item, wording))
        assert wording in task.wordings.train


@pytest.mark.parametrize("form", FORMS)
def test_a_chat_is_asked_as_in_training_and_must_be_answered_so(form: Form):
    item = ChatItem(form, "what time is it?", "it is ten.", ASKED, ANSWERED)
    whole = CHAT.to_conversation(item, CHAT.wordings_for(form).train[0])
    made = prompts.chat_prompt(form, whole.turns[-2].parts[0])
    assert (made.turns, made.task) == question(whole)
    assert tuple(section(part) for part in whole.turns[-1].parts) == prompts.CHAT_SECTIONS[form]
    check_sections(prompts.CHAT_SECTIONS[form])


def test_every_form_is_reached_by_one_way():
    ways = [(spoken, out, False) for spoken in (True, False) for out in prompts.OUTS] + [(True, "speech", True)]
    assert sorted(prompts.chat_form(*way) for way in ways) == sorted(FORMS)
    assert (
        prompts.chat_form(True, "text", False) == "speech-text" and prompts.chat_form(True, "speech", True) == "direct"
    )


@pytest.mark.parametrize(("is_spoken", "out"), [(False, "speech"), (True, "text"), (False, "text")])
def test_direct_needs_speech_at_both_ends(is_spoken: bool, out: prompts.Out):
    with pytest.raises(BadRecipe, match="direct"):
        prompts.chat_form(is_spoken, out, True)
