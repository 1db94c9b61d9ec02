"""Plans that come from elsewhere."""

import json
from dataclasses import replace

import pytest

from speechwright.errors import BadData, UnknownName
from speechwright.tasks.edits import EDITS
from speechwright.tasks.edits.check import check_plan, plan_schema
from speechwright.tasks.edits.plan import Operation, Plan
from tests.tasks.edits.plans import SEASIDE


def _plan(*operations: Operation) -> Plan:
    return Plan(operations, SEASIDE.rate_hz, SEASIDE.num_samples)


BAD = (
    Operation("speed", 0, 100, {"factor": 9.0}),
    Operation("speed", 0, 100, {"factor": "fast"}),
    Operation("speed", 0, 100, {"factor": 1.2, "pace": "slow"}),
    Operation("speed", 0, 100, {"pace": "hurried"}),
    Operation("speed", 0, 100, {"factor": True}),
    Operation("speed", 50, 50, {"factor": 1.2}),
    Operation("speed", 0, 100),
    Operation("insert", 5, 10, {"text": "hello"}),
    Operation("insert", 5, 5, {"text": " "}),
    Operation("move", 5, 10, {"to": SEASIDE.num_samples + 1.0}),
    Operation("emotion", 0, 100),
)


@pytest.mark.parametrize("operation", BAD)
def test_a_bad_step_is_refused(operation: Operation) -> None:
    with pytest.raises(BadData):
        check_plan(_plan(operation), SEASIDE)


def test_no_steps_unknown_edits_and_other_recordings_are_refused() -> None:
    good = Operation("delete", 0, 100)
    with pytest.raises(BadData, match="without steps"):
        check_plan(_plan(), SEASIDE)
    with pytest.raises(UnknownName, match="delete"):
        check_plan(_plan(replace(good, edit="delet")), SEASIDE)
    with pytest.raises(BadData, match="recording"):
        check_plan(Plan((good,), 8000, SEASIDE.num_samples), SEASIDE)
    assert check_plan(_plan(good), SEASIDE)


STEP = {"edit": "delete", "begin": 0, "end": 5, "amounts": {}}
ODD_STEPS = (
    {"edit": "delete"},
    {**STEP, "edit": 7},
    {**STEP, "edit": ["delete"]},
    {**STEP, "begin": "0"},
    {**STEP, "end": True},
    {**STEP, "amounts": []},
    {**STEP, "words": "very"},
    {**STEP, "words": [1]},
    {**STEP, "more": 1},
    7,
)


@pytest.mark.parametrize("row", [None, {}, {"version": 99}, []])
def test_what_is_no_plan_is_refused(row: object) -> None:
    with pytest.raises(BadData):
        Plan.from_row(row)


@pytest.mark.parametrize("step", ODD_STEPS)
def test_what_is_no_step_is_refused(step: object) -> None:
    row = {"version": 1, "rate_hz": SEASIDE.rate_hz, "num_samples": SEASIDE.num_samples}
    assert check_plan(Plan.from_row({**row, "operations": [STEP]}), SEASIDE)
    with pytest.raises(BadData, match="step"):
        Plan.from_row({**row, "operations": [STEP, step]})


def test_the_schema_names_each_edit_that_can_be_planned() -> None:
    schema = json.loads(json.dumps(plan_schema()))
    steps = schema["properties"]["operations"]["items"]["oneOf"]
    named = [step["properties"]["edit"]["const"] for step in steps]
    assert named == [name for name in EDITS if EDITS[name].needs] and "emotion" not in named
