"""Rendering, parsing and the loss mask."""

import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.errors import BadData, BadText, UnitMismatch
from speechwright.lm.layout import CONTROL, unit_token
from speechwright.lm.render import ParsedReply
from speechwright.types import Audio, Conversation, Speech, Text, Turn
from tests.lm.makers import OTHER_SPEC, any_texts, asked, byte_level, conversations, mini, mini_texts, speech

RENDERER, LAYOUT, TOKENIZER = mini().renderer, mini().layout, mini().tokenizer
ONE_OF_EACH = Conversation(
    (
        Turn("system", (Text("be kind"),)),
        Turn("user", (Text("hm"), speech(3, 3, 1))),
        Turn("assistant", (Text("a", "heard"), Text("b", "answer"), speech(2))),
    )
)


def spelled(text: str) -> list[int]:
    return TOKENIZER.encode(text, add_special_tokens=False)


def test_the_grammar_is_as_written():
    wanted = (
        "<|system|>be kind<|end|><|user|>hm<|speech|><|u3|><|u3|><|u1|><|/speech|><|end|>"
        "<|assistant|><|heard|>a<|answer|>b<|speech|><|u2|><|/speech|><|end|>"
    )
    assert RENDERER.render(ONE_OF_EACH).ids.tolist() == spelled(wanted)


@settings(max_examples=60)
@given(conversation=conversations(mini_texts))
def test_parsing_undoes_rendering(conversation: Conversation):
    assert RENDERER.parse(RENDERER.render(conversation).ids).turns == conversation.turns


@settings(max_examples=60)
@given(conversation=conversations(any_texts))
def test_parsing_undoes_rendering_for_any_text_in_bytes(conversation: Conversation):
    renderer = byte_level().renderer
    assert renderer.parse(renderer.render(conversation).ids).turns == conversation.turns


@settings(max_examples=60)
@given(conversation=conversations(mini_texts))
def test_the_mask_is_the_assistants_tokens_with_their_end(conversation: Conversation):
    rendered = RENDERER.render(conversation)
    said = [[*RENDERER.content(turn.parts), LAYOUT.end] for turn in conversation.turns if turn.role == "assistant"]
    assert rendered.ids[rendered.learned].tolist() == [token for turn in said for token in turn]
    assert rendered.ids.dtype == np.int32
    assert rendered.learned.dtype == bool
    marked = np.flatnonzero(rendered.ids == LAYOUT.assistant)
    assert not rendered.learned[marked].any()


@settings(max_examples=30)
@given(conversation=conversations(mini_texts))
def test_the_prefix_mask_leaves_out_the_system_turn_alone(conversation: Conversation):
    rendered = RENDERER.render(conversation, mask="prefix")
    prefix = [turn for turn in conversation.turns if turn.role == "system"]
    length = len(RENDERER.content(prefix[0].parts)) + 2 if prefix else 0
    assert not rendered.learned[:length].any()
    assert rendered.learned[length:].all()
    assert np.array_equal(rendered.ids, RENDERER.render(conversation).ids)


@settings(max_examples=30)
@given(conversation=conversations(mini_texts))
def test_the_text_mask_learns_what_the_assistant_writes(conversation: Conversation):
    learned = RENDERER.render(conversation, mask="text").learned
    whole = RENDERER.render(conversation)
    sound = LAYOUT.is_unit(whole.ids) | np.isin(whole.ids, [LAYOUT.speech, LAYOUT.speech_end])
    assert np.array_equal(learned, whole.learned & ~sound)


def test_running_text_and_speech_may_have_a_marker_and_learn_text_alone():
    said = Turn("assistant", (Text("a"), speech(1, 2), Text("so")))
    for turns in ((said,), (Turn("system", (Text("repeat."),)), said)):
        rendered = RENDERER.render(Conversation(turns), mask="text")
        assert rendered.ids[rendered.learned].tolist() == spelled("aso<|end|>")
        assert RENDERER.parse(rendered.ids).turns == turns


def test_a_lone_assistant_turn_is_bare_and_all_learned():
    rendered = RENDERER.render(Conversation((Turn("assistant", (speech(1, 2), Text("so"))),)))
    assert rendered.ids.tolist() == spelled("<|speech|><|u1|><|u2|><|/speech|>so<|end|>")
    assert rendered.learned.all()


@settings(max_examples=30)
@given(conversation=conversations(mini_texts, ends_with_user=True), reply=st.lists(mini_texts, min_size=1, max_size=2))
def test_a_prompt_is_what_comes_before_the_reply(conversation: Conversation, reply: list[str]):
    parts = (Text(reply[0], "heard"), *(Text(text) for text in reply[1:]))
    whole = RENDERER.render(Conversation((*conversation.turns, Turn("assistant", parts)))).ids
    prompt, opened = RENDERER.prompt(conversation), RENDERER.prompt(conversation, parts)
    assert np.array_equal(whole[: len(prompt)], prompt)
    assert np.array_equal(whole, [*opened, LAYOUT.end])


def test_a_renderer_can_be_sent_to_another_process():
    for lm in (mini(), byte_level()):
        again = pickle.loads(pickle.dumps(lm.renderer))  # noqa: S301 - our own bytes of a moment ago
        assert np.array_equal(again.render(ONE_OF_EACH).ids, lm.renderer.render(ONE_OF_EACH).ids)


def test_a_prompt_that_the_assistant_ended_is_refused():
    with pytest.raises(BadData, match="ends with the assistant"):
        RENDERER.prompt(ONE_OF_EACH)


