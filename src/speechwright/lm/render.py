"""Conversation ⇄ token ids with a loss mask. The only place where special tokens are put together.

    <|system|>text<|end|>
    <|user|>text<|speech|><|u3|>…<|/speech|><|end|>
    <|assistant|><|heard|>text<|answer|>text<|speech|>…<|/speech|><|end|>

Plain text stands bare; `<|part|>` goes before a plain text that follows another text. A conversation of one assistant
turn (pre-training) is its bare content and `<|end|>`. What is rendered are words and units: a waveform beside units,
frame counts, the task's name and the meta-data stay with the record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from speechwright.errors import BadData, BadText
from speechwright.lm.layout import TokenLayout
from speechwright.lm.text import TextCodec
from speechwright.masks import MASKS, Mask
from speechwright.types import Conversation, Part, Role, Speech, Text, TextKind, Turn, Units

Ids = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Rendered:
    """A conversation as tokens: `ids` int32 and `learned` bool, both (num_tokens,); `learned` marks loss targets."""

    ids: Ids
    learned: NDArray[np.bool_]


@dataclass(frozen=True)
class ParsedReply:
    """What could be read of a reply: a turn, or None if there was nothing; `reason` is empty where it was whole."""

    turn: Turn | None
    reason: str


class Renderer:
    """Renders and parses for one tokenizer.

    Args:
        tokenizer: a grown Transformers tokenizer.
        layout: its token layout.

    Raises:
        BadModel: the tokenizer changes a text, or encodes it otherwise alone than between special tokens.
    """

    def __init__(self, tokenizer: Any, layout: TokenLayout) -> None:
        self.layout = layout
        self.text = TextCodec(tokenizer, layout)
        self._marks: dict[TextKind, int] = {"heard": layout.heard, "answer": layout.answer}
        self._kinds: dict[int, TextKind] = {layout.heard: "heard", layout.answer: "answer"}
        self._roles: dict[Role, int] = {
            "system": layout.system,
            "user": layout.user,
            "assistant": layout.assistant,
        }

    def render(self, conversation: Conversation, mask: Mask = "assistant") -> Rendered:
        """Tokens of a conversation and which of them are loss targets.

        Args:
            conversation: its speech must carry units of the layout's spec.
            mask: "assistant" learns what the assistant says and the `<|end|>` after it, not the mark before it;
                "prefix" learns all but the system turn, as the SpeechGPT release does; "text" learns what the
                assistant writes and none of its speech, as InSerter does (arXiv 2503.02769).

        Raises:
            BadData: speech without units or with none in it.
            BadText: a text with nothing in it.
            UnitMismatch: units of another spec.
        """
        assert mask in MASKS, f"no mask {mask!r}"
        if len(conversation.turns) == 1 and conversation.turns[0].role == "assistant":
            ids = self._body(conversation.turns[0])
            learned = np.ones(len(ids), bool)
        else:
            turns = [self._marked_body(turn) for turn in conversation.turns]
            ids = np.concatenate(turns)
            roles = [turn.role for turn in conversation.turns]
            learned = np.concatenate([_targets(r, len(t), mask) for r, t in zip(roles, turns, strict=True)])
        return Rendered(ids, learned & ~self._sound(ids) if mask == "text" else learned)

    def _sound(self, ids: Ids) -> NDArray[np.bool_]:
        return self.layout.is_unit(ids) | np.isin(ids, [self.layout.speech, self.layout.speech_end])

    def prompt(self, conversation: Conversation, opening: Sequence[Part] = ()) -> Ids:
        """Tokens that ask for the assistant's next turn.

        Args:
            conversation: ends with the user.
            opening: parts with which the reply begins, for instance what another recognizer heard.
        """
        if conversation.turns[-1].role != "user":
            role = conversation.turns[-1].role
            raise BadData(f"a prompt that ends with the {role}", "the user last", "take the reply off the end")
        mark = np.array([self.layout.assistant], np.int32)
        return np.concatenate([self.render(conversation).ids, mark, self.content(opening)])

    def content(self, parts: Sequence[Part]) -> Ids:
        """Tokens of a turn's parts without its role mark and `<|end|>`."""
        pieces = [np.empty(0, np.int32)]
        for index, part in enumerate(parts):
            after_text = index > 0 and isinstance(parts[index - 1], Text)
            pieces.append(self._text(part, after_text) if isinstance(part, Text) else self._speech(part))
        return np.concatenate(pieces)

    def parse(self, ids: ArrayLike) -> Conversation:
        """The conversation of a whole rendering, strictly: `parse(render(c).ids)` has the turns of `c`.

        Texts come back as the tokenizer normalises them.

        Raises:
            BadData: the ids are not a rendering; the message says what was found and where.
        """
        found = np.asarray(ids, np.int32)
        if not len(found) or found[-1] != self.layout.end:
            raise _broken("ids that do not end with <|end|>")
        *bodies, rest = np.split(found, np.flatnonzero(found == self.layout.end) + 1)
        assert not len(rest), "nothing can follow the last <|end|>"
        roles = {mark: role for role, mark in self._roles.items()}
        if int(bodies[0][0]) not in roles and len(bodies) == 1:
            return Conversation((self._turn("assistant", bodies[0]),))
        return Conversation(tuple(self._marked_turn(body, roles) for body in bodies))

    def parse_reply(self, ids: ArrayLike) -> ParsedReply:
        """As much of a generated reply as can be read; its ids begin after the prompt and may be cut anywhere."""
        found = np.asarray(ids, np.int32)
        ends = np.flatnonzero(found == self.layout.end)
        body = found[: ends[0]] if len(ends) else found
        parts, reason = self._read(body)
        if not reason and not len(ends):
            reason = "no <|end|>"
        if not reason and ends[0] != len(found) - 1:
            reason = "tokens after <|end|>"
        return ParsedReply(
            Turn("assistant", tuple(parts)) if parts else None, reason or ("" if parts else "no content")
        )

    def _marked_body(self, turn: Turn) -> Ids:
        return np.insert(self._body(turn), 0, self._roles[turn.role])

    def _body(self, turn: Turn) -> Ids:
        return np.append(self.content(turn.parts), np.int32(self.layout.end))

    def _text(self, part: Text, after_text: bool) -> Ids:
        ids = self.text.encode(part.text)
        if not part.text.strip() or not len(ids):
            raise BadText(f"a {part.kind} text without content", "words", "leave the part out")
        if part.kind != "plain":
            return np.insert(ids, 0, self._marks[part.kind])
        return np.insert(ids, 0, self.layout.part) if after_text else ids

    def _speech(self, part: Speech) -> Ids:
        if part.units is None or not len(part.units):
            raise BadData("speech without units", "speech that was encoded", "encode it with the model's tokenizer")
        self.layout.spec.require(part.units.spec, "a conversation")
        units = self.layout.to_tokens(part.units.ids)
        return np.concatenate([[self.layout.speech], units, [self.layout.speech_end]]).astype(np.int32)

    def _marked_turn(self, body: Ids, roles: dict[int, Role]) -> Turn:
        if int(body[0]) not in roles:
            raise _broken(f"a turn that begins with {self.text.show(body[0])}")
        return self._turn(roles[int(body[0])], body[1:])

    def _turn(self, role: Role, body: Ids) -> Turn:
        parts, reason = self._read(body[:-1])
        if reason or not parts:
            raise _broken(f"a {role} turn with {reason or 'no content'}")
        return Turn(role, tuple(parts))

    def _read(self, body: Ids) -> tuple[list[Part], str]:
        """Parts of a body without its `<|end|>`, up to the first that can't be read, and why that can't."""
        starts = np.flatnonzero(~self.text.is_text(body) & ~self.layout.is_unit(body))
        parts: list[Part] = []
        lead, *segments = np.split(body, starts)
        if len(lead) and (reason := self._add_text("plain", lead, parts)):
            return parts, reason
        for index, segment in enumerate(segments):
            following = segments[index + 1] if index + 1 < len(segments) else segment[:0]
            if reason := self._add(segment, following, parts):
                return parts, reason
        return parts, ""

    def _add(self, segment: Ids, following: Ids, parts: list[Part]) -> str:
        """Read one mark and what follows it into `parts`; the reason if that can't be done."""
        mark, payload = int(segment[0]), segment[1:]
        if mark in self._kinds:
            return self._add_text(self._kinds[mark], payload, parts)
        if mark == self.layout.part and parts and isinstance(parts[-1], Text):
            return self._add_text("plain", payload, parts)
        if mark == self.layout.speech:
            return self._add_speech(payload, following, parts)
        if mark == self.layout.speech_end and parts and isinstance(parts[-1], Speech):
            return self._add_text("plain", payload, parts) if len(payload) else ""
        return f"{self.text.show(mark)} out of place"

    def _add_text(self, kind: TextKind, ids: Ids, parts: list[Part]) -> str:
        if self.layout.is_unit(ids).any():
            return "a unit outside speech"
        if not len(ids):
            return f"an empty {kind} text"
        parts.append(Text(self.text.decode(ids), kind))
        return ""

    def _add_speech(self, tokens: Ids, following: Ids, parts: list[Part]) -> str:
        if not len(tokens) or not self.layout.is_unit(tokens).all():
            return "text inside speech" if len(tokens) else "empty speech"
        parts.append(Speech(Units(self.layout.to_units(tokens), self.layout.spec)))
        return "" if len(following) and following[0] == self.layout.speech_end else "speech that is cut"


def _targets(role: Role, num_tokens: int, mask: Mask) -> NDArray[np.bool_]:
    """Which tokens of a turn, its role mark first, are loss targets."""
    if mask == "prefix":
        return np.full(num_tokens, role != "system")
    return np.arange(num_tokens) >= (1 if role == "assistant" else num_tokens)


def _broken(found: str) -> BadData:
    return BadData(found, "a rendered conversation", "render it with the model's own renderer")
