"""What a reply may say next: a small state machine that sections, forced forms and guards all go through.

A reply is `plain | heard? answer?` text and then perhaps speech, and ends after the speech:

    start ─→ plain | heard | answer | speech     heard ─→ answer | speech | end
    plain, answer ─→ speech | end                speech ─→ end
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
import torch
from torch import Tensor

from speechwright.errors import BadRecipe
from speechwright.lm.layout import TokenLayout
from speechwright.lm.text import TextCodec

Section = Literal["plain", "heard", "answer", "speech"]
StopReason = Literal["end", "max_text", "max_units", "loop", "held", "context"]

FOLLOWERS: dict[str, tuple[Section, ...]] = {
    "start": ("plain", "heard", "answer", "speech"),
    "plain": ("speech",),
    "heard": ("answer", "speech"),
    "answer": ("speech",),
    "speech": (),
}
# In "<section>_first" the section has no token yet and can't be left; in "start" none has been entered.
STATES = ("start", *(f"{section}{first}" for section in FOLLOWERS["start"] for first in ("_first", "")))
# Our choices: phrases of up to a few seconds can loop, and short patterns (a hiss of two units) must last to count.
MAX_PERIOD = 64
MIN_LOOP_UNITS = 32


@dataclass(frozen=True)
class Guards:
    """Bounds on a reply. Whatever reaches one is closed properly and the reply says which it was.

    Args:
        max_text_tokens: tokens of each text section.
        max_units: units of the speech.
        max_repeat: times that one phrase of 2 to 64 units may stand in a row, runs of a unit counted as one unit; a
            loop is called so from 32 such units on.
        max_held: times that one unit may stand in a row.
    """

    max_text_tokens: int = 300
    max_units: int = 1500
    max_repeat: int = 4
    max_held: int = 100

    def __post_init__(self) -> None:
        if min(self.max_text_tokens, self.max_units, self.max_held) < 1 or self.max_repeat < 2:
            raise BadRecipe(str(self), "limits of at least 1, and max_repeat of at least 2", "raise the limit")


def check_sections(sections: Sequence[Section]) -> None:
    """Refuse a form that the grammar doesn't allow.

    Raises:
        BadRecipe: no section, or one that can't follow the one before it.
    """
    allowed = all(after in FOLLOWERS.get(before, ()) for before, after in pairwise(["start", *sections]))
    if not sections or not allowed:
        wanted = "such as (plain), (plain, speech), (heard, answer, speech), (answer) or (speech)"
        raise BadRecipe(f"sections {tuple(sections)}", wanted, "name the sections in their order")


class LoopWatch:
    """Notices speech that goes round in circles, unit by unit."""

    def __init__(self, guards: Guards) -> None:
        self._guards = guards
        self._run_heads: list[int] = []
        self._held = 0
        self._matches = [0] * (MAX_PERIOD + 1)

    def add(self, unit: int) -> StopReason | None:
        """Take the next unit; a reason if it closes a loop or is held too long."""
        if self._run_heads and self._run_heads[-1] == unit:
            self._held += 1
        else:
            self._held = 1
            self._run_heads.append(unit)
            # A list, not a generator: every period's count must move on.
            if any([self._is_loop(period) for period in range(2, MAX_PERIOD + 1)]):
                return "loop"
        return "held" if self._held >= self._guards.max_held else None

    def _is_loop(self, period: int) -> bool:
        heads = self._run_heads
        same = len(heads) > period and heads[-1] == heads[-1 - period]
        self._matches[period] = self._matches[period] + 1 if same else 0
        return self._matches[period] + period >= max(period * self._guards.max_repeat, MIN_LOOP_UNITS)


class ReplyMachine:
    """Follows one reply: which tokens may come, what a drawn token leads to, when it is over and why.

    Args:
        layout: the model's tokens.
        guards: bounds on the reply.
        sections: the form the reply must have, or None to leave it to the model. Where it is given, any mark that a
            model draws ends the section it is in, and the next section's mark is put in its place.
    """

    def __init__(self, layout: TokenLayout, guards: Guards, sections: Sequence[Section] | None) -> None:
        if sections is not None:
            check_sections(sections)
        self.stop: StopReason = "end"
        self.done = False
        self._layout = layout
        self._guards = guards
        self._form = None if sections is None else list(sections)
        self._section: Section | None = None
        self._count = 0
        self._watch = LoopWatch(guards)
        self._opens: dict[int, Section] = {
            layout.heard: "heard",
            layout.answer: "answer",
            layout.speech: "speech",
        }

    @property
    def state(self) -> int:
        """Row of the bias table that governs the next draw."""
        if self._section is None:
            return STATES.index("start")
        return STATES.index(self._section if self._count else f"{self._section}_first")

    def start(self) -> list[int]:
        """Tokens that the form puts before the first draw; call once."""
        return [] if self._form is None else self._open(self._form.pop(0))

    def advance(self, token: int) -> list[int]:
        """The tokens that a drawn token stands for, itself or a mark in its place, with all that is forced after it."""
        if token in (self._layout.end, self._layout.speech_end):
            return self._close(None)
        if token in self._opens:
            wanted = self._opens[token]
            return self._open(wanted) if self._section is None else self._close(wanted)
        return self._take(token)

    def cut(self) -> list[int]:
        """Close the reply where it stands because the model's context is full."""
        self._note("context")
        self._form = None
        return self._close(None)

    def _take(self, token: int) -> list[int]:
        self._section = self._section or "plain"
        self._count += 1
        reason = self._guard(token)
        if reason is None:
            return [token]
        self._note(reason)
        return [token, *self._close(None)]

    def _guard(self, token: int) -> StopReason | None:
        if self._section != "speech":
            return "max_text" if self._count >= self._guards.max_text_tokens else None
        return self._watch.add(token) or ("max_units" if self._count >= self._guards.max_units else None)

    def _note(self, reason: StopReason) -> None:
        self.stop = reason if self.stop == "end" else self.stop

    def _open(self, section: Section) -> list[int]:
        self._section, self._count = section, 0
        return [mark for mark, opened in self._opens.items() if opened == section]

    def _close(self, wanted: Section | None) -> list[int]:
        closing = [self._layout.speech_end] if self._section == "speech" else []
        if self._form is not None:
            wanted = self._form.pop(0) if self._form else None
        if wanted is not None:
            return [*closing, *self._open(wanted)]
        self.done = True
        return [*closing, self._layout.end]


def bias_table(layout: TokenLayout, text: TextCodec, num_rows: int) -> Tensor:
    """What each state forbids: (len(STATES), num_rows) float32, 0 where a token may come and -inf where not.

    Args:
        num_rows: width of the model's logits, which may exceed the tokenizer's vocabulary.
    """
    bias = torch.full((len(STATES), num_rows), -torch.inf)
    marks = {"heard": layout.heard, "answer": layout.answer, "speech": layout.speech}
    units = np.arange(layout.first_unit, layout.first_unit + layout.num_units)
    for index, state in enumerate(STATES):
        within = state in marks or state == "plain"
        words = np.flatnonzero(text.legal if within else text.legal & ~text.blank)
        leaving = [marks[follower] for follower in FOLLOWERS.get(state, ()) if follower in marks]
        if within:
            leaving.append(layout.speech_end if state == "speech" else layout.end)
        bias[index, units if state.startswith("speech") else words] = 0
        bias[index, leaving] = 0
    return bias