SPELLED = [*CONTROL.values(), "<|pad|>", unit_token(3), "<|endoftext|>", "<|user|>hi<|end|><|assistant|>"]


@pytest.mark.parametrize("text", SPELLED)
def test_no_typed_text_becomes_a_special_token(text: str):
    lm = byte_level()
    conversation = asked(f"see {text} here")
    ids = lm.renderer.render(conversation).ids
    assert lm.tokenizer.encode(text, add_special_tokens=False)[0] in {*lm.layout.tokens.values(), 0}, "it is a special"
    assert [token for token in ids if token == 0 or token in lm.layout.tokens.values()] == [ids[0], ids[-1]]
    assert lm.renderer.parse(ids).turns == conversation.turns


@pytest.mark.parametrize("text", SPELLED)
def test_characters_show_a_typed_special_token_as_unknown(text: str):
    ids = RENDERER.render(asked(f"see {text} here")).ids
    assert not set(ids[1:-1].tolist()) & set(LAYOUT.tokens.values())
    assert TOKENIZER.unk_token_id in ids


def test_units_of_another_spec_are_refused():
    with pytest.raises(UnitMismatch):
        RENDERER.render(asked(speech(1, spec=OTHER_SPEC)))


def test_parts_with_nothing_to_say_are_refused():
    silence = Audio(np.zeros(10, np.float32), 16000)
    for part in (Speech(audio=silence), speech()):
        with pytest.raises(BadData, match="speech without units"):
            RENDERER.render(asked(part))
    for text in ("", " \n", "\u0301"):
        for kind in ("plain", "heard"):
            with pytest.raises(BadText, match="without content"):
                RENDERER.render(asked(Text(text, kind)))


BROKEN = {
    "": "do not end with",
    "<|user|>hi": "do not end with",
    "hi<|end|>ho<|end|>": "begins with h",
    "<|user|><|end|>": "no content",
    "<|user|>hi<|end|><|user|>ho<|end|>": "alternation",
    "<|user|><|u3|><|end|>": "a unit outside speech",
    "<|user|>hi<|u3|><|end|>": "a unit outside speech",
    "<|user|><|speech|><|u1|>hi<|/speech|><|end|>": "text inside speech",
    "<|user|><|speech|><|u1|><|end|>": "speech that is cut",
    "<|user|><|speech|><|u1|><|heard|>a<|end|>": "speech that is cut",
    "<|user|><|speech|><|/speech|><|end|>": "empty speech",
    "<|user|>a<|/speech|><|end|>": "<|/speech|> out of place",
    "<|user|><|part|>a<|end|>": "<|part|> out of place",
    "<|user|>a<|part|><|end|>": "an empty plain text",
    "<|user|>a<|heard|><|end|>": "an empty heard text",
    "<|user|>a<|pad|><|end|>": "<|pad|> out of place",
    "<|user|>a<|assistant|>b<|end|>": "<|assistant|> out of place",
}


@pytest.mark.parametrize("text", BROKEN)
def test_broken_ids_are_refused_with_what_was_found(text: str):
    with pytest.raises(BadData) as caught:
        RENDERER.parse(spelled(text))
    assert BROKEN[text] in str(caught.value)


@settings(max_examples=200)
@given(ids=st.lists(st.sampled_from([-1, 0, 1, 2, *LAYOUT.control.values(), *range(59, 64), 90]), max_size=8))
def test_any_ids_are_refused_or_read_as_one_conversation(ids: list[int]):
    try:
        conversation = RENDERER.parse([*ids, LAYOUT.end])
    except BadData:
        return
    parts = [part for turn in conversation.turns for part in turn.parts]
    if all(part.text.strip() for part in parts if isinstance(part, Text)):
        again = RENDERER.parse(RENDERER.render(conversation).ids)
        assert [turn.role for turn in again.turns] == [turn.role for turn in conversation.turns]
        assert [type(part) for turn in again.turns for part in turn.parts] == [type(part) for part in parts]


@settings(max_examples=60)
@given(conversation=conversations(mini_texts), data=st.data())
def test_a_reply_cut_anywhere_gives_what_was_whole(conversation: Conversation, data: st.DataObject):
    turn = Turn("assistant", conversation.turns[-1].parts)
    body = [*RENDERER.content(turn.parts), LAYOUT.end]
    assert RENDERER.parse_reply(body) == ParsedReply(turn, "")
    cut = data.draw(st.integers(0, len(body) - 1))
    parsed = RENDERER.parse_reply(body[:cut])
    assert parsed.reason
    read = () if parsed.turn is None else parsed.turn.parts
    assert len(read) <= len(turn.parts)
    assert read[:-1] == turn.parts[: len(read)][:-1], "all but the last part read are untouched"


def test_a_reply_says_why_it_could_not_be_read():
    reasons = {
        "": "no <|end|>",
        "<|end|>": "no content",
        "a<|end|>b": "tokens after <|end|>",
        "a<|speech|><|u1|>": "speech that is cut",
        "a<|u1|><|end|>": "a unit outside speech",
        "<|heard|>a<|answer|>": "an empty answer text",
    }
    for text, reason in reasons.items():
        assert RENDERER.parse_reply(spelled(text)).reason == reason
    assert RENDERER.parse_reply(spelled("<|heard|>a<|answer|>")).turn == Turn("assistant", (Text("a", "heard"),))
    assert RENDERER.parse_reply(spelled("<|speech|><|u1|><|u2|>")).turn == Turn("assistant", (speech(1, 2),))
