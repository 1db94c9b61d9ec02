"""The exported chat template makes the renderer's ids."""

import jinja2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.errors import BadData
from speechwright.lm.layout import CONTROL, unit_token
from speechwright.lm.template import to_messages
from speechwright.types import Audio, Conversation, Speech
from tests.lm.makers import asked, byte_level, conversations, mini, mini_texts, speech

PAIRS = st.sampled_from([mini, byte_level])


@settings(max_examples=60)
@given(conversation=conversations(mini_texts), make=PAIRS)
def test_the_template_makes_the_renderers_ids_and_mask(conversation: Conversation, make):
    lm = make()
    made = lm.tokenizer.apply_chat_template(to_messages(conversation), return_assistant_tokens_mask=True)
    rendered = lm.renderer.render(conversation)
    assert made["input_ids"] == rendered.ids.tolist()
    assert made["assistant_masks"] == rendered.learned.astype(int).tolist()


@settings(max_examples=30)
@given(conversation=conversations(mini_texts, ends_with_user=True), make=PAIRS)
def test_the_template_makes_the_renderers_prompt(conversation: Conversation, make):
    lm = make()
    made = lm.tokenizer.apply_chat_template(to_messages(conversation), add_generation_prompt=True)
    assert made["input_ids"] == lm.renderer.prompt(conversation).tolist()


def test_a_string_and_a_list_of_one_text_are_the_same_message():
    tokenizer = mini().tokenizer
    listed = [{"role": "user", "content": [{"type": "text", "text": "hello"}]}]
    assert to_messages(asked("hello")) == [{"role": "user", "content": "hello"}]
    assert tokenizer.apply_chat_template(listed) == tokenizer.apply_chat_template(to_messages(asked("hello")))


@pytest.mark.parametrize("text", [*CONTROL.values(), "<|pad|>", "<|unk|>", unit_token(3)])
def test_a_text_that_spells_a_special_token_is_refused(text: str):
    with pytest.raises(jinja2.TemplateError, match="spells the special token"):
        mini().tokenizer.apply_chat_template([{"role": "user", "content": f"see {text}"}])


@pytest.mark.parametrize(
    "content",
    [
        " ",
        [{"type": "text", "text": ""}],
        [{"type": "text", "text": "a", "kind": "sung"}],
        [{"type": "speech", "units": []}],
        [{"type": "speech", "units": [20]}],
        [{"type": "speech", "units": [-1]}],
        [{"type": "speech", "units": ["1|><|end"]}],
        [{"type": "image"}],
    ],
)
def test_content_that_the_renderer_would_refuse_is_refused(content):
    with pytest.raises(jinja2.TemplateError, match="found"):
        mini().tokenizer.apply_chat_template([{"role": "user", "content": content}])


def test_an_unknown_role_is_refused():
    with pytest.raises(jinja2.TemplateError, match="role tool"):
        mini().tokenizer.apply_chat_template([{"role": "tool", "content": "hi"}])


def test_sound_without_units_makes_no_message():
    silence = Speech(audio=Audio(np.zeros(3, np.float32), 16000))
    with pytest.raises(BadData, match="speech without units"):
        to_messages(asked(silence))


def test_units_are_plain_numbers_in_messages():
    assert to_messages(asked(speech(4, 4)))[0]["content"] == [{"type": "speech", "units": [4, 4]}]
