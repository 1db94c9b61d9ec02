"""What the masks say of parts is what the renderer does with their tokens."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from speechwright.masks import MASKS, Mask, learned_parts
from speechwright.types import Conversation
from tests.lm.makers import conversations, mini, mini_texts

RENDERER = mini().renderer


@settings(max_examples=60)
@given(conversations(mini_texts), st.sampled_from(MASKS))
def test_parts_are_learned_as_their_tokens_are(conversation: Conversation, mask: Mask) -> None:
    learned = RENDERER.render(conversation, mask).learned
    lone = len(conversation.turns) == 1 and conversation.turns[0].role == "assistant"
    at = 0
    for turn, parts in zip(conversation.turns, learned_parts(conversation, mask), strict=True):
        at += 0 if lone else 1  # the role's mark
        for index, is_learned in enumerate(parts):
            length = len(RENDERER.content(turn.parts[: index + 1])) - len(RENDERER.content(turn.parts[:index]))
            assert np.all(learned[at : at + length] == is_learned)
            at += length
        at += 1  # the turn's end
    assert at == len(learned)
