"""Editing by instruction: what can be asked for, and the planner that turns a sentence into a plan."""

from speechwright.tables import Table

EDITS = Table(
    "edit",
    {
        "delete": "speechwright.tasks.edits.delete:EDIT",
        "insert": "speechwright.tasks.edits.insert:EDIT",
        "move": "speechwright.tasks.edits.move:EDIT",
        "pitch": "speechwright.tasks.edits.pitch:EDIT",
        "repeat": "speechwright.tasks.edits.repeat:EDIT",
        "replace": "speechwright.tasks.edits.replace:EDIT",
        "speed": "speechwright.tasks.edits.speed:EDIT",
        "volume": "speechwright.tasks.edits.volume:EDIT",
    },
    extra="models",
)
