"""A plan as a small table in plain text: step, what, where, how much, and why."""

from __future__ import annotations

from speechwright.tasks.edits.plan import Operation, Plan, Value

HEADS = ("step", "what", "where", "words", "how much", "why")
_WIDEST = 40


def show_plan(plan: Plan) -> str:
    """One line a step below a line of heads, columns two blanks apart."""
    rows = [HEADS, *plan_rows(plan)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def plan_rows(plan: Plan) -> list[tuple[str, ...]]:
    """One row a step, below HEADS."""
    return [_row(step, operation, plan) for step, operation in enumerate(plan.operations, 1)]


def _row(step: int, operation: Operation, plan: Plan) -> tuple[str, ...]:
    words = " ".join(operation.words)
    return (
        str(step),
        operation.edit,
        _where(operation, plan),
        _short(words),
        _amounts(operation, plan),
        _short(operation.reason),
    )


def _where(operation: Operation, plan: Plan) -> str:
    begin, end = (sample / plan.rate_hz for sample in (operation.begin, operation.end))
    if operation.begin == operation.end:
        return f"at {begin:.2f} s"
    return "all" if (operation.begin, operation.end) == (0, plan.num_samples) else f"{begin:.2f}–{end:.2f} s"


def _amounts(operation: Operation, plan: Plan) -> str:
    return _short(", ".join(_amount(key, value, plan) for key, value in operation.amounts.items()))


def _amount(key: str, value: Value, plan: Plan) -> str:
    if key == "to" and isinstance(value, int | float):
        return f"to {value / plan.rate_hz:.2f} s"
    return f"{key} {value:.3g}" if isinstance(value, int | float) else f"{key} “{value}”"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _WIDEST else text[: _WIDEST - 2].rstrip() + " …"
