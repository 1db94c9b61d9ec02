"""Which parts of a conversation a language model learns: the names of the masks, and what each leaves out.

`lm.render` marks the tokens; here are the parts, for people and programs that have no tokenizer.
"""

from __future__ import annotations

from typing import Literal, get_args

from speechwright.types import Conversation, Part, Role, Speech

Mask = Literal["assistant", "prefix", "text"]
MASKS: tuple[Mask, ...] = get_args(Mask)


def learned_parts(conversation: Conversation, mask: Mask) -> tuple[tuple[bool, ...], ...]:
    """Whether each part of each turn is learned (see `lm.render.Renderer.render`)."""
    return tuple(tuple(_is_learned(turn.role, part, mask) for part in turn.parts) for turn in conversation.turns)


def _is_learned(role: Role, part: Part, mask: Mask) -> bool:
    if mask == "prefix":
        return role != "system"
    return role == "assistant" and not (mask == "text" and isinstance(part, Speech))
