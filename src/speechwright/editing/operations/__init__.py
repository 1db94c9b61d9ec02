"""How each edit is done to a recording. One function an edit, one line in the table."""

from speechwright.tables import Table

_HERE = "speechwright.editing.operations"
OPERATIONS = Table(
    "operation",
    {
        "clipping": f"{_HERE}.repair:clipping",
        "delete": f"{_HERE}.content:delete",
        "fade": f"{_HERE}.level:fade",
        "fillers": f"{_HERE}.content:fillers",
        "formants": f"{_HERE}.voice:formants",
        "gender": f"{_HERE}.voice:gender",
        "insert": f"{_HERE}.content:insert",
        "intonation": f"{_HERE}.voice:intonation",
        "loudness": f"{_HERE}.level:loudness",
        "move": f"{_HERE}.content:move",
        "muffled": f"{_HERE}.repair:muffled",
        "noise": f"{_HERE}.repair:noise",
        "pause": f"{_HERE}.content:pause",
        "pitch": f"{_HERE}.voice:pitch",
        "remove_pauses": f"{_HERE}.pauses:remove_pauses",
        "repeat": f"{_HERE}.content:repeat",
        "replace": f"{_HERE}.content:replace",
        "room": f"{_HERE}.repair:room",
        "shorten_pauses": f"{_HERE}.pauses:shorten_pauses",
        "speed": f"{_HERE}.voice:speed",
        "stress": f"{_HERE}.voice:stress",
        "telephone": f"{_HERE}.repair:telephone",
        "trim": f"{_HERE}.pauses:trim",
        "volume": f"{_HERE}.level:volume",
    },
    extra="models",
)
