"""The planner that is part of the package: a grammar of English. It needs no network and takes milliseconds."""

from __future__ import annotations

from speechwright.tasks.edits.plan import Plan
from speechwright.tasks.edits.planner import make_plan
from speechwright.tasks.edits.transcript import Transcript


class EmbeddedPlanner:
    """The planner: `tasks.edits.planner.make_plan`."""

    name = "embedded"

    def plan(self, instruction: str, transcript: Transcript) -> Plan:
        return make_plan(instruction, transcript)
