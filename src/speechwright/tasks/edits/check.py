"""Plans that come from elsewhere, such as a language model: their JSON schema, and the checks that a planner's own
pass."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from speechwright.errors import BadData
from speechwright.tasks.edits import EDITS
from speechwright.tasks.edits.edit import Allowed, Edit, Range
from speechwright.tasks.edits.plan import PLAN_VERSION, Operation, Plan, Value
from speechwright.tasks.edits.transcript import Transcript

_FIX = "mend the plan"


def check_plan(plan: Plan, transcript: Transcript) -> Plan:
    """The plan, where each step is one of EDITS with the amounts that it needs, for this transcript.

    Raises:
        BadData: it is for another recording, or an amount is missing, unknown, of the wrong kind or out of range.
        UnknownName: a step is no name of EDITS.
    """
    if (plan.rate_hz, plan.num_samples) != (transcript.rate_hz, transcript.num_samples):
        found = f"a plan for {plan.num_samples} samples at {plan.rate_hz} Hz"
        raise BadData(
            found, f"{transcript.num_samples} samples at {transcript.rate_hz} Hz", "make the plan for this recording"
        )
    if not plan.operations:
        raise BadData("a plan without steps", "at least one", _FIX)
    for operation in plan.operations:
        _check(operation, plan)
    return plan


def _check(operation: Operation, plan: Plan) -> None:
    edit: Edit = EDITS[operation.edit]
    if frozenset(operation.amounts) not in edit.needs:
        wanted = " or ".join(" and ".join(sorted(keys)) or "no amounts" for keys in edit.needs) or "another edit"
        raise BadData(f"{operation.edit} with {', '.join(operation.amounts) or 'no amounts'}", wanted, _FIX)
    if (operation.begin == operation.end) and edit.where == "stretch" and not may_be_empty(edit):
        raise BadData(f"{operation.edit} at a point", "a stretch", _FIX)
    if operation.begin < operation.end and edit.where == "point":
        raise BadData(f"{operation.edit} over a stretch", "a point: begin = end", _FIX)
    for key, value in operation.amounts.items():
        _check_amount(f"{operation.edit}: {key}", value, edit.amounts[key])
    to = operation.amounts.get("to", 0)
    if operation.edit == "move" and isinstance(to, int | float) and not 0 <= to <= plan.num_samples:
        raise BadData(f"a move to sample {operation.amounts['to']}", f"0 to {plan.num_samples}", _FIX)


def may_be_empty(edit: Edit) -> bool:
    """A gap between two words may last no time at all."""
    return edit.name in ("remove_pauses", "shorten_pauses")


def _check_amount(name: str, value: Value, allowed: Allowed) -> None:
    if isinstance(allowed, Range):
        is_flag = isinstance(value, bool)
        holds = isinstance(value, int | float) and not is_flag and allowed.low <= value <= allowed.high
    else:
        holds = isinstance(value, str) and bool(value.strip()) and (allowed is None or value in allowed)
    if not holds:
        wanted = "text" if allowed is None else str(allowed) if isinstance(allowed, Range) else " or ".join(allowed)
        raise BadData(f"{name} = {repr(value)[:60]}", wanted, _FIX)


def plan_schema() -> dict[str, Any]:
    """The JSON schema (2020-12) of a plan's row, for planning by a language model with a grammar."""
    steps = [_step_schema(EDITS[name]) for name in EDITS if EDITS[name].needs]
    properties = {
        "version": {"const": PLAN_VERSION},
        "operations": {"type": "array", "minItems": 1, "items": {"oneOf": steps}},
        "rate_hz": {"type": "integer", "minimum": 1},
        "num_samples": {"type": "integer", "minimum": 0},
        "transcript": {"type": "string"},
        "instruction": {"type": "string"},
        "words": {"type": "array", "items": _word_schema()},
    }
    schema = _object(properties, ["version", "operations", "rate_hz", "num_samples"])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "plan", **schema}


def _word_schema() -> dict[str, Any]:
    sample = {"type": "integer", "minimum": 0}
    return {"type": "array", "prefixItems": [{"type": "string"}, sample, sample, {"type": "boolean"}], "minItems": 4}


def _step_schema(edit: Edit) -> dict[str, Any]:
    amounts = [
        _object({key: _amount_schema(edit.amounts[key]) for key in sorted(keys)}, sorted(keys)) for keys in edit.needs
    ]
    properties = {
        "edit": {"const": edit.name},
        "begin": {"type": "integer", "minimum": 0},
        "end": {"type": "integer", "minimum": 0},
        "amounts": amounts[0] if len(amounts) == 1 else {"oneOf": amounts},
        "words": {"type": "array", "items": {"type": "string"}},
        "reason": {"type": "string"},
    }
    return _object(properties, ["edit", "begin", "end", "amounts"])


def _amount_schema(allowed: Allowed) -> dict[str, Any]:
    if isinstance(allowed, Range):
        return {"type": "number", "minimum": allowed.low, "maximum": allowed.high}
    return {"type": "string", "minLength": 1} if allowed is None else {"enum": list(allowed)}


def _object(properties: Mapping[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "required": required, "additionalProperties": False}
