"""What a measurement of editing is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from speechwright.errors import BadRecipe
from speechwright.types import Row

DEFAULT_OUT = Path("runs") / "bench-edits"


@dataclass(frozen=True)
class EditsSettings:
    """What is measured, and on how much.

    Args:
        edit_set: a name of the EDIT_SETS table.
        rows: names of the EDIT_ROWS table; all if empty.
        items: how many items; a set that has fewer gives all that it has.
        seed: draws the items of the set made here, and the resamples of the intervals.
        data: folder of a published set; for the set made here where it is kept, `out/own` if None.
        out: folder for edited sounds, rows and report.
        recognizer: who listens; a name of the RECOGNIZERS table.
        transcripts: tell editors the transcript also where the set's own setting keeps it from them.

    Raises:
        BadRecipe: a number is too small.
    """

    edit_set: str = "own"
    rows: tuple[str, ...] = ()
    items: int = 500
    seed: int = 1
    data: Path | None = None
    out: Path = DEFAULT_OUT
    recognizer: str = "pocketsphinx"
    transcripts: bool = False

    def __post_init__(self) -> None:
        for name, least in (("items", 1), ("seed", 0)):
            value = getattr(self, name)
            if value < least:
                raise BadRecipe(f"{name} = {value}", f"at least {least}", f"give a larger --{name}")

    def to_row(self) -> Row:
        """What the rows depend on."""
        return {
            "set": self.edit_set,
            "seed": self.seed,
            "recognizer": self.recognizer,
            "transcripts": self.transcripts,
        }
