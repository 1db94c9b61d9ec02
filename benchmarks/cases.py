"""How the planner of `speechwright edit` takes whole cases that others wrote, about texts of their own. Needs no data.

    python benchmarks/cases.py [--cases FILE] [--failures FILE]

One JSON object a row with 95 % intervals: cases of one request, of two and more, and those that are to be refused. A
case counts as right when its plan has the edits that were asked for, in their order, on the words that were meant, the
way and the amount that were said. `others_cases.json` holds 300, by people who had seen neither the planner nor any
wording: {"transcript", "instruction", "refused", "steps": [{"edit", "do", "words", "first", "amount"}]}.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from speechwright.errors import BadInstruction
from speechwright.metrics.interval import share_figure
from speechwright.tasks.edits.compounds import transcript_of
from speechwright.tasks.edits.plan import Operation
from speechwright.tasks.edits.planner import make_plan
from speechwright.tasks.edits.transcript import Transcript

DATA = Path(__file__).with_name("others_cases.json")
Step = Mapping[str, Any]
_SILENT_DB = -40.0
_NEUTRAL = {"factor": 1.0, "ratio": 1.0}
_NAMED = ("do", "to", "kind", "ends", "text")  # amounts that are words
_PLAIN_AMOUNTS = {"s": ("seconds", "to_seconds", "longer_than_s"), "times": ("times",), "LUFS": ("lufs",)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, default=DATA, help="JSON file of cases")
    parser.add_argument("--failures", type=Path, help="file for what went wrong, one JSON object a line")
    arguments = parser.parse_args()
    cases = json.loads(arguments.cases.read_text("utf-8"))
    done = [planned(case) for case in cases]
    passes = [is_right(case, plan) for case, plan in zip(cases, done, strict=True)]
    counts = [0 if case["refused"] else min(len(case["steps"]), 2) for case in cases]
    for count, name in enumerate(("refused", "one request", "two or more")):
        row = share_figure([passed for passed, own in zip(passes, counts, strict=True) if own == count]).to_row()
        print(json.dumps({"cases": name, **row}))
    if arguments.failures:
        wrong = [(case, plan) for case, plan, passed in zip(cases, done, passes, strict=True) if not passed]
        arguments.failures.write_text("".join(_row(*pair) for pair in wrong), "utf-8")


def _row(case: Mapping[str, Any], plan: Sequence[Operation] | str) -> str:
    got = plan if isinstance(plan, str) else [(one.edit, one.words, dict(one.amounts)) for one in plan]
    return json.dumps({**case, "got": got}) + "\n"


def planned(case: Mapping[str, Any]) -> Sequence[Operation] | str:
    """The operations of the plan, or why the instruction is refused."""
    try:
        return make_plan(case["instruction"], transcript_of(case["transcript"])).operations
    except BadInstruction as refusal:
        return str(refusal)


def is_right(case: Mapping[str, Any], plan: Sequence[Operation] | str) -> bool:
    """Whether a plan is what a case asks for."""
    if isinstance(plan, str) or case["refused"]:
        return isinstance(plan, str) and case["refused"]
    transcript, left = transcript_of(case["transcript"]), list(plan)
    return all(_is_done(step, left, transcript) for step in case["steps"]) and not left


def _is_done(step: Step, left: list[Operation], transcript: Transcript) -> bool:
    """Whether the first operations that are left do what a step asks for; they are taken away."""
    if step["edit"] == "swap":
        taken, left[:] = left[:2], left[2:]
        firsts = [min(_words(one, transcript), default=-1) for one in taken]
        return [one.edit for one in taken] == ["move", "move"] and step["first"] in firsts
    taken = [left.pop(0)] if left else []
    while left and taken and _goes_on(step, taken, left[0], transcript):
        taken.append(left.pop(0))
    return bool(taken) and _is_there(step, taken, transcript) and all(_is_that(step, one) for one in taken)


def _goes_on(step: Step, taken: Sequence[Operation], other: Operation, transcript: Transcript) -> bool:
    """Whether the next operation is of the same step: it has more words than were changed so far."""
    found = {at for one in taken for at in _words(one, transcript)}
    same = (other.edit, other.amounts) == (taken[0].edit, taken[0].amounts)
    return same and step["words"] is not None and len(found) < len(step["words"])


def _words(operation: Operation, transcript: Transcript) -> list[int]:
    """The words that it is about, by their places; of fillers, those that it removes."""
    inside = [
        at for at, word in enumerate(transcript.words) if word.begin < operation.end and word.end > operation.begin
    ]
    if operation.edit != "fillers":
        return inside
    fillers = str(operation.amounts["words"]).split(",")
    return [at for at in inside if transcript.words[at].text.lower().strip(".,;:!?") in fillers]


def _is_there(step: Step, taken: Sequence[Operation], transcript: Transcript) -> bool:
    """Whether the words are those that were meant; a stretch of time and what has no place are not looked at."""
    found = sorted({at for one in taken for at in _words(one, transcript)})
    first, words = step["first"], step["words"]
    if step["edit"] in ("insert", "pause"):
        gaps = [sum((word.begin + word.end) / 2 < one.begin for word in transcript.words) for one in taken]
        return first is None or gaps == [first]
    if step["edit"] in ("fade", "trim") or (words is None and first is None and step["edit"] == "fillers"):
        return True
    if words is None:
        return True
    said = [transcript.words[at].text.lower().strip(".,;:!?") for at in found]
    return said == [word.lower().strip(".,;:!?") for word in words] and found[:1] == [first]


def _is_that(step: Step, operation: Operation) -> bool:
    """Whether it is the edit, the way and the amount."""
    if step["edit"] != operation.edit and not (step["edit"] == "fillers" and operation.edit == "delete"):
        return False
    return _is_way(step["do"], operation) and _is_amount(step["amount"], operation)


def _is_way(do: str, operation: Operation) -> bool:
    amounts = operation.amounts
    named = [str(amounts[key]) for key in _NAMED if key in amounts and operation.edit != "move"]
    if named:
        return _plain(do) in [_plain(one) for one in named]
    numbers = {key: float(value) for key, value in amounts.items() if not isinstance(value, str)}
    way = _WAYS.get(do)
    return way is None or any(way(value - _NEUTRAL.get(key, 0.0), value) for key, value in numbers.items())


_WAYS: Mapping[str, Callable[[float, float], bool]] = {
    **dict.fromkeys(("faster", "louder", "higher", "up", "livelier", "more", "longer"), lambda more, _: more > 0),
    **dict.fromkeys(("slower", "quieter", "lower", "down", "less", "shorter"), lambda more, _: more < 0),
    "flatter": lambda more, value: more < 0 < value,
    "flat": lambda _, value: value == 0,
    "mute": lambda _, value: value <= _SILENT_DB,
}


def _plain(text: str) -> str:
    return " ".join(text.lower().strip(" .,;:!?\"'“”").split())


def _is_amount(amount: Sequence[Any] | None, operation: Operation) -> bool:
    if amount is None:
        return True
    value, unit = float(amount[0]), str(amount[1])
    wanted = _wanted(value, unit)
    found = [float(one) for key, one in operation.amounts.items() if key in wanted and not isinstance(one, str)]
    keys = [key for key in operation.amounts if key in wanted]
    return any(math.isclose(one, wanted[key], rel_tol=0.01) for one, key in zip(found, keys, strict=True))


def _wanted(value: float, unit: str) -> dict[str, float]:
    """The amount under each name that it may have in an operation."""
    if unit in ("%", "x"):
        factor = 1 + value / 100 if unit == "%" else value
        decibels, semitones = 20 * math.log10(max(factor, 1e-3)), 12 * math.log2(max(factor, 1e-3))
        return {"factor": factor, "ratio": factor, "gain_db": decibels, "semitones": semitones, "strength": factor}
    if unit in _PLAIN_AMOUNTS:
        return dict.fromkeys(_PLAIN_AMOUNTS[unit], value)
    return {"dB": {"gain_db": value, "snr_db": value}, "Hz": {"to_hz": value, "by_hz": value}}.get(
        unit, {"semitones": value, "ratio": 2 ** (value / 12)}
    )


if __name__ == "__main__":
    main()
