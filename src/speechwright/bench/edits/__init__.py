"""How well recordings are edited by instruction: sets of items, ways to edit them, and what is measured.

One file a set and one line in its table; one file a way to edit (a row of every report) and one line in its table.
"""

from speechwright.tables import Table

EDIT_SETS = Table(
    "edit_set",
    {
        "own": "speechwright.bench.edits.sets.own:items",
        "realedit": "speechwright.bench.edits.sets.realedit:items",
        "ming": "speechwright.bench.edits.sets.ming:items",
        "speecheditbench": "speechwright.bench.edits.sets.speecheditbench:items",
    },
    extra="bench",
)
EDIT_ROWS = Table(
    "edit_row",
    {
        "nothing": "speechwright.bench.edits.rows.nothing:Nothing",
        "signal": "speechwright.bench.edits.rows.signal:Signal",
        "cascade": "speechwright.bench.edits.rows.cascade:Cascade",
        "ours": "speechwright.bench.edits.rows.ours:Ours",
    },
    extra="bench",
)
