"""What an evaluation is asked for."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from speechwright.errors import BadRecipe
from speechwright.types import Row

OPEN_SENTENCES = Path(__file__).with_name("open_sentences.txt")


@dataclass(frozen=True)
class EvaluateSettings:
    """What is measured, and on how much.

    Args:
        suites: names in the SUITES table; all if empty.
        items: items a suite; a suite that has fewer takes all that it has.
        seed: draws the items, and the resamples of the intervals.
        people: folder of recordings of digits, named DIGIT_SPEAKER_TAKE.wav.
        texts: text file, one sentence a line, whose held-out lines are the open sentences; the packaged ones if None.
        out: folder for rows and report; `runs/evaluate/<model>-<hash>` if None.
        workers: processes that work side by side; the rows don't depend on it.

    Raises:
        BadRecipe: a number is too small, or a path is not there.
    """

    suites: tuple[str, ...] = ()
    items: int = 500
    seed: int = 1
    people: Path | None = None
    texts: Path | None = None
    out: Path | None = None
    workers: int = 1

    def __post_init__(self) -> None:
        for name, least in (("items", 1), ("seed", 0), ("workers", 1)):
            value = getattr(self, name)
            if value < least:
                raise BadRecipe(f"{name} = {value}", f"at least {least}", f"give a larger --{name}")
        if self.people is not None and not self.people.is_dir():
            raise BadRecipe(f"no folder {str(self.people)!r}", "a folder of recordings", "check --people")
        if self.texts is not None and not self.texts.is_file():
            raise BadRecipe(f"no file {str(self.texts)!r}", "a text file, one sentence a line", "check --texts")

    def to_row(self) -> Row:
        row = asdict(self)
        paths = {name: None if row[name] is None else str(row[name]) for name in ("people", "texts", "out")}
        return {**row, **paths, "suites": list(self.suites)}
