"""What a user may see.

Every error says what was found, what was wanted and what to do about it. The command line prints it as one line and
exits with status 2; in JSON it is the object that `SpeechwrightError.to_row` returns.
"""

from __future__ import annotations


class SpeechwrightError(Exception):
    """Base of all errors that a user can cause and can mend.

    Args:
        found: what was met, with the path or name it concerns.
        wanted: what would have been right.
        remedy: what the user can do now.
    """

    def __init__(self, found: str, wanted: str, remedy: str) -> None:
        super().__init__(f"found {found}; wanted {wanted}; {remedy}")
        self.found = found
        self.wanted = wanted
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[SpeechwrightError], tuple[object, ...]]:
        """So that it passes from one process to another."""
        return type(self), (self.found, self.wanted, self.remedy)

    def to_row(self) -> dict[str, object]:
        """The error as the JSON object of the command line."""
        return {"error": type(self).__name__, "found": self.found, "wanted": self.wanted, "remedy": self.remedy}


class BadAudio(SpeechwrightError):
    """A sound that can't be used: unreadable, empty, too long, without speech."""


class BadText(SpeechwrightError):
    """A text that can't be used: empty, not UTF-8, nothing in it that can be spoken."""


class BadData(SpeechwrightError):
    """A record, shard or folder that is not what its format says."""


class BadModel(SpeechwrightError):
    """A model folder that is missing a part or can't be read."""


class BadRecipe(SpeechwrightError):
    """A recipe with an unknown key, a missing one, or a value out of range."""


class UnitMismatch(SpeechwrightError):
    """Two parts that speak different units."""


class NoAnswer(SpeechwrightError):
    """A server, a voice or a worker that is away, died, or answers with something else."""


class BadInstruction(SpeechwrightError):
    """An instruction that can't be followed as it stands: not understood, ambiguous, or about what is not there.

    Args:
        candidates: what it may have meant, each as it could have been said.
    """

    def __init__(self, found: str, wanted: str, remedy: str, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(found, wanted, remedy)
        self.candidates = candidates

    def __reduce__(self) -> tuple[type[SpeechwrightError], tuple[object, ...]]:
        return type(self), (self.found, self.wanted, self.remedy, self.candidates)

    def to_row(self) -> dict[str, object]:
        return {**super().to_row(), "candidates": list(self.candidates)}


class CannotWrite(SpeechwrightError):
    """A file or folder that can't be written: a full disk, a lack of rights."""


class UnknownName(SpeechwrightError):
    """A name that is in no table."""


class MissingExtra(SpeechwrightError):
    """A package or program that an optional part needs."""
