"""Editing by instruction: what can be asked for, and the planner that turns a sentence into a plan."""

from speechwright.tables import Table

EDITS = Table(
    "edit",
    {
        "clipping": "speechwright.tasks.edits.clipping:EDIT",
        "delete": "speechwright.tasks.edits.delete:EDIT",
        "emotion": "speechwright.tasks.edits.emotion:EDIT",
        "fade": "speechwright.tasks.edits.fade:EDIT",
        "fillers": "speechwright.tasks.edits.fillers:EDIT",
        "formants": "speechwright.tasks.edits.formants:EDIT",
        "gender": "speechwright.tasks.edits.gender:EDIT",
        "insert": "speechwright.tasks.edits.insert:EDIT",
        "intonation": "speechwright.tasks.edits.intonation:EDIT",
        "loudness": "speechwright.tasks.edits.loudness:EDIT",
        "move": "speechwright.tasks.edits.move:EDIT",
        "muffled": "speechwright.tasks.edits.muffled:EDIT",
        "noise": "speechwright.tasks.edits.noise:EDIT",
        "pause": "speechwright.tasks.edits.pause:EDIT",
        "pitch": "speechwright.tasks.edits.pitch:EDIT",
        "remove_pauses": "speechwright.tasks.edits.remove_pauses:EDIT",
        "repeat": "speechwright.tasks.edits.repeat:EDIT",
        "replace": "speechwright.tasks.edits.replace:EDIT",
        "room": "speechwright.tasks.edits.room:EDIT",
        "shorten_pauses": "speechwright.tasks.edits.shorten_pauses:EDIT",
        "speed": "speechwright.tasks.edits.speed:EDIT",
        "stress": "speechwright.tasks.edits.stress:EDIT",
        "style": "speechwright.tasks.edits.style:EDIT",
        "telephone": "speechwright.tasks.edits.telephone:EDIT",
        "trim": "speechwright.tasks.edits.trim:EDIT",
        "volume": "speechwright.tasks.edits.volume:EDIT",
    },
    extra="models",
)
