"""Instruction → plan: the ways to make one. One file a planner, one line in the table."""

from speechwright.tables import Table

PLANNERS = Table(
    "planner",
    {
        "embedded": "speechwright.editing.planners.embedded:EmbeddedPlanner",
        "endpoint": "speechwright.editing.planners.endpoint:EndpointPlanner",
    },
    extra="edit",
)
