"""What every planner of the table offers."""

from __future__ import annotations

from typing import Protocol

from speechwright.tasks.edits.plan import Plan
from speechwright.tasks.edits.transcript import Transcript


class Planner(Protocol):
    """An instruction and the words that are said → what is to be done. It hears nothing and changes nothing."""

    name: str

    def plan(self, instruction: str, transcript: Transcript) -> Plan:
        """A plan that passes `check_plan` for this transcript.

        Raises:
            BadInstruction: it can't be followed as it stands; `candidates` are what it may have meant.
        """
        ...
